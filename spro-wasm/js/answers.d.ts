// Made from the Rust types by `SPRO_BLESS=1 cargo test -p spro-tests --test typescript`; not edited by hand.

/** What there is to say about one cell alone. */
export interface CellAnswer {
  /** `present`, `blank` or `refused`. */
  readonly state: string;
  /** The value: whole numbers are numbers, decimals texts, days ISO texts. */
  readonly value: string | number | boolean | null;
  /** The value as people read it. */
  readonly text: string;
  /** What was found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wrong in a file or form, in words. Its keys are an interface: every face gives them alike. */
export interface Diagnostic {
  /** Stable code: `reunions.participantes-au-plus-invitees`. */
  readonly code: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** Code of the table. */
  readonly table: string;
  /** Index of the row within its table in the file, from 0. */
  readonly row: number | null;
  /** Code of the field. */
  readonly field: string | null;
  /** Name of the sheet, where the file has named sheets. */
  readonly sheet: string | null;
  /** The cell as spreadsheets write it: `E7`. */
  readonly cell: string | null;
  /** What was typed. */
  readonly raw: string | null;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it; empty where there is nothing to do. */
  readonly help: string;
  /** The value to write instead, where one is evident. */
  readonly suggestion: string | null;
  /** Where the rule comes from: `cr-2016-11-29#9a`. */
  readonly source: string;
}

/** How bad a finding is. */
export type Severity = "error" | "warning" | "info";

/** The answer of `convention check`. */
export interface ConventionAnswer {
  /** The files that were read, by path. */
  readonly files: readonly ConventionFile[];
  /** The files that could not be used. */
  readonly failures?: readonly FailedFile[];
  /** How many errors were found. */
  readonly errors: number;
  /** How many warnings were found. */
  readonly warnings: number;
}

/** One dossier. */
export interface ConventionFile {
  /** The file. */
  readonly path: string;
  /** What was found in it. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is paid, and when; empty where an error was found. */
  readonly schedule: readonly Payment[];
  /** What could not be judged of a request or a convention, and why. */
  readonly unjudged?: readonly Unjudged[];
}

/** A payment that is due by a convention. */
export interface Payment {
  /** Code of the local network; none for the convention of a department. */
  readonly reseau: string | null;
  /** The structure that is paid. */
  readonly structure: string;
  /** The year that the convention pays for. */
  readonly annee: number;
  /** What the payment is. */
  readonly kind: PaymentKind;
  /** How much. Travels as decimal text in euros. */
  readonly amount: string;
  /** The month in which it is paid; the source says no day. */
  readonly month: string;
}

/** What a payment is. The balance is not in the source: no rule says when it is paid, so it is never scheduled. */
export type PaymentKind = "acompte";

/** A rule, or the payment, that nothing could be said of. */
export interface Unjudged {
  /** Code of the local network, where it is known. */
  readonly reseau: string | null;
  /** The structure. */
  readonly structure: string;
  /** The code of the rule, or `acompte`. */
  readonly what: string;
  /** Why, such as `period not known`. */
  readonly why: string;
  /** The same for a reader. */
  readonly message: string;
}

/** A file that could not be used. */
export interface FailedFile {
  /** The file or folder. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** A rulebook in one language. */
export interface Description {
  /** Its code. */
  readonly code: string;
  /** The version of the definitions. */
  readonly version: string;
  /** Its title. */
  readonly label: string;
  /** The local networks. */
  readonly networks: readonly Coded[];
  /** The lists of codes. */
  readonly lists: readonly ListDescription[];
  /** The tables. */
  readonly tables: readonly TableDescription[];
  /** The dated parameters. */
  readonly parameters: readonly ParameterDescription[];
  /** The indicators. */
  readonly indicators: readonly IndicatorDescription[];
}

/** A code with its name. */
export interface Coded {
  /** The code. */
  readonly code: string;
  /** The name. */
  readonly label: string;
}

/** A list of codes. */
export interface ListDescription {
  /** Its code. */
  readonly code: string;
  /** What it lists. */
  readonly label: string;
  /** Its entries. */
  readonly entries: readonly Coded[];
}

/** A table. */
export interface TableDescription {
  /** Its code. */
  readonly code: string;
  /** Its title. */
  readonly label: string;
  /** How to fill it. */
  readonly hint: string | null;
  /** First and last year that the source asks for. */
  readonly years: readonly [number, number] | null;
  /** Codes of the fields that tell two rows apart. */
  readonly key: readonly string[];
  /** Its fields. */
  readonly fields: readonly FieldDescription[];
  /** Its rules. */
  readonly rules: readonly RuleDescription[];
  /** Where it comes from. */
  readonly source: string;
}

/** A field. */
export interface FieldDescription {
  /** Its code. */
  readonly code: string;
  /** Its name. */
  readonly label: string;
  /** How to fill it. */
  readonly hint: string | null;
  /** A value as a user would type it. */
  readonly example: string;
  /** What it holds. */
  readonly type: FieldType;
  /** Code of its list. */
  readonly list: string | null;
  /** What happens where it is blank. */
  readonly required: Requirement;
  /** Least value. */
  readonly min: string | null;
  /** Greatest value. */
  readonly max: string | null;
  /** Most characters. */
  readonly max_length: number | null;
  /** Whether it is computed from the others, never typed. */
  readonly computed: boolean;
}

/** What a field holds. Every number is kept as an integer at the fixed scale of its type. */
export type FieldType = "year" | "date" | "count" | "decimal" | "money" | "fte" | "ratio" | "bool" | "text" | "code";

/** What happens where a cell is blank. */
export type Requirement = "optional" | "expected" | "required";

/** A rule. */
export interface RuleDescription {
  /** Its code, as diagnostics show it. */
  readonly code: string;
  /** How bad breaking it is. */
  readonly severity: Severity;
  /** The formula that must not be false; none for the rule on duplicates. */
  readonly check: string | null;
  /** What to do about it. */
  readonly help: string;
  /** Where it comes from. */
  readonly source: string;
}

/** A parameter. */
export interface ParameterDescription {
  /** Its code. */
  readonly code: string;
  /** What it is. */
  readonly label: string;
  /** Its unit, for numbers. */
  readonly unit: string;
  /** Its values by day. */
  readonly values: readonly DatedText[];
  /** Where it comes from. */
  readonly source: string;
}

/** A value with its days. */
export interface DatedText {
  /** First day, ISO. */
  readonly from: string;
  /** Last day, included; null where it is open. */
  readonly to: string | null;
  /** The value as a text: a decimal with a point, an ISO day, `true`, codes with commas. */
  readonly value: string;
}

/** An indicator. */
export interface IndicatorDescription {
  /** Its code. */
  readonly code: string;
  /** What it says. */
  readonly label: string;
  /** Code of its table. */
  readonly table: string;
  /** Its formula. */
  readonly formula: string;
  /** Its unit. */
  readonly unit: string;
  /** Where it comes from. */
  readonly source: string;
}

/** The answer of `evaluate`. */
export interface EvaluationAnswer {
  /** The day of the evaluation. */
  readonly as_of: string;
  /** The settings that held on that day. */
  readonly settings: SettingsRow;
  /** The years that have figures. */
  readonly annees: readonly number[];
  /** Rows of later years, left out. */
  readonly later_rows: number;
  /** The questions with their criteria and indicators. */
  readonly questions: readonly QuestionRow[];
  /** Indicators that stand under no question. */
  readonly unplaced: readonly string[];
  /** The figures, by indicator, territory (region, departments, networks) and year. */
  readonly figures: readonly FigureRow[];
  /** How the networks' values spread, by indicator and year. */
  readonly spreads: readonly SpreadRow[];
  /** What was returned or is due, by table, year and network. */
  readonly returns: readonly ReturnRow[];
  /** The milestones on that day. */
  readonly milestones: readonly MilestoneRow[];
  /** The surveys. */
  readonly surveys: readonly SurveyRow[];
}

/** The settings of the evaluation. */
export interface SettingsRow {
  /** Least share of tables and rows for a figure to be compared and judged. */
  readonly completude_minimale: string;
  /** Least number of answers that may be shown. */
  readonly reponses_minimales: number;
  /** Share of one unit from which a cell may not be shown. */
  readonly dominance_maximale: string | null;
}

/** A question. */
export interface QuestionRow {
  /** Its code. */
  readonly question: string;
  /** Its wording. */
  readonly label: string;
  /** How it is known. */
  readonly basis: BasisRow;
  /** Its criteria. */
  readonly criteria: readonly CriterionRow[];
  /** The indicators that stand under it without a criterion. */
  readonly indicators: readonly LinkRow[];
}

/** How an entry is known. */
export interface BasisRow {
  /** `code#section`; empty for what a user added without a source. */
  readonly source: string;
  /** `sourced`, `inferred` or `user`. */
  readonly status: Status;
  /** How it was read into the source, where it was inferred. */
  readonly how: string | null;
}

/** How firmly an entry is known. */
export type Status = "sourced" | "inferred" | "user";

/** A criterion. */
export interface CriterionRow {
  /** Its code. */
  readonly criterion: string;
  /** Its name. */
  readonly label: string;
  /** What is looked at. */
  readonly about: string | null;
  /** Whether it is only known that there is one. */
  readonly open: boolean;
  /** How it is known. */
  readonly basis: BasisRow;
  /** The indicators under it. */
  readonly indicators: readonly LinkRow[];
}

/** An indicator under a question or criterion. */
export interface LinkRow {
  /** Code of the indicator. */
  readonly indicator: string;
  /** Its name. */
  readonly label: string;
  /** How its place is known. */
  readonly basis: BasisRow;
}

/** A figure. */
export interface FigureRow {
  /** Code of the indicator. */
  readonly indicator: string;
  /** Code of the network, where the figure is a network's. */
  readonly reseau: string | null;
  /** Code of the department, where it is a department's. */
  readonly departement: string | null;
  /** Code of the region, where it is the region's. */
  readonly region: string | null;
  /** The year. */
  readonly annee: number;
  /** The value as a decimal text. */
  readonly value: string | null;
  /** Its unit. */
  readonly unit: string;
  /** The exact numerator of a quotient. */
  readonly numerator: string | null;
  /** The exact denominator of a quotient. */
  readonly denominator: string | null;
  /** `computed` or `absent`. */
  readonly status: string;
  /** Why there is no value. */
  readonly why: string | null;
  /** The rows behind it. */
  readonly rows: RowsRow;
  /** How complete the data behind it is. */
  readonly completeness: CompletenessRow;
  /** How it moved from the year before. */
  readonly trend: TrendRow;
  /** Where it stands among the networks. */
  readonly position: PositionRow | null;
  /** The verdicts, one a threshold. */
  readonly verdicts: readonly VerdictRow[];
}

/** The rows behind a figure. */
export interface RowsRow {
  /** Rows that the value stands on. */
  readonly used: number;
  /** Rows that lack a value which the formula needs. */
  readonly left_out: number;
  /** Rows that the indicator is not about. */
  readonly filtered: number;
  /** Rows kept out by an error. */
  readonly rejected: number;
}

/** How complete the data behind a figure is. */
export interface CompletenessRow {
  /** Tables due. */
  readonly tables_due: number;
  /** Tables returned. */
  readonly tables_returned: number;
  /** Rows returned. */
  readonly rows: number;
  /** Rows kept out by an error. */
  readonly rows_rejected: number;
  /** Cells of the table read otherwise than typed, over all years. */
  readonly cells_repaired: number;
  /** Codes of the networks that have not returned the table. */
  readonly missing: readonly string[];
  /** Whether it is enough to compare and to judge. */
  readonly enough: boolean;
}

/** A trend. */
export interface TrendRow {
  /** The value minus that of the year before. */
  readonly difference: string | null;
  /** Why there is none: `first year`, `absent`, `incomplete`, `overflow`. */
  readonly why: string | null;
}

/** A position among the networks. */
export interface PositionRow {
  /** 1 for the greatest value. */
  readonly rank: number;
  /** Out of how many. */
  readonly of: number;
}

/** A verdict with the threshold that it stands on. */
export interface VerdictRow {
  /** `met`, `not met` or `cannot say`. */
  readonly verdict: string;
  /** Why it cannot be said: `absent` or `incomplete`. */
  readonly why: string | null;
  /** `>=`, `>`, `<=` or `<`. */
  readonly comparison: string;
  /** The threshold. */
  readonly threshold: string;
  /** Who set it. */
  readonly author: string;
  /** When it was set. */
  readonly date: string;
  /** How it is known. */
  readonly basis: BasisRow;
}

/** How the networks' values spread. */
export interface SpreadRow {
  /** Code of the indicator. */
  readonly indicator: string;
  /** The year. */
  readonly annee: number;
  /** How many networks have a value. */
  readonly count: number;
  /** The least value. */
  readonly least: string;
  /** First quartile; null for fewer than four values. */
  readonly q1: string | null;
  /** The median. */
  readonly median: string;
  /** Third quartile; null for fewer than four values. */
  readonly q3: string | null;
  /** The greatest value. */
  readonly greatest: string;
}

/** A table of a year, returned or due. */
export interface ReturnRow {
  /** Code of the table. */
  readonly table: string;
  /** The year. */
  readonly annee: number;
  /** Code of the network. */
  readonly reseau: string;
  /** Whether it is due on the day of the evaluation. */
  readonly due: boolean;
  /** Rows returned. */
  readonly rows: number;
  /** Rows kept out by an error. */
  readonly rejected: number;
}

/** A milestone. */
export interface MilestoneRow {
  /** Its code. */
  readonly milestone: string;
  /** What it is. */
  readonly label: string;
  /** Its last day in time. */
  readonly last_day: string;
  /** `upcoming`, `under way`, `past`, `done`, `due` or `late`. */
  readonly standing: string;
  /** Who has to act. */
  readonly by: readonly string[];
  /** Code of the question that it serves. */
  readonly question: string | null;
  /** How many tables it asks for. */
  readonly asked: number;
  /** The tables that are missing. */
  readonly missing: readonly MissingRow[];
  /** How it is known. */
  readonly basis: BasisRow;
}

/** A table that is missing. */
export interface MissingRow {
  /** Code of the network that owes it. */
  readonly reseau: string;
  /** Code of the table. */
  readonly table: string;
  /** The year. */
  readonly annee: number;
}

/** The results of a survey. */
export interface SurveyRow {
  /** Its code. */
  readonly survey: string;
  /** Its title. */
  readonly label: string;
  /** Whom it asked: `agents` or `usagers`. */
  readonly audience: Audience;
  /** How many persons answered, by network. */
  readonly persons: readonly PersonsRow[];
  /** How many persons answered in all. */
  readonly overall: number | null;
  /** Rows kept out by an error. */
  readonly rejected: number;
  /** Its questions; empty where too few persons answered. */
  readonly questions: readonly SurveyQuestionRow[];
}

/** Whom a survey asks. */
export type Audience = "agents" | "usagers";

/** How many persons of a network answered. */
export interface PersonsRow {
  /** Code of the network. */
  readonly reseau: string;
  /** How many; null where it is not shown. */
  readonly n: number | null;
}

/** The answers to a question. */
export interface SurveyQuestionRow {
  /** Its code. */
  readonly question: string;
  /** What was asked. */
  readonly label: string;
  /** `oui-non`, `echelle`, `choix` or `choix-multiple`. */
  readonly kind: AnswerKind;
  /** By network, and all together last. */
  readonly groups: readonly GroupRow[];
}

/** How a question is answered. */
export type AnswerKind = "oui-non" | "echelle" | "choix" | "choix-multiple";

/** The answers of a network, or of all together. */
export interface GroupRow {
  /** Code of the network; null for all together. */
  readonly reseau: string | null;
  /** How many answered the question. */
  readonly n: number | null;
  /** How many answered the survey and not this question. */
  readonly silent: number | null;
  /** Their share. */
  readonly silent_share: string | null;
  /** The median mark of a scale. */
  readonly median: string | null;
  /** The options. */
  readonly choices: readonly ChoiceRow[];
}

/** How often an option was chosen. */
export interface ChoiceRow {
  /** Its code: `oui`, `1`, or the option's own. */
  readonly option: string;
  /** What it says. */
  readonly label: string;
  /** How many; null where it is not shown. */
  readonly count: number | null;
  /** Their share of the answers. */
  readonly share: string | null;
  /** Lower bound of the 95 % Wilson interval. */
  readonly low: string | null;
  /** Upper bound. */
  readonly high: string | null;
}

/** A figure and how it came about. */
export interface Explanation {
  /** Code of the indicator. */
  readonly indicator: string;
  /** Its name. */
  readonly label: string;
  /** Code of the network; null for a department or the region. */
  readonly reseau: string | null;
  /** Code of the department, where it is a department's. */
  readonly departement: string | null;
  /** The year; null for all years together. */
  readonly annee: number | null;
  /** The value as a decimal text. */
  readonly value: string | null;
  /** Its unit. */
  readonly unit: string;
  /** The exact numerator of a quotient. */
  readonly numerator: string | null;
  /** The exact denominator of a quotient. */
  readonly denominator: string | null;
  /** `computed` or `absent`. */
  readonly status: string;
  /** Why there is no value. */
  readonly why: string | null;
  /** The formula. */
  readonly formula: FormulaRow;
  /** The condition that rows must meet. */
  readonly filter: FormulaRow | null;
  /** The parameters that were read, with the days on which they hold. */
  readonly parameters: readonly ParameterRow[];
  /** How many rows of each kind there are. */
  readonly counts: RowsRow;
  /** The rows, in the order of the files; at most as many of each kind as were asked for. */
  readonly rows: readonly ExplainedRow[];
  /** How the indicator is known. */
  readonly basis: BasisRow;
}

/** A formula in symbols and in words. */
export interface FormulaRow {
  /** As the rulebook writes it. */
  readonly symbols: string;
  /** In words. */
  readonly words: string;
}

/** A parameter that a figure stands on. */
export interface ParameterRow {
  /** Its code. */
  readonly parameter: string;
  /** Its value as people read it. */
  readonly value: string;
  /** First day on which it holds. */
  readonly from: string;
  /** Last day; null where it is open. */
  readonly to: string | null;
  /** How many of the rows used read it. */
  readonly rows: number;
  /** How it is known. */
  readonly basis: BasisRow;
}

/** A row behind a figure. */
export interface ExplainedRow {
  /** Its file. */
  readonly path: string;
  /** Its sheet, where the file has named sheets. */
  readonly sheet: string | null;
  /** Index within its table in the file, from 0. */
  readonly row: number;
  /** `used`, `left out`, `filtered` or `rejected`. */
  readonly fate: string;
  /** Why it is left out, or the code of the error that keeps it out. */
  readonly why: string | null;
  /** The cells that were read. */
  readonly cells: readonly ExplainedCell[];
}

/** A cell that was read. */
export interface ExplainedCell {
  /** Code of its field. */
  readonly field: string;
  /** Where it stands: `E7`. */
  readonly cell: string | null;
  /** What it holds, as people read it; null where it holds nothing. */
  readonly value: string | null;
}

/** The answer of an import. */
export interface ImportAnswer {
  /** The files that were read. */
  readonly files: readonly ImportedFile[];
  /** The files that could not be used. */
  readonly failures: readonly FailedFile[];
  /** How many errors were found. */
  readonly errors: number;
  /** How many warnings were found. */
  readonly warnings: number;
}

/** What one file brings to forms. */
export interface ImportedFile {
  /** The file. */
  readonly path: string;
  /** The network, where the file tells one. */
  readonly reseau: string | null;
  /** Its tables. */
  readonly tables: readonly ImportedTable[];
  /** What was found, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The rows of a table. */
export interface ImportedTable {
  /** Code of the table. */
  readonly table: string;
  /** For each row the texts of its fields, as a form takes them: what was refused stands as it was typed, computed fields are left out. A diagnostic's `row` is an index in this list. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** One figure. */
export interface IndicatorRow {
  /** Code of the indicator. */
  readonly indicator: string;
  /** Code of the network; null for a department or the region. */
  readonly reseau: string | null;
  /** Code of the department, where the value is about one. */
  readonly departement?: string;
  /** Code of the region, where the value is about it. */
  readonly region?: string;
  /** The year; null for all years together. */
  readonly annee: number | null;
  /** The value as a decimal text; null where there is none. */
  readonly value: string | null;
  /** The unit of the value: `ratio`, `count`, `fte`, `euro`. */
  readonly unit: string;
  /** The exact numerator of a quotient. */
  readonly numerator: string | null;
  /** The exact denominator of a quotient. */
  readonly denominator: string | null;
  /** `computed`, or `absent`. */
  readonly status: string;
  /** Why there is no value. */
  readonly why: string | null;
}

/** What there is to say about the rows of a form. */
export interface TableAnswer {
  /** Code of the table. */
  readonly table: string;
  /** For each computed column, a text for each row that was given; null where there is none. */
  readonly computed: Readonly<Record<string, readonly (string | null)[]>>;
  /** The sums of the columns that can be summed. */
  readonly totals: Readonly<Record<string, string>>;
  /** The indicators of the table, by year. */
  readonly indicators: readonly ShownIndicator[];
  /** What was found, by row and field. `row` is the index among the rows that were given. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many errors. */
  readonly errors: number;
  /** How many warnings. */
  readonly warnings: number;
}

/** A figure as a form shows it. */
export interface ShownIndicator {
  /** Code of the indicator. */
  readonly indicator: string;
  /** What it says. */
  readonly label: string;
  /** Code of the network. */
  readonly reseau: string | null;
  /** The year. */
  readonly annee: number | null;
  /** The exact value as a decimal text. */
  readonly value: string | null;
  /** The value as people read it. */
  readonly text: string | null;
  /** Why there is none. */
  readonly why: string | null;
}

/** The answer of `validate`. */
export interface Validation {
  /** The files that were read. */
  readonly files: readonly FileReport[];
  /** The files that could not be used. */
  readonly failures?: readonly FailedFile[];
  /** How many errors were found. */
  readonly errors: number;
  /** How many warnings were found. */
  readonly warnings: number;
}

/** What was found in one file. */
export interface FileReport {
  /** The file. */
  readonly path: string;
  /** The network, where the file tells one. */
  readonly reseau: string | null;
  /** Its tables. */
  readonly tables: readonly TableRows[];
  /** What was found, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was found beyond the number that is told one by one, by code; left out where there is nothing. */
  readonly omitted?: readonly Omitted[];
}

/** How many rows a table has. */
export interface TableRows {
  /** Code of the table. */
  readonly table: string;
  /** How many rows. */
  readonly rows: number;
}

/** How many findings of a code are counted beside those that are told one by one. */
export interface Omitted {
  /** The code: `reunions.date.type`. */
  readonly code: string;
  /** How bad they are. */
  readonly severity: Severity;
  /** How many. */
  readonly count: number;
}
