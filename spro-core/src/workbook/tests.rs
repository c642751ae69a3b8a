//! What is written is read back, and is what another writer of workbooks makes of the same content.

use super::{
    Align, Bounds, DataValidation, Format, Line, Outcome, Page, Room, Workbook, WorkbookError, Worksheet,
};
use crate::sheet::{self, CellValue, Limits, Place};
use proptest::prelude::*;
use rust_xlsxwriter as other;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

fn book_of(sheet: Worksheet) -> Workbook {
    let mut book = Workbook::new("");
    book.add(sheet);
    book
}

fn read(book: &Workbook) -> sheet::Workbook {
    sheet::read(&book.save_to_buffer().unwrap(), "a.xlsx", &Limits::default()).unwrap()
}

fn logo() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/charte/logo.png")).unwrap()
}

/// Everything that the project's workbooks have, once.
fn ours() -> Vec<u8> {
    let mut book = Workbook::new("Titre & <co>");
    let mut first = Worksheet::new("À signer").unwrap();
    let title = Format::new().set_font_name("Arial").set_bold().set_font_size(18).set_font_color(0x001F_3864);
    let cell = Format::new().set_border(Line::Thin).set_border_color(0x008E_A9C8).set_align(Align::Top);
    first.insert_picture(&logo(), "Un \"logo\"", Room { width: 220, height: 84, margin: 4 }).unwrap();
    first.hide_gridlines().set_column_width(0, 6).unwrap().set_column_width(1, 34).unwrap();
    first.set_column_width(2, 34).unwrap().set_row_height(0, 34).unwrap().set_row_height(7, 15).unwrap();
    first.merge_range(0, 1, 1, 2, " titre_x0041_\u{7}\n", &title).unwrap();
    first.write_string(3, 0, "a").unwrap().write_string(3, 1, "").unwrap();
    first.write_string_with_format(3, 2, "", &cell).unwrap().write_blank(20, 2, &cell).unwrap();
    first.write_number_with_format(20, 3, "-0.25".into(), &cell.clone().set_num_format("0.0%")).unwrap();
    first.write_boolean_with_format(20, 4, true, &cell.clone().set_align(Align::Center)).unwrap();
    first.write_string_with_format(20, 6, "b", &cell.clone().set_indent(1).set_text_wrap()).unwrap();
    first.write_formula_with_format(20, 5, "=IF(A1=\"<\",1,2)", Outcome::Number("2".into()), &cell).unwrap();
    first.write_formula_with_format(21, 30, "=A1&\"\"", Outcome::Text("<é>".into()), &cell).unwrap();
    let page = Page { landscape: false, margins: ["0.5"; 6], pages: (1, 1), footer: "" };
    first.set_page(page).set_repeat_rows(3, 4).unwrap().set_repeat_columns(0, 27).unwrap();
    book.add(first);
    let mut second = Worksheet::new("l'an").unwrap();
    let bold = Format::new().set_bold().set_background_color(0x00F8_D7DA).set_font_color(0x005C_1019);
    let plain = Format::new().set_background_color(0x00D2_E9FB);
    second.add_mark(4, 1, 9, 1, "=$B5=\"\"", plain.clone()).unwrap();
    second.add_mark(4, 0, 9, 0, "=$A5>1", bold).unwrap().add_mark(4, 1, 9, 1, "=$B5>1", plain).unwrap();
    let check = DataValidation::new;
    let between = |a: &str, b: &str| Bounds::Between(a.into(), b.into());
    for (column, check) in (0u16..).zip([
        check().allow_whole_number(Bounds::AtLeast("0".into())),
        check().allow_whole_number(between("2016", "2018")).only_warn(),
        check().allow_date(between("61", "109574")),
        check().allow_decimal_number(between("-0.5", "1000000000000000")),
        check().allow_text_length(Bounds::AtMost("500".into())),
        check().allow_custom("=AND(ISNUMBER(F5),F5<3)"),
        check().allow_list_formula("=Listes!$A$2:$A$10"),
        check().allow_list_strings(&["oui", "n\"on"]).unwrap(),
        check().set_input("Aide".into(), "a\nb".into()).unwrap(),
        check(),
    ]) {
        let check = if column == 8 || column == 9 {
            check
        } else {
            check.set_error("E".into(), "<m>".into()).unwrap()
        };
        second.add_data_validation(4, column, 9, column, check).unwrap();
    }
    second.freeze_rows(4).set_selection(1, 1).unwrap().autofilter(3, 0, 9, 3).unwrap();
    second.set_print_area(0, 0, 9, 3).unwrap();
    let page = Page { landscape: true, margins: ["0.6"; 6], pages: (1, 0), footer: "&L&A&R&P / &N" };
    second.set_page(page).write_link(2, 0, "À signer", Place { row: 3, column: 2 }).unwrap();
    second.set_cell_format(2, 1, &cell).unwrap().insert_note(2, 1, "une\nnote <é>".into()).unwrap();
    second.insert_note(0, 0, "note".into()).unwrap().set_cell_format(0, 0, &cell).unwrap();
    book.add(second);
    let mut third = Worksheet::new("Listes").unwrap();
    third.set_hidden();
    book.add(third);
    book.save_to_buffer().unwrap()
}

