//! The sheet of one table: title, network, headers, ready rows.

use super::error::TemplateError;
use super::formula::Translator;
use super::highlight;
use super::layout::{
    FIRST_ROW, HEADER_ROW, HINT_ROW, Layout, NETWORK_COLUMN, NETWORK_ROW, TITLE_ROW, absolute, place,
};
use super::lists::Lists;
use super::{paper, say, style, validation};
use crate::rulebook::{Requirement, Rulebook};
use crate::value::{Decimal, Lang};
use crate::workbook::{Format, Outcome, Worksheet};
use chrono::NaiveDate;

/// The least width of the first two columns: the line of the network stands in them.
const LABEL_WIDTH: u16 = 16;
const NETWORK_WIDTH: u16 = 24;
/// The height of a line of text.
const LINE_HEIGHT: u16 = 15;

/// What a row holds in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Blank,
    Number(Decimal),
    Day(NaiveDate),
    Text(String),
    /// A computed cell that keeps its formula, with the value that it has.
    Computed(Option<Decimal>),
}

/// What all sheets of a workbook share.
pub(super) struct Context<'a> {
    pub rulebook: &'a Rulebook,
    pub lists: &'a Lists,
    pub lang: Lang,
    /// The network, where the workbook is filled in for one.
    pub network: Option<&'a str>,
    /// Name of the sheet whose network the others repeat.
    pub first_sheet: Option<&'a str>,
}

/// The sheet of a table; `rows` hold one content a column.
pub(super) fn sheet(
    layout: &Layout<'_>,
    rows: &[Vec<Content>],
    context: &Context<'_>,
) -> Result<Worksheet, TemplateError> {
    let mut sheet = Worksheet::new(&layout.name)?;
    head(&mut sheet, layout, context)?;
    headers(&mut sheet, layout, context.lang)?;
    let cell = |field| layout.cell(field, FIRST_ROW);
    let shown = |list, entry| context.lists.shown(list, entry).map(str::to_owned);
    let translator = Translator {
        rulebook: context.rulebook,
        table: layout.table,
        lang: context.lang,
        cell: &cell,
        shown: &shown,
    };
    body(&mut sheet, layout, rows, context)?;
    for (column, position) in (0u16..).zip(&layout.columns) {
        let Some(field) = layout.field(*position) else { continue };
        if field.computed.is_none() {
            let first = place(FIRST_ROW, column).to_string();
            let check =
                validation::validation(field, layout.table.years, &first, context.lists, context.lang)?;
            sheet.add_data_validation(FIRST_ROW, column, layout.last_row(), column, check)?;
        }
    }
    highlight::write(&mut sheet, layout, &translator)?;
    page(&mut sheet, layout)?;
    Ok(sheet)
}

fn head(sheet: &mut Worksheet, layout: &Layout<'_>, context: &Context<'_>) -> Result<(), TemplateError> {
    let lang = context.lang;
    sheet.write_string_with_format(TITLE_ROW, 0, layout.table.label.get(lang), &style::title())?;
    sheet.set_row_height(TITLE_ROW, 24)?.set_row_height(NETWORK_ROW, 21)?;
    if let Some(field) = layout.head.and_then(|f| layout.field(f)) {
        let label = format!("{}{}", field.label.get(lang), say(lang, " :", ":"));
        sheet.write_string_with_format(NETWORK_ROW, 0, label, &style::strong())?;
        let format = style::network();
        match (context.first_sheet, context.network) {
            // One choice for all sheets, which each of them can still change.
            (Some(first), network) => {
                let cell =
                    format!("'{}'!{}", first.replace('\'', "''"), absolute(NETWORK_ROW, NETWORK_COLUMN));
                let formula = format!("=IF({cell}=\"\",\"\",{cell})");
                let shown = Outcome::Text(network.unwrap_or_default().to_owned());
                sheet.write_formula_with_format(NETWORK_ROW, NETWORK_COLUMN, &formula, shown, &format)?;
            }
            (None, Some(network)) => {
                sheet.write_string_with_format(NETWORK_ROW, NETWORK_COLUMN, network, &format)?;
            }
            (None, None) => {
                sheet.write_blank(NETWORK_ROW, NETWORK_COLUMN, &format)?;
            }
        }
        let first = place(NETWORK_ROW, NETWORK_COLUMN).to_string();
        let check = validation::validation(field, None, &first, context.lists, lang)?;
        sheet.add_data_validation(NETWORK_ROW, NETWORK_COLUMN, NETWORK_ROW, NETWORK_COLUMN, check)?;
    }
    let hint = layout.table.hint.as_ref().map_or("", |h| h.get(lang));
    let legend = legend(layout, lang);
    sheet.write_string_with_format(HINT_ROW, 0, format!("{hint} {legend}").trim(), &style::hint())?;
    Ok(())
}

