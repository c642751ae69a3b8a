// `<spro-table>` in a page: typing, keyboard, paste, undo, errors, post, reset, draft, and no violation in any state.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, cell, elementsReady, fill, focused, html, open } from "./pages.mjs";

const MEETING = {
  annee: "2017",
  date: "14/03/2017",
  structures_invitees: "14",
  structures_participantes: "12",
  objet: "Comité de pilotage",
};
const form = (attributes, content = "") =>
  html(`<form method="post" action="/post"><spro-table table="reunions" name="reunions" reseau="Dreux" ${attributes}>
    <p>Sans JavaScript : <a href="/modele.xlsx">remplir le classeur</a>.</p>${content}</spro-table>
    <button>Envoyer</button> <button type="reset">Recommencer</button></form>`);

let site;
before(async () => {
  site = await open({
    "/": form('draft="off"'),
    "/draft": form(""),
    "/required": form('draft="off" required'),
    "/filled": form('draft="off"', `<script type="application/json">${JSON.stringify([MEETING])}</script>`),
    "/network": html('<form method="post" action="/post"><spro-table table="reunions" name="reunions"></spro-table></form>'),
    "/two": html(
      ["a", "b"].map((id) => `<form id="${id}"><spro-table table="reunions" name="reunions" reseau="Dreux"></spro-table></form>`).join(""),
    ),
    "/locked": html(`<form method="post" action="/post"><fieldset disabled><spro-table table="reunions" name="reunions" reseau="Dreux"
      draft="off"></spro-table></fieldset><spro-table table="reunions" name="fixed" reseau="Dreux" draft="off" readonly>
      <script type="application/json">${JSON.stringify([MEETING])}</script></spro-table><button>Envoyer</button></form>`),
    "/open": html('<spro-table table="reunions" draft="off"></spro-table>'),
    "/english": html('<spro-table table="reunions" lang="en" draft="off"></spro-table>'),
    "/unknown": html('<spro-table table="inconnu" draft="off"><p>Autrement</p></spro-table>'),
  });
});
after(() => site?.close());

const value = (page) => page.evaluate(() => JSON.parse(document.querySelector("spro-table").value));
const text = (page, part) => page.locator(`spro-table [part~="${part}"]`).allInnerTexts();

test("typing a row computes its rate, the totals and the indicators, and the form posts it as JSON", async () => {
  const page = await site.visit("/");
  await accessible(page, "empty");
  await fill(page, 0, MEETING);
  assert.deepEqual(await text(page, "computed"), ["85,7\u00a0%"]);
  assert.deepEqual((await text(page, "total")).filter(Boolean), ["14", "12"]);
  const indicators = (await text(page, "indicator")).map((line) => line.replace(/\s+/g, " "));
  assert.deepEqual(indicators, [
    "1. Nombre de réunions du réseau local (2017) 1",
    "2. Taux de présence aux réunions (2017) 85,7 %",
    "2-moyenne. Moyenne des taux de présence des réunions (2017) 85,7 %",
  ]);
  await accessible(page, "filled");
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
  assert.deepEqual(JSON.parse(site.posts.at(-1).reunions), [{ reseau: "Dreux", ...MEETING }]);
  assert.deepEqual(page.problems, []);
});

