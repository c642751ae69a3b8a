import { SproError } from "./error.js";

/** Characters of a request, and bytes of a file, that are taken: what is larger is refused before it is copied. */
export const LIMITS = { text: 4 << 20, bytes: 32 << 20 };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * One module of the engine. The compiled module is kept; the instance is made when it is needed, and made anew after a
 * trap, so that one bad call never spoils the next.
 */
export class Engine {
  #module;
  #rulebook;
  #exports = null;

  /** @param {WebAssembly.Module} module @param {Uint8Array} [rulebook] a compiled rulebook; else the built-in one */
  constructor(module, rulebook) {
    this.#module = module;
    this.#rulebook = rulebook;
  }

  /** The answer to a request, from JSON. */
  call(operation, request) {
    return this.run((wasm) => JSON.parse(decoder.decode(answer(wasm, operation, request))));
  }

  /** The bytes that answer a request, as a copy. */
  bytes(operation, request) {
    return this.run((wasm) => answer(wasm, operation, request).slice());
  }

  /** Runs `use` with the exports; whatever stops the instance in it, the next run has a new one. */
  run(use) {
    try {
      this.#exports ??= this.#start();
      return use(this.#exports);
    } catch (error) {
      if (error instanceof SproError) throw error;
      this.#exports = null;
      throw new SproError({
        code: "engine-stopped",
        message: "Le calcul s’est arrêté ; réessayez. (The engine stopped; try again.)",
        cause: String(error),
      });
    }
  }

  #start() {
    const { exports } = new WebAssembly.Instance(this.#module);
    if (this.#rulebook) answer(exports, Operation.useRulebook, this.#rulebook);
    return exports;
  }
}

/** The numbers of the operations, as `src/operation.rs` has them. */
export const Operation = {
  version: 0,
  useRulebook: 1,
  describe: 2,
  table: 3,
  cell: 4,
  fields: 5,
};

/** Sends a request and gives a view of the answer, which the next call overwrites. */
function answer(wasm, operation, request) {
  const length = typeof request === "string" ? sendText(wasm, request) : sendBytes(wasm, request);
  // Twice the length of the answer, and 1 where it is a problem.
  const told = wasm.spro_call(operation, length) >>> 0;
  const view = new Uint8Array(wasm.memory.buffer, wasm.spro_answer(), told >>> 1);
  if (told & 1) throw new SproError(JSON.parse(decoder.decode(view)));
  return view;
}

function sendText(wasm, text) {
  if (text.length > LIMITS.text) throw tooLarge(text.length, LIMITS.text);
  // A UTF-16 unit takes at most three bytes.
  const room = text.length * 3;
  const start = wasm.spro_reserve(room);
  return encoder.encodeInto(text, new Uint8Array(wasm.memory.buffer, start, room)).written;
}

function sendBytes(wasm, bytes) {
  if (bytes.length > LIMITS.bytes) throw tooLarge(bytes.length, LIMITS.bytes);
  const start = wasm.spro_reserve(bytes.length);
  new Uint8Array(wasm.memory.buffer, start, bytes.length).set(bytes);
  return bytes.length;
}

/** @param {number} size @param {number} limit */
export function tooLarge(size, limit) {
  return new SproError({
    code: "input-too-large",
    message: `Trop grand : ${size}, au plus ${limit}. (Too large: ${size}, at most ${limit}.)`,
    size,
    limit,
  });
}
