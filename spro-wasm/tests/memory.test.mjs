// Forms are typed in for hours: memory does not grow with the number of validations.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromiumHost, nodeHost } from "./hosts.mjs";

for (const open of [nodeHost, chromiumHost]) {
  describe(open.name, () => {
    let host;
    before(async () => (host = await open()));
    after(() => host?.close());

    test("10 000 validations take no more memory than the first hundred", async () => {
      const sizes = await host.run(async ({ Rulebook, compiledModule, Engine }) => {
        // The package keeps its instances to itself: this one is seen as it is made.
        const { Instance } = WebAssembly;
        let memory;
        WebAssembly.Instance = function (...given) {
          const instance = new Instance(...given);
          ({ memory } = instance.exports);
          return instance;
        };
        try {
          const rulebook = new Rulebook(new Engine(await compiledModule("forms")));
          const row = { annee: "2017", date: "31/02/2017", structures_invitees: "14", structures_participantes: "15", objet: "Forum" };
          const sizes = [];
          for (let i = 1; i <= 10_000; i++) {
            rulebook.validateTable({ table: "reunions", reseau: "Dreux", rows: [row, { ...row, objet: `Réunion ${i}` }] });
            if (i === 100 || i === 10_000) sizes.push(memory.buffer.byteLength);
          }
          return sizes;
        } finally {
          WebAssembly.Instance = Instance;
        }
      });
      assert.ok(sizes[0] > 0);
      assert.equal(sizes[1], sizes[0]);
    });
  });
}