test("errors stand beside their cells; sending leads to the summary, and its links to the cells", async () => {
  const page = await site.visit("/");
  const sent = site.posts.length;
  await fill(page, 0, { ...MEETING, date: "31/02/2017", structures_participantes: "15" });
  const date = cell(page, "date");
  assert.equal(await date.getAttribute("aria-invalid"), "true");
  const described = (await date.getAttribute("aria-describedby")).split(" ");
  const beside = page.locator(`#${described.at(-1)}`);
  assert.match(await beside.innerText(), /^Erreur : .*31\/02\/2017.*28 jours\.$/s);
  await accessible(page, "errors");
  await page.getByText("Envoyer").click();
  assert.equal(await focused(page), "summary");
  assert.equal(site.posts.length, sent);
  const links = page.locator('spro-table [part="summary"] a');
  assert.match(await links.nth(0).innerText(), /^Ligne 1, Date de la réunion : /);
  assert.match(await links.nth(1).innerText(), /^Ligne 1, Nombre de structures participantes : 15 /);
  await accessible(page, "summary");
  await links.nth(1).click();
  assert.match(await focused(page), /-structures_participantes$/);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("13");
  assert.equal(await links.count(), 1);
  await date.fill("28/02/2017");
  assert.equal(await page.locator('spro-table [part="summary"]').isVisible(), false);
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
});

test("a blank required cell is shown once the row is left, not while it is typed", async () => {
  const page = await site.visit("/");
  await cell(page, "annee").fill("2017");
  assert.equal(await cell(page, "date").getAttribute("aria-invalid"), null);
  await page.getByText("Recommencer").focus();
  assert.equal(await cell(page, "date").getAttribute("aria-invalid"), "true");
});

test("an empty required table is refused, an empty optional one is not posted", async () => {
  const required = await site.visit("/required");
  await required.getByText("Envoyer").click();
  assert.match(await required.locator('spro-table [part="summary"]').innerText(), /Remplissez au moins une ligne\./);
  await accessible(required, "required and empty");
  const page = await site.visit("/");
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
  assert.equal(site.posts.at(-1).reunions, undefined);
});

test("the keyboard does everything: next row, new row, duplicate, remove, undo, redo", async () => {
  const page = await site.visit("/");
  await cell(page, "annee").focus();
  for (const typed of Object.values(MEETING)) {
    await page.keyboard.type(typed);
    await page.keyboard.press("Tab");
  }
  await cell(page, "annee").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("spro-table [data-key]").count(), 2);
  await page.keyboard.type("2018");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+d");
  assert.deepEqual((await value(page)).map((row) => row.annee), ["2017", "2017", "2018"]);
  assert.match((await page.locator('spro-table [part~="error"]').allInnerTexts()).join(), /déjà à la ligne 1/);
  await accessible(page, "duplicate");
  await page.keyboard.press("Control+z");
  assert.deepEqual((await value(page)).map((row) => row.annee), ["2017", "2018"]);
  await page.keyboard.press("Control+y");
  assert.equal((await value(page)).length, 3);
  await cell(page, "annee", 1).focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.title), "Supprimer la ligne 2");
  await page.keyboard.press("Enter");
  assert.deepEqual((await value(page)).map((row) => row.annee), ["2017", "2018"]);
  assert.match((await text(page, "status")).join(), /Ligne 2 supprimée/);
  await page.keyboard.press("Control+Enter");
  assert.equal(await page.locator("spro-table [data-key]").count(), 3);
});

test("key strokes in one cell are one step back", async () => {
  const page = await site.visit("/");
  await cell(page, "objet").pressSequentially("Forum");
  await cell(page, "annee").pressSequentially("2017");
  await page.keyboard.press("Control+z");
  assert.deepEqual(await value(page), [{ reseau: "Dreux", annee: "", date: "", structures_invitees: "", structures_participantes: "", objet: "Forum" }]);
  await page.keyboard.press("Control+z");
  assert.deepEqual(await value(page), []);
});

const paste = (page, content) =>
  page.evaluate((content) => {
    const data = new DataTransfer();
    data.setData("text/plain", content);
    const target = document.querySelector("spro-table").shadowRoot.activeElement;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
  }, content);

