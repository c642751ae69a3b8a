use super::super::error::{Cause, Damage, Fault};
use super::super::package::testing::{xlsx, xlsx_with, zipped};
use super::super::{Cell, CellValue, DateSystem, Limit, Limits, MergedRange, Place, Sheet, read};
use std::fmt::Write as _;

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    read(bytes, "essai.xlsx", &Limits::default()).unwrap().sheets
}

fn refused(bytes: &[u8]) -> Cause {
    read(bytes, "essai.xlsx", &Limits::default()).unwrap_err().cause().clone()
}

fn damaged(part: &str, fault: Fault) -> Cause {
    Cause::Damaged(Damage::new(part, fault))
}

/// The cells in words: `A1 number 12`.
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

fn cells(bytes: &[u8]) -> Vec<String> {
    shown(&sheets(bytes)[0].cells)
}

const STYLES: &str = "<styleSheet><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"0.0\\ %\"/><numFmt numFmtId=\"166\" formatCode=\"General\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"164\"/></cellStyleXfs>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/><xf/>\
    <xf numFmtId=\"20\"/><xf numFmtId=\"166\"/></cellXfs>\
    <dxfs><dxf><numFmt numFmtId=\"166\" formatCode=\"dd\"/></dxf></dxfs></styleSheet>";

#[test]
fn every_type_of_cell() {
    let texts = "<sst count=\"9\" uniqueCount=\"9\"><si><t>Dreux</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">Nombre </t></r>\
        <r><t>d&apos;agents</t></r><rPh sb=\"0\" eb=\"1\"><t>ノ</t></rPh><phoneticPr fontId=\"1\"/></si><si><t/></si>\
        <si><t>ligne_x000D_&#10;suite &amp; fin</t></si></sst>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>\
        <c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"inlineStr\"><is><r><t>en </t></r><r><t>ligne</t></r></is></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>12</v></c><c r=\"B2\" t=\"n\"><v>-1.5E-3</v></c><c r=\"C2\" s=\"1\"><v>43068</v></c>\
        <c r=\"D2\" s=\"2\"><v>0.857</v></c><c r=\"E2\" s=\"3\"><v>43068.5</v></c><c r=\"F2\" s=\"5\"><v>0.5</v></c>\
        <c r=\"G2\" s=\"6\"><v>7</v></c><c r=\"H2\" s=\"99\"><v>8</v></c><c r=\"I2\" s=\"1\"><v>-3</v></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"b\"><v>0</v></c><c r=\"C3\" t=\"e\"><v>#DIV/0!</v></c>\
        <c r=\"D3\" t=\"d\"><v>2017-11-29</v></c><c r=\"E3\" t=\"d\"><v>2017-11-29T10:30:00</v></c><c r=\"F3\" s=\"1\"/>\
        <c r=\"G3\"><v>douze</v></c><c r=\"H3\"><v>nan</v></c></row>";
    let bytes = xlsx_with(
        "",
        &format!("<sheetData>{rows}</sheetData>"),
        &[("xl/styles.xml", STYLES), ("xl/sharedStrings.xml", texts)],
    );
    assert_eq!(
        cells(&bytes),
        [
            "A1 text Dreux",
            "B1 text Nombre d'agents",
            "D1 text ligne\r\nsuite & fin",
            "E1 text en ligne",
            "A2 number 12",
            "B2 number -0.0015",
            "C2 date 2017-11-29 00:00:00",
            "D2 number 0.857 %",
            "E2 date 2017-11-29 12:00:00",
            "F2 date 1899-12-31 12:00:00",
            "G2 number 7",
            "H2 number 8",
            "I2 number -3",
            "A3 bool true",
            "B3 bool false",
            "C3 error #DIV/0!",
            "D3 date 2017-11-29 00:00:00",
            "E3 date 2017-11-29 10:30:00",
            "G3 text douze",
            "H3 text nan",
        ]
    );
}

