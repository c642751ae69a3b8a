//! What forms ask: the description of the rulebook, a table, a cell.

use crate::answer::json;
use crate::{Answer, Problem, rules};
use spro::value::Lang;
use spro::wire::{FormError, Forms, TableRequest, describe};
use std::cell::OnceCell;

/// Between the cells of a row, and between rows: nobody types these characters.
const CELL: char = '\u{1f}';
const ROW: char = '\u{1e}';

thread_local! {
    static FORMS: OnceCell<Forms<'static>> = const { OnceCell::new() };
}

/// Runs one of the operations 2 to 9.
pub fn run(operation: u32, request: &[u8]) -> Answer {
    match operation {
        2 => description(text(request)?),
        3 => table(text(request)?),
        4 => cell(text(request)?),
        5 => fields(text(request)?),
        other => Err(Problem::bad_request(format_args!("operation {other}"))),
    }
}

fn with_forms(use_them: impl FnOnce(&Forms<'static>) -> Answer) -> Answer {
    let rulebook = rules::rulebook()?;
    FORMS.with(|cell| use_them(cell.get_or_init(|| Forms::new(rulebook))))
}

/// `lang`.
fn description(request: &str) -> Answer {
    json(&describe(rules::rulebook()?, language(request)?))
}

/// `table`: the codes of its fields in their order, none where there is no such table.
fn fields(request: &str) -> Answer {
    let table = rules::rulebook()?.table(request);
    json(&table.map_or_else(Vec::new, |(_, table)| table.fields.iter().map(|f| &f.code).collect()))
}

/// `lang table network`, then the rows.
fn table(request: &str) -> Answer {
    let (head, body) = request.split_once(ROW).map_or((request, None), |(head, body)| (head, Some(body)));
    let mut head = head.split(CELL);
    let mut next = || head.next().unwrap_or_default();
    let (lang, table, network) = (language(next())?, next(), next());
    let network = Some(network).filter(|name| !name.is_empty());
    let (mut cells, mut ends) = (Vec::new(), Vec::new());
    if let Some(body) = body {
        split(body, &mut cells, &mut ends);
    }
    let rows = rows(&cells, &ends);
    with_forms(|forms| json(&forms.table(TableRequest { table, lang, network }, &rows).map_err(problem)?))
}

/// The cells of all rows, found in one pass, and where each row ends among them.
fn split<'a>(body: &'a str, cells: &mut Vec<&'a str>, ends: &mut Vec<usize>) {
    let mut start = 0;
    for (at, byte) in body.bytes().enumerate() {
        let ends_row = byte == ROW as u8;
        if ends_row || byte == CELL as u8 {
            cells.push(body.get(start..at).unwrap_or_default());
            start = at + 1;
        }
        if ends_row {
            ends.push(cells.len());
        }
    }
    cells.push(body.get(start..).unwrap_or_default());
    ends.push(cells.len());
}

fn rows<'c, 'a>(cells: &'c [&'a str], ends: &[usize]) -> Vec<&'c [&'a str]> {
    let mut start = 0;
    let mut row = |end: usize| cells.get(std::mem::replace(&mut start, end)..end).unwrap_or_default();
    ends.iter().map(|end| row(*end)).collect()
}

/// `lang table field text`.
fn cell(request: &str) -> Answer {
    let mut parts = request.splitn(4, CELL);
    let mut next = || parts.next().unwrap_or_default();
    let (lang, table, field, typed) = (language(next())?, next(), next(), next());
    with_forms(|forms| json(&forms.cell(table, field, typed, lang).map_err(problem)?))
}

fn text(request: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(request).map_err(Problem::bad_request)
}

fn language(name: &str) -> Result<Lang, Problem> {
    match name {
        "fr" => Ok(Lang::Fr),
        "en" => Ok(Lang::En),
        other => Err(Problem::bad_request(format_args!("lang: fr, en; {other}"))),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "made to be given to `map_err`")]
fn problem(error: FormError) -> Problem {
    Problem::new(error.code(), error.to_string())
}
