// The package as others see it: its description and its types have nothing that publint or arethetypeswrong would say.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
const description = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: PACKAGE, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, description)), []);
});

test("arethetypeswrong finds nothing", () => {
  const command = ["node_modules/@arethetypeswrong/cli/dist/index.js", "--pack", ".", "--format", "json"];
  // It leaves with an error where it finds something; what it finds is then shown below.
  let printed;
  try {
    printed = execFileSync(process.execPath, command, { cwd: PACKAGE, encoding: "utf8", maxBuffer: 64 << 20 });
  } catch (error) {
    printed = error.stdout;
  }
  const { problems } = JSON.parse(printed);
  assert.deepEqual(problems, {});
});

test("nothing else is installed with the package", () => {
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"]) assert.equal(description[kind], undefined);
});
