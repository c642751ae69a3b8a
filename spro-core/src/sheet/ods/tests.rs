use super::super::error::Cause;
use super::super::package::testing::{ods, zipped};
use super::super::{Cell, CellValue, DateSystem, Limit, Limits, MergedRange, Place, Sheet, read};
use chrono::NaiveDate;

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    read(bytes, "essai.ods", &Limits::default()).unwrap().sheets
}

fn refused(bytes: &[u8]) -> Cause {
    read(bytes, "essai.ods", &Limits::default()).unwrap_err().cause().clone()
}

fn shown(cells: &[Cell]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| {
            let place = Place { row: cell.row, column: cell.column };
            let mut out = match &cell.value {
                CellValue::Text(text) => format!("{place} text {text}"),
                CellValue::Number(number) => format!("{place} number {number}"),
                CellValue::Date(date) => format!("{place} date {date}"),
                CellValue::Month(first) => format!("{place} month {first}"),
                CellValue::Bool(truth) => format!("{place} bool {truth}"),
                CellValue::Error(error) => format!("{place} error {error}"),
                CellValue::Formula(formula) => format!("{place} formula {formula}"),
            };
            if cell.percent {
                out.push_str(" %");
            }
            out
        })
        .collect()
}

fn table(rows: &str) -> Vec<u8> {
    ods("", &format!("<table:table table:name=\"Feuille1\">{rows}</table:table>"))
}

fn row(cells: &str) -> Vec<u8> {
    table(&format!("<table:table-row>{cells}</table:table-row>"))
}

fn cells(bytes: &[u8]) -> Vec<String> {
    shown(&sheets(bytes)[0].cells)
}

fn one(cell: &str) -> String {
    let found = cells(&row(&format!("<table:table-cell {cell}")));
    assert!(found.len() < 2, "{found:?}");
    found.into_iter().next().map_or(String::new(), |text| text.trim_start_matches("A1 ").to_owned())
}

#[test]
fn every_type_of_cell() {
    for (cell, expected) in [
        (
            "office:value-type=\"float\" office:value=\"12.5\"><text:p>12,5</text:p></table:table-cell>",
            "number 12.5",
        ),
        (
            "office:value-type=\"percentage\" office:value=\"0.857\"><text:p>85,7 %</text:p></table:table-cell>",
            "number 0.857 %",
        ),
        (
            "office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1200\"><text:p>1 200 €</text:p></table:table-cell>",
            "number 1200",
        ),
        (
            "office:value-type=\"date\" office:date-value=\"2017-11-29\"><text:p>29/11/17</text:p></table:table-cell>",
            "date 2017-11-29 00:00:00",
        ),
        (
            "office:value-type=\"date\" office:date-value=\"2017-11-29T10:30:00\"/>",
            "date 2017-11-29 10:30:00",
        ),
        (
            "office:value-type=\"date\" office:date-value=\"2017-02-30\"><text:p>30/02</text:p></table:table-cell>",
            "text 30/02",
        ),
        ("office:value-type=\"time\" office:time-value=\"PT10H30M00S\"/>", "date 1899-12-30 10:30:00"),
        ("office:value-type=\"time\" office:time-value=\"PT36H\"/>", "number 1.5"),
        (
            "office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VRAI</text:p></table:table-cell>",
            "bool true",
        ),
        (
            "office:value-type=\"string\"><text:p>Dreux &amp; Cher</text:p></table:table-cell>",
            "text Dreux & Cher",
        ),
        (
            "office:value-type=\"string\" office:string-value=\"tel quel\"><text:p>montré</text:p></table:table-cell>",
            "text tel quel",
        ),
        (
            "office:value-type=\"string\" calcext:value-type=\"error\" office:string-value=\"\" table:formula=\"of:=1/0\"><text:p>#DIV/0!</text:p></table:table-cell>",
            "error #DIV/0!",
        ),
        (
            "table:formula=\"of:=[.B1]/[.C1]\" office:value-type=\"float\" office:value=\"0.5\"/>",
            "number 0.5",
        ),
        ("table:formula=\"of:=SUM([.B1:.B9])\"/>", "formula =SUM([.B1:.B9])"),
        (
            "table:formula=\"of:=IF(1;&quot;&quot;;2)\" office:value-type=\"string\" office:string-value=\"\"/>",
            "",
        ),
        ("table:style-name=\"ce1\"/>", ""),
        ("office:value-type=\"float\" office:value=\"nan\"><text:p>?</text:p></table:table-cell>", "text ?"),
    ] {
        assert_eq!(one(cell), expected, "{cell}");
    }
}