test("a block of a spreadsheet is pasted from the cell on; its headers are recognised", async () => {
  const page = await site.visit("/");
  await cell(page, "date").focus();
  await paste(page, '14/03/2017\t14\t12\t"Forum\n« jeunes »"\n15/03/2017\t10\t5\tAtelier\n');
  assert.deepEqual(
    (await value(page)).map((row) => [row.date, row.structures_participantes, row.objet]),
    [["14/03/2017", "12", "Forum « jeunes »"], ["15/03/2017", "5", "Atelier"]],
  );
  assert.match((await text(page, "status")).join(), /2 lignes collées/);
  await page.keyboard.press("Control+z");
  await paste(page, "Objet\tAnnée\tDate de la réunion\nForum\t2017\t14/03/2017\n");
  assert.deepEqual((await value(page)).map((row) => [row.annee, row.date, row.objet]), [["2017", "14/03/2017", "Forum"]]);
});

test("a reset brings back what the page brought", async () => {
  const page = await site.visit("/filled");
  assert.deepEqual(await value(page), [{ reseau: "Dreux", ...MEETING }]);
  await cell(page, "objet").fill("Autre");
  await page.getByText("Recommencer").click();
  assert.equal((await value(page))[0].objet, MEETING.objet);
});

test("a draft comes back after a reload, is kept apart once sent, and can be erased", async () => {
  const page = await site.visit("/draft");
  await fill(page, 0, MEETING);
  await page.reload();
  await elementsReady(page);
  assert.deepEqual(await value(page), [{ reseau: "Dreux", ...MEETING }]);
  assert.match(await page.locator('spro-table [part="draft"]').innerText(), /Brouillon retrouvé/);
  await accessible(page, "draft");
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
  await page.goto(`${site.url}/draft`);
  await elementsReady(page);
  assert.deepEqual(await value(page), []);
  await page.getByRole("button", { name: "Reprendre le brouillon" }).click();
  assert.equal((await value(page)).length, 1);
  await page.reload();
  await elementsReady(page);
  await page.getByRole("button", { name: "Effacer le brouillon" }).click();
  assert.deepEqual(await value(page), []);
  await page.reload();
  await elementsReady(page);
  assert.equal(await page.locator('spro-table [part="draft"]').isVisible(), false);
});

test("with its draft off the table leaves nothing in the browser", async () => {
  const page = await site.visit("/");
  await fill(page, 0, MEETING);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("spro:draft:/:"))), []);
});

test("without a network the table asks for it; in English it speaks English", async () => {
  const page = await site.visit("/open");
  await fill(page, 0, { reseau: "spro de dreux", ...MEETING });
  assert.deepEqual(await page.evaluate(() => document.querySelector("spro-table").indicators[0].reseau), "Dreux");
  const english = await site.visit("/english");
  await cell(english, "date").fill("31/02/2017");
  assert.match((await text(english, "error")).join(), /^Error: .*28 days/s);
  await accessible(english, "English");
});

test("events tell of input and of validity", async () => {
  const page = await site.visit("/");
  await page.evaluate(() => {
    globalThis.seen = [];
    for (const name of ["spro-input", "spro-valid", "spro-invalid"]) {
      document.addEventListener(name, (event) => globalThis.seen.push([name, event.detail.diagnostics.length]));
    }
  });
  await cell(page, "annee").fill("x");
  await cell(page, "annee").fill("");
  assert.deepEqual(await page.evaluate(() => globalThis.seen.map(([name]) => name)), [
    "spro-input",
    "spro-invalid",
    "spro-input",
    "spro-valid",
  ]);
});

test("where the table does not exist, what was there without JavaScript stays", async () => {
  const page = await site.visit("/unknown", { ready: false });
  const error = await page.evaluate(() => customElements.whenDefined("spro-table").then(() => document.querySelector("spro-table").ready.catch((e) => e.code)));
  assert.equal(error, "unknown-table");
  assert.equal(await page.getByText("Autrement").isVisible(), true);
});

test("without JavaScript the page says how to do without", async () => {
  const plain = await open({ "/": form("") }, { javaScriptEnabled: false });
  try {
    const page = await plain.visit("/", { ready: false });
    assert.equal(await page.getByText("remplir le classeur").isVisible(), true);
  } finally {
    await plain.close();
  }
});

