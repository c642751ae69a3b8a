// Whole returns: what the conformance cases say of them, as the Rust runner says it byte for byte; and what is refused.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { chromiumHost, nodeHost } from "./hosts.mjs";

const CASES = new URL("../../tests/conformance/", import.meta.url);
const pretty = (answer) => JSON.stringify(answer, null, 2) + "\n";
const sorted = (names) => names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** The cases whose files are what a form would post: JSON, with the tables under their codes. */
async function cases() {
  const found = [];
  for (const name of sorted(await readdir(CASES))) {
    const folder = new URL(`${encodeURIComponent(name)}/`, CASES);
    const files = sorted(await readdir(new URL("input/", folder)));
    if (!files.every((file) => file.endsWith(".json"))) continue;
    const read = (path) => readFile(new URL(path, folder), "utf8");
    const returns = [];
    for (const file of files) {
      const whole = JSON.parse(await read(`input/${encodeURIComponent(file)}`));
      returns.push({ name: file, tables: whole.tables ?? whole });
    }
    const about = JSON.parse(await read("case.json"));
    const form = await read("form.json").catch(() => null);
    found.push({ name, returns: returns.map((r) => ({ ...r, reseau: about.reseau })), indicators: await read("indicators.json"), form });
  }
  return found;
}

const all = await cases();
const rows = [
  { reseau: "Dreux", annee: 2017, date: "14/03/2017", structures_invitees: 14, structures_participantes: 12 },
  { reseau: "Dreux", annee: 2017, date: "15/03/2017", structures_invitees: 7, structures_participantes: 9 },
];

for (const open of [nodeHost, chromiumHost]) {
  describe(open.name, () => {
    let host;
    before(async () => (host = await open()));
    after(() => host?.close());

    test(`${all.length} cases have the indicators of the command line`, async () => {
      assert.ok(all.length >= 15);
      const answers = await host.run(async ({ indicators }, all) => {
        const answers = [];
        for (const { returns } of all) answers.push(await indicators({ returns }));
        return answers;
      }, all);
      for (const [i, { name, indicators }] of all.entries()) assert.equal(pretty(answers[i]), indicators, name);
    });

    test("a form says of the cases what Rust says", async () => {
      const asked = all.filter(({ form }) => form !== null);
      assert.ok(asked.length >= 15);
      const answers = await host.run(async ({ load }, asked) => {
        const rulebook = await load();
        return asked.map(({ returns: [{ tables }] }) =>
          Object.fromEntries(
            Object.keys(tables)
              .sort()
              .map((table) => [table, rulebook.validateTable({ table, rows: tables[table] })]),
          ),
        );
      }, asked);
      for (const [i, { name, form }] of asked.entries()) assert.equal(pretty(answers[i]), form, name);
    });

    test("a figure is explained: the rows that it uses, and those left out with the reason", async () => {
      const answer = await host.run(
        ({ explain }, rows) => explain({ returns: [{ name: "Dreux", tables: { reunions: rows } }], indicator: "2", reseau: "Dreux", annee: 2017 }),
        rows,
      );
      assert.deepEqual([answer.numerator, answer.denominator, answer.value], ["12", "14", "0.857142857143"]);
      assert.deepEqual([answer.counts.used, answer.counts.rejected], [1, 1]);
      const rejected = answer.rows.find((row) => row.row === 1);
      assert.equal(rejected.why, "reunions.participantes-au-plus-invitees");
      assert.equal(answer.formula.symbols, "sum(structures_participantes) / sum(structures_invitees)");
    });

    test("a dossier is checked, and what is paid is said", async () => {
      const convention = { reseau: "Dreux", structure: "ML", genre: "financiere", periode: { from: "2017-01-01", to: "2017-12-31" }, montant: "10000.00" };
      const answer = await host.run(
        ({ checkConvention }, convention) => checkConvention({ name: "dossier", conventions: [convention] }),
        convention,
      );
      assert.deepEqual([answer.errors, answer.files.length], [0, 1]);
      const [{ kind, amount, month }] = answer.files[0].schedule;
      assert.deepEqual([kind, amount, month], ["acompte", "5000.00", "2017-03"]);
    });

    test("what cannot be asked is a typed error", async () => {
      const codes = await host.run(async ({ checkConvention, explain, indicators, SproError }, rows) => {
        const code = (promise) => promise.then(() => null, (error) => error instanceof SproError && error.code);
        return [
          await code(indicators({ returns: [{ tables: { autre: rows } }] })),
          await code(indicators({ returns: [{ tables: { reunions: [{ inconnu: "1" }] } }] })),
          await code(indicators({ returns: [{ reseau: "Ailleurs", tables: {} }] })),
          await code(indicators({ returns: [], per: "commune" })),
          await code(explain({ returns: [], indicator: "999" })),
          await code(explain({ returns: [], indicator: "2", departement: "99" })),
          await code(checkConvention({ conventions: [{ inconnu: 1 }] })),
          await code(indicators({ returns: [{ tables: { reunions: [{ objet: "x".repeat(4 << 20) }] } }] })),
        ];
      }, rows);
      assert.deepEqual(codes, [
        "unknown-table",
        "unknown-field",
        "unknown-network",
        "bad-request",
        "unknown-indicator",
        "unknown-department",
        "bad-request",
        "input-too-large",
      ]);
    });
  });
}
