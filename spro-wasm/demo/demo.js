// Ties the parts of the page together: network, tables, summary, downloads. The rules are in the elements.
import { Rulebook, writeWorkbook } from "../dist/index.js";

const form = document.querySelector("#retour");
const network = form.elements.namedItem("reseau");
const year = form.elements.namedItem("annee");
const tables = [...form.querySelectorAll("spro-table")];
const state = document.querySelector("#etat");

const rulebook = await Rulebook.builtIn();
const description = rulebook.describe("fr");
for (const { code, label } of description.networks) network.add(new Option(label, code));

function showNetwork() {
  for (const section of document.querySelectorAll(".needs-network")) section.hidden = network.value === "";
  if (network.value === "") return;
  for (const table of tables) table.setAttribute("reseau", network.value);
  showSummary();
}

function showSummary() {
  const lines = tables.map((table) => {
    const { label } = description.tables.find(({ code }) => code === table.getAttribute("table"));
    const count = (severity) => table.diagnostics.filter((d) => d.severity === severity).length;
    return [label, table.rows.length, count("error"), count("warning")];
  });
  document.querySelector("#bilan").replaceChildren(
    ...lines.map(([label, ...counts]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = label;
      row.append(head, ...counts.map((count) => Object.assign(document.createElement("td"), { textContent: count })));
      return row;
    }),
  );
  const errors = lines.reduce((sum, [, , errors]) => sum + errors, 0);
  const blank = lines.filter(([, rows]) => rows === 0).map(([label]) => label);
  const text =
    errors > 0
      ? `${errors === 1 ? "1 erreur reste" : `${errors} erreurs restent`} à corriger avant l’envoi.`
      : blank.length > 0
        ? `Rien n’est saisi dans : ${blank.join(" ; ")}.`
        : "Le retour peut être envoyé.";
  // Said again only where it changes.
  if (state.textContent !== text) state.textContent = text;
}

function download(content, type, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = `SPRO ${network.value.replaceAll("/", "-")} ${year.value || "retour"}.${ending}`;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const filled = () => tables.map((table) => ({ table: table.getAttribute("table"), rows: table.rows }));

document.querySelector("#xlsx").addEventListener("click", async () => {
  try {
    const bytes = await writeWorkbook({ reseau: network.value, tables: filled() });
    download(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
  } catch (error) {
    state.textContent = error.message;
  }
});
document.querySelector("#json").addEventListener("click", () => {
  const content = Object.fromEntries(filled().map(({ table, rows }) => [table, rows]));
  download(JSON.stringify({ tables: content }, null, 2) + "\n", "application/json", "json");
});

network.addEventListener("change", showNetwork);
form.addEventListener("spro-input", showSummary);
form.addEventListener("reset", () => setTimeout(showNetwork));
// A workbook says its network, and its rows may say the year.
form.addEventListener("spro-import", ({ detail }) => {
  const named = detail.files.find((file) => file.reseau)?.reseau;
  if (network.value === "" && named) {
    network.value = named;
    showNetwork();
  }
  // A workbook of several years does not say which one the return is about.
  const years = new Set(detail.files.flatMap((file) => file.tables.flatMap(({ rows }) => rows.map((row) => row.annee))));
  if (year.value === "" && years.size === 1) [year.value] = years;
});

await Promise.all(tables.map((table) => table.ready));
showNetwork();
