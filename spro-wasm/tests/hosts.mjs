// The places where the package must give the same answers: Node.js, and a page in Chromium.
// A host has a name, `run(function, argument)` and `close()`: the function gets the package and the argument.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
const TYPES = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".html": "text/html; charset=utf-8",
};
/** What a page of the package needs, and no more. */
export const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

export async function nodeHost() {
  const spro = await import("../dist/index.js");
  return { name: "node", run: async (use, argument) => use(spro, argument), close: async () => {} };
}

/**
 * Serves the folder of the package; `pages` adds answers by path: a text, or a function of request and response.
 * Every answer carries the strict policy.
 */
export async function serve(pages = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    response.setHeader("content-security-policy", POLICY);
    const page = pages[path];
    if (typeof page === "function") return page(request, response);
    try {
      const body = page ?? (await readFile(join(PACKAGE, path)));
      response.setHeader("content-type", TYPES[page === undefined ? extname(path) : ".html"] ?? "application/octet-stream");
      response.end(body);
    } catch {
      // Browsers ask for an icon by themselves; that there is none is no fault of the page.
      response.writeHead(path.endsWith("favicon.ico") ? 204 : 404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** Chromium is started once: `tests/run.mjs` starts it for all files, a file that is run alone starts its own. */
export const LAUNCH = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
let chromiumOfThisFile = null;
let contexts = 0;

/** A context of the browser, which shares nothing with another: no storage, no cookie, no cache. */
export async function browser(options = {}) {
  const shared = process.env.SPRO_CHROMIUM;
  contexts += 1;
  chromiumOfThisFile ??= shared ? chromium.connect(shared) : chromium.launch(LAUNCH);
  const running = await chromiumOfThisFile;
  const context = await running.newContext(options);
  return {
    context,
    close: async () => {
      await context.close();
      contexts -= 1;
      // Whatever is still open would keep the process alive.
      if (contexts === 0) {
        chromiumOfThisFile = null;
        await running.close();
      }
    },
  };
}

export async function chromiumHost() {
  const server = await serve({ "/": "<!doctype html><title>spro</title>" });
  const { context, close } = await browser();
  const page = await context.newPage();
  await page.goto(`${server.url}/`);
  return {
    name: "chromium",
    run: (use, argument) =>
      // The function's text as a module of its own would need a looser policy; the driver evaluates it instead.
      page.evaluate(`(async () => (${use})(await import("/dist/index.js"), ${JSON.stringify(argument ?? null)}))()`),
    close: async () => {
      await close();
      await server.close();
    },
  };
}
