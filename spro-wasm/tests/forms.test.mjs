// Forms at each key stroke: memory stays where it is, and a trap spoils nothing.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromiumHost, nodeHost } from "./hosts.mjs";

const rows = Array.from({ length: 30 }, (_, i) => ["Dreux", "2017", `${(i % 28) + 1}/03/2017`, "14", String(i % 20), `Objet ${i}`]);

for (const open of [nodeHost, chromiumHost]) {
  describe(open.name, () => {
    let host;
    before(async () => (host = await open()));
    after(() => host?.close());

    test("10 000 validations leave the memory flat", async () => {
      const [warm, end] = await host.run(async ({ Engine, Operation, compiledModule }, rows) => {
        const engine = new Engine(await compiledModule("forms"));
        const size = () => engine.run((wasm) => wasm.memory.buffer.byteLength);
        const request = ["fr\x1freunions\x1f", ...rows.map((row) => row.join("\x1f"))].join("\x1e");
        let warm;
        for (let i = 0; i < 10_000; i++) {
          engine.run((wasm) => {
            // Reserved first: it may grow the memory, which then is another buffer.
            const at = wasm.spro_reserve(request.length * 3);
            const place = new Uint8Array(wasm.memory.buffer, at, request.length * 3);
            const length = new TextEncoder().encodeInto(request, place).written;
            if (wasm.spro_call(Operation.table, length) & 1) throw new Error("refused");
          });
          if (i === 100) warm = size();
        }
        return [warm, size()];
      }, rows);
      assert.equal(end, warm);
    });

    test("after a trap a rulebook answers as before", async () => {
      const [before, stopped, after] = await host.run(async ({ Engine, Operation, compiledModule }) => {
        const engine = new Engine(await compiledModule("forms"));
        const cell = () => engine.call(Operation.cell, "fr\x1freunions\x1fdate\x1f31/02/2017");
        const before = cell();
        let stopped;
        try {
          engine.run((wasm) => wasm.spro_reserve(0xffff_fff0));
        } catch (error) {
          stopped = error.code;
        }
        return [before, stopped, cell()];
      });
      assert.equal(stopped, "engine-stopped");
      assert.equal(before.diagnostics[0].code, "reunions.date.type");
      assert.deepEqual(after, before);
    });
  });
}
