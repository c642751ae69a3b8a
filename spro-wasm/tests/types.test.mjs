// The types that the package declares: right ones compile under `--strict`, wrong ones do not.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("what a page in TypeScript writes compiles, and what is wrong does not", () => {
  const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--target", "es2024", "--module", "nodenext", "--lib", "es2024,dom,dom.iterable"];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, fileURLToPath(new URL("types/usage.ts", import.meta.url))]);
  assert.equal(status, 0, String(stdout));
});
