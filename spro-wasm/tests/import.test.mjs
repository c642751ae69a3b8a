// `<spro-import>` in a page: workbooks are read there, fill the tables, and what is doubtful is asked.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { accessible, cell, fill, focused, html, open } from "./pages.mjs";

const DATA = new URL("../../spro-core/examples/data/", import.meta.url);
const TABLES = ["reunions", "formation", "coordination"];

const page = (reseau = "") =>
  html(`<form method="post" action="/post"><spro-import><p>Sans JavaScript : envoyez le classeur.</p></spro-import>
    ${TABLES.map((table) => `<spro-table table="${table}" name="${table}" draft="off" ${reseau && `reseau="${reseau}"`}></spro-table>`).join("")}
    <button>Envoyer</button></form>`);

let site;
before(async () => (site = await open({ "/": page(), "/dreux": page("Dreux") })));
after(() => site?.close());

const choose = (page, ...files) => page.locator("spro-import input[type=file]").setInputFiles(files);
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const rows = (page, table = "reunions") =>
  page.evaluate((table) => document.querySelector(`spro-table[table="${table}"]`).rows, table);
const report = (page) => page.locator('spro-import [part="report"]');
const MEETINGS = "Année;Date de la réunion;Nombre de structures invitées;Nombre de structures participantes;Objet\n";

test("every example workbook fills the tables with the rows that the engine reads from it", async () => {
  const names = (await readdir(DATA)).sort();
  assert.equal(names.length, 9);
  const tab = await site.visit("/");
  for (const name of names) {
    await tab.reload();
    await tab.waitForFunction(() => document.querySelector("spro-import")?.report);
    const bytes = await readFile(new URL(encodeURIComponent(name), DATA));
    await choose(tab, { name, mimeType: "application/octet-stream", buffer: bytes });
    await report(tab).waitFor({ state: "visible" });
    const { files } = await (await import("../dist/index.js")).importFiles([{ name, bytes }]);
    for (const { table, rows: expected } of files[0].tables) {
      if (!TABLES.includes(table)) continue;
      assert.deepEqual((await rows(tab, table)).map(sorted), expected.map(sorted), `${name}: ${table}`);
    }
    const counted = files[0].tables.map(({ rows }) => rows.length);
    assert.ok(counted.some((count) => count > 0), name);
    assert.match(await tab.locator('spro-import [part="status"]').innerText(), /lignes? reprises?\.$/);
  }
  assert.deepEqual(tab.problems, []);
});

const sorted = (row) => Object.fromEntries(Object.entries(row).sort());

test("what was repaired is shown, what is doubtful is asked, and an answer goes into its cell", async () => {
  const tab = await site.visit("/dreux");
  await choose(tab, csv("Dreux.csv", MEETINGS + "2017;14-03-17;14;12;Comité\n2017;31/02/2017;dix;4;Forum\n"));
  await report(tab).waitFor({ state: "visible" });
  await accessible(tab, "imported");
  const questions = report(tab).locator(".questions > li");
  assert.equal(await questions.count(), 2);
  assert.match(await questions.nth(0).innerText(), /Ligne 2, Date de la réunion/);
  assert.equal(await report(tab).locator('[part="repaired"] summary').isVisible(), true);
  const answer = questions.nth(0).locator("input");
  await answer.fill("30/02/2017");
  await answer.press("Enter");
  assert.match(await questions.nth(0).locator("[role=alert]").innerText(), /Erreur/);
  await accessible(tab, "a wrong answer");
  await answer.fill("28/02/2017");
  await answer.press("Enter");
  assert.equal((await rows(tab))[1].date, "28/02/2017");
  assert.equal(await questions.count(), 1);
  assert.equal(await focused(tab), "answer-1");
  // The other one is mended in the table itself.
  await cell(tab, "structures_invitees", 1, 'spro-table[table="reunions"]').fill("10");
  assert.equal(await questions.count(), 0);
  assert.match(await report(tab).innerText(), /Toutes les cases sont précisées\./);
  assert.match(await focused(tab), /structures_invitees$/);
});