#[test]
fn the_text_of_a_cell_is_that_of_its_paragraphs() {
    for (inner, expected) in [
        ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        ("<text:p/><text:p>b</text:p>", "\nb"),
        ("<text:p>a<text:line-break/>b<text:tab/>c</text:p>", "a\nb\tc"),
        ("<text:p>a<text:s text:c=\"3\"/>b<text:s/>c</text:p>", "a   b c"),
        (
            "<text:p>un <text:span>deux <text:span>trois</text:span></text:span><text:a>!</text:a></text:p>",
            "un deux trois!",
        ),
        ("<text:p>\n   un\n   deux   trois </text:p>", "un deux trois "),
        ("<office:annotation><text:p>à revoir</text:p></office:annotation><text:p>12</text:p>", "12"),
        ("<text:p>12<text:note><text:p>bas de page</text:p></text:note></text:p>", "12"),
        ("<text:p>a\u{A0}b</text:p>", "a\u{A0}b"),
        ("<draw:frame><text:p>dessin</text:p></draw:frame><text:p>x</text:p>", "x"),
    ] {
        let cell = format!("office:value-type=\"string\">{inner}</table:table-cell>");
        assert_eq!(one(&cell), format!("text {expected}"), "{inner}");
    }
}

#[test]
fn repeated_cells_and_rows() {
    let seven = "office:value-type=\"float\" office:value=\"7\"";
    let bytes = table(&format!(
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/><table:table-cell {seven} \
         table:number-columns-repeated=\"2\"/><table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row-group><table:table-header-rows><table:table-row><table:table-cell {seven}/></table:table-row>\
         </table:table-header-rows></table:table-row-group>\
         <table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell table:number-columns-repeated=\"4294967295\"/>\
         </table:table-row>"
    ));
    assert_eq!(cells(&bytes), ["B1 number 7", "C1 number 7", "B2 number 7", "C2 number 7", "A6 number 7"]);
}

#[test]
fn filled_cells_that_are_repeated_without_end_are_refused() {
    let text = "office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let over = |bytes: &[u8], limits: &Limits| match read(bytes, "x", limits).unwrap_err().cause() {
        Cause::OverLimit(over) => over.limit(),
        other => panic!("{other}"),
    };
    let limits = Limits::default();
    let wide = row(&format!("<table:table-cell table:number-columns-repeated=\"4294967295\" {text}"));
    assert_eq!(over(&wide, &limits), Limit::Columns);
    let long = table(&format!(
        "<table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell {text}</table:table-row>"
    ));
    assert_eq!(over(&long, &limits), Limit::Rows);
    let all = table(&format!(
        "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
         table:number-columns-repeated=\"16384\" {text}</table:table-row>"
    ));
    assert_eq!(over(&all, &limits), Limit::Cells);
    assert_eq!(over(&all, &limits.with(Limit::TextBytes, 1_000)), Limit::TextBytes);
    let spaces = row(
        "<table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell>",
    );
    assert_eq!(over(&spaces, &Limits::default()), Limit::CellBytes);
}

