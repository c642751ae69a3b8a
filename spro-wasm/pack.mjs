// Makes the JavaScript of the package from `js/` and the modules in `dist/`, and fails where a part is too heavy.

import { build } from "esbuild";
import { readFile, readdir, writeFile, copyFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const HERE = new URL(".", import.meta.url);
const DIST = new URL("dist/", HERE);
const modules = process.argv.slice(2);
/** Bytes after gzip that each part may weigh. The aim for the module is 120 KiB. */
const LIMITS = { "spro-forms.wasm": 260 * 1024, "elements.js": 20 * 1024 };

const gzip = (bytes) => gzipSync(bytes, { level: 9 });

for (const name of modules) {
  const packed = gzip(await readFile(new URL(`spro-${name}.wasm`, DIST)));
  await writeFile(new URL(`${name}-wasm.js`, DIST), `export default "${packed.toString("base64")}";\n`);
}

const scripts = await readdir(new URL("js/", HERE));
const entries = ["index.js", "elements.js"].filter((name) => scripts.includes(name));
const common = { bundle: true, minify: true, sourcemap: false, target: "es2022", logLevel: "warning", charset: "utf8" };
const path = (url) => url.pathname;
await build({
  ...common,
  entryPoints: entries.map((name) => path(new URL(`js/${name}`, HERE))),
  outdir: path(DIST),
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  external: ["./*-wasm.js"],
});

let failed = false;
for (const name of (await readdir(DIST)).filter((name) => /\.(wasm|c?js)$/.test(name)).sort()) {
  const bytes = await readFile(new URL(name, DIST));
  const size = gzip(bytes).length;
  const limit = LIMITS[name];
  const over = limit !== undefined && size > limit;
  failed ||= over;
  console.log(
    `   ${name.padEnd(24)} ${String(bytes.length).padStart(8)} bytes, ${String(size).padStart(7)} gzip` +
      (limit ? ` (limit ${limit})` : "") +
      (over ? "  TOO LARGE" : ""),
  );
}
process.exitCode = failed ? 1 : 0;
