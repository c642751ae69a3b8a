//! Templates of the built-in rulebook, read back through the project's own reader.

use super::formula::Translator;
use super::{TemplateError, attendance_workbook, filled, is_attendance, workbook};
use crate::batch::{Batch, RawCell, Values, from_text_rows};
use crate::bind;
use crate::charter::Charter;
#[cfg(feature = "report")]
use crate::charter::Logo;
use crate::expression::{Scope, compile};
use crate::finding::Finding;
use crate::rulebook::Rulebook;
use crate::sheet::{self, Cell, CellValue, Limits, Sheet, Workbook};
use crate::value::Lang;

fn book() -> &'static Rulebook {
    Rulebook::built_in()
}

fn position(table: &str) -> u16 {
    u16::try_from(book().table(table).unwrap().0).unwrap()
}

fn three() -> [u16; 3] {
    ["reunions", "formation", "coordination"].map(position)
}

fn read(bytes: &[u8]) -> Workbook {
    sheet::read(bytes, "modele.xlsx", &Limits::default()).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

fn texts(sheet: &Sheet, row: u32) -> Vec<&str> {
    let text = |c: &'_ Cell| c.row == row;
    sheet
        .cells
        .iter()
        .filter(|c| text(c))
        .map(|c| match &c.value {
            CellValue::Text(text) => &**text,
            _ => "?",
        })
        .collect()
}

/// What the project understands of a workbook: rows by table, and findings other than notes of what was left out.
fn understood(workbook: &Workbook) -> (Vec<Batch<'static>>, Vec<Finding>, Option<u32>) {
    let options = bind::Options { file_name: "modele.xlsx", network: None };
    let bound = bind::read_workbook(workbook, book(), &options);
    (bound.batches, bound.findings, bound.network)
}

/// The rows of a table, all in one batch.
fn rows(workbook: &Workbook, table: u16) -> (Batch<'static>, Vec<Finding>) {
    let (batches, findings, _) = understood(workbook);
    let mut of_table = batches.into_iter().filter(|b| b.table == table);
    let batch = of_table.next().unwrap();
    let other = of_table.next();
    assert!(other.is_none(), "two batches: {batch:?} and {other:?}");
    (batch, findings)
}

#[test]
fn one_sheet_a_table_beside_the_notice_and_the_lists() {
    let workbook = read(&workbook(book(), &three(), Lang::Fr).unwrap());
    let names: Vec<(&str, bool)> = workbook.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    let expected = [
        ("Notice", false),
        ("Réunions", false),
        ("Formation", false),
        ("Coordination", false),
        ("Listes", true),
    ];
    assert_eq!(names, expected);
    // Networks by the name that everybody uses, everything else by its label.
    assert_eq!(texts(&workbook.sheets[4], 1), ["Orléans", "Mission locale"]);
    let meetings = &workbook.sheets[1];
    assert_eq!(texts(meetings, 0), ["Nombre de réunions du réseau local et taux de présence"]);
    assert_eq!(texts(meetings, 1), ["Réseau local :"]);
    let headers = [
        "Année",
        "Date de la réunion",
        "Nombre de structures invitées",
        "Nombre de structures participantes",
        "Objet",
        "Taux de présence aux réunions",
    ];
    assert_eq!(texts(meetings, 3), headers);
}

#[test]
fn an_empty_template_holds_no_row() {
    let workbook = read(&workbook(book(), &three(), Lang::Fr).unwrap());
    let (batches, findings, network) = understood(&workbook);
    assert_eq!((batches.iter().map(|b| b.rows).sum::<usize>(), network), (0, None));
    assert_eq!(findings, Vec::new());
}

#[test]
fn the_same_rulebook_gives_the_same_bytes() {
    for lang in [Lang::Fr, Lang::En] {
        assert_eq!(workbook(book(), &three(), lang).unwrap(), workbook(book(), &three(), lang).unwrap());
    }
}

#[test]
fn every_table_makes_a_template_in_both_languages() {
    let all: Vec<u16> = (0u16..).zip(book().tables()).map(|(i, _)| i).collect();
    for lang in [Lang::Fr, Lang::En] {
        let workbook = read(&workbook(book(), &all, lang).unwrap());
        assert_eq!(workbook.sheets.len(), all.len() + 2);
        // Nothing in them is read as a row: not the notice, not the lists.
        let (batches, findings, network) = understood(&workbook);
        assert_eq!((batches.iter().map(|b| b.rows).sum::<usize>(), network), (0, None));
        assert_eq!(findings, Vec::new());
    }
}

#[test]
fn a_table_that_is_not_there() {
    assert!(matches!(workbook(book(), &[], Lang::Fr), Err(TemplateError::NoTable)));
    assert!(matches!(workbook(book(), &[999], Lang::Fr), Err(TemplateError::UnknownTable(999))));
}

#[test]
fn cells_check_what_is_typed_and_say_what_was_expected() {
    let bytes = workbook(book(), &three(), Lang::Fr).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    let checks: Vec<&str> = sheet.split("<dataValidation ").skip(1).collect();
    let find = |range: &str| {
        let sqref = format!("sqref=\"{range}\"");
        *checks.iter().find(|c| c.contains(&sqref)).unwrap_or_else(|| panic!("{range} in {checks:?}"))
    };
    let network = find("B2");
    assert!(network.contains("type=\"list\"") && network.contains("<formula1>Listes!$A$2:$A$10</formula1>"));
    let year = find("A5:A104");
    assert!(year.contains("errorStyle=\"warning\""), "{year}");
    assert!(year.contains("<formula1>2016</formula1><formula2>2018</formula2>"), "{year}");
    assert!(year.contains("error=\"Attendu : une année entre 2016 et 2018. Par exemple : 2017.\""), "{year}");
    let invited = find("C5:C104");
    assert!(invited.contains("type=\"whole\" operator=\"greaterThanOrEqual\""), "{invited}");
    assert!(
        invited.contains("error=\"Attendu : un nombre entier d'au moins 0. Par exemple : 14.\""),
        "{invited}"
    );
    let subject = find("E5:E104");
    assert!(subject.contains("<formula1>500</formula1>"), "{subject}");
    assert!(!sheet.contains("sqref=\"F5:F104\"><formula1"), "a computed cell is not typed in");
    let structure = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(structure.contains("<formula1>Listes!$B$2:$B$11</formula1>"), "{structure}");
}

#[test]
fn the_rate_is_a_formula_that_stays_blank_until_both_numbers_are_there() {
    let sheet = part(&workbook(book(), &three(), Lang::Fr).unwrap(), "xl/worksheets/sheet2.xml");
    let formula = "IF(COUNT($D5,$C5)&lt;2,\"\",IFERROR($D5/$C5,\"\"))";
    let formula = formula.replace("$D5,$C5", "$C5,$D5");
    assert!(sheet.contains(&formula), "{sheet}");
    assert!(sheet.contains(&formula.replace('5', "104")));
}

#[test]
fn broken_rules_are_marked_while_typing() {
    let sheet = part(&workbook(book(), &three(), Lang::Fr).unwrap(), "xl/worksheets/sheet2.xml");
    for condition in [
        "IF(COUNT($C5,$D5)&lt;2,FALSE,IFERROR(NOT($D5&lt;=$C5),FALSE))",
        "IF(COUNT($A5,$B5)&lt;2,FALSE,IFERROR(NOT(YEAR($B5)=$A5),FALSE))",
        "<formula>AND(COUNTA($A5,$B5,$C5,$D5,$E5)&gt;0,IF(",
        "AND($B5&lt;&gt;\"\",SUMPRODUCT(($B$5:$B5=$B5)*($E$5:$E5=$E5)*1)&gt;1)",
        "AND($A5=\"\",COUNTA($A5,$B5,$C5,$D5,$E5)&gt;0)",
    ] {
        assert!(sheet.contains(condition), "{condition} in {sheet}");
    }
}

fn meetings(typed: &[[&str; 7]]) -> (Batch<'static>, Vec<Finding>) {
    let raw: Vec<Vec<RawCell<'_>>> = typed
        .iter()
        .map(|row| row.iter().map(|t| if t.is_empty() { RawCell::Blank } else { RawCell::Text(t) }).collect())
        .collect();
    from_text_rows(book(), position("reunions"), raw.iter())
}

#[test]
fn what_is_filled_in_is_read_back() {
    let (batch, findings) = meetings(&[
        ["Dreux", "2017", "29/11/2017", "14", "12", "- point d'étape", ""],
        ["Dreux", "2017", "30/11/2017", "3", "1", "=1+1", ""],
        ["Dreux", "2018", "", "0", "0", "", ""],
        ["Dreux", "2018", "05/01/2018", "5", "", "Bilan", "50 %"],
    ]);
    assert!(findings.iter().all(|f| f.field == Some(6)), "{findings:?}");
    let bytes = filled(book(), std::slice::from_ref(&batch), &findings, Lang::Fr).unwrap();
    let workbook = read(&bytes);
    assert_eq!(texts(&workbook.sheets[1], 1), ["Réseau local :", "Dreux"]);
    let (back, _) = rows(&workbook, position("reunions"));
    assert_eq!(back.rows, 4);
    for (field, (column, before)) in back.columns.iter().zip(&batch.columns).enumerate() {
        if field != 6 {
            assert_eq!(column, before, "field {field}");
        }
    }
    // The rate is there, computed; the one that was typed stands beside numbers that give none.
    let Values::Int(rates) = &back.columns[6].values else { panic!() };
    assert_eq!(rates[..2], [857_142_857_142_857, 333_333_333_333_333]);
    assert_eq!(rates[3], 500_000_000_000_000);
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("IFERROR($D5/$C5,\"\"))</f><v>0.857142857142857</v>"), "{sheet}");
    assert!(!sheet.contains("$D8/$C8"), "a typed rate that differs is kept");
}

