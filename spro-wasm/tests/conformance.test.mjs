// Every conformance case through the reader, in Node.js and in Chromium: the same bytes as the Rust command line.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { chromiumHost, nodeHost } from "./hosts.mjs";

const CASES = new URL("../../tests/conformance/", import.meta.url);

/** In the order of their bytes, as the other runners take them. */
const sorted = (names) => names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

async function load(name) {
  const folder = new URL(`${encodeURIComponent(name)}/`, CASES);
  const inputs = new URL("input/", folder);
  const files = sorted(await readdir(inputs)).map(async (file) => {
    const bytes = await readFile(new URL(encodeURIComponent(file), inputs));
    return { name: file, base64: bytes.toString("base64") };
  });
  const about = JSON.parse(await readFile(new URL("case.json", folder), "utf8"));
  const expected = {};
  for (const answer of ["diagnostics", "indicators", "evaluation"]) {
    expected[answer] = await readFile(new URL(`${answer}.json`, folder), "utf8").catch(() => null);
  }
  return { name, about, files: await Promise.all(files), expected };
}

/** Cases that the browser's reader answers otherwise, and why. */
const OTHERWISE = {
  "demandes-toml": "dossiers in TOML come from the command line; the parser would make the reader half as heavy again",
};

const cases = await Promise.all(sorted(await readdir(CASES)).map(load));

for (const open of [nodeHost, chromiumHost]) {
  describe(open.name, () => {
    let host;
    before(async () => (host = await open()));
    after(() => host?.close());

    test(`${cases.length - Object.keys(OTHERWISE).length} cases give the bytes of the command line`, async () => {
      assert.ok(cases.length > 40);
      const questions = cases.map(({ name, about, files }) => ({ name, files, reseau: about.reseau ?? "", asOf: about.as_of ?? null }));
      const answers = await host.run(async (spro, questions) => {
        const answers = [];
        for (const { files, reseau, asOf } of questions) {
          const inputs = files.map(({ name, base64 }) => ({ name, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) }));
          answers.push({
            diagnostics: await spro.validateFiles(inputs, { reseau }),
            indicators: await spro.fileIndicators(inputs, { reseau }),
            evaluation: asOf && (await spro.evaluateFiles(inputs, { reseau, asOf })),
          });
        }
        return answers;
      }, questions);
      for (const [i, { name, expected }] of cases.entries()) {
        for (const [answer, text] of Object.entries(expected)) {
          if (name in OTHERWISE) assert.notEqual(JSON.stringify(answers[i][answer], null, 2) + "\n", text, `${name} is answered alike now`);
          else if (text === null) assert.equal(answers[i][answer], null, `${name}: ${answer}`);
          else assert.equal(JSON.stringify(answers[i][answer], null, 2) + "\n", text, `${name}: ${answer}.json`);
        }
      }
    });
  });
}