/// The same by the other writer.
fn theirs() -> Result<Vec<u8>, other::XlsxError> {
    use other::{Color, DataValidationRule as Rule, ExcelDateTime, FormatAlign, FormatBorder, Formula};
    let mut book = other::Workbook::new();
    let made = ExcelDateTime::from_ymd(2017, 1, 1)?;
    let properties = other::DocProperties::new().set_title("Titre & <co>").set_creation_datetime(&made);
    book.set_properties(&properties);
    let rgb = |colour: u32| Color::RGB(colour);
    let title = other::Format::new().set_font_name("Arial").set_bold().set_font_size(18);
    let title = title.set_font_color(rgb(0x001F_3864));
    let cell = other::Format::new().set_border(FormatBorder::Thin).set_border_color(rgb(0x008E_A9C8));
    let cell = cell.set_align(FormatAlign::Top);
    let first = book.add_worksheet().set_name("À signer")?;
    let image = other::Image::new_from_buffer(&logo())?.set_alt_text("Un \"logo\"");
    first.insert_image_with_offset(0, 0, &image.set_scale_to_size(220, 84, true), 4, 4)?;
    first.set_screen_gridlines(false).set_column_width(0, 6)?.set_column_width(1, 34)?;
    first.set_column_width(2, 34)?.set_row_height(0, 34)?.set_row_height(7, 15)?;
    first.merge_range(0, 1, 1, 2, " titre_x0041_\u{7}\n", &title)?;
    first.write_string(3, 0, "a")?.write_string(3, 1, "")?.write_string_with_format(3, 2, "", &cell)?;
    first.write_blank(20, 2, &cell)?;
    first.write_number_with_format(20, 3, -0.25, &cell.clone().set_num_format("0.0%"))?;
    first.write_boolean_with_format(20, 4, true, &cell.clone().set_align(FormatAlign::Center))?;
    let indented = cell.clone().set_align(FormatAlign::Left).set_indent(1).set_text_wrap();
    first.write_string_with_format(20, 6, "b", &indented)?;
    first.write_formula_with_format(20, 5, Formula::new("=IF(A1=\"<\",1,2)").set_result("2"), &cell)?;
    first.write_formula_with_format(21, 30, Formula::new("=A1&\"\"").set_result("<é>"), &cell)?;
    first.set_paper_size(9).set_portrait().set_margins(0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    first.set_print_fit_to_pages(1, 1).set_repeat_rows(3, 4)?.set_repeat_columns(0, 27)?;
    let second = book.add_worksheet().set_name("l'an")?;
    let bold = other::Format::new().set_bold().set_background_color(rgb(0x00F8_D7DA));
    let bold = bold.set_font_color(rgb(0x005C_1019));
    let plain = other::Format::new().set_background_color(rgb(0x00D2_E9FB));
    for (column, formula, format) in [(1, "=$B5=\"\"", &plain), (0, "=$A5>1", &bold), (1, "=$B5>1", &plain)] {
        let mark = other::ConditionalFormatFormula::new().set_rule(formula).set_format(format);
        second.add_conditional_format(4, column, 9, column, &mark.set_stop_if_true(true))?;
    }
    let check = other::DataValidation::new;
    let (from, to) = (ExcelDateTime::from_ymd(1900, 3, 1)?, ExcelDateTime::from_ymd(2199, 12, 31)?);
    for (column, check) in (0u16..).zip([
        check().allow_whole_number(Rule::GreaterThanOrEqualTo(0)),
        check()
            .allow_whole_number(Rule::Between(2016, 2018))
            .set_error_style(other::DataValidationErrorStyle::Warning),
        check().allow_date(Rule::Between(&from, &to)),
        check().allow_decimal_number(Rule::Between(-0.5, 1e15)),
        check().allow_text_length(Rule::LessThanOrEqualTo(500)),
        check().allow_custom(Formula::new("=AND(ISNUMBER(F5),F5<3)")),
        check().allow_list_formula(Formula::new("=Listes!$A$2:$A$10")),
        check().allow_list_strings(&["oui", "n\"on"])?,
        check().set_input_title("Aide")?.set_input_message("a\nb")?,
        check(),
    ]) {
        let said = column == 8 || column == 9;
        let check = if said { check } else { check.set_error_title("E")?.set_error_message("<m>")? };
        second.add_data_validation(4, column, 9, column, &check)?;
    }
    second.set_freeze_panes(4, 0)?.set_selection(1, 1, 1, 1)?.autofilter(3, 0, 9, 3)?;
    second.set_print_area(0, 0, 9, 3)?;
    second.set_paper_size(9).set_landscape().set_margins(0.6, 0.6, 0.6, 0.6, 0.6, 0.6);
    second.set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    second.write_url(2, 0, other::Url::new("internal:'À signer'!C4").set_text("C4"))?;
    let note = |text: &str| other::Note::new(text).set_author("SPRO").set_width(320).set_height(120);
    second.set_cell_format(2, 1, &cell)?.insert_note(2, 1, &note("une\nnote <é>"))?;
    second.set_cell_format(0, 0, &cell)?.insert_note(0, 0, &note("note"))?;
    book.add_worksheet().set_name("Listes")?.set_hidden(true);
    book.save_to_buffer()
}

/// The other writer's parts are compared with those of Excel itself; ours are the same to the byte.
#[test]
fn the_parts_are_those_of_another_writer() {
    let (ours, theirs) = (parts(&ours()), parts(&theirs().unwrap()));
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (name, part) in &theirs {
        assert_eq!(&ours[name], part, "{name}");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(ours(), ours());
}

#[test]
fn a_text_of_a_cell_ends() {
    let mut sheet = Worksheet::new("a").unwrap();
    assert!(sheet.write_string(0, 0, "é".repeat(32_767)).is_ok());
    let long = sheet.write_string(0, 0, "é".repeat(32_768)).unwrap_err();
    assert_eq!(long.to_string(), "a text of 32768 characters is longer than the 32,767 that a cell holds");
    assert!(matches!(sheet.write_string(0, 0, "😀".repeat(16_384)), Err(WorkbookError::TextLength(32_768))));
    assert!(sheet.insert_note(0, 0, "é".repeat(32_714)).is_err());
}

#[test]
fn sheets_have_names_of_their_own() {
    let mut book = book_of(Worksheet::new("É").unwrap());
    book.add(Worksheet::new("é").unwrap());
    assert!(matches!(book.save_to_buffer(), Err(WorkbookError::SameName(name)) if name == "é"));
}

#[test]
fn cells_are_merged_once() {
    let mut sheet = Worksheet::new("a").unwrap();
    let format = Format::new();
    assert!(sheet.merge_range(1, 1, 2, 2, "", &format).is_ok());
    let twice = sheet.merge_range(2, 2, 3, 3, "", &format).unwrap_err();
    assert_eq!(twice.to_string(), "the cells C3:D4 cannot be merged");
    assert!(sheet.merge_range(5, 5, 5, 5, "", &format).is_err());
    assert!(sheet.merge_range(3, 1, 3, 2, "", &format).is_ok());
}

#[test]
fn many_notes_have_numbers_of_their_own() {
    let mut book = Workbook::new("");
    for (name, notes) in [("a", 1500), ("b", 2)] {
        let mut sheet = Worksheet::new(name).unwrap();
        for row in 0..notes {
            sheet.insert_note(row, 0, "note".into()).unwrap();
        }
        book.add(sheet);
    }
    let parts = parts(&book.save_to_buffer().unwrap());
    let boxes = |number| &parts[&format!("xl/drawings/vmlDrawing{number}.vml")];
    assert!(boxes(1).contains("data=\"1,2\"") && boxes(1).contains("_x0000_s2524\""));
    assert!(boxes(2).contains("data=\"3\"") && boxes(2).contains("_x0000_s3073\""));
}

/// A file of nothing but errors has a note in every row.
#[test]
fn a_box_stands_beside_its_cell_however_many_there_are() {
    let mut sheet = Worksheet::new("a").unwrap();
    sheet.set_row_height(1, 30).unwrap();
    for row in 0..100_000 {
        sheet.insert_note(row, 0, String::new()).unwrap();
    }
    let parts = parts(&book_of(sheet).save_to_buffer().unwrap());
    let tops = parts["xl/drawings/vmlDrawing1.vml"].split("margin-top:").skip(1);
    let tops: Vec<&str> = tops.map(|rest| rest.split("pt").next().unwrap()).collect();
    assert_eq!((&tops[..4], tops.len()), (["1.5", "7.5", "22.5", "52.5"].as_slice(), 100_000));
    // 99,998 rows of twenty pixels above it, twenty more for the high one, and ten: four pixels are three points.
    assert_eq!(tops[99_999], "1499992.5");
}

#[test]
fn what_is_written_later_takes_the_place() {
    let mut sheet = Worksheet::new("a").unwrap();
    sheet.write_string(0, 0, "a").unwrap().write_string(0, 0, "b").unwrap();
    sheet.insert_note(0, 0, "a".into()).unwrap().insert_note(0, 0, "b".into()).unwrap();
    sheet.set_column_width(0, 3).unwrap().set_column_width(0, 4).unwrap();
    assert_eq!((sheet.notes.len(), sheet.widths.as_slice()), (1, [(0, 33)].as_slice()));
    assert_eq!(read(&book_of(sheet)).sheets[0].cells[0].value, CellValue::Text("b".into()));
}

#[derive(Debug, Clone)]
enum Written {
    Text(String),
    Number(i64, u8),
    Day(i32),
    Bool(bool),
}

fn written() -> impl Strategy<Value = Written> {
    let text = prop_oneof![
        "[ -~é😀\u{0}-\u{1f}\u{a0}\u{fffe}\u{ffff}]{0,12}",
        "(_x00[0-9a-fg]{2}_|_|x|_x){0,5}",
        Just("\"'<&>".repeat(3000)),
    ];
    prop_oneof![
        text.prop_map(Written::Text),
        (-999_999_999_999_999_i64..=999_999_999_999_999, 0u8..12).prop_map(|(m, s)| Written::Number(m, s)),
        (0i32..100_000).prop_map(Written::Day),
        any::<bool>().prop_map(Written::Bool),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The project's own reader finds in each cell what was written to it.
    #[test]
    fn what_is_written_is_read(cells in proptest::collection::btree_map((0u32..40, 0u16..40), written(), 0..30)) {
        use crate::template::paper;
        use crate::value::Decimal;
        let mut sheet = Worksheet::new("a").unwrap();
        let plain = Format::new();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let mut expected = Vec::new();
        let first = chrono::NaiveDate::from_ymd_opt(1900, 3, 1).unwrap();
        for ((row, column), content) in &cells {
            let (row, column) = (*row, *column);
            let value = match content {
                Written::Text(text) => {
                    sheet.write_string(row, column, text.as_str()).unwrap();
                    if text.is_empty() {
                        continue;
                    }
                    CellValue::Text(text.as_str().into())
                }
                Written::Number(mantissa, scale) => {
                    let number = Decimal::new((*mantissa).into(), *scale).unwrap();
                    let digits = paper::number(number).unwrap();
                    sheet.write_number_with_format(row, column, digits, &plain).unwrap();
                    CellValue::Number(number.to_string().parse().unwrap())
                }
                Written::Day(days) => {
                    let day = first + chrono::Days::new(u64::try_from(*days).unwrap());
                    paper::write_date(&mut sheet, row, column, day, &date).unwrap();
                    CellValue::Date(day.into())
                }
                Written::Bool(value) => {
                    sheet.write_boolean_with_format(row, column, *value, &plain).unwrap();
                    CellValue::Bool(*value)
                }
            };
            expected.push((row, u32::from(column), value));
        }
        let book = read(&book_of(sheet));
        let found: Vec<_> = book.sheets[0].cells.iter().map(|c| (c.row, c.column, c.value.clone())).collect();
        prop_assert_eq!(found, expected);
    }
}
