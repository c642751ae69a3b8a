// How long the engine takes in Node.js, the crossing included.
//
//   node tests/bench/engine.mjs      after ./build; prints medians and 95th percentiles, fails nothing

import { readFile } from "node:fs/promises";
import { Engine, Operation, Rulebook, setModule } from "../../dist/index.js";

const bytes = await readFile(new URL("../../dist/spro-forms.wasm", import.meta.url));
const row = (i) => ["Dreux", "2017", `${String((i % 28) + 1).padStart(2, "0")}/${String((Math.floor(i / 28) % 12) + 1).padStart(2, "0")}/2017`, "14", "12", `Réunion ${i + 1}`];
const sample = (count) => Array.from({ length: count }, (_, i) => row(i));

async function measure(name, times, run, unit = 1000) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await run(i);
    taken.push(performance.now() - begun);
  }
  taken.sort((a, b) => a - b);
  const at = (share) => (taken[Math.floor(taken.length * share)] * unit).toFixed(1);
  console.log(`${name.padEnd(52)} median ${at(0.5).padStart(8)}   95 % ${at(0.95).padStart(8)} ${unit === 1 ? "ms" : "µs"}`);
}

await measure("module compiled, instance ready, rulebook in use", 20, async () => {
  const module = await WebAssembly.compile(bytes);
  new Engine(module).call(Operation.cell, "fr\x1freunions\x1fannee\x1f2017");
}, 1);

setModule("forms", bytes);
const rulebook = await Rulebook.builtIn();
const [thirty, many] = [sample(30), sample(300)];
const request = (rows) => ({ table: "reunions", rows });
// The compiler of the browser makes hot code fast while it runs.
for (let i = 0; i < 3000; i++) rulebook.validateTable(request(thirty));
await measure("a table of 30 rows (validateTable)", 3000, () => rulebook.validateTable(request(thirty)));
await measure("a table of 300 rows (validateTable)", 300, () => rulebook.validateTable(request(many)));
await measure("one cell (validateCell)", 3000, (i) =>
  rulebook.validateCell({ table: "reunions", field: "date", value: `${(i % 28) + 1}/03/2017` }),
);
await measure("one cell with a finding (validateCell)", 3000, () =>
  rulebook.validateCell({ table: "reunions", field: "date", value: "31/02/2017" }),
);
