// The demo page: a whole return typed, imported, downloaded and posted, under the strict policy.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { serveDemo } from "../demo/serve.mjs";
import { importFiles } from "../dist/index.js";
import { browser } from "./hosts.mjs";
import { accessible, cell, elementsReady, fill } from "./pages.mjs";

const DATA = new URL("../../spro-core/examples/data/", import.meta.url);
const RETURN = {
  reunions: [
    { annee: "2017", date: "14/03/2017", structures_invitees: "14", structures_participantes: "12", objet: "Comité de pilotage" },
    { annee: "2017", date: "16/11/2017", structures_invitees: "14", structures_participantes: "9", objet: "Forum" },
  ],
};

let demo;
let chromium;
let receiver;
let posted;
before(async () => {
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    // Browsers ask for an icon by themselves.
    if (request.method !== "POST") return response.writeHead(204).end();
    posted = { type: request.headers["content-type"], fields: Object.fromEntries(new URLSearchParams(body)) };
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end('<!doctype html><html lang="fr"><title>Reçu</title><h1 id="received">Reçu</h1></html>');
  });
  await new Promise((ready) => receiver.listen(0, "127.0.0.1", ready));
  demo = await serveDemo({ port: 0, post: `http://127.0.0.1:${receiver.address().port}/depots` });
  chromium = await browser({ viewport: { width: 1280, height: 900 } });
});
after(async () => {
  await chromium?.close();
  await demo?.close();
  receiver?.closeAllConnections();
  await new Promise((closed) => receiver.close(closed));
});

async function visit() {
  const page = await chromium.context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(demo.url);
  await elementsReady(page);
  await page.waitForFunction(() => document.querySelector("#reseau").options.length > 1);
  return page;
}

const table = (code) => `spro-table[table="${code}"]`;

test("a whole return is typed and posted: network, year and each table as JSON", async () => {
  const page = await visit();
  await accessible(page, "before a network is chosen");
  await page.locator("#reseau").selectOption("Dreux");
  await page.locator("#annee").fill("2017");
  for (const [row, values] of RETURN.reunions.entries()) {
    if (row > 0) await page.locator(table("reunions")).getByRole("button", { name: "Ajouter une ligne" }).click();
    await fill(page, row, values, table("reunions"));
  }
  assert.match(await page.locator("#etat").innerText(), /^Rien n’est saisi dans : /);
  await fill(page, 0, await example(page, "formation"), table("formation"));
  await fill(page, 0, await example(page, "coordination"), table("coordination"));
  assert.equal(await page.locator("#etat").innerText(), "Le retour peut être envoyé.");
  assert.match(await page.locator("#bilan").innerText(), /\t2\t0\t0/);
  await accessible(page, "filled");
  await page.getByRole("button", { name: "Envoyer le retour" }).click();
  await page.waitForSelector("#received");
  assert.equal(posted.type, "application/x-www-form-urlencoded");
  assert.deepEqual(Object.keys(posted.fields).sort(), ["annee", "coordination", "formation", "reseau", "reunions"]);
  assert.equal(posted.fields.reseau, "Dreux");
  assert.equal(posted.fields.annee, "2017");
  assert.deepEqual(JSON.parse(posted.fields.reunions), RETURN.reunions.map((row) => ({ reseau: "Dreux", ...row })));
  assert.equal(JSON.parse(posted.fields.formation).length, 1);
  assert.deepEqual(page.problems, []);
});

/** The examples that the rulebook gives for the fields of a table: a row without an error. */
async function example(page, code) {
  return page.evaluate((code) => {
    const { fields } = document.querySelector(`spro-table[table="${code}"]`).model.table;
    const typed = fields.filter((field) => !field.computed && field.code !== "reseau");
    return Object.fromEntries(typed.map((field) => [field.code, field.example]));
  }, code);
}

test("a workbook chooses the network, and comes back as a workbook and as JSON with the same rows", async () => {
  const page = await visit();
  const name = (await readdir(DATA)).find((name) => name.includes("Cher t"));
  const bytes = await readFile(new URL(encodeURIComponent(name), DATA));
  await page.locator("spro-import input[type=file]").setInputFiles({ name, mimeType: "", buffer: bytes });
  await page.locator('spro-import [part="report"]').waitFor({ state: "visible" });
  assert.equal(await page.locator("#reseau").inputValue(), "Cher");
  // Its rows are of several years: which one is meant is asked.
  assert.equal(await page.locator("#annee").inputValue(), "");
  await page.locator("#annee").fill("2017");
  await accessible(page, "imported");
  const typed = await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll("spro-table")].map((t) => [t.getAttribute("table"), t.rows])),
  );
  for (const [button, ending] of [["Télécharger le classeur (XLSX)", "xlsx"], ["Télécharger les données (JSON)", "json"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
    assert.equal(download.suggestedFilename(), `SPRO Cher 2017.${ending}`);
    const read = await importFiles([{ name: `retour.${ending}`, bytes: await content(download) }]);
    assert.equal(read.files[0].reseau, "Cher");
    for (const [code, rows] of Object.entries(typed)) {
      const back = read.files[0].tables.find((t) => t.table === code)?.rows ?? [];
      assert.deepEqual(back.map(plain), rows.map(plain), `${ending}: ${code}`);
    }
  }
  assert.deepEqual(page.problems, []);
});

const content = async (download) => Buffer.concat(await (await download.createReadStream()).toArray());
const plain = (row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== "").sort());

test("the page stays whole without JavaScript: it leads to a workbook to fill in", async () => {
  const { context, close } = await browser({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(demo.url);
    const link = page.getByRole("link", { name: "remplissez le classeur" });
    assert.equal(await link.isVisible(), true);
    const answer = await fetch(new URL(await link.getAttribute("href"), `${demo.url}demo/`));
    const read = await importFiles([{ name: "modele.xlsx", bytes: new Uint8Array(await answer.arrayBuffer()) }]);
    assert.deepEqual(read.files[0].tables.map((t) => t.table), ["reunions", "formation", "coordination"]);
  } finally {
    await close();
  }
});

test("the summary counts what is wrong, and an error keeps the return from being sent", async () => {
  const page = await visit();
  posted = null;
  await page.locator("#reseau").selectOption("Dreux");
  await page.locator("#annee").fill("2017");
  await fill(page, 0, { ...RETURN.reunions[0], structures_participantes: "15" }, table("reunions"));
  assert.equal(await page.locator("#etat").innerText(), "1 erreur reste à corriger avant l’envoi.");
  await page.getByRole("button", { name: "Envoyer le retour" }).click();
  await page.locator(table("reunions")).locator('[part="summary"] a').click();
  await page.keyboard.type("12");
  assert.equal(await cell(page, "structures_participantes", 0, table("reunions")).inputValue(), "12");
  assert.equal(posted, null);
});