test("at 320 px nothing is wider than the page, in the dark the contrast holds", async () => {
  const page = await site.visit("/");
  await fill(page, 0, { ...MEETING, structures_participantes: "15" });
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await accessible(page, "narrow");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { color-scheme: light dark; background: Canvas; color: CanvasText }");
    document.adoptedStyleSheets = [sheet];
  });
  await accessible(page, "dark");
});

const rowsOf = (page, at = 0) => page.evaluate((at) => document.querySelectorAll("spro-table")[at].rows.map((row) => row.objet), at);

test("each network has its draft: a page that names it later restores it, and none is written over", async () => {
  const page = await site.visit("/network");
  const choose = (network) => page.evaluate((network) => document.querySelector("spro-table").setAttribute("reseau", network), network);
  const bar = page.locator('spro-table [part="draft"]');
  await choose("Dreux");
  await cell(page, "objet").fill("De Dreux");
  await page.reload();
  await elementsReady(page);
  assert.deepEqual(await rowsOf(page), []);
  await choose("Cher");
  assert.equal(await bar.isVisible(), false);
  await choose("Dreux");
  assert.deepEqual(await rowsOf(page), ["De Dreux"]);
  assert.match(await bar.innerText(), /^Brouillon retrouvé/);
  await accessible(page, "restored for a network");
  // Typed for the wrong network: the rows go along, and so does their draft.
  await choose("Cher");
  assert.deepEqual(await rowsOf(page), ["De Dreux"]);
  await page.reload();
  await elementsReady(page);
  await choose("Dreux");
  assert.deepEqual(await rowsOf(page), []);
  // Where that network has a draft already, both are kept until somebody chooses.
  await cell(page, "objet").fill("Autre");
  await choose("Cher");
  assert.deepEqual(await rowsOf(page), ["Autre"]);
  await bar.getByText("Reprendre le brouillon").click();
  assert.deepEqual(await rowsOf(page), ["De Dreux"]);
  await page.keyboard.press("Control+z");
  assert.deepEqual(await rowsOf(page), ["Autre"]);
  await page.evaluate(() => localStorage.clear());
  assert.deepEqual(page.problems, []);
});

test("the same table in two forms has two drafts", async () => {
  const page = await site.visit("/two");
  await page.locator("#b [data-key] input").last().fill("B");
  await page.reload();
  await elementsReady(page);
  assert.deepEqual([await rowsOf(page, 0), await rowsOf(page, 1)], [[], ["B"]]);
  await page.evaluate(() => localStorage.clear());
});

test("a table that is disabled or readonly cannot be changed, also where its rows are new; only the latter is posted", async () => {
  const page = await site.visit("/locked");
  const open = () => page.locator("spro-table input:enabled, spro-table button:enabled").count();
  assert.equal(await open(), 0);
  await page.evaluate(() => {
    document.querySelector("spro-table").rows = [{ objet: "A" }, { objet: "B" }];
    for (const table of document.querySelectorAll("spro-table")) table.lang = "en";
  });
  assert.equal(await open(), 0);
  await accessible(page, "disabled and readonly");
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
  assert.deepEqual(Object.keys(site.posts.at(-1)), ["fixed"]);
  assert.deepEqual(JSON.parse(site.posts.at(-1).fixed), [{ reseau: "Dreux", ...MEETING }]);
  const again = await site.visit("/locked");
  await again.evaluate(() => {
    document.querySelector("fieldset").disabled = false;
    document.querySelector("[readonly]").removeAttribute("readonly");
  });
  await cell(again, "annee").fill("2017");
  assert.equal(await again.locator("spro-table").last().locator("input:disabled").count(), 0);
});