/// What the colours of the headers say, in words.
fn legend(layout: &Layout<'_>, lang: Lang) -> String {
    let fields = || layout.columns.iter().filter_map(|f| layout.field(*f));
    let mut words = Vec::new();
    if fields().any(|f| f.required == Requirement::Required && f.computed.is_none()) {
        words.push(say(lang, "En-tête foncé : obligatoire.", "Dark header: required."));
    }
    if fields().any(|f| f.computed.is_some()) {
        words.push(say(
            lang,
            "Colonne grise : calculée, ne rien saisir.",
            "Grey column: computed, type nothing.",
        ));
    }
    words.join(" ")
}

fn headers(sheet: &mut Worksheet, layout: &Layout<'_>, lang: Lang) -> Result<(), TemplateError> {
    let mut lines = 1;
    for (column, position) in (0u16..).zip(&layout.columns) {
        let Some(field) = layout.field(*position) else { continue };
        let label = field.label.get(lang);
        let least = match column {
            0 if layout.head.is_some() => LABEL_WIDTH,
            1 if layout.head.is_some() => NETWORK_WIDTH,
            _ => 0,
        };
        let width = style::width(field).max(least);
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADER_ROW, column, label, &style::header(field))?;
        lines = lines.max(lines_of(label, width));
    }
    sheet.set_row_height(HEADER_ROW, LINE_HEIGHT * lines + 6)?;
    sheet.freeze_rows(FIRST_ROW);
    Ok(())
}

/// How many lines a bold text takes in a column, word by word.
fn lines_of(text: &str, width: u16) -> u16 {
    let mut lines = 1;
    // In tenths of the digits that widths are counted in: bold letters are a tenth wider.
    let (room, letter) = (usize::from(width) * 10, 11);
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count() * letter;
        let blank = if used > 0 { letter } else { 0 };
        if used > 0 && used + blank + length > room {
            lines += 1;
            used = length;
        } else {
            used += length + blank;
        }
    }
    lines
}

fn body(
    sheet: &mut Worksheet,
    layout: &Layout<'_>,
    rows: &[Vec<Content>],
    context: &Context<'_>,
) -> Result<(), TemplateError> {
    let formats: Vec<Format> =
        layout.columns.iter().filter_map(|f| layout.field(*f)).map(style::cell).collect();
    for row in FIRST_ROW..=layout.last_row() {
        let given = usize::try_from(row - FIRST_ROW).ok().and_then(|i| rows.get(i));
        for (index, (position, format)) in layout.columns.iter().zip(&formats).enumerate() {
            let Ok(column) = u16::try_from(index) else { continue };
            let filled = given.and_then(|row| row.get(index));
            match filled {
                None | Some(Content::Blank | Content::Computed(_)) => {
                    let value = match filled {
                        Some(Content::Computed(value)) => *value,
                        _ => None,
                    };
                    match formula(layout, *position, row, context) {
                        Some(text) => {
                            // What has no value yet shows nothing, and is read back as nothing: not as 0.
                            let shown = match value {
                                Some(value) => Outcome::Number(value.to_string()),
                                None => Outcome::Text(String::new()),
                            };
                            sheet.write_formula_with_format(row, column, &text, shown, format)?;
                        }
                        None => {
                            sheet.write_blank(row, column, format)?;
                        }
                    }
                }
                Some(Content::Number(number)) => match paper::number(*number) {
                    Some(digits) => {
                        sheet.write_number_with_format(row, column, digits, format)?;
                    }
                    None => {
                        sheet.write_string_with_format(row, column, number.to_string(), format)?;
                    }
                },
                Some(Content::Day(day)) => paper::write_date(sheet, row, column, *day, format)?,
                Some(Content::Text(text)) => {
                    sheet.write_string_with_format(row, column, text, format)?;
                }
            }
        }
    }
    Ok(())
}

/// The formula of a computed cell on a row.
fn formula(layout: &Layout<'_>, position: u16, row: u32, context: &Context<'_>) -> Option<String> {
    let formula = layout.field(position)?.computed.as_ref()?;
    let cell = |field| layout.cell(field, row);
    let shown = |list, entry| context.lists.shown(list, entry).map(str::to_owned);
    Translator {
        rulebook: context.rulebook,
        table: layout.table,
        lang: context.lang,
        cell: &cell,
        shown: &shown,
    }
    .computed(formula)
}

fn page(sheet: &mut Worksheet, layout: &Layout<'_>) -> Result<(), TemplateError> {
    sheet.set_page(paper::a4_landscape());
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    let columns = u16::try_from(layout.columns.len()).unwrap_or(u16::MAX);
    sheet.set_print_area(0, 0, layout.last_row(), columns.max(NETWORK_COLUMN + 1) - 1)?;
    let (row, column) = if layout.head.is_some() { (NETWORK_ROW, NETWORK_COLUMN) } else { (FIRST_ROW, 0) };
    sheet.set_selection(row, column)?;
    Ok(())
}
