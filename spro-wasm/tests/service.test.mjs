// The whole way: a return is typed in the demo page, posted to the service, kept, and counted in its report.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { load, validateTable } from "../dist/index.js";
import { browser } from "./hosts.mjs";
import { accessible, elementsReady, fill } from "./pages.mjs";
import { startService } from "./service.mjs";

const MEETING = {
  annee: "2017",
  date: "14/03/2017",
  structures_invitees: "14",
  structures_participantes: "12",
  objet: "Comité de pilotage <1>",
};
const MEETINGS = [MEETING, { ...MEETING, date: "16/11/2017", structures_invitees: "10", structures_participantes: "9" }];
const TRAINING = { annee: "2017", structure: "ML", nom_structure: "", agents: "20", agents_formation: "5" };
const COORDINATION = { annee: "2017", structure_coordinatrice: "Mission locale", agents: "4", etp: "1,5" };
const FOLDER = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

let service;
let chromium;
before(async () => {
  service = await startService({ "/demo": FOLDER("demo"), "/dist": FOLDER("dist") });
  chromium = await browser({ viewport: { width: 1280, height: 900 } });
  await load();
});
after(async () => {
  await chromium?.close();
  await service?.close();
});

const table = (code) => `spro-table[table="${code}"]`;
const json = async (path) => (await fetch(service.url + path)).json();

test("a return is typed, posted, kept as typed, and counted in the report", async () => {
  const page = await chromium.context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`${service.url}/demo`);
  assert.equal(page.url(), `${service.url}/demo/`);
  await elementsReady(page);
  await page.waitForFunction(() => document.querySelector("#reseau").options.length > 1);
  await page.locator("#reseau").selectOption("Dreux");
  await page.locator("#annee").fill("2017");
  for (const [row, meeting] of MEETINGS.entries()) {
    if (row > 0) await page.locator(table("reunions")).getByRole("button", { name: "Ajouter une ligne" }).click();
    await fill(page, row, meeting, table("reunions"));
  }
  await fill(page, 0, TRAINING, table("formation"));
  await fill(page, 0, COORDINATION, table("coordination"));
  await page.getByRole("button", { name: "Envoyer le retour" }).click();

  // The receipt, a page of the service's own.
  await page.getByRole("heading", { name: "Envoi n° 1 enregistré" }).waitFor();
  assert.match(await page.locator("main").innerText(), /^Réseau Dreux$/m);
  await accessible(page, "receipt");
  const kept = await json("/retours/1");
  assert.equal(kept.reseau, "Dreux");
  assert.equal(kept.annee, 2017);
  const rows = Object.fromEntries(kept.tables.map((table) => [table.table, table.rows]));
  assert.deepEqual(Object.keys(rows), ["reunions", "formation", "coordination"]);
  assert.deepEqual(rows.reunions.map(({ taux_presence, ...row }) => row), MEETINGS.map((row) => ({ reseau: "Dreux", ...row })));
  assert.equal(rows.coordination[0].etp, "1,5");
  for (const { table, rows, answer } of kept.tables) {
    assert.deepEqual(answer, validateTable({ table, rows, reseau: "Dreux" }), table);
  }

  // The report: 12 of 14 and 9 of 10 are 21 of 24.
  await page.getByRole("link", { name: "Voir le rapport" }).click();
  await page.waitForURL(`${service.url}/rapport`);
  const figures = await json("/indicateurs.json");
  const of = (indicator) => figures.find((f) => f.indicator === indicator && f.reseau === "Dreux" && f.annee === 2017);
  const { value, numerator, denominator } = of("2");
  assert.deepEqual({ value, numerator, denominator }, { value: "0.875", numerator: "21", denominator: "24" });
  assert.match(await page.locator("#resume").innerText(), /^87,5\s%\s+Taux de présence aux réunions déduit \(2017, /m);
  await accessible(page, "report");
  assert.deepEqual(problems, []);
});

test("what the service says of any rows is, byte for byte, what the page says", async () => {
  const cases = [
    ["reunions", MEETINGS],
    ["reunions", [MEETING, { ...MEETING, date: "31/02/2017", structures_participantes: "15" }, MEETING, {}]],
    ["reunions", [{ annee: "017", objet: "\u0000 \u2028 \ud83d\ude00 '); DROP TABLE posted; --" }]],
    ["formation", [{ ...TRAINING, structure: "Mision locale", agents: "vingt" }]],
    ["coordination", [{ annee: "2017", structure_coordinatrice: "  ", agents: "-3", etp: "1 500,25" }]],
    ["emargement", [{ annee: "2017", date: "14/03/2017", structure: "ML", nom: "?", presente: "peut-être" }]],
  ];
  for (const lang of ["fr", "en"]) {
    for (const [table, rows] of cases) {
      const response = await fetch(`${service.url}/retours?lang=${lang}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ reseau: "Cher", [table]: rows }),
      });
      const text = await response.text();
      assert.equal(response.status, 201, text);
      const said = JSON.stringify(validateTable({ table, rows, lang, reseau: "Cher" }));
      assert.equal(text.slice(text.indexOf('"tables":[') + '"tables":['.length, -"]}".length), said);
    }
  }
});
