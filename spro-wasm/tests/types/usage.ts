// What a page in TypeScript writes. It is compiled, not run: `types.test.mjs`.
import { SproError, checkConvention, explain, indicators, load, validateCell, validateTable } from "spro-wasm";

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

// @ts-expect-error a row is no text
validateTable({ table: "reunions", rows: ["Dreux"] });
// @ts-expect-error there is no such language
rulebook.describe("de");
// @ts-expect-error a severity is one of three
const fatal: "fatal" = answer.diagnostics[0]!.severity;
// @ts-expect-error an answer is not changed
answer.errors = 0;

export const seen = [kinds, severities, rates, value, figures, used, months, fatal, SproError];
