// Leaves of a WebAssembly file what the package calls: its memory and the functions `spro_…`. Exports and sections that
// libraries left for other tools go, so that `wasm-opt` can take away what only they reached.
//
//   node slim.mjs FILE.wasm OUT.wasm

import { readFile, writeFile } from "node:fs/promises";

const [CUSTOM, EXPORTS] = [0, 7];
const [input, output] = process.argv.slice(2);
const bytes = await readFile(input);
let at = 8;

function number() {
  let [value, shift, byte] = [0, 0, 0];
  do {
    byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
  } while (byte & 0x80);
  return value;
}

function encoded(value) {
  const parts = [];
  do {
    const rest = Math.floor(value / 128);
    parts.push((value % 128) | (rest > 0 ? 0x80 : 0));
    value = rest;
  } while (value > 0);
  return Buffer.from(parts);
}

function wantedExports() {
  const kept = [];
  for (let left = number(); left > 0; left--) {
    const start = at;
    const length = number();
    const name = bytes.toString("utf8", at, at + length);
    at += length + 1;
    number();
    if (name === "memory" || name.startsWith("spro_")) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat([encoded(kept.length), ...kept]);
}

const parts = [bytes.subarray(0, 8)];
while (at < bytes.length) {
  const kind = bytes[at++];
  const length = number();
  const end = at + length;
  // What the compiler says of the features that it used is needed once more, by `wasm-opt`.
  const features = kind === CUSTOM && bytes.toString("latin1", at + 1, at + 16) === "target_features";
  const body = kind === EXPORTS ? wantedExports() : bytes.subarray(at, end);
  if (kind !== CUSTOM || features) parts.push(Buffer.from([kind]), encoded(body.length), body);
  at = end;
}
await writeFile(output, Buffer.concat(parts));
