//! A CSV of field codes says the same whether it is streamed in chunks or read as a sheet.

use super::file::{Checks, Gathered, prepare_sheets};
use super::streamed::StreamFile;
use super::{Campaign, Input, Options, Submission};
use crate::check::{Attendance, Duplicates};
use crate::column::{Batch, State, Values};
use crate::indicator::Partial;
use crate::rulebook::{Rulebook, Severity};
use proptest::prelude::*;
use std::sync::OnceLock;

const CODES: [&str; 6] =
    ["reseau", "annee", "date", "structures_invitees", "structures_participantes", "objet"];

/// How a cell is written.
#[derive(Debug, Clone, Copy)]
enum Quotes {
    Needed,
    Always,
    /// The rest of the cell stands behind the closing quote.
    HalfWay,
}

fn cell(texts: &'static [&'static str]) -> impl Strategy<Value = (&'static str, Quotes)> {
    let quotes =
        prop_oneof![4 => Just(Quotes::Needed), 1 => Just(Quotes::Always), 1 => Just(Quotes::HalfWay)];
    (prop::sample::select(texts), quotes)
}

type Row = Vec<(&'static str, Quotes)>;

fn row() -> impl Strategy<Value = Row> {
    let network =
        &["Cher", "Dreux", "Orléans", "Nogent/Châteaudun", "Indre-et-Loire", "cher ", "Réseau inconnu"];
    let year = &["2016", "2017", "2018", "2017", "20x7", "17", " 2017", "1999"];
    let day = &[
        "2017-03-02",
        "02/03/2017",
        "2016-12-31",
        "29/02/2016",
        "2 mars 2017",
        "31/02/2017",
        "NC",
        "",
        "2017",
        "03/04/17",
    ];
    let count =
        &["12", "0", "7", "3", "douze", "12 structures", "-1", "1 000", "007", "", "néant", "1.0", "~5"];
    let subject = &[
        "Réunion plénière",
        "Comité, volet jeunes",
        "dit \"oui\"",
        "5\" de neige",
        "deux\nlignes",
        "a;b",
        "néant",
        "-",
        "?",
        "",
        " avec blancs ",
        "aucun",
        "nc",
        "N. B.",
        "é",
        "fin,",
        "\"",
        "Sans objet",
        "Comité, volet jeunes\r\net autres",
        "Nantes et Anet",
        "un texte assez long pour ne pas tenir dans vingt-quatre octets",
    ];
    (cell(network), cell(year), cell(day), cell(count), cell(count), cell(subject))
        .prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f])
}

/// How a file is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    separator: char,
    bom: bool,
    latin: bool,
    end: &'static str,
    last_end: bool,
}

fn form() -> impl Strategy<Value = Form> {
    let end = prop::sample::select(&["\n", "\r\n", "\r"][..]);
    let separator = prop::sample::select(&[',', ';', '\t'][..]);
    (separator, any::<bool>(), any::<bool>(), end, any::<bool>()).prop_map(
        |(separator, bom, latin, end, last_end)| Form { separator, bom: bom && !latin, latin, end, last_end },
    )
}

fn written(rows: &[(Row, u8)], form: Form) -> Vec<u8> {
    let separator = form.separator.to_string();
    let mut text = CODES.join(&separator) + "\n";
    for (at, (row, kind)) in rows.iter().enumerate() {
        let mut cells: Vec<String> =
            row.iter().map(|(cell, quotes)| quoted(cell, *quotes, form.separator)).collect();
        match kind {
            // Blank records of several shapes.
            0 => cells = vec![String::new()],
            1 => cells = vec![" ".to_owned(), "\"\"".to_owned(), String::new()],
            // A record without its last blank cells.
            2..=5 => {
                while cells.last().is_some_and(String::is_empty) {
                    cells.pop();
                }
            }
            _ => {}
        }
        text += &cells.join(&separator);
        if form.last_end || at + 1 < rows.len() {
            text += form.end;
        }
    }
    if form.latin {
        return text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    }
    if form.bom { format!("\u{feff}{text}").into_bytes() } else { text.into_bytes() }
}

fn quoted(cell: &str, quotes: Quotes, separator: char) -> String {
    let inside = |text: &str| text.replace('"', "\"\"");
    let special = |c: char| c == separator || matches!(c, '\n' | '\r');
    let needed = cell.contains(special) || cell.starts_with('"');
    match quotes {
        Quotes::HalfWay if !needed && !cell.is_empty() => {
            let middle = cell.char_indices().nth(cell.chars().count() / 2).map_or(0, |(at, _)| at);
            let (before, after) = cell.split_at(middle);
            // A quote behind the closing one would be a doubled one.
            let after = after.trim_start_matches('"');
            format!("\"{}\"{after}", inside(before))
        }
        Quotes::Needed if !needed => cell.to_owned(),
        _ => format!("\"{}\"", inside(cell)),
    }
}

/// Everything that a file is read as: the submission, its rows one by one, and the sums.
#[derive(Debug, PartialEq)]
struct Answer {
    network: Option<u32>,
    findings: Vec<crate::finding::Finding>,
    rows: Vec<(u32, Vec<(State, String)>)>,
    rejected: Vec<(usize, String)>,
    partial: Partial,
}

