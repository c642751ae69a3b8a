import { SproError } from "./error.js";

/** How each module is found; a page or a build that keeps the files elsewhere sets its own. */
const sources = {
  figures: () => import("./figures-wasm.js"),
  forms: () => import("./forms-wasm.js"),
  reader: () => import("./reader-wasm.js"),
  evaluation: () => import("./evaluation-wasm.js"),
  writer: () => import("./writer-wasm.js"),
};
const compiled = new Map();

/**
 * Says where a module comes from, before it is first used: the address of a `.wasm` file, its bytes, a response or a
 * compiled module.
 */
export function setModule(name, source) {
  sources[name] = () => source;
  compiled.delete(name);
}

/** The compiled module, once a page. */
export function compiledModule(name) {
  if (!compiled.has(name)) {
    const promise = compile(sources[name]()).catch((error) => {
      // A failed download may be tried again.
      compiled.delete(name);
      throw error instanceof SproError ? error : notLoaded(name, error);
    });
    compiled.set(name, promise);
  }
  return compiled.get(name);
}

async function compile(promise) {
  const source = await promise;
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  if (typeof source === "string" || source instanceof URL) return compileResponse(await fetch(source));
  if (source instanceof Response) return compileResponse(source);
  // A file of the package: base64 of the gzipped module, which every bundler takes as it is.
  return WebAssembly.compile(await unzipped(fromBase64(source.default)));
}

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  if (globalThis.Buffer) return globalThis.Buffer.from(text, "base64");
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

function unzipped(packed) {
  // In Node.js the streams of a page take longer to set up than the module takes to unzip.
  const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");
  if (zlib) return zlib.gunzipSync(packed);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function compileResponse(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  // Not `compileStreaming`: it fails where the server gives `.wasm` another type.
  return WebAssembly.compile(await response.arrayBuffer());
}

function notLoaded(name, error) {
  return new SproError({
    code: "not-loaded",
    message: `Le module « ${name} » n’a pas pu être chargé ; rechargez la page. (Module not loaded; reload the page.)`,
    cause: String(error),
  });
}
