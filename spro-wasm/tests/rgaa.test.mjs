// The criteria for forms of RGAA 4.1 (theme 11), on the demo page; docs/accessibility.md names a test for each.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { serveDemo } from "../demo/serve.mjs";
import { browser } from "./hosts.mjs";
import { cell, elementsReady, fill } from "./pages.mjs";

const MEETINGS = 'spro-table[table="reunions"]';

let demo;
let chromium;
let page;
before(async () => {
  demo = await serveDemo({ port: 0 });
  chromium = await browser({ viewport: { width: 1280, height: 900 } });
  page = await chromium.context.newPage();
  await page.goto(demo.url);
  await elementsReady(page);
  await page.waitForFunction(() => document.querySelector("#reseau").options.length > 1);
  await page.locator("#reseau").selectOption("Dreux");
  await page.locator(MEETINGS).getByRole("button", { name: "Ajouter une ligne" }).click();
});
after(async () => {
  await chromium?.close();
  await demo?.close();
});

/** What assistive technology is told: role and name of everything in the page that is not ignored. */
async function told() {
  const session = await chromium.context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter((node) => !node.ignored)
    .map((node) => ({ role: node.role?.value, name: (node.name?.value ?? "").trim(), description: node.description?.value ?? "" }));
}
const ofRole = async (...roles) => (await told()).filter(({ role }) => roles.includes(role));
const FIELDS = ["textbox", "combobox", "ComboBoxMenuButton", "ComboBoxGrouping", "TextFieldWithComboBox"];

test("11.1, 11.2: every field has a name that says what to type and in which row", async () => {
  const fields = await ofRole(...FIELDS);
  assert.ok(fields.length > 20, `${fields.length} fields`);
  assert.deepEqual(fields.filter(({ name }) => name === ""), []);
  const names = fields.map(({ name }) => name);
  assert.ok(names.includes("Date de la réunion (obligatoire) Ligne 2"), names.join(" | "));
  assert.ok(names.includes("Réseau local (obligatoire)"));
  assert.ok(names.includes("Année du retour (obligatoire)"));
});

test("11.3: the same field has the same name in every row, and no two fields of a table share one", async () => {
  const names = (await ofRole(...FIELDS)).map(({ name }) => name);
  const inRow = (row) => names.filter((name) => name.endsWith(` Ligne ${row}`)).map((name) => name.replace(/ Ligne \d+$/, ""));
  const first = inRow(1);
  for (const name of inRow(2)) assert.ok(first.includes(name), name);
  const labels = await page.locator(`${MEETINGS} thead [part~="label"]`).allInnerTexts();
  assert.equal(new Set(labels).size, labels.length);
});

