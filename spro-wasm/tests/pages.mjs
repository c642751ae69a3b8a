// A page with the elements in it, under the strict policy, and what a test asks of it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { browser, serve } from "./hosts.mjs";

const AXE = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

export const html = (body, { script = "/dist/elements.js", lang = "fr" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>Essai</title>` +
  (script ? `<script type="module" src="${script}"></script>` : "") +
  `</head><body><main><h1>Essai</h1>${body}</main></body></html>`;

/** A server and a browser for the pages of one test file. */
export async function open(pages, options) {
  const posts = [];
  const post = (request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      posts.push(Object.fromEntries(new URLSearchParams(body)));
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(html("<p id='received'>Reçu</p>", { script: null }));
    });
  };
  const server = await serve({ "/post": post, ...pages });
  const { context, close } = await browser({ viewport: { width: 1280, height: 900 }, ...options });
  return {
    url: server.url,
    context,
    posts,
    visit: async (path, { ready = true } = {}) => {
      const page = await context.newPage();
      page.problems = [];
      page.on("pageerror", (error) => page.problems.push(String(error)));
      page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
      await page.goto(server.url + path);
      if (ready) await elementsReady(page);
      return page;
    },
    close: async () => {
      await close();
      await server.close();
    },
  };
}

export const elementsReady = (page) =>
  page.evaluate(async () => {
    const names = ["spro-table", "spro-import", "spro-funding-request"];
    for (const element of document.querySelectorAll(names.join())) {
      await customElements.whenDefined(element.localName);
      await element.ready;
    }
  });

/** No violation of the rules for WCAG 2.1 AA, in the page as it is now. */
export async function accessible(page, state) {
  await page.evaluate(`window.axe || (() => { ${AXE} })()`);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.flat().join(" ")).join(" | ")}`);
  });
  assert.deepEqual(found, [], state);
}

/** The input of a field in a row of the first table (rows from 0). */
export const cell = (page, field, row = 0, table = "spro-table") =>
  page.locator(table).first().locator("[data-key]").nth(row).locator(`input[id$="-${field}"]`);

export const fill = async (page, row, values, table) => {
  for (const [field, text] of Object.entries(values)) await cell(page, field, row, table).fill(text);
};

/** What has the focus, through the shadow roots: its id, or its name. */
export const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id || element?.className || element?.localName;
  });
