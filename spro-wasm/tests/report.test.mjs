// The report of an evaluation in Chromium: nothing for axe-core to find, nothing wider than the screen, nothing loaded.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browser } from "./hosts.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let folder;
let report;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "spro-report-"));
  report = join(folder, "rapport.html");
  const data = join(ROOT, "spro-core/examples/data");
  // The program as `cargo test` of the whole workspace built it: with other features everything would be built again.
  const options = { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] };
  execFileSync("cargo", ["build", "-q", "--locked", "--workspace", "--all-features", "--bin", "spro"], options);
  const program = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/spro");
  const survey = join(ROOT, "spro-core/examples/enquete");
  const command = ["evaluate", data, join(survey, "reponses"), "--rulebook", join(survey, "questionnaire.toml")];
  execFileSync(program, [...command, "--as-of", "2018-12-31", "--report", report], options);
});

after(() => rm(folder, { recursive: true, force: true }));

/** Runs in the page: axe-core's results, and of what it cannot decide the texts with a contrast below 4.5. */
async function examine() {
  const { violations, passes, incomplete } = await axe.run(document, { elementRef: true });
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const [, , , alpha = 1] = channels(colour);
      if (alpha === 1) return colour;
      if (alpha > 0) throw new Error(`${at.outerHTML}: a background that lets others through`);
    }
    throw new Error("no background");
  };
  const contrast = (element) => {
    const style = getComputedStyle(element);
    const [a, b] = [light(element.closest("svg") ? style.fill : style.color), light(behind(element))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const open = incomplete.filter((rule) => rule.id === "color-contrast").flatMap((rule) => rule.nodes);
  const faint = open.filter((node) => !(contrast(node.element) >= 4.5)).map((node) => node.target.join(" "));
  const plain = (rules) => rules.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) }));
  return { violations: plain(violations), passes: passes.length, incomplete: incomplete.map((rule) => rule.id), faint };
}

for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360]]) {
  test(`the report has no violation: ${colorScheme}, ${width} px`, async () => {
    // The page's policy would keep the checker out; that it holds is tested below.
    const { context, close } = await browser({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    try {
      const page = await context.newPage();
      await page.goto(pathToFileURL(report).href);
      await page.evaluate(() => document.querySelectorAll("details:not(.trees details)").forEach((d) => (d.open = true)));
      await page.addScriptTag({ path: AXE });
      const { violations, passes, incomplete, faint } = await page.evaluate(examine);
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target)}`), []);
      assert.ok(passes > 20);
      // What axe-core leaves open are texts in drawings, lone marks and cells out of sight: their contrast is measured.
      assert.deepEqual(incomplete.filter((id) => id !== "color-contrast"), []);
      assert.deepEqual(faint, []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
    } finally {
      await close();
    }
  });
}

test("the report loads nothing, and its own policy has nothing to say", async () => {
  const { context, close } = await browser();
  try {
    const page = await context.newPage();
    const [asked, said] = [[], []];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    await page.goto(pathToFileURL(report).href);
    assert.deepEqual(asked, [pathToFileURL(report).href]);
    assert.deepEqual(said, []);
    // The styles are in force: the policy names their hash.
    const width = await page.evaluate(() => getComputedStyle(document.querySelector(".top")).borderBottomWidth);
    assert.equal(width, "4px");
    const blocked = await page.evaluate(() => {
      const style = document.createElement("style");
      style.textContent = ".top{border-bottom-width:9px}";
      document.head.append(style);
      return getComputedStyle(document.querySelector(".top")).borderBottomWidth;
    });
    assert.equal(blocked, "4px");
  } finally {
    await close();
  }
});