#[test]
fn what_was_refused_stands_as_it_was_typed() {
    let (batch, findings) = meetings(&[["Dreux", "2017", "31/02/2017", "8/10", "12", "Bilan", ""]]);
    let workbook = read(&filled(book(), std::slice::from_ref(&batch), &findings, Lang::Fr).unwrap());
    assert_eq!(texts(&workbook.sheets[1], 4)[1..3], ["31/02/2017", "8/10"]);
    let (back, again) = rows(&workbook, position("reunions"));
    assert_eq!(back.columns[2].states, batch.columns[2].states);
    let kinds = |list: &[Finding]| list.iter().map(|f| (f.kind.clone(), f.field)).collect::<Vec<_>>();
    assert_eq!(kinds(&again), kinds(&findings));
}

/// A row of the examples of each table: money, yes and no, codes and full-time equivalents come back as well.
#[test]
fn the_examples_of_every_table_come_back() {
    for (table, definition) in (0u16..).zip(book().tables()) {
        let raw: Vec<RawCell<'_>> = definition.fields.iter().map(|f| RawCell::Text(&f.example)).collect();
        let (batch, findings) = from_text_rows(book(), table, [raw]);
        for lang in [Lang::Fr, Lang::En] {
            let bytes = filled(book(), std::slice::from_ref(&batch), &findings, lang).unwrap();
            let (back, _) = rows(&read(&bytes), table);
            let (after, before) = (by_column(&[back], table), by_column(std::slice::from_ref(&batch), table));
            for (index, field) in definition.fields.iter().enumerate() {
                let expected = if field.personal { "Blank ".to_owned() } else { before[index][0].clone() };
                assert_eq!(after[index], [expected], "{}.{}", definition.code, field.code);
            }
        }
    }
}

