// What a page loads: each way of checking as one minified module, and the library's package, in bytes after gzip.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;
const out = {};
for (const name of process.argv.slice(2)) {
  if (name === "spro") {
    // The script without the custom elements, and the module with the built-in rulebook.
    const entry = here("../../../spro-wasm/dist/index.js");
    const script = await bundled(entry);
    const wasm = readdirSync(here("../../../spro-wasm/dist")).filter((file) => file === "spro-forms.wasm");
    out[name] = packed(script) + wasm.reduce((sum, file) => sum + packed(readFileSync(here(`../../../spro-wasm/dist/${file}`))), 0);
  } else {
    out[name] = packed(await bundled(here(`${name}.mjs`)));
  }
}
console.log(JSON.stringify(out));

async function bundled(entry) {
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    external: ["node:*"],
  });
  return built.outputFiles[0].contents;
}
