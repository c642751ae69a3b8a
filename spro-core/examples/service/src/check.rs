//! What was posted, checked again with the rulebook: what cannot be kept whole is refused, the rest is judged.

use crate::body::Posted;
use crate::problem::Problem;
use spro::batch::{FormRows, Lookups};
use spro::campaign::{Campaign, Form, Options};
use spro::rulebook::{Rulebook, Table};
use spro::value::Lang;
use spro::wire::{Forms, TableAnswer, TableRequest, form_rows, form_rows_json, read_answer};

/// Most rows in one submission.
const MOST_ROWS: usize = 5_000;
/// Most characters in one cell.
const MOST_CHARACTERS: usize = 10_000;

/// A rulebook made ready to check submissions.
#[derive(Debug)]
pub struct Checker {
    forms: Forms<'static>,
    lookups: Lookups,
}

/// A submission that can be kept.
#[derive(Debug)]
pub struct Checked {
    /// Code of the network.
    pub network: String,
    /// The year of the form, where it has one.
    pub year: Option<i32>,
    /// Its tables, in the order in which they were posted.
    pub tables: Vec<CheckedTable>,
}

/// One table of it.
#[derive(Debug)]
pub struct CheckedTable {
    /// Code of the table.
    pub code: String,
    /// The cells as they were typed, names of persons let go: JSON.
    pub raw: String,
    /// The cells as they were understood: JSON.
    pub typed: String,
    /// The year that each row is about.
    pub years: Vec<Option<i32>>,
    /// What there is to say about it.
    pub answer: TableAnswer,
}

impl Checker {
    /// Makes a rulebook ready.
    pub fn new(rulebook: &'static Rulebook) -> Self {
        Self { forms: Forms::new(rulebook), lookups: Lookups::new(rulebook) }
    }

    /// The rulebook.
    pub fn rulebook(&self) -> &'static Rulebook {
        self.forms.rulebook()
    }

    /// Checks a submission; messages of the diagnostics are in this language.
    pub fn check(&self, posted: &Posted, lang: Lang) -> Result<Checked, Problem> {
        let rulebook = self.rulebook();
        let year = year(posted.year.as_deref())?;
        let mut tables = Vec::with_capacity(posted.tables.len());
        for (code, json) in &posted.tables {
            let rows = form_rows(code, json, rulebook).map_err(|error| {
                let at = |lang| match error.code() {
                    "unknown-table" => error.message(lang),
                    _ => format!("{code} : {}", error.message(lang)),
                };
                Problem::unprocessable(error.code(), at(Lang::Fr), at(Lang::En))
            })?;
            let rows = rows.without_names(rulebook, &self.lookups);
            let Some(table) = rulebook.tables().get(usize::from(rows.table)) else { continue };
            tables.push((table, rows));
        }
        within_limits(&tables)?;
        let given = given_network(posted.network.as_deref(), rulebook)?;
        let network = network(given, &tables, rulebook)?;
        let mut checked = Checked { network: network.to_owned(), year, tables: Vec::new() };
        for (table, rows) in tables {
            checked.tables.push(self.table(table, rows, given, year, lang)?);
        }
        let covers = |table: &CheckedTable| year.is_some() || !table.years.is_empty();
        if !checked.tables.iter().any(covers) {
            return Err(Problem::unprocessable(
                "no-rows",
                "Aucune ligne n’est remplie. Remplissez au moins une ligne d’un tableau.",
                "No row is filled in. Fill in at least one row of a table.",
            ));
        }
        Ok(checked)
    }

    fn table(
        &self,
        table: &Table,
        rows: FormRows,
        given: Option<u32>,
        year: Option<i32>,
        lang: Lang,
    ) -> Result<CheckedTable, Problem> {
        let rulebook = self.rulebook();
        let mut years = rows.years(rulebook, &self.lookups);
        // A row says its own year; the form's is that of rows without one that can be read.
        for of_row in &mut years {
            *of_row = of_row.or(year);
        }
        let name =
            given.and_then(|n| rulebook.networks().get(usize::try_from(n).ok()?)).map(|n| n.code.as_str());
        let request = TableRequest { table: &table.code, lang, network: name };
        let texts: Vec<Vec<&str>> =
            rows.rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let answer = self.forms.table(request, &texts).map_err(Problem::internal)?;
        let raw = form_rows_json(&rows, rulebook);
        let form = Form::new("", given).with(rows);
        let options = Options::default().keeping_rows(true).on_threads(1);
        let read = read_answer(&Campaign::read(&[form.into()], rulebook, &options, |_| {}), rulebook);
        let typed = read.files.first().and_then(|file| file.tables.get(&table.code));
        let typed = typed.map_or_else(|| "[]".to_owned(), ToString::to_string);
        Ok(CheckedTable { code: table.code.clone(), raw, typed, years, answer })
    }
}