test("typed rows are not lost: replace, add below, or take nothing; an undo brings them back", async () => {
  const tab = await site.visit("/dreux");
  await fill(tab, 0, { annee: "2017", date: "02/02/2017", structures_invitees: "5", structures_participantes: "5", objet: "Atelier" });
  const file = csv("Dreux.csv", MEETINGS + "2017;14/03/2017;14;12;Comité\n");
  const question = tab.locator('spro-import [part="question"]');
  await choose(tab, file);
  await question.waitFor({ state: "visible" });
  assert.match(await question.innerText(), /Des lignes sont déjà saisies/);
  await accessible(tab, "a question");
  await question.getByRole("button", { name: "Ne rien reprendre" }).click();
  assert.deepEqual((await rows(tab)).map((row) => row.objet), ["Atelier"]);
  await choose(tab, file);
  await question.getByRole("button", { name: "Ajouter à la suite" }).click();
  assert.deepEqual((await rows(tab)).map((row) => row.objet), ["Atelier", "Comité"]);
  await choose(tab, file);
  await question.getByRole("button", { name: "Remplacer les lignes saisies" }).click();
  assert.deepEqual((await rows(tab)).map((row) => row.objet), ["Comité"]);
  await cell(tab, "annee").focus();
  await tab.keyboard.press("Control+z");
  assert.deepEqual((await rows(tab)).map((row) => row.objet), ["Atelier", "Comité"]);
});

test("the workbook of another network is asked about, and a file that is none says why", async () => {
  const tab = await site.visit("/dreux");
  const name = (await readdir(DATA)).find((name) => name.includes("Montargis"));
  await choose(tab, { name, mimeType: "", buffer: await readFile(new URL(encodeURIComponent(name), DATA)) });
  const question = tab.locator('spro-import [part="question"]');
  await question.waitFor({ state: "visible" });
  assert.match(await question.innerText(), /réseau Montargis, et cette page est celle du réseau Dreux/);
  await question.getByRole("button", { name: "Ne rien reprendre" }).click();
  assert.deepEqual(await rows(tab), []);
  await choose(tab, { name: "lettre.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n") });
  const failed = tab.locator('spro-import [part="failed"]');
  await failed.waitFor({ state: "visible" });
  assert.match(await failed.innerText(), /lettre\.pdf : .*PDF/s);
  await accessible(tab, "a file that cannot be read");
});

test("a file is dropped", async () => {
  const tab = await site.visit("/dreux");
  await tab.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "Dreux.csv"));
    const zone = document.querySelector("spro-import").shadowRoot.querySelector('[part="drop"]');
    for (const type of ["dragenter", "dragover", "drop"]) {
      zone.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
    }
  }, MEETINGS + "2017;14/03/2017;14;12;Comité\n");
  await report(tab).waitFor({ state: "visible" });
  assert.deepEqual((await rows(tab)).map((row) => row.objet), ["Comité"]);
});

test("a page that takes over the import itself gets the answer, and the tables stay", async () => {
  const tab = await site.visit("/dreux");
  await tab.evaluate(() =>
    document.addEventListener("spro-import", (event) => {
      event.preventDefault();
      globalThis.seen = event.detail.files[0].tables[0].rows.length;
    }),
  );
  await choose(tab, csv("Dreux.csv", MEETINGS + "2017;14/03/2017;14;12;Comité\n"));
  await tab.waitForFunction(() => globalThis.seen === 1);
  assert.deepEqual(await rows(tab), []);
});

test("the reader is loaded only when a file comes", async () => {
  const tab = await site.visit("/");
  const loaded = () => tab.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)));
  assert.equal((await loaded()).some((name) => name.startsWith("reader")), false);
  await choose(tab, csv("Dreux.csv", MEETINGS + "2017;14/03/2017;14;12;Comité\n"));
  await report(tab).waitFor({ state: "visible" });
  assert.equal((await loaded()).filter((name) => name.startsWith("reader")).length, 1);
});