#[test]
fn formulas_with_and_without_a_result() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f>B1/C1</f><v>0.5</v></c><c r=\"B1\"><f>SUM(A1:A9)</f></c><c r=\"C1\"><f>D1</f><v></v></c>\
        <c r=\"D1\"><f>E1</f><v/></c><c r=\"E1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>\
        <c r=\"F1\" t=\"str\"><f>IF(1,\"\",2)</f><v></v></c><c r=\"G1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>\
        <c r=\"H1\"><f t=\"shared\" si=\"0\"/><v>3</v></c><c r=\"I1\"><f>1-1</f><v>0</v></c>\
        <c r=\"J1\" t=\"b\"><f>1=1</f><v>1</v></c><c r=\"K1\"><f t=\"shared\" si=\"0\"/></c></row>";
    let common = [
        "A1 number 0.5",
        "B1 formula =SUM(A1:A9)",
        "C1 formula =D1",
        "D1 formula =E1",
        "E1 text ab",
        "G1 error #DIV/0!",
        "H1 number 3",
    ];
    let expect = |workbook: &str, zero: &str| {
        let mut expected: Vec<&str> = common.to_vec();
        expected.extend([zero, "J1 bool true", "K1 formula ="]);
        assert_eq!(
            cells(&xlsx_with(workbook, &format!("<sheetData>{rows}</sheetData>"), &[])),
            expected,
            "{workbook}"
        );
    };
    expect("", "I1 number 0");
    expect("<calcPr calcId=\"1\"/>", "I1 number 0");
    // A program that cannot calculate wrote 0 and asks for the calculation.
    expect("<calcPr fullCalcOnLoad=\"1\"/>", "I1 formula =1-1");
}

#[test]
fn places_that_are_not_written_are_counted() {
    let bytes = xlsx(
        "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>\
        <row r=\"9\"><c><v>5</v></c></row><row><c><v>6</v></c></row>",
    );
    assert_eq!(
        cells(&bytes),
        ["A1 number 1", "D1 number 2", "E1 number 3", "A3 number 4", "A9 number 5", "A10 number 6"]
    );
    for rows in ["<row r=\"0\"/>", "<row r=\"x\"/>", "<row><c r=\"A0\"/></row>", "<row><c r=\"\"/></row>"] {
        assert_eq!(refused(&xlsx(rows)), damaged("xl/worksheets/sheet1.xml", Fault::Place), "{rows}");
    }
}

#[test]
fn prefixes_and_foreign_elements_do_not_matter() {
    let sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetPr><x:c r=\"A1\"><x:v>9</x:v></x:c></x:sheetPr><x:dimension ref=\"A1:XFD1048576\"/>\
        <x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v><x:extLst><x:v>8</x:v></x:extLst></x:c></x:row></x:sheetData>\
        <x:extLst><x:ext><sheetData><row r=\"1\"><c r=\"B1\"><v>7</v></c></row></sheetData></x:ext></x:extLst></x:worksheet>";
    let bytes = xlsx_with("", "", &[("xl/worksheets/sheet1.xml", sheet)]);
    assert_eq!(cells(&bytes), ["A1 number 1"]);
}

#[test]
fn merged_ranges_and_the_1904_system() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>41606</v></c></row></sheetData><mergeCells count=\"2\">\
        <mergeCell ref=\"A1:A3\"/><mergeCell ref=\"B2:D2\"/></mergeCells>";
    for value in ["1", "true"] {
        let bytes =
            xlsx_with(&format!("<workbookPr date1904=\"{value}\"/>"), sheet, &[("xl/styles.xml", STYLES)]);
        let sheet = &sheets(&bytes)[0];
        assert_eq!(shown(&sheet.cells), ["A1 date 2017-11-29 00:00:00"]);
        assert_eq!(sheet.dates, DateSystem::From1904);
        assert_eq!(
            sheet.merges,
            [
                MergedRange { top: 0, bottom: 2, left: 0, right: 0 },
                MergedRange { top: 1, bottom: 1, left: 1, right: 3 },
            ]
        );
    }
    let wrong = xlsx_with("", "<sheetData/><mergeCells><mergeCell ref=\"A1:#REF!\"/></mergeCells>", &[]);
    assert_eq!(refused(&wrong), damaged("xl/worksheets/sheet1.xml", Fault::Place));
}

/// Four sheets: shown, hidden, hidden from menus, a chart; the chart holds its place.
#[test]
fn sheets_keep_their_order_and_say_whether_they_are_hidden() {
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut book = format!("<workbook xmlns:r=\"{rels}\"><sheets>");
    let mut relations = String::from("<Relationships>");
    for (i, (name, state, kind)) in [
        ("Réunions &amp; taux", "visible", "worksheet"),
        ("Caché", "hidden", "worksheet"),
        ("Graphique", "visible", "chartsheet"),
        ("Très caché", "veryHidden", "worksheet"),
    ]
    .into_iter()
    .enumerate()
    {
        write!(book, "<sheet name=\"{name}\" sheetId=\"{i}\" state=\"{state}\" r:id=\"r{i}\"/>").unwrap();
        write!(relations, "<Relationship Id=\"r{i}\" Type=\"{rels}/{kind}\" Target=\"/xl/s/{i}.xml\"/>")
            .unwrap();
    }
    let (book, relations) = (book + "</sheets></workbook>", relations + "</Relationships>");
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let parts = [
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/s/0.xml", sheet),
        ("xl/s/1.xml", sheet),
        ("xl/s/3.xml", sheet),
    ];
    let found: Vec<_> =
        sheets(&zipped(&parts)).into_iter().map(|s| (s.name, s.hidden, s.cells.len())).collect();
    assert_eq!(
        found,
        [
            ("Réunions & taux".to_owned(), false, 1),
            ("Caché".to_owned(), true, 1),
            ("Graphique".to_owned(), false, 0),
            ("Très caché".to_owned(), true, 1),
        ]
    );
    assert_eq!(refused(&zipped(&parts[..4])), damaged("xl/s/3.xml", Fault::MissingPart));
}

