// The places where the module must give the same answers: Node.js, and a page in Chromium.
// A host has a name, `call(function, ...arguments)` and `close()`.

import { readFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PACKAGE = fileURLToPath(new URL("../pkg/", import.meta.url));
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html; charset=utf-8" };

export async function nodeHost() {
  const module = await import("../pkg/spro_wasm.js");
  module.initSync({ module: await readFile(join(PACKAGE, "spro_wasm_bg.wasm")) });
  return { name: "node", call: async (name, ...args) => module[name](...args), close: async () => {} };
}

/** Serves the package, and an empty page under a strict content policy. */
async function servePackage() {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    try {
      const page = path === "/";
      const body = page ? "<!doctype html><title>spro</title>" : await readFile(join(PACKAGE, path));
      response.writeHead(200, {
        "content-type": TYPES[page ? ".html" : extname(path)] ?? "application/octet-stream",
        "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

export async function chromiumHost() {
  const server = await servePackage();
  const profile = await mkdtemp(join(tmpdir(), "spro-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
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
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(async () => {
    globalThis.spro = await import("/spro_wasm.js");
    await globalThis.spro.default();
  });
  return {
    name: "chromium",
    call: (name, ...args) => page.evaluate(([name, args]) => globalThis.spro[name](...args), [name, args]),
    close: async () => {
      await context.close();
      await new Promise((closed) => server.close(closed));
      await rm(profile, { recursive: true, force: true });
    },
  };
}
