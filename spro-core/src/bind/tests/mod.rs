//! Sheets drawn as text, read, and written down as text again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may fail loudly")]

mod generated;
mod headers;
mod lines;
mod networks;
mod sheets;
mod years;

use super::{Binder, Bound, Options, read_workbook};
use crate::batch::{Batch, State, Values};
use crate::finding::{Finding, Kind};
use crate::rulebook::{FieldType, Rulebook};
use crate::sheet::{Cell, CellValue, DateSystem, Format, MergedRange, Sheet, Workbook};
use crate::value::{Decimal, Lang, print};
use chrono::{NaiveDate, TimeDelta};
use std::sync::OnceLock;

/// The header of the model, in the order in which [`MEETING`] and its like are written.
pub(super) const MEETINGS: &str = "Année|Date de la réunion (ajouter des lignes si besoins)|Nombre de structures invitées|\
     Nombre de structures participantes|Objet|Taux de présence aux réunions";
pub(super) const MEETING: &str = "2017|29/11/2017|12|9|Forum|";
pub(super) const TRAINING: &str = "Structures membres de votre réseau 2017|Nombre d'agents dans les structures membres|\
     Nb d'agents ayant accédé à une formation|Nb d'agents ayant accédé à un séminaire|\
     Nb d'agents ayant accédé à une professionnalisation";
pub(super) const COORDINATION: &str = "Année|Structure coordonnatrice du réseau|\
     Nombre d'agents dans les structures membres|Nb d'Équivalents Temps Plein";

/// A sheet from lines of cells between bars. Figures are numbers, `#…` an error, `=…` a formula, `d:2017-11-29` a date,
/// `t:…` a text whatever it looks like, `p:0.5` a number shown as a percentage; the rest is text.
pub(super) fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let mut out = Sheet { name: name.to_owned(), ..Sheet::default() };
    for (line, row) in lines.iter().zip(0_u32..) {
        for (text, column) in line.split('|').zip(0_u32..) {
            let (value, percent) = match text {
                "" => continue,
                _ if text.starts_with("t:") => (CellValue::Text(text[2..].into()), false),
                _ if text.starts_with('#') => (CellValue::Error(text.into()), false),
                _ if text.starts_with('=') => (CellValue::Formula(text.into()), false),
                _ if text.starts_with("p:") => (CellValue::Number(text[2..].parse().unwrap()), true),
                _ if text.starts_with("d:") => {
                    let day: NaiveDate = text[2..].parse().unwrap();
                    (CellValue::Date(day.and_hms_opt(0, 0, 0).unwrap()), false)
                }
                _ => match text.parse::<f64>() {
                    Ok(number) => (CellValue::Number(number), false),
                    Err(_) => (CellValue::Text(text.into()), false),
                },
            };
            out.cells.push(Cell { row, column, value, percent });
        }
    }
    out
}

pub(super) fn merged(mut sheet: Sheet, ranges: &[(u32, u32, u32, u32)]) -> Sheet {
    for &(top, bottom, left, right) in ranges {
        sheet.merges.push(MergedRange { top, bottom, left, right });
    }
    sheet
}

pub(super) fn book(sheets: Vec<Sheet>) -> Workbook {
    Workbook { format: Format::Xlsx, sheets }
}

/// Reads sheets of the network of Dreux, by the name of the file.
pub(super) fn read(sheets: Vec<Sheet>) -> Bound {
    read_named(sheets, "SPRO Dreux.xlsx")
}

pub(super) fn read_named(sheets: Vec<Sheet>, file_name: &str) -> Bound {
    binder().read(&book(sheets), &Options { file_name, network: None })
}

pub(super) fn binder() -> &'static Binder<'static> {
    static BINDER: OnceLock<Binder<'static>> = OnceLock::new();
    BINDER.get_or_init(|| Binder::new(Rulebook::built_in()))
}

/// Reads one sheet of meetings from its lines.
pub(super) fn meetings(lines: &[&str]) -> Bound {
    read(vec![sheet("Feuil1", lines)])
}

/// The rows of a table, the cells between bars: a blank for blank, `!` for refused.
pub(super) fn rows(bound: &Bound, table: &str) -> Vec<String> {
    let (position, _) = Rulebook::built_in().table(table).unwrap();
    let batches = bound.batches.iter().filter(|b| usize::from(b.table) == position);
    batches.flat_map(|batch| (0..batch.rows).map(|row| written(batch, row))).collect()
}

fn written(batch: &Batch<'_>, row: usize) -> String {
    let rulebook = Rulebook::built_in();
    let table = &rulebook.tables()[usize::from(batch.table)];
    let cells = table.fields.iter().zip(&batch.columns).map(|(field, column)| {
        match column.states[row] {
            State::Present => {}
            State::Blank => return String::new(),
            State::Refused => return "!".to_owned(),
        }
        match &column.values {
            Values::Text(all) => all[row].to_string(),
            Values::Code(all) => {
                rulebook.lists()[usize::from(field.list.unwrap())].entries[all[row] as usize].code.clone()
            }
            Values::Int(all) if field.kind == FieldType::Date => {
                let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
                print::date(epoch + TimeDelta::days(all[row]), Lang::Fr)
            }
            Values::Int(all) => {
                Decimal::new(i128::from(all[row]), field.kind.scale()).unwrap().to_string().replace('.', ",")
            }
        }
    });
    cells.collect::<Vec<_>>().join("|")
}

/// The findings, one a line: table, field, kind, cell, what was typed, what it was read as or may mean.
pub(super) fn told(bound: &Bound) -> Vec<String> {
    bound.findings.iter().map(tell).collect()
}

fn tell(finding: &Finding) -> String {
    let table = &Rulebook::built_in().tables()[usize::from(finding.table)];
    let field = finding.field.map_or("", |f| table.fields[usize::from(f)].code.as_str());
    let place = finding.place.map_or(String::new(), |p| p.to_string());
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    let kind = format!("{:?}", finding.kind);
    let parts = [field.to_owned(), kind, place, text(&finding.raw), text(&finding.detail)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Asserts that a sheet of meetings is read as one clean meeting; the findings are those expected.
#[track_caller]
pub(super) fn one_meeting(lines: &[&str], expected: &[&str]) {
    let bound = meetings(lines);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"], "{:?}", told(&bound));
    assert_eq!(told(&bound), expected);
}

pub(super) fn of_kind<'b>(bound: &'b Bound, kind: &Kind) -> Vec<&'b Finding> {
    bound.findings.iter().filter(|f| f.kind == *kind).collect()
}

pub(super) fn dated(mut sheet: Sheet, dates: DateSystem) -> Sheet {
    sheet.dates = dates;
    sheet
}
