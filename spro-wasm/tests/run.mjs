// Runs every test of the package with one Chromium for all of them.
//
//   node tests/run.mjs [NAME…]       the files whose name contains one of these, else all

import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { LAUNCH } from "./hosts.mjs";

const names = process.argv.slice(2);
const folder = fileURLToPath(new URL(".", import.meta.url));
const files = (await readdir(folder))
  .filter((file) => file.endsWith(".test.mjs") && (names.length === 0 || names.some((name) => file.includes(name))))
  .sort()
  .map((file) => folder + file);
const server = await chromium.launchServer(LAUNCH);
const run = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-timeout=600000", ...files], {
  stdio: "inherit",
  env: { ...process.env, SPRO_CHROMIUM: server.wsEndpoint() },
});
run.on("exit", async (status) => {
  await server.close();
  process.exitCode = status ?? 1;
});
