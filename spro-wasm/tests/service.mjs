// The example service of `spro-core`, built where it must be and running on a port of its own.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");

/**
 * The program: the one that SPRO_SERVICE names, or else it is built, with the very options of the engine's tests: after
 * these, nothing is left to build.
 */
export function buildService() {
  if (process.env.SPRO_SERVICE) return process.env.SPRO_SERVICE;
  const options = ["test", "--locked", "--quiet", "--workspace", "--all-features", "--no-run", "--test", "service"];
  const built = spawnSync("cargo", options, { cwd: ROOT, encoding: "utf8" });
  assert.equal(built.status, 0, built.error?.message ?? built.stderr);
  return join(TARGET, "debug", "spro-service");
}

/** Starts it on an empty database; `pages` are folders by path: `{ "/demo": "…" }`. */
export async function startService(pages) {
  const folder = await mkdtemp(join(tmpdir(), "spro-service-"));
  const served = Object.entries(pages).flatMap(([path, pages]) => ["--pages", `${path}=${pages}`]);
  const options = ["--database", join(folder, "retours.sqlite"), "--listen", "127.0.0.1:0", ...served];
  const service = spawn(buildService(), options, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => service.once("exit", done));
  const said = await createInterface(service.stdout)[Symbol.asyncIterator]().next();
  return {
    url: said.value.match(/http:\S+/)[0],
    close: async () => {
      service.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
