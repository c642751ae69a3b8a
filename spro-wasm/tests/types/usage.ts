// What a page in TypeScript writes. It is compiled, not run: `types.test.mjs`.
import { attach } from "spro-wasm/elements";
import { SproError, checkConvention, evaluateFiles, explain, importFiles, indicators, load, validateCell, validateFiles, validateTable } from "spro-wasm";

const rulebook = await load();
const kinds: string[] = rulebook.describe("fr").tables.flatMap((table) => table.fields.map((field) => field.type));
const answer = validateTable({ table: "reunions", reseau: "Dreux", rows: [{ annee: 2017 }, ["Dreux", "2017"]] });
const severities: ("error" | "warning" | "info")[] = answer.diagnostics.map((diagnostic) => diagnostic.severity);
const rates: readonly (string | null)[] | undefined = answer.computed["taux_presence"];
const value: string | number | boolean | null = validateCell({ table: "reunions", field: "date", value: "x" }).value;
const returns = [{ name: "Dreux", reseau: "Dreux", tables: { reunions: [{ annee: "2017" }] } }];
const figures: (string | null)[] = (await indicators({ returns, per: "reseau,annee" })).map((row) => row.value);
const used: number = (await explain({ returns, indicator: "2", annee: 2017 })).counts.used;
const months: string[] = (await checkConvention({ tables: {}, conventions: [] })).files.flatMap((f) => f.schedule.map((p) => p.month));

const files = [new File([], "a.csv"), { name: "b.csv", bytes: new Uint8Array() }];
const errors: number = (await validateFiles(files, { reseau: "Dreux" })).errors;
const typed: (string | undefined)[] = (await importFiles(files)).files.flatMap((f) => f.tables.flatMap((t) => t.rows.map((row) => row["objet"])));
const day: string = (await evaluateFiles(files, { asOf: "2018-12-31" })).as_of;

const table = document.querySelector("spro-table")!;
table.rows = [{ annee: 2017 }];
const objects: (string | undefined)[] = table.rows.map((row) => row["objet"]);
const messages: string[] = table.diagnostics.map((diagnostic) => diagnostic.message);
table.addEventListener("spro-input", ({ detail }) => seen.push(detail.table, ...detail.diagnostics.map((d) => d.severity)));
document.addEventListener("spro-import", ({ detail }) => seen.push(detail.files.map((file) => file.path)));
document.querySelector("spro-import")!.tables.get("reunions")?.go(0, "date");
document.createElement("spro-funding-request").focus();
const detach: () => void = await attach(document.forms[0]!, { table: "reunions" });

// @ts-expect-error a table has rows, not a row
table.rows = { annee: 2017 };
// @ts-expect-error a path is no file
validateFiles(["a.csv"]);
// @ts-expect-error a row is no text
validateTable({ table: "reunions", rows: ["Dreux"] });
// @ts-expect-error there is no such language
rulebook.describe("de");
// @ts-expect-error a severity is one of three
const fatal: "fatal" = answer.diagnostics[0]!.severity;
// @ts-expect-error an answer is not changed
answer.errors = 0;

export const seen: unknown[] = [errors, typed, day, detach, objects, messages, kinds, severities, rates, value, figures, used, months, fatal, SproError];