/// The example workbooks, as coordinators left them, put into the template: every value comes back, and what could
/// not be read still stands there to be corrected.
#[test]
fn the_example_workbooks_come_back() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.extension().is_some_and(|end| end == "xlsx" || end == "ods") {
            continue;
        }
        files += 1;
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let options = bind::Options { file_name: &name, network: None };
        let first =
            bind::read_workbook(&sheet::read_path(&path, &Limits::default()).unwrap(), book(), &options);
        assert!(first.batches.iter().any(|b| b.rows > 0), "{name}");
        for lang in [Lang::Fr, Lang::En] {
            let bytes = filled(book(), &first.batches, &first.findings, lang).unwrap();
            let again = bind::read_workbook(&read(&bytes), book(), &options);
            assert_eq!(again.network, first.network, "{name}");
            for table in three() {
                let (before, after) = (by_column(&first.batches, table), by_column(&again.batches, table));
                for (index, field) in book().tables()[usize::from(table)].fields.iter().enumerate() {
                    if field.computed.is_none() {
                        assert_eq!(after[index], before[index], "{name}: {}", field.code);
                    }
                }
            }
        }
    }
    assert_eq!(files, 9);
}

/// The columns of a table, those of its batches one after the other, as texts.
fn by_column(batches: &[Batch<'_>], table: u16) -> Vec<Vec<String>> {
    let fields = book().tables()[usize::from(table)].fields.len();
    let mut columns = vec![Vec::new(); fields];
    for batch in batches.iter().filter(|b| b.table == table) {
        for (column, out) in batch.columns.iter().zip(&mut columns) {
            for row in 0..batch.rows {
                let value = match &column.values {
                    Values::Int(values) => values[row].to_string(),
                    Values::Text(texts) => texts[row].to_string(),
                    Values::Code(entries) => entries[row].to_string(),
                };
                out.push(format!("{:?} {value}", column.states[row]));
            }
        }
    }
    columns
}

#[test]
fn rows_of_several_networks_say_their_own() {
    let (batch, findings) = meetings(&[
        ["Dreux", "2017", "29/11/2017", "14", "12", "Bilan", ""],
        ["Nogent/Châteaudun", "2017", "30/11/2017", "3", "1", "Bilan", ""],
    ]);
    let workbook = read(&filled(book(), std::slice::from_ref(&batch), &findings, Lang::Fr).unwrap());
    assert_eq!(texts(&workbook.sheets[1], 3)[0], "Réseau local");
    let (back, _) = rows(&workbook, position("reunions"));
    assert_eq!(back.columns[..6], batch.columns[..6]);
}

#[test]
fn more_rows_than_are_ready() {
    let row = ["Dreux", "2017", "29/11/2017", "14", "12", "Bilan", ""];
    let (batch, findings) = meetings(&vec![row; 250]);
    let workbook = read(&filled(book(), &[batch], &findings, Lang::Fr).unwrap());
    assert_eq!(rows(&workbook, position("reunions")).0.rows, 250);
}

#[test]
fn the_attendance_sheet_is_signed_on_one_sheet_and_typed_in_on_another() {
    let charter = Charter::plain();
    let bytes = attendance_workbook(book(), &charter, Lang::Fr).unwrap();
    assert_eq!(bytes, attendance_workbook(book(), &charter, Lang::Fr).unwrap());
    let workbook = read(&bytes);
    let names: Vec<&str> = workbook.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["À signer", "Notice", "Émargement", "Listes"]);
    let (batches, findings, network) = understood(&workbook);
    assert_eq!((batches.iter().map(|b| b.rows).sum::<usize>(), network), (0, None));
    assert_eq!(findings, Vec::new());
    assert!(is_attendance(book(), position("emargement")) && !is_attendance(book(), position("reunions")));
}