#[test]
fn merged_cells_and_what_they_cover() {
    let bytes = table(
        "<table:table-row><table:table-cell table:number-rows-spanned=\"2\" table:number-columns-spanned=\"3\" \
         office:value-type=\"float\" office:value=\"2017\"/><table:covered-table-cell table:number-columns-repeated=\"2\" \
         office:value-type=\"float\" office:value=\"1\"/><table:table-cell office:value-type=\"float\" office:value=\"5\"/></table:table-row>\
         <table:table-row><table:covered-table-cell table:number-columns-repeated=\"3\"/><table:table-cell \
         office:value-type=\"float\" office:value=\"6\"/></table:table-row>",
    );
    let sheet = &sheets(&bytes)[0];
    assert_eq!(shown(&sheet.cells), ["A1 number 2017", "D1 number 5", "D2 number 6"]);
    assert_eq!(sheet.merges, [MergedRange { top: 0, bottom: 1, left: 0, right: 2 }]);
}

#[test]
fn hidden_sheets_and_a_null_date_of_ones_own() {
    let styles = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
        <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
        <style:style style:name=\"co1\" style:family=\"table-column\"/>";
    let body = "<table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/></table:calculation-settings>\
        <table:tracked-changes><table:table><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"9\"/>\
        </table:table-row></table:table></table:tracked-changes>\
        <table:table table:name=\"Une\" table:style-name=\"ta1\"><table:table-column/><table:shapes><table:table/></table:shapes></table:table>\
        <table:table table:name=\"Deux\" table:style-name=\"ta2\"/><table:table/><table:named-expressions/>";
    let found: Vec<_> =
        sheets(&ods(styles, body)).into_iter().map(|s| (s.name, s.hidden, s.cells.len(), s.dates)).collect();
    let own = DateSystem::From(NaiveDate::from_ymd_opt(1904, 1, 1).unwrap());
    assert_eq!(
        found,
        [
            ("Une".to_owned(), false, 0, own),
            ("Deux".to_owned(), true, 0, own),
            (String::new(), false, 0, own),
        ]
    );
}

#[test]
fn a_password_is_named() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/>\
        </manifest:file-entry></manifest:manifest>";
    let bytes =
        zipped(&[("mimetype", "x"), ("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(refused(&bytes), Cause::Encrypted);
    let whole =
        zipped(&[("mimetype", "x"), ("encrypted-package", "\u{1}"), ("META-INF/manifest.xml", "<a/>")]);
    assert_eq!(refused(&whole), Cause::Encrypted);
}

#[test]
fn a_month_is_no_day_and_a_raised_figure_is_no_digit() {
    let shown = |day: &str, text: &str| {
        one(&format!(
            "office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{text}</text:p></table:table-cell>"
        ))
    };
    for text in ["nov. 17", "novembre 2017", "11/2017", "2017-11"] {
        assert_eq!(shown("2017-11-01", text), "month 2017-11-01", "{text}");
    }
    for text in ["01/11/17", "1 nov. 2017", "mer. 1 nov. 17", "1-nov.", "2017", "2017-11-01", ""] {
        assert_eq!(shown("2017-11-01", text), "date 2017-11-01 00:00:00", "{text}");
    }
    assert_eq!(shown("2017-11-29", "nov. 17"), "date 2017-11-29 00:00:00");
    let style = |name: &str, position: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"text\"><style:text-properties \
             style:text-position=\"{position}\"/></style:style>"
        )
    };
    let styles =
        [style("a", "super 58%"), style("b", "33% 58%"), style("c", "sub 58%"), style("d", "0% 100%")]
            .concat();
    let cell = |name: &str| {
        let text = format!("5<text:span text:style-name=\"{name}\"><text:span>1</text:span></text:span>0");
        let cell = format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        );
        let body =
            format!("<table:table table:name=\"f\"><table:table-row>{cell}</table:table-row></table:table>");
        cells(&ods(&styles, &body)).concat()
    };
    assert_eq!(["a", "b", "c", "d"].map(cell), ["A1 text 5¹0", "A1 text 5¹0", "A1 text 510", "A1 text 510"]);
}
