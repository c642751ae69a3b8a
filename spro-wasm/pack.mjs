// Makes the JavaScript of the package from `js/` and the modules in `dist/`, and fails where a part is too heavy.

import { execFileSync } from "node:child_process";
import { build, transform } from "esbuild";
import { appendFile, cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const HERE = new URL(".", import.meta.url);
const DIST = new URL("dist/", HERE);
const modules = process.argv.slice(2);
/** Only with the standard library built from rustup's sources are the modules as small as they can be. */
const spare = process.env.SPRO_WASM_STD === "sources" ? 1 : 1.3;
/** Bytes after gzip that each part may weigh. */
const LIMITS = {
  "spro-forms.wasm": 120_000 * spare,
  "spro-figures.wasm": 310_000 * spare,
  "spro-reader.wasm": 360_000 * spare,
  "spro-writer.wasm": 300_000 * spare,
  // With everything that it loads before a form can be drawn, the modules aside.
  "elements.js": 20_000,
};

const gzip = (bytes) => gzipSync(bytes, { level: 9, memLevel: 9 });
const path = (url) => url.pathname;

for (const name of modules) {
  const packed = gzip(await readFile(new URL(`spro-${name}.wasm`, DIST)));
  await writeFile(new URL(`${name}-wasm.js`, DIST), `export default "${packed.toString("base64")}";\n`);
}
// Pieces of an earlier build, whose names tell their content.
for (const name of await readdir(DIST)) if (name.startsWith("chunk-")) await rm(new URL(name, DIST));

/** The style sheet stands in a script as text: it is made small like a style sheet. */
const styles = {
  name: "styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /elements\/style\.js$/ }, async ({ path }) => {
      const [before, css, after, ...more] = (await readFile(path, "utf8")).split("`");
      if (after === undefined || more.length > 0) throw new Error(`${path}: one text of styles is expected`);
      const { code } = await transform(css, { loader: "css", minify: true });
      return { contents: `${before}${JSON.stringify(code.trim())}${after}`, loader: "js" };
    }),
};
/** The modules are not bundled; a script in a folder below finds them above. */
const outside = (folder) => ({
  name: "outside",
  setup: ({ onResolve }) => onResolve({ filter: /-wasm\.js$/ }, ({ path }) => ({ path: path.replace(".", folder), external: true })),
});
const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  logLevel: "warning",
  charset: "utf8",
  plugins: [styles, outside(".")],
};
const entries = (...names) => names.map((name) => path(new URL(`js/${name}`, HERE)));

const { metafile } = await build({
  ...common,
  entryPoints: entries("index.js", "elements.js"),
  outdir: path(DIST),
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  metafile: true,
});
// For `require`, in a folder that says so. The modules stay scripts that are imported when they are needed.
await build({
  ...common,
  plugins: [styles, outside("..")],
  entryPoints: entries("index.js", "elements.js"),
  outdir: path(new URL("cjs/", DIST)),
  format: "cjs",
  platform: "node",
  target: "node20",
});
await writeFile(new URL("cjs/package.json", DIST), '{ "type": "commonjs" }\n');
// For `<script src>`: everything under the name `spro`, the elements defined.
await build({ ...common, entryPoints: entries("classic.js"), outfile: path(new URL("spro.js", DIST)), format: "iife", globalName: "spro" });
// The types are what the scripts say of themselves.
await rm(new URL("types/", DIST), { recursive: true, force: true });
const tsc = ["--allowJs", "--declaration", "--emitDeclarationOnly", "--skipLibCheck", "--target", "es2024", "--lib", "es2024,dom,dom.iterable"];
const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", HERE));
const types = path(new URL("types/", DIST));
execFileSync(process.execPath, [compiler, ...tsc, "--module", "nodenext", "--outDir", types, ...entries("index.js", "elements.js")], {
  cwd: path(HERE),
  stdio: ["ignore", "inherit", "inherit"],
});
const MODULE = "/** A module of WebAssembly: what it is here, its address or its bytes, is up to the tool that imports it. */\ndeclare const module: unknown;\nexport default module;\n";
await writeFile(new URL("types/module.d.ts", DIST), MODULE);
// Those of the answers are made from the Rust types; a test of the workspace holds them there.
for (const name of ["answers.d.ts", "tags.d.ts"]) await cp(new URL(`js/${name}`, HERE), new URL(`types/${name}`, DIST));
// Whoever imports the elements knows their tags.
await appendFile(new URL("types/elements.d.ts", DIST), 'import type {} from "./tags.js";\n');
await cp(types, path(new URL("cjs/types/", DIST)), { recursive: true });

/** A script of the package and those that it loads at once. */
function withImports(name, seen = new Set()) {
  const output = Object.entries(metafile.outputs).find(([file]) => basename(file) === name);
  if (!output || seen.has(name)) return seen;
  seen.add(name);
  for (const { path, kind } of output[1].imports) if (kind === "import-statement") withImports(basename(path), seen);
  return seen;
}

let failed = false;
for (const name of (await readdir(DIST)).filter((name) => /\.(wasm|c?js)$/.test(name)).sort()) {
  const bytes = await readFile(new URL(name, DIST));
  const parts = name === "elements.js" ? [...withImports(name)] : [name];
  const sizes = await Promise.all(parts.map(async (part) => gzip(await readFile(new URL(part, DIST))).length));
  const size = sizes.reduce((sum, part) => sum + part, 0);
  const limit = LIMITS[name];
  const over = limit !== undefined && size > limit;
  failed ||= over;
  console.log(
    `   ${name.padEnd(24)} ${String(bytes.length).padStart(8)} bytes, ${String(size).padStart(7)} gzip` +
      (parts.length > 1 ? ` with ${parts.length - 1} chunk` : "") +
      (limit ? ` (limit ${limit})` : "") +
      (over ? "  TOO LARGE" : ""),
  );
}
process.exitCode = failed ? 1 : 0;
