// Inputs that a page has already, with the checks added to them; and the request for funding.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, focused, html, open } from "./pages.mjs";

const PLAIN = `<form method="post" action="/post">
  <p><label>Année <input name="annee" inputmode="numeric"></label></p>
  <p><label>Date de la réunion <input name="jour" aria-describedby="aide"></label> <span id="aide">jour/mois/année</span></p>
  <p><label>Structures invitées <input name="structures_invitees"></label></p>
  <p><label>Structures participantes <input name="structures_participantes"></label></p>
  <p><label>Objet <input name="objet"></label></p>
  <p>Taux de présence : <output name="taux_presence"></output></p>
  <p><button>Envoyer</button> <button type="reset">Recommencer</button></p></form>`;

let site;
before(async () => {
  const attached = `import { attach } from "/dist/index.js";
    globalThis.detach = await attach(document.querySelector("form"), { table: "reunions", reseau: "Dreux", fields: { date: "jour" } });`;
  site = await open({
    "/": html(PLAIN, { script: "/attach.js" }),
    "/attach.js": (_, response) => response.setHeader("content-type", "text/javascript").end(attached),
    "/request": html(`<form method="post" action="/post"><spro-funding-request name="demande" reseau="Dreux" draft="off"></spro-funding-request>
      <button>Envoyer</button></form>`),
  });
});
after(() => site?.close());

async function visit() {
  const page = await site.visit("/", { ready: false });
  await page.waitForFunction(() => globalThis.detach);
  return page;
}

const type = async (page, values) => {
  for (const [name, text] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(text);
};
const GOOD = { annee: "2017", jour: "14/03/2017", structures_invitees: "14", structures_participantes: "12", objet: "Forum" };

test("a plain form is judged as it is typed, and posts what it always posted", async () => {
  const page = await visit();
  await accessible(page, "nothing typed");
  await type(page, { ...GOOD, jour: "31/02/2017" });
  const day = page.locator('[name="jour"]');
  assert.equal(await day.getAttribute("aria-invalid"), "true");
  const described = (await day.getAttribute("aria-describedby")).split(" ");
  assert.equal(described[0], "aide");
  assert.match(await page.locator(`#${described[1]}`).innerText(), /28 jours/);
  assert.match(await day.evaluate((input) => input.validationMessage), /28 jours/);
  assert.equal(await page.locator("output").innerText(), "85,7\u00a0%");
  await accessible(page, "an error");
  const sent = site.posts.length;
  await page.getByText("Envoyer").click();
  assert.equal(site.posts.length, sent);
  assert.equal(await page.evaluate(() => document.activeElement.name), "jour");
  await day.fill("14/03/2017");
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
  assert.deepEqual(site.posts.at(-1), GOOD);
});

test("what is missing is said when the form is sent, not before, and a reset forgets it", async () => {
  const page = await visit();
  await type(page, { annee: "2017" });
  const day = page.locator('[name="jour"]');
  assert.equal(await day.getAttribute("aria-invalid"), null);
  await page.getByText("Envoyer").click();
  assert.equal(await day.getAttribute("aria-invalid"), "true");
  await page.getByText("Recommencer").click();
  await page.waitForFunction(() => !document.querySelector('[name="jour"]').hasAttribute("aria-invalid"));
});

test("a form that nobody filled in is refused, whoever sends it, and what is missing is said", async () => {
  for (const send of [
    (page) => page.getByText("Envoyer").click(),
    (page) => page.evaluate(() => document.querySelector("form").requestSubmit()),
    (page) =>
      page.evaluate(() => {
        const button = document.body.appendChild(document.createElement("button"));
        document.querySelector("form").id = "attached";
        button.setAttribute("form", "attached");
        button.click();
      }),
  ]) {
    const page = await visit();
    const sent = site.posts.length;
    await send(page);
    assert.equal(await page.locator('[name="jour"]').getAttribute("aria-invalid"), "true");
    assert.match(await page.locator('[name="jour"]').evaluate((input) => input.validationMessage), /est vide/);
    assert.equal(site.posts.length, sent);
    await type(page, GOOD);
    await send(page);
    await page.waitForSelector("#received");
  }
});

test("taken away again, the form is as it was", async () => {
  const page = await visit();
  const before = await page.evaluate(() => document.querySelector("form").querySelectorAll("[aria-invalid], .spro-messages").length);
  assert.ok(before > 0);
  await type(page, { jour: "demain" });
  await page.evaluate(() => globalThis.detach());
  const left = await page.evaluate(() => [
    document.querySelectorAll("[aria-invalid], .spro-messages").length,
    document.querySelector('[name="jour"]').validationMessage,
    document.querySelector('[name="jour"]').getAttribute("aria-describedby"),
  ]);
  assert.deepEqual(left, [0, "", "aide"]);
});

test("without JavaScript a plain form is sent as it is", async () => {
  const plain = await open({ "/": html(PLAIN, { script: "/attach.js" }) }, { javaScriptEnabled: false });
  try {
    const page = await plain.visit("/", { ready: false });
    await type(page, GOOD);
    await page.getByText("Envoyer").click();
    await page.waitForSelector("#received");
    assert.deepEqual(plain.posts.at(-1), GOOD);
  } finally {
    await plain.close();
  }
});

test("the request for funding judges the cap and computes the advance as it is typed, and is posted as JSON", async () => {
  const page = await site.visit("/request");
  const field = (code) => page.locator(`spro-funding-request #cell-${code}`);
  const typed = {
    annee: "2017",
    structure: "Mission locale",
    porte_convention_financiere: "oui",
    coordonne: "oui",
    subvention_totale: "10 000",
    subvention_coordination: "3 500",
    date_envoi: "12/01/2017",
  };
  await accessible(page, "nothing asked for");
  for (const [code, text] of Object.entries(typed)) await field(code).fill(text);
  assert.match(await page.locator("#message-subvention_coordination").innerText(), /dépasse le plafond/);
  await accessible(page, "above the cap");
  await page.getByText("Envoyer").click();
  assert.equal(await focused(page), "summary");
  await page.locator('spro-funding-request [part="summary"] a').first().click();
  // What is typed after the link replaces what was wrong.
  await page.keyboard.type("3 000");
  assert.equal(await field("subvention_coordination").inputValue(), "3 000");
  const figures = (await page.locator('spro-funding-request [part~="indicator"]').allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
  assert.ok(figures.some((text) => /^Acomptes dus .* \(2017\) 5 000 €$/.test(text)), figures.join(" | "));
  await page.getByText("Envoyer").click();
  await page.waitForSelector("#received");
  assert.deepEqual(JSON.parse(site.posts.at(-1).demande), [{ reseau: "Dreux", ...typed, subvention_coordination: "3 000" }]);
});
