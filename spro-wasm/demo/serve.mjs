// Serves the demo page under its strict policy. Without `--post` it answers the form itself, and keeps nothing.
//
//   node demo/serve.mjs [--port 8017] [--post http://127.0.0.1:8080/depots]

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { load, writeWorkbook } from "../dist/index.js";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};
/** More than a return of a network ever has. */
const LARGEST_POST = 8 << 20;
const TABLES = ["reunions", "formation", "coordination"];

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A server of the page, listening; `post` is the address that receives the form. */
export async function serveDemo({ port = 8017, post = "" } = {}) {
  await load();
  const receiver = post ? new URL(post).origin : "";
  const policy = `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; form-action 'self' ${receiver}`.trim();
  const answers = {
    "/": (_, response) => response.writeHead(302, { location: "/demo/" }).end(),
    "/demo/": async (_, response) => {
      const page = await readFile(join(PACKAGE, "demo/index.html"), "utf8");
      response.setHeader("content-type", TYPES[".html"]);
      response.end(post ? page.replace('action="post"', `action="${escaped(post)}"`) : page);
    },
    "/demo/modele.xlsx": async (_, response) => {
      response.setHeader("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      response.end(await writeWorkbook({ tables: TABLES.map((table) => ({ table })) }));
    },
    "/demo/post": receive,
    "/favicon.ico": (_, response) => response.writeHead(204).end(),
  };
  const server = createServer(async (request, response) => {
    response.setHeader("content-security-policy", policy);
    try {
      const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
      if (answers[path]) return await answers[path](request, response);
      // Only what the page needs.
      if (!/^\/(dist|demo)\//.test(path)) return response.writeHead(404).end();
      const body = await readFile(join(PACKAGE, path));
      response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready, failed) => server.once("error", failed).listen(port, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** Shows what came: a stand-in for a service, which would check it again and store it. */
async function receive(request, response) {
  let body = "";
  for await (const part of request.setEncoding("utf8")) {
    body += part;
    if (body.length > LARGEST_POST) return response.writeHead(413).end();
  }
  const form = new URLSearchParams(body);
  const rows = (table) => JSON.parse(form.get(table) ?? "[]").length;
  const lines = TABLES.map((table) => `<li>${table} : ${rows(table)}</li>`).join("");
  response.setHeader("content-type", TYPES[".html"]);
  response.end(
    `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Retour reçu</title><link rel="stylesheet" href="demo.css">` +
      `<main><h1 id="received">Retour reçu : ${escaped(form.get("reseau") ?? "")}, ${escaped(form.get("annee") ?? "")}</h1>` +
      `<p>Lignes par tableau (ce serveur d’essai ne garde rien) :</p><ul>${lines}</ul><p><a href=".">Revenir</a></p></main></html>`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8017" }, post: { type: "string", default: "" } } });
  const { url } = await serveDemo({ port: Number(values.port), post: values.post });
  console.log(`Page de démonstration : ${url}`);
}