#[test]
fn names_of_parts_as_other_programs_write_them() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let bytes = zipped(&[
        ("XL\\Workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"i\"/></sheets></workbook>"),
        (
            "/xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"i\" Type=\"x/worksheet\" Target=\"Sheet.xml\"/></Relationships>",
        ),
        ("xl/sheet.XML", sheet),
    ]);
    assert_eq!(cells(&bytes), ["A1 number 1"]);
}

/// Two cells in opposite corners are two cells.
#[test]
fn what_a_sheet_claims_takes_no_room() {
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData>";
    let texts = "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>un</t></si></sst>";
    let bytes = xlsx_with("", sheet, &[("xl/sharedStrings.xml", texts)]);
    assert!(bytes.len() < 2_500, "{}", bytes.len());
    assert_eq!(cells(&bytes), ["A1 text un", "XFD1048576 number 2"]);
}

#[test]
fn a_shared_text_that_is_not_there() {
    for value in ["0", "-1", "x", "99999999999999999999"] {
        let rows = format!("<row><c t=\"s\"><v>{value}</v></c></row>");
        assert_eq!(refused(&xlsx(&rows)), damaged("xl/worksheets/sheet1.xml", Fault::Index), "{value}");
    }
}

#[test]
fn limits_refuse_by_name() {
    let rows =
        "<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>douze</t></is></c><c r=\"D3\"><v>1</v></c></row>";
    let bytes = xlsx(rows);
    for (limit, enough, place) in [
        (Limit::Rows, 3, "Feuil1"),
        (Limit::Columns, 4, "Feuil1"),
        (Limit::Cells, 2, "Feuil1"),
        (Limit::Sheets, 1, "xl/workbook.xml"),
    ] {
        let read = |value| read(&bytes, "x", &Limits::default().with(limit, value));
        assert!(read(enough).is_ok(), "{limit:?}");
        let error = read(enough - 1).unwrap_err();
        let Cause::OverLimit(over) = error.cause() else { panic!("{error}") };
        assert_eq!((over.limit(), over.value(), over.place()), (limit, enough - 1, place));
    }
    let inflated: u64 = super::super::package::testing::unzipped(&bytes)
        .iter()
        .filter(|(name, _)| name != "[Content_Types].xml")
        .map(|(_, bytes)| bytes.len() as u64)
        .sum();
    assert!(read(&bytes, "x", &Limits::default().with(Limit::InflatedBytes, inflated)).is_ok());
    let error = read(&bytes, "x", &Limits::default().with(Limit::InflatedBytes, inflated - 1)).unwrap_err();
    assert_eq!(error.cause().code(), "fichier.limite");
}

#[test]
fn a_month_is_no_day_and_a_raised_figure_is_no_digit() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"mmm\\-yy\"/></numFmts>\
        <cellXfs><xf numFmtId=\"164\"/><xf numFmtId=\"17\"/></cellXfs></styleSheet>";
    let raised = "<rPr><b/><vertAlign val=\"superscript\"/></rPr>";
    let rows = format!(
        "<row><c s=\"0\"><v>43040</v></c><c s=\"1\"><v>43040</v></c><c s=\"1\"><v>43068</v></c>\
         <c t=\"inlineStr\"><is><r><t>5</t></r><r>{raised}<t>12</t></r><r><t>0</t></r></is></c>\
         <c t=\"inlineStr\"><is><r><t>1</t></r><r>{raised}<t>er</t></r></is></c>\
         <c t=\"inlineStr\"><is><r><t>m</t></r><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r></is></c></row>"
    );
    let book = xlsx_with("", &format!("<sheetData>{rows}</sheetData>"), &[("xl/styles.xml", styles)]);
    assert_eq!(
        cells(&book),
        [
            "A1 month 2017-11-01",
            "B1 month 2017-11-01",
            // The day was typed, whatever is shown of it.
            "C1 date 2017-11-29 00:00:00",
            "D1 text 5¹²0",
            "E1 text 1er",
            "F1 text m2",
        ]
    );
}