#[cfg(feature = "report")]
#[test]
fn the_page_carries_the_charter_and_escapes_it() {
    let mut charter = Charter::plain();
    charter.organisation = "<script>alert(1)</script>".to_owned();
    charter.mentions = vec!["Avec l'Union européenne & la Région".to_owned()];
    charter.logo = Logo::new("SPRO", b"\x89PNG\r\n\x1a\n".to_vec());
    let page = super::attendance_page(book(), &charter, Lang::Fr).unwrap();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    assert!(page.contains("Avec l'Union européenne &amp; la Région"));
    assert!(page.contains("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"SPRO\">"));
    for label in ["Réseau local :", "Date de la réunion :", "Objet de la réunion :"] {
        assert!(page.contains(&format!("<dt>{label}</dt>")), "{label} in {page}");
    }
    assert_eq!(page.matches("scope=\"row\"").count(), 20);
}

/// Formulas over a table that has a field of every type.
#[test]
fn formulas_of_a_spreadsheet() {
    let text = r#"
code = "essai"
version = "1"
label = { fr = "Essai", en = "Trial" }
extends = "centre-val-de-loire"

[[parameter]]
code = "seuil_essai"
label = { fr = "Seuil", en = "Threshold" }
unit = "ratio"
values = [{ from = 2016-01-01, to = 2016-12-31, value = "0.25" }, { from = 2017-01-01, value = "0.3" }]
status = "user"

[[table]]
code = "essais"
label = { fr = "Essais", en = "Trials" }
day = "jour"
status = "user"
FIELDS
"#;
    let mut fields = String::new();
    for (code, kind, list) in [
        ("jour", "date", ""),
        ("nombre", "count", ""),
        ("autre", "count", ""),
        ("montant", "money", ""),
        ("mot", "text", ""),
        ("mot2", "text", ""),
        ("oui", "bool", ""),
        ("structure", "code", "structure"),
    ] {
        let list = if list.is_empty() { String::new() } else { format!("list = \"{list}\"") };
        fields.extend([format!(
            "[[table.field]]\ncode = \"{code}\"\ntype = \"{kind}\"\n{list}\nlabel = {{ fr = \"{code}\", en = \"{code}\" }}\nexample = \"1\"\n"
        )]);
    }
    let rulebook =
        Rulebook::from_toml(&text.replace("FIELDS", &fields), "essai.toml").map_err(|e| e.report(Lang::Fr));
    let rulebook = rulebook.unwrap_or_else(|e| panic!("{e}"));
    let table = rulebook.table("essais").unwrap().1;
    let cell = |field: u16| Some(format!("${}5", char::from(b'A' + u8::try_from(field).unwrap())));
    let shown = |list: u16, entry: u32| {
        let list = rulebook.lists().get(usize::from(list))?;
        Some(list.entries.get(usize::try_from(entry).ok()?)?.label.fr.clone())
    };
    let translator = Translator { rulebook: &rulebook, table, lang: Lang::Fr, cell: &cell, shown: &shown };
    for (formula, expected) in [
        ("nombre / autre", "=IF(COUNT($B5,$C5)<2,\"\",IFERROR($B5/$C5,\"\"))"),
        ("(nombre - (autre - 1)) * 2", "=IF(COUNT($B5,$C5)<2,\"\",IFERROR(($B5-($C5-1))*2,\"\"))"),
        ("-(nombre + autre)", "=IF(COUNT($B5,$C5)<2,\"\",IFERROR(-($B5+$C5),\"\"))"),
        ("year(jour)", "=IF(COUNT($A5)<1,\"\",IFERROR(YEAR($A5),\"\"))"),
        ("size(mot)", "=IF($E5=\"\",\"\",IFERROR(LEN($E5),\"\"))"),
        (
            "has(nombre) ? nombre : autre",
            "=IFERROR(IF(ISNUMBER($B5),IF(ISNUMBER($B5),$B5,NA()),IF(ISNUMBER($C5),$C5,NA())),\"\")",
        ),
        (
            "montant * param.seuil_essai",
            "=IF(COUNT($A5,$D5)<2,\"\",IFERROR($D5*IF(AND($A5>=DATE(2016,1,1),$A5<=DATE(2016,12,31)),0.25,IF($A5>=DATE(2017,1,1),0.3,NA())),\"\"))",
        ),
        (
            "nombre > 1 && autre > 1",
            "=IFERROR(IF(IF(IFERROR(IF(ISNUMBER($B5),$B5,NA())>1,TRUE),IF(IFERROR(IF(ISNUMBER($C5),$C5,NA())>1,TRUE),AND(IF(ISNUMBER($B5),$B5,NA())>1,IF(ISNUMBER($C5),$C5,NA())>1),FALSE),FALSE),\"oui\",\"non\"),\"\")",
        ),
        (
            "structure == \"ML\"",
            "=IF($H5=\"\",\"\",IFERROR(IF(OR($H5=\"Mission locale\",$H5=\"ML\"),\"oui\",\"non\"),\"\"))",
        ),
        (
            "mot != mot2 && oui",
            "=IFERROR(IF(IF(IFERROR(NOT(EXACT(IF($E5=\"\",NA(),$E5),IF($F5=\"\",NA(),$F5))),TRUE),IF(IFERROR(IF($G5=\"\",NA(),OR($G5=\"oui\",$G5=TRUE)),TRUE),AND(NOT(EXACT(IF($E5=\"\",NA(),$E5),IF($F5=\"\",NA(),$F5))),IF($G5=\"\",NA(),OR($G5=\"oui\",$G5=TRUE))),FALSE),FALSE),\"oui\",\"non\"),\"\")",
        ),
    ] {
        let compiled = compile(formula, &Scope::table(table, &rulebook)).unwrap();
        assert_eq!(translator.computed(&compiled).as_deref(), Some(expected), "{formula}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// Whatever is typed in the cells of a row, the template gives the same values back.
    #[test]
    fn any_row_comes_back(
        rows in proptest::collection::vec(
            (1u32..29, 0u32..10_000, 0u32..10_000, "[A-Za-zé_x0-9<>&\"'=+@;\n😀\u{a0}-]{0,12}"),
            1..5,
        ),
    ) {
        let typed: Vec<[String; 7]> = rows
            .iter()
            .map(|(day, invited, came, subject)| {
                let date = format!("{day:02}/11/2017");
                let (invited, came) = (invited.to_string(), came.to_string());
                ["Dreux".into(), "2017".into(), date, invited, came, subject.clone(), String::new()]
            })
            .collect();
        let raw: Vec<Vec<RawCell<'_>>> = typed
            .iter()
            .map(|row| row.iter().map(|t| if t.is_empty() { RawCell::Blank } else { RawCell::Text(t) }).collect())
            .collect();
        let (batch, findings) = from_text_rows(book(), position("reunions"), raw.iter());
        let bytes = filled(book(), std::slice::from_ref(&batch), &findings, Lang::Fr).unwrap();
        let (back, _) = rows_of(&bytes);
        proptest::prop_assert_eq!(&by_column(&[back], position("reunions"))[..6], &by_column(&[batch], position("reunions"))[..6]);
    }
}

fn rows_of(bytes: &[u8]) -> (Batch<'static>, Vec<Finding>) {
    rows(&read(bytes), position("reunions"))
}