test("what has no column is told when it is pasted, and headings are recognised beside it", async () => {
  const page = await site.visit("/");
  const objet = cell(page, "objet");
  await objet.focus();
  // The computed rate stands where it is computed again.
  await paste(page, "A\t85,7 %\tune remarque\r\nB\t\t\r\n\r\n\t\t\r\n");
  assert.deepEqual(await rowsOf(page), ["A", "B"]);
  assert.match((await text(page, "status")).join(), /^2 lignes collées\. 1 case sans colonne ici a été laissée\.$/);
  await page.keyboard.press("Control+z");
  await objet.focus();
  await paste(page, "Objet\tRemarque\tAnnée\nForum\tà revoir\t2017\n\nBilan\t\t2018\n");
  assert.deepEqual((await value(page)).map((row) => [row.annee, row.objet]), [["2017", "Forum"], ["2018", "Bilan"]]);
  assert.match((await text(page, "status")).join(), /1 case sans colonne/);
});

test("another table begins anew; an unknown one and rows that are none are refused, and nothing is lost", async () => {
  const page = await site.visit("/");
  await fill(page, 0, MEETING);
  const told = await page.evaluate(() => {
    const table = document.querySelector("spro-table");
    let told = null;
    table.addEventListener("spro-error", (event) => (told = event.detail.code));
    table.setAttribute("table", "inconnu");
    for (const rows of [[null], [3], "x"]) {
      try {
        table.rows = rows;
        return "taken";
      } catch (error) {
        if (!(error instanceof TypeError)) return String(error);
      }
    }
    return told;
  });
  assert.equal(told, "unknown-table");
  assert.deepEqual(await rowsOf(page), [MEETING.objet]);
  await page.evaluate(() => document.querySelector("spro-table").setAttribute("table", "formation"));
  assert.deepEqual(await value(page), []);
  assert.deepEqual(page.problems, []);
});

test("a reset after the browser gave the form back goes to what the page brought", async () => {
  const page = await site.visit("/filled");
  await cell(page, "objet").fill("Autre");
  await page.goto(`${site.url}/`);
  await page.goBack();
  await elementsReady(page);
  assert.deepEqual(await rowsOf(page), ["Autre"]);
  await page.getByText("Recommencer").click();
  assert.deepEqual(await rowsOf(page), [MEETING.objet]);
});

test("on paper a long text is whole", async () => {
  const page = await site.visit("/");
  const long = "Préparation du forum interprofessionnel des métiers de la transition écologique";
  await fill(page, 0, { ...MEETING, objet: long });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await cell(page, "objet").isVisible(), false);
  const printed = await page.evaluate(() => {
    const place = document.querySelector("spro-table").shadowRoot.querySelector('td[part~="text"] .messages');
    return [getComputedStyle(place, "::before").content, place.scrollWidth <= place.clientWidth];
  });
  assert.deepEqual(printed, [JSON.stringify(long), true]);
  await page.emulateMedia({ media: "screen" });
  assert.equal(await cell(page, "objet").isVisible(), true);
});

test("messages name the lines that are shown, blank ones among them, and what is about a row has its width", async () => {
  const page = await site.visit("/");
  await page.evaluate((meeting) => (document.querySelector("spro-table").rows = [{}, meeting, {}, meeting]), MEETING);
  assert.deepEqual(await page.evaluate(() => document.querySelector("spro-table").diagnostics.map((d) => d.row)), [3]);
  const message = page.locator('spro-table tbody th [part~="error"]');
  assert.match(await message.innerText(), /La réunion du 14\/03\/2017 est déjà à la ligne 2\.$/);
  const [told, row] = await Promise.all([message.boundingBox(), page.locator("spro-table tbody tr").last().boundingBox()]);
  assert.ok(told.width > row.width * 0.9, `${told.width} of ${row.width}`);
  await accessible(page, "a message about a row");
  await page.setViewportSize({ width: 360, height: 800 });
  await accessible(page, "a message about a row on a small screen");
});
