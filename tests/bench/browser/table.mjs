// The meetings of a network as a form holds them: thirty rows, typed; and what is wrong in the dirty ones.

const YEAR = 2017;
export const COLUMNS = ["annee", "date", "structures_invitees", "structures_participantes", "objet"];

export function meetings(dirty) {
  let seed = 12345;
  const below = (n) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  const two = (n) => String(n).padStart(2, "0");
  const rows = Array.from({ length: 30 }, (_, i) => {
    const invited = 5 + below(20);
    return {
      annee: YEAR,
      date: `${YEAR}-${two(1 + (i % 12))}-${two(1 + below(28))}`,
      structures_invitees: invited,
      structures_participantes: below(invited),
      objet: `Comité technique – séance ${i}`,
    };
  });
  if (dirty) {
    Object.assign(rows[2], { structures_invitees: -1, structures_participantes: -2 });
    rows[5].date = `${YEAR + 1}-06-12`;
    Object.assign(rows[7], { date: rows[6].date, objet: rows[6].objet });
    rows[9].structures_participantes = rows[9].structures_invitees + 1;
    rows[11].objet = "é".repeat(501);
  }
  return rows;
}

/** What is wrong in the dirty rows: row, column, rule. */
export const TRUTH = [
  "2 structures_invitees borne",
  "2 structures_participantes borne",
  "5 date date-dans-annee",
  "7  doublon",
  "9 structures_participantes participantes-au-plus-invitees",
  "11 objet longueur",
];

/** The rows that repeat the day and the subject of an earlier one. */
export function repeated(rows) {
  const seen = new Set();
  const again = [];
  rows.forEach((row, at) => {
    const key = `${row.date}\0${row.objet}`;
    if (seen.has(key)) again.push(at);
    seen.add(key);
  });
  return again;
}
