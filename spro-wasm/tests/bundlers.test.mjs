// The package as it is published, in every tool that pages are made with: no plugin, no configuration.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, serve } from "./hosts.mjs";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
/** What every page does: the engine, the elements, and the reader, which is loaded when it is needed. */
const USE = `
async function use(spro) {
  await spro.load();
  const cell = spro.validateCell({ table: "reunions", field: "date", value: "31/02/2017" });
  const csv = "annee;date;structures_invitees;structures_participantes;objet\\n2017;14/03/2017;14;12;Forum\\n";
  const { files } = await spro.importFiles([{ name: "Dreux.csv", bytes: new TextEncoder().encode(csv) }]);
  const workbook = await spro.writeWorkbook({ reseau: "Dreux", tables: files[0].tables });
  return [cell.state, files[0].reseau, files[0].tables[0].rows[0].objet, String.fromCharCode(...workbook.slice(0, 2))].join(" ");
}`;
const EXPECTED = "refused Dreux Forum PK";
const SHOW = `.catch(String).then((text) => document.body.append(Object.assign(document.createElement("p"), { id: "result", textContent: text })))`;
const HTML = (script) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title>${script}</head>` +
  `<body><spro-table table="reunions" draft="off"></spro-table></body></html>`;

let folder;
let site;
let chromium;
const pages = {};
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "spro-package-"));
  // What would be published, and nothing else.
  const installed = join(folder, "node_modules/spro-wasm");
  await mkdir(installed, { recursive: true });
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: PACKAGE, stdio: ["ignore", "pipe", "ignore"] }),
  );
  execFileSync("tar", ["xf", join(folder, filename), "-C", installed, "--strip-components=1"]);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "page", private: true, type: "module" }));
  await writeFile(
    join(folder, "page.js"),
    `import * as spro from "spro-wasm";\nimport "spro-wasm/elements";\n${USE}\nuse(spro)${SHOW};\n`,
  );
  site = await serve(pages);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const TYPES = { js: "text/javascript", mjs: "text/javascript", html: "text/html", css: "text/css" };

/** Serves a folder below a path, opens a page of it, and gives what the page shows. */
async function opened(name, built, html) {
  for (const file of await readdir(built, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath ?? file.path, file.name);
    const body = await readFile(path);
    pages[`/${name}/${path.slice(built.length + 1)}`] = (_, response) => {
      response.setHeader("content-type", TYPES[file.name.split(".").at(-1)] ?? "application/octet-stream");
      response.end(body);
    };
  }
  if (html) pages[`/${name}/index.html`] = html;
  const page = await chromium.context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`${site.url}/${name}/index.html`);
  const shown = await page.waitForSelector("#result", { timeout: 30_000 }).then(
    (element) => element.innerText(),
    (error) => `${error.message} ${problems.join()}`,
  );
  // The element was defined, and drew its table.
  await page.waitForFunction(() => document.querySelector("spro-table").shadowRoot?.querySelector("table"));
  await page.close();
  assert.deepEqual(problems, []);
  return shown;
}

test("esbuild", async () => {
  const { build } = await import("esbuild");
  const out = join(folder, "esbuild");
  await build({ absWorkingDir: folder, entryPoints: ["page.js"], bundle: true, splitting: true, format: "esm", outdir: out, logLevel: "error" });
  assert.equal(await opened("esbuild", out, HTML('<script type="module" src="page.js"></script>')), EXPECTED);
});

test("Rollup", async () => {
  const { rollup } = await import("rollup");
  // Without a plugin Rollup knows no packages, only files.
  const local = (await readFile(join(folder, "page.js"), "utf8"))
    .replace('"spro-wasm"', '"./node_modules/spro-wasm/dist/index.js"')
    .replace('"spro-wasm/elements"', '"./node_modules/spro-wasm/dist/elements.js"');
  await writeFile(join(folder, "files.js"), local);
  const bundle = await rollup({ input: join(folder, "files.js"), onwarn: (warning) => assert.fail(warning.message) });
  const out = join(folder, "rollup");
  await bundle.write({ dir: out, format: "es" });
  await bundle.close();
  assert.equal(await opened("rollup", out, HTML('<script type="module" src="files.js"></script>')), EXPECTED);
});

test("Vite", async () => {
  const { build } = await import("vite");
  const root = join(folder, "vite");
  await mkdir(root);
  await cp(join(folder, "page.js"), join(root, "page.js"));
  await writeFile(join(root, "index.html"), HTML('<script type="module" src="./page.js"></script>'));
  await build({ root, base: "./", logLevel: "error", configFile: false });
  assert.equal(await opened("vite", join(root, "dist")), EXPECTED);
});

test("webpack", async () => {
  const { default: webpack } = await import("webpack");
  const out = join(folder, "webpack");
  const stats = await new Promise((done, failed) =>
    webpack(
      { mode: "development", devtool: false, context: folder, entry: "./page.js", output: { path: out, publicPath: "auto" } },
      (error, stats) => (error ? failed(error) : done(stats)),
    ),
  );
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { ...stats.toJson({ all: false }), errors: [], warnings: [] });
  assert.equal(await opened("webpack", out, HTML('<script defer src="main.js"></script>')), EXPECTED);
});

test("a page without a tool: script type=module", async () => {
  const dist = join(folder, "node_modules/spro-wasm/dist");
  const page = `import * as spro from "./index.js";\nimport "./elements.js";\n${USE}\nuse(spro)${SHOW};\n`;
  pages["/module/page.js"] = (_, response) => {
    response.setHeader("content-type", "text/javascript");
    response.end(page);
  };
  assert.equal(await opened("module", dist, HTML('<script type="module" src="page.js"></script>')), EXPECTED);
});

test("a page without a tool: a classic script", async () => {
  const dist = join(folder, "node_modules/spro-wasm/dist");
  pages["/classic/page.js"] = (_, response) => {
    response.setHeader("content-type", "text/javascript");
    response.end(`${USE}\naddEventListener("DOMContentLoaded", () => use(spro)${SHOW});\n`);
  };
  assert.equal(await opened("classic", dist, HTML('<script src="spro.js"></script><script src="page.js"></script>')), EXPECTED);
});

const node = (name, source) => {
  const options = { cwd: folder, encoding: "utf8" };
  return writeFile(join(folder, name), source).then(() => execFileSync(process.execPath, [name], options).trim());
};

test("Node.js with import", async () => {
  const source = `import * as spro from "spro-wasm";\nimport { SproTable } from "spro-wasm/elements";\n${USE}\nconsole.log(await use(spro), typeof SproTable);\n`;
  assert.equal(await node("esm.mjs", source), `${EXPECTED} function`);
});

test("Node.js with require", async () => {
  const source = `const spro = require("spro-wasm");\nconst { SproTable } = require("spro-wasm/elements");\n${USE}\nuse(spro).then((text) => console.log(text, typeof SproTable));\n`;
  assert.equal(await node("cjs.cjs", source), `${EXPECTED} function`);
});

test("a module is found by its exported name, and can be given by its bytes", async () => {
  const source = `import { readFile } from "node:fs/promises";\nimport { setModule, load } from "spro-wasm";
for (const name of ["forms", "reader", "evaluation", "writer"]) {
  const file = new URL(import.meta.resolve(\`spro-wasm/spro-\${name}.wasm\`));
  setModule(name, await readFile(file));
}
console.log((await load()).describe().code);\n`;
  assert.equal(await node("bytes.mjs", source), "centre-val-de-loire");
});
