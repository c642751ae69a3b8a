// How long a page takes: from the script's start to the first validation, and from a key stroke to the painted message.
//
//   node tests/bench/paint.mjs       after ./build; prints the least, the median and the 95th percentile, fails nothing
//
// Chromium paints as soon as it can here (no waiting for the screen's next refresh, which may add 16 ms and is not ours).
// A stroke is measured from the moment the browser got it to the first task after the frame that shows the message.

import { chromium } from "playwright-core";
import { LAUNCH, serve } from "../hosts.mjs";

const STROKES = 60;
const LOADS = 15;
const row = (i) => ({
  annee: "2017",
  date: `${String((i % 28) + 1).padStart(2, "0")}/${String((Math.floor(i / 28) % 12) + 1).padStart(2, "0")}/2017`,
  structures_invitees: "14",
  structures_participantes: "12",
  objet: `Réunion ${i + 1}`,
});
const page = (rows) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Mesure</title>` +
  `<script type="module" src="/dist/elements.js"></script></head><body><main><h1>Mesure</h1>` +
  `<spro-table table="reunions" name="reunions" reseau="Dreux" draft="off"><script type="application/json">` +
  `${JSON.stringify(Array.from({ length: rows }, (_, i) => row(i)))}</script></spro-table></main></body></html>`;
const FIRST = `
const begun = performance.now();
const { load, validateTable } = await import("/dist/index.js");
await load();
validateTable({ table: "reunions", reseau: "Dreux", rows: [${JSON.stringify(row(0))}] });
globalThis.first = performance.now() - begun;`;

const server = await serve({
  "/30": page(30),
  "/300": page(300),
  "/first": '<!doctype html><html lang="fr"><title>Mesure</title><script type="module" src="/first.js"></script></html>',
  "/first.js": (_, response) => {
    response.setHeader("content-type", "text/javascript");
    response.end(FIRST);
  },
});
const running = await chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, "--disable-frame-rate-limit", "--disable-gpu-vsync"] });

function said(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2);
  console.log(`${name.padEnd(58)} least ${at(0).padStart(7)} ms   median ${at(0.5).padStart(7)} ms   95 % ${at(0.95).padStart(7)} ms   (${sorted.length})`);
}

try {
  const firsts = [];
  for (let i = 0; i < LOADS; i++) {
    const context = await running.newContext();
    const tab = await context.newPage();
    await tab.goto(`${server.url}/first`);
    await tab.waitForFunction(() => globalThis.first !== undefined);
    firsts.push(await tab.evaluate(() => globalThis.first));
    await context.close();
  }
  said("script start to first validation, nothing in the cache", firsts);

  for (const rows of [30, 300]) {
    const context = await running.newContext({ viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/${rows}`);
    await tab.evaluate(async () => {
      await customElements.whenDefined("spro-table");
      await document.querySelector("spro-table").ready;
      globalThis.painted = [];
      globalThis.worked = [];
      const { port1, port2 } = new MessageChannel();
      let begun = 0;
      port1.onmessage = () => globalThis.painted.push(performance.now() - begun);
      // Before the element's own listener, and after it.
      addEventListener("input", (event) => (begun = event.timeStamp), true);
      addEventListener("input", (event) => {
        globalThis.worked.push(performance.now() - event.timeStamp);
        requestAnimationFrame(() => port2.postMessage(null));
      });
    });
    const cell = tab.locator("spro-table [data-key]").nth(3).locator('input[id$="-structures_participantes"]');
    await cell.click();
    await tab.keyboard.press("Control+A");
    for (let i = 0; i < STROKES; i++) {
      // A letter brings a message, taking it away removes it: every stroke paints one change.
      await tab.keyboard.press(i % 2 === 0 ? "x" : "Backspace");
      await tab.waitForFunction((count) => globalThis.painted.length === count, i + 1);
    }
    said(`${rows} rows: key stroke to painted message`, await tab.evaluate(() => globalThis.painted.slice(5)));
    said(`${rows} rows: of it, until the page is changed`, await tab.evaluate(() => globalThis.worked.slice(5)));
    const engine = await tab.evaluate(async (count) => {
      const table = document.querySelector("spro-table");
      const { rulebook, model } = table;
      const request = { table: "reunions", reseau: "Dreux", rows: model.rows };
      const times = [];
      for (let i = 0; i < count; i++) {
        const begun = performance.now();
        for (let j = 0; j < 20; j++) rulebook.validateTable(request);
        times.push((performance.now() - begun) / 20);
      }
      return times;
    }, 30);
    said(`${rows} rows: the engine with the crossing, each of 20 calls`, engine);
    await context.close();
  }
} finally {
  await running.close();
  await server.close();
}