fn answer(submission: Submission, partial: Partial) -> Answer {
    let Submission { network, findings, tables, .. } = submission;
    let (mut rows, mut rejected) = (Vec::new(), Vec::new());
    for table in tables {
        for (batch, out) in table.batches.iter().zip(&table.rejected) {
            assert_eq!(batch.first_row, rows.len() as u64);
            rejected.extend(out.iter().map(|r| (rows.len() + r.row as usize, r.code.to_string())));
            rows.extend((0..batch.rows).map(|row| (batch.sheet_row(row), cells(batch, row))));
        }
    }
    Answer { network, findings, rows, rejected, partial }
}

fn cells(batch: &Batch<'_>, row: usize) -> Vec<(State, String)> {
    let cell = |column: &crate::column::Column<'_>| {
        let value = match &column.values {
            Values::Int(all) => all[row].to_string(),
            Values::Code(all) => all[row].to_string(),
            Values::Text(all) => all[row].to_string(),
        };
        (column.states[row], value)
    };
    batch.columns.iter().map(cell).collect()
}

/// As a stream on some threads, where it can be read so, and as a sheet.
fn both(bytes: Vec<u8>, threads: usize) -> Option<(Result<Answer, String>, Result<Answer, String>)> {
    // Made once: it takes longer than reading the files.
    static CHECKS: OnceLock<Checks<'static>> = OnceLock::new();
    let rulebook = Rulebook::built_in();
    let options = Options::default().keeping_rows(true).on_threads(threads);
    let checks = CHECKS.get_or_init(|| Checks::new(Rulebook::built_in(), &Options::default()));
    let input = Input::Bytes { name: "retour.csv".to_owned(), bytes };
    let empty = || Gathered {
        duplicates: Duplicates::new(rulebook),
        partial: Partial::new(rulebook),
        attendance: Attendance::default(),
    };
    let stream = StreamFile::open(&input, rulebook, &options)?;
    let mut all = empty();
    let streamed =
        stream.gather(checks, &options, &mut all).map(|submission| answer(submission, all.partial));
    let mut all = empty();
    let sheets = prepare_sheets(&input, checks, &options)
        .map(|sheets| answer(sheets.gather(rulebook, &options, &mut all), all.partial));
    Some((streamed.map_err(|f| f.to_string()), sheets.map_err(|f| f.to_string())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_stream_and_a_sheet_say_the_same(
        rows in prop::collection::vec((row(), 0_u8..24), 1..40),
        form in form(),
        threads in 1_usize..4,
    ) {
        let bytes = written(&rows, form);
        let Some((streamed, sheet)) = both(bytes.clone(), threads) else { return Ok(()) };
        prop_assert_eq!(streamed, sheet, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_quote_that_stays_open_and_two_encodings_are_refused_alike() {
    let head = CODES.join(",");
    let row = "Cher,2017,2017-03-02,12,7,Réunion\n";
    for (tail, line) in [("Cher,2017,2017-03-02,12,7,\"Réu\n", 202), ("Cher,2017,\"2017-03-02,12,7,Réu", 202)]
    {
        let text = format!("{head}\n{}{tail}", row.repeat(200));
        let (streamed, sheet) = both(text.into_bytes(), 2).unwrap();
        assert_eq!(streamed, sheet);
        assert!(sheet.unwrap_err().contains(&line.to_string()));
    }
}

/// Of many findings the first ones of the file are told, on any number of threads, and the others are counted.
#[test]
fn what_is_not_told_one_by_one_is_counted() {
    let rulebook = Rulebook::built_in();
    let head = CODES.join(",");
    let rows =
        "Cher,20x7,2017-03-02,12,7,A\nCher,2017,2017-03-02,12,13,B\nCher,2017,2017-03-02,12,7,C\n".repeat(30);
    let input = [Input::Bytes { name: "a.csv".to_owned(), bytes: format!("{head}\n{rows}").into_bytes() }];
    let read = |most: usize, threads: usize| {
        let options = Options::default().on_threads(threads).keeping_findings(most);
        Campaign::read(&input, rulebook, &options, |_| {})
    };
    let whole = read(1_000, 1);
    let all = &whole.submissions()[0];
    // A type and a rule a round, and the rows of the later rounds are those of the first one again.
    assert_eq!((all.findings.len(), all.omitted.len()), (60 + 29 * 3, 0));
    for (most, threads) in [(0, 1), (1, 2), (17, 1), (17, 3), (146, 2), (147, 2)] {
        let campaign = read(most, threads);
        let some = &campaign.submissions()[0];
        assert_eq!(some.findings, all.findings[..most], "{most}");
        let mut counted = std::collections::BTreeMap::new();
        for finding in &all.findings[most..] {
            *counted.entry(finding.code(rulebook)).or_insert(0_u64) += 1;
        }
        let omitted: Vec<_> = some.omitted.iter().map(|o| (o.code.clone(), o.count)).collect();
        assert_eq!(omitted, counted.into_iter().collect::<Vec<_>>(), "{most}");
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            assert_eq!(campaign.count(rulebook, severity), whole.count(rulebook, severity));
        }
        assert_eq!(campaign.partial(), whole.partial());
    }
}