fn year(typed: Option<&str>) -> Result<Option<i32>, Problem> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let read = typed.parse().ok().filter(|year| (1900..=2999).contains(year));
    read.map(Some).ok_or_else(|| {
        Problem::unprocessable(
            "bad-year",
            format!("« {typed} » n’est pas une année. Écrivez par exemple 2017."),
            format!("“{typed}” is no year. Write for example 2017."),
        )
    })
}

fn within_limits(tables: &[(&Table, FormRows)]) -> Result<(), Problem> {
    let rows: usize = tables.iter().map(|(_, rows)| rows.rows.len()).sum();
    if rows > MOST_ROWS {
        return Err(Problem::unprocessable(
            "too-many-rows",
            format!("L’envoi a {rows} lignes ; le plus est {MOST_ROWS}. Envoyez-le en plusieurs fois."),
            format!("What was sent has {rows} rows; the most is {MOST_ROWS}. Send it in several parts."),
        ));
    }
    for (table, rows) in tables {
        for (row, cells) in (1..).zip(&rows.rows) {
            let long = |cell: &String| cell.chars().nth(MOST_CHARACTERS).is_some();
            let found = table.fields.iter().zip(cells).find(|(_, cell)| long(cell));
            if let Some((field, _)) = found {
                let (table, field) = (&table.code, &field.code);
                return Err(Problem::unprocessable(
                    "too-long",
                    format!(
                        "{table}, ligne {row}, champ « {field} » : plus de {MOST_CHARACTERS} caractères. Raccourcissez ce texte."
                    ),
                    format!(
                        "{table}, row {row}, field “{field}”: more than {MOST_CHARACTERS} characters. Shorten this text."
                    ),
                ));
            }
        }
    }
    Ok(())
}

fn given_network(name: Option<&str>, rulebook: &Rulebook) -> Result<Option<u32>, Problem> {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return Ok(None) };
    match rulebook.network_by_name(name) {
        Some(position) => Ok(Some(position)),
        None => Err(unknown_network(name, rulebook)),
    }
}

/// The one network that all rows are of.
fn network<'r>(
    given: Option<u32>,
    tables: &[(&Table, FormRows)],
    rulebook: &'r Rulebook,
) -> Result<&'r str, Problem> {
    let mut of_all = given;
    for (table, rows) in tables {
        let Some(field) = table.network_field() else { continue };
        let named = rows.rows.iter().filter_map(|row| row.get(field)).map(|cell| cell.trim());
        for name in named.filter(|name| !name.is_empty()) {
            let position = rulebook.network_by_name(name).ok_or_else(|| unknown_network(name, rulebook))?;
            if *of_all.get_or_insert(position) != position {
                return Err(Problem::unprocessable(
                    "several-networks",
                    "Les lignes sont de plusieurs réseaux. Envoyez un formulaire par réseau.",
                    "The rows are of several networks. Send one form a network.",
                ));
            }
        }
    }
    let found = of_all.and_then(|n| rulebook.networks().get(usize::try_from(n).ok()?));
    found.map(|network| network.code.as_str()).ok_or_else(|| {
        Problem::unprocessable(
            "no-network",
            format!("Le réseau manque. Choisissez-en un dans « reseau » : {}.", codes(rulebook)),
            format!("The network is missing. Choose one in “reseau”: {}.", codes(rulebook)),
        )
    })
}

fn unknown_network(name: &str, rulebook: &Rulebook) -> Problem {
    Problem::unprocessable(
        "unknown-network",
        format!("Le réseau « {name} » n’existe pas. Réseaux connus : {}.", codes(rulebook)),
        format!("There is no network “{name}”. Known networks: {}.", codes(rulebook)),
    )
}

fn codes(rulebook: &Rulebook) -> String {
    let codes: Vec<&str> = rulebook.networks().iter().map(|n| n.code.as_str()).collect();
    codes.join(", ")
}
