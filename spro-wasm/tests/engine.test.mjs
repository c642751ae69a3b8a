// The loader: one call after another, whatever happened in between. In Node.js and in Chromium alike.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { chromiumHost, nodeHost } from "./hosts.mjs";

const description = JSON.parse(await readFile(new URL("../package.json", import.meta.url)));

for (const open of [nodeHost, chromiumHost]) {
  describe(open.name, () => {
    let host;
    before(async () => (host = await open()));
    after(() => host?.close());

    test("the version is that of the package", async () => {
      const version = await host.run(async ({ Engine, Operation, compiledModule }) =>
        new Engine(await compiledModule("forms")).call(Operation.version, ""),
      );
      assert.equal(version, description.version);
    });

    test("after a trap the next call works", async () => {
      const seen = await host.run(async ({ Engine, Operation, compiledModule }) => {
        const engine = new Engine(await compiledModule("forms"));
        const before = engine.call(Operation.version, "");
        let code;
        try {
          // More than the address space: the allocator gives up, which stops the instance.
          engine.run((wasm) => wasm.spro_reserve(0xffff_fff0));
        } catch (error) {
          code = error.code;
        }
        return [before, code, engine.call(Operation.version, "")];
      });
      assert.deepEqual(seen, [description.version, "engine-stopped", description.version]);
    });

    test("what is too large is refused before it is copied", async () => {
      const seen = await host.run(async ({ Engine, LIMITS, Operation, compiledModule }) => {
        const engine = new Engine(await compiledModule("forms"));
        const size = () => engine.run((wasm) => wasm.memory.buffer.byteLength);
        const before = size();
        const codes = ["x".repeat(LIMITS.text + 1), new Uint8Array(LIMITS.bytes + 1)].map((request) => {
          try {
            return engine.call(Operation.version, request);
          } catch (error) {
            return [error.name, error.code, error.details.size];
          }
        });
        return { codes, grown: size() - before };
      });
      assert.deepEqual(seen.codes, [
        ["SproError", "input-too-large", (4 << 20) + 1],
        ["SproError", "input-too-large", (32 << 20) + 1],
      ]);
      assert.equal(seen.grown, 0);
    });

    test("an unknown operation is a typed error", async () => {
      const seen = await host.run(async ({ Engine, SproError, compiledModule }) => {
        try {
          new Engine(await compiledModule("forms")).call(9999, "");
        } catch (error) {
          return [error instanceof SproError, error.code];
        }
      });
      assert.deepEqual(seen, [true, "bad-request"]);
    });
  });
}
