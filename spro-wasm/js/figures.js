import { Engine } from "./engine.js";
import { compiledModule } from "./modules.js";

/** The numbers of the operations, as `src/figures.rs` has them. */
const Ask = { indicators: 30, explain: 31, convention: 32 };
/** One engine for each rulebook; the built-in one has no compiled form. */
const engines = new WeakMap();
const BUILT_IN = {};

/**
 * A cell as a form holds it.
 * @typedef {string | number | boolean | null | undefined} Typed
 * The return of a network: the rows of its tables by code, each row by the codes of its fields, as they were typed.
 * @typedef {{ name?: string, reseau?: string, tables: Record<string, Record<string, Typed>[]> }} Return
 * @typedef {{ lang?: "fr" | "en", rulebook?: import("./rulebook.js").Rulebook }} Common
 */

/**
 * The indicators over whole returns: every table of every network that is given. `per` is a territory, with or without
 * the year: `reseau,annee` (as it is without), `departement`, `region,annee`.
 *
 * @param {{ returns: Return[], per?: string } & Common} request
 * @returns {Promise<import("./answers.js").IndicatorRow[]>} what `spro indicators --format json` prints
 */
export const indicators = ({ returns, per = "reseau,annee", rulebook }) =>
  ask(Ask.indicators, { returns: returns.map(posted), per }, rulebook);

/**
 * How one figure came about: its formula in words, the rows that it uses and those that it leaves out, with the reason of
 * each. Without a network it is the region's figure, without a year that of all years. At most `lines` rows of each kind.
 *
 * @param {{ returns: Return[], indicator: string, reseau?: string, departement?: string, annee?: number, lines?: number }
 *   & Common} request
 * @returns {Promise<import("./answers.js").Explanation>} what `spro explain --format json` prints
 */
export const explain = ({ returns, indicator, reseau, departement, annee, lines = 100, lang = "fr", rulebook }) =>
  ask(
    Ask.explain,
    {
      lang,
      returns: returns.map(posted),
      indicator,
      reseau: reseau ?? null,
      departement: departement ?? null,
      annee: annee === undefined || annee === null ? null : Number(annee),
      lines,
    },
    rulebook,
  );

/**
 * Checks a dossier: requests and payments as tables, conventions and amendments as records; says what is paid, and when.
 * Official signings are expected from the day `asOf` on (`2017-01-31`).
 *
 * @param {Return & { conventions?: object[], avenants?: object[], asOf?: string } & Common} request
 * @returns {Promise<import("./answers.js").ConventionAnswer>} what `spro convention check --format json` prints
 */
export const checkConvention = ({ name, reseau, tables = {}, conventions, avenants, asOf, lang = "fr", rulebook }) =>
  ask(
    Ask.convention,
    {
      lang,
      dossier: posted({ name, reseau, tables }),
      records: conventions || avenants ? { conventions: conventions ?? [], avenants: avenants ?? [] } : null,
      as_of: asOf ?? null,
    },
    rulebook,
  );

const posted = ({ name = "", reseau, tables }) => ({ name, reseau: reseau || null, tables });

async function ask(operation, request, rulebook) {
  const key = rulebook?.compiled ?? BUILT_IN;
  const engine = engines.get(key) ?? new Engine(await compiledModule("figures"), rulebook?.compiled);
  engines.set(key, engine);
  return engine.call(operation, JSON.stringify(request));
}
