// What the module answers, in Node.js and in Chromium alike.

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
      assert.equal(await host.call("version"), description.version);
    });
  });
}
