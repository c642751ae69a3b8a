// publicodes: a cell is a rule, a check is a rule that is true where something is wrong. It knows numbers and dates: no
// length of texts and no repeated rows.
import Engine from "publicodes";

export const LACKS = ["doublon", "longueur"];
const ROWS = 30;
const YEAR = 2017;
const french = (date) => date.split("-").reverse().join("/");

function rulesOf(at) {
  const row = `r${at}`;
  const broken = {
    [`${row} . hors année`]: ["date date-dans-annee", { "une de ces conditions": [`${row} . date < 01/01/${YEAR}`, `${row} . date > 31/12/${YEAR}`] }],
    [`${row} . invitées sous zéro`]: ["structures_invitees borne", `${row} . invitées < 0`],
    [`${row} . participantes sous zéro`]: ["structures_participantes borne", `${row} . participantes < 0`],
    [`${row} . trop de participantes`]: ["structures_participantes participantes-au-plus-invitees", `${row} . participantes > ${row} . invitées`],
  };
  return { row, broken };
}

export async function load() {
  const rules = {};
  const checks = [];
  for (let at = 0; at < ROWS; at++) {
    const { row, broken } = rulesOf(at);
    for (const name of [row, `${row} . date`, `${row} . invitées`, `${row} . participantes`]) rules[name] = null;
    for (const [name, [what, rule]] of Object.entries(broken)) {
      rules[name] = rule;
      checks.push({ at, name, what });
    }
  }
  const engine = new Engine(rules, { logger: { log() {}, warn() {}, error() {} } });
  const cells = (values, at) => ({
    [`r${at} . date`]: french(values.date),
    [`r${at} . invitées`]: values.structures_invitees,
    [`r${at} . participantes`]: values.structures_participantes,
  });
  const told = (asked) => {
    const wrong = asked.filter(({ name }) => engine.evaluate(name).nodeValue === true);
    return wrong.map(({ at, what }) => `${at} ${what}`);
  };
  const first = checks.filter(({ at }) => at === 0);
  return {
    table(rows) {
      engine.setSituation(Object.assign({}, ...rows.map(cells)));
      return told(checks);
    },
    row(values) {
      engine.setSituation(cells(values, 0), { keepPreviousSituation: true });
      return told(first);
    },
  };
}