test("11.4: a label stands above its field, as a column header or, on a narrow screen, in the cell", async () => {
  const field = cell(page, "date", 0, MEETINGS);
  const header = page.locator(`${MEETINGS} thead th`).filter({ hasText: "Date de la réunion" });
  const [above, box] = [await header.boundingBox(), await field.boundingBox()];
  assert.ok(above.y < box.y && above.x <= box.x + 1 && above.x + above.width >= box.x + box.width - 1);
  await page.setViewportSize({ width: 360, height: 740 });
  const label = page.locator(`${MEETINGS} [data-key] td`).filter({ has: page.locator('input[id$="-date"]') }).locator(".cell-label").first();
  const [near, narrow] = [await label.boundingBox(), await field.boundingBox()];
  assert.ok(narrow.y - (near.y + near.height) < 12 && Math.abs(near.x - narrow.x) < 12);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("11.5, 11.6, 11.7: fields are grouped in rows with a header and tables with a caption", async () => {
  const captions = (await ofRole("table")).map(({ name }) => name);
  const expected = await page.locator("spro-table caption").allInnerTexts();
  assert.equal(expected.length, 3);
  for (const caption of expected) assert.ok(captions.includes(caption), `${caption} in ${captions}`);
  const headers = (await ofRole("rowheader")).map(({ name }) => name);
  assert.ok(headers.includes("Ligne 1") && headers.includes("Ligne 2"), headers.join());
});

test("11.8: choices of a list are of one kind, none twice", async () => {
  const lists = await page.evaluate(() =>
    [...document.querySelectorAll("spro-table")].flatMap((table) =>
      [...table.shadowRoot.querySelectorAll("datalist")].map((list) => [...list.options].map((option) => option.value)),
    ),
  );
  assert.ok(lists.length >= 3);
  for (const values of lists) assert.equal(new Set(values).size, values.length);
});

test("11.9: every button says what it does, and to which row", async () => {
  const names = (await ofRole("button")).map(({ name }) => name);
  assert.ok(!names.includes(""));
  for (const name of ["Dupliquer la ligne 2", "Supprimer la ligne 2", "Envoyer le retour", "Télécharger le classeur (XLSX)"]) {
    assert.ok(names.includes(name), name);
  }
});

test("11.10: what is required and how to write it is said before; an error names its field and is tied to it", async () => {
  const header = await page.locator(`${MEETINGS} thead th`).filter({ hasText: "Date de la réunion" }).innerText();
  assert.match(header, /\(obligatoire\)/);
  assert.match(header, /Exemple : \d\d\/\d\d\/\d{4}/);
  const date = cell(page, "date", 0, MEETINGS);
  assert.equal(await date.getAttribute("aria-required"), "true");
  await fill(page, 0, { annee: "2017", date: "demain" }, MEETINGS);
  assert.equal(await date.getAttribute("aria-invalid"), "true");
  const [field] = (await ofRole(...FIELDS)).filter(({ name }) => name === "Date de la réunion (obligatoire) Ligne 1");
  assert.match(field.description, /Erreur : /);
  await page.locator("#annee").fill("2017");
  await page.getByRole("button", { name: "Envoyer le retour" }).click();
  const line = await page.locator(`${MEETINGS} [part="summary"] li`).first().innerText();
  assert.match(line, /^Ligne 1, Date de la réunion : /);
});

test("11.11: a message says how to mend it", async () => {
  await fill(page, 0, { date: "31/02/2017" }, MEETINGS);
  const date = page.locator(`${MEETINGS} [data-key] [part~="error"]`).first();
  assert.match(await date.innerText(), /28 jours/);
  const training = 'spro-table[table="formation"]';
  await cell(page, "structure", 0, training).fill("Mision locale");
  assert.match((await page.locator(`${training} [data-key] [part~="message"]`).allInnerTexts()).join(), /ML/);
});

test("11.12: what was typed can be taken back, mended and erased before it is sent", async () => {
  const date = cell(page, "date", 0, MEETINGS);
  await date.fill("14/03/2017");
  await date.press("Control+z");
  assert.equal(await date.inputValue(), "31/02/2017");
  await date.press("Control+y");
  assert.equal(await date.inputValue(), "14/03/2017");
  await page.getByRole("button", { name: "Tout effacer" }).click();
  assert.equal(await page.evaluate((table) => document.querySelector(table).rows.length, MEETINGS), 0);
});

test("11.13: no field asks for something about the person who fills in", async () => {
  const asked = await page.evaluate(() =>
    [...document.querySelectorAll("spro-table")].flatMap((table) =>
      [...table.shadowRoot.querySelectorAll("input")].map((input) => input.autocomplete),
    ),
  );
  assert.ok(asked.length > 10);
  assert.ok(asked.every((purpose) => purpose === "off"));
});

test("docs/accessibility.md names tests that exist, one for each criterion of theme 11", async () => {
  const text = await readFile(new URL("../../docs/accessibility.md", import.meta.url), "utf8");
  const lines = [...text.matchAll(/^\| (11\.\d+) \|.*\| `([a-z]+\.test\.mjs)`: (.+) \|$/gm)];
  const criteria = [...new Set(lines.map(([, criterion]) => criterion))];
  assert.deepEqual(criteria, Array.from({ length: 13 }, (_, i) => `11.${i + 1}`));
  for (const [, criterion, file, name] of lines) {
    const source = await readFile(new URL(file, import.meta.url), "utf8");
    assert.ok(source.includes(`test("${name}"`), `${criterion}: no test "${name}" in ${file}`);
  }
});
