//! Random rows written to a sheet in a random mix of the ways in which people leave their sheets: reading gives the rows
//! back, or asks about the cell. It never gives another value.

use super::*;
use proptest::prelude::*;

/// A meeting that is true.
#[derive(Debug, Clone)]
struct Meeting {
    day: NaiveDate,
    invited: u32,
    came: u32,
    subject: &'static str,
}

const SUBJECTS: [&str; 8] = [
    "Forum",
    "- point d'étape sur les actions",
    "Total des actions menées",
    "Réunion « alternance »",
    "Bilan annuel & perspectives",
    "Moyenne des âges, 2 ateliers",
    "Année scolaire",
    "Structures invitées au forum",
];

fn meeting() -> impl Strategy<Value = Meeting> {
    (0_u64..1096, 0_u32..2000, 0_u32..2000, 0_usize..SUBJECTS.len()).prop_map(
        |(days, invited, came, subject)| {
            let first = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();
            let day = first.checked_add_days(chrono::Days::new(days)).unwrap();
            Meeting { day, invited, came, subject: SUBJECTS[subject] }
        },
    )
}

/// How the sheet is treated: each part picks one of its forms.
#[derive(Debug, Clone)]
struct Treatment {
    header: u8,
    order: u8,
    year: u8,
    date: u8,
    number: u8,
    head: u8,
    blank_rows: bool,
    extra: bool,
    total: u8,
    footer: u8,
    rate: u8,
    notice: bool,
}

fn treatment() -> impl Strategy<Value = Treatment> {
    let parts = (0_u8..8, 0_u8..6, 0_u8..5, 0_u8..10, 0_u8..7, 0_u8..5);
    let rest = (any::<bool>(), any::<bool>(), 0_u8..4, 0_u8..4, 0_u8..4, any::<bool>());
    (parts, rest).prop_map(
        |((header, order, year, date, number, head), (blank_rows, extra, total, footer, rate, notice))| {
            Treatment {
                header,
                order,
                year,
                date,
                number,
                head,
                blank_rows,
                extra,
                total,
                footer,
                rate,
                notice,
            }
        },
    )
}

fn header(text: &str, form: u8) -> String {
    match form {
        0 => text.to_owned(),
        1 => text.to_uppercase(),
        2 => text.replace('é', "e\u{301}"),
        3 => crate::value::fold(text),
        4 => text.replace(' ', "\u{a0}"),
        5 => text.replacen(' ', "\n", 1),
        6 => text.replace("Nombre", "Nb"),
        _ => text.split(" (").next().unwrap_or(text).to_owned(),
    }
}

fn number(n: u32, form: u8) -> CellValue {
    match form {
        0 | 1 => CellValue::Number(f64::from(n)),
        2 => CellValue::Text(n.to_string().into()),
        3 => CellValue::Text(format!(" {n}\u{a0}").into()),
        4 => CellValue::Text(format!("'{n}").into()),
        5 => CellValue::Text(format!("{n} structures").into()),
        _ => CellValue::Text(print::decimal(Decimal::from(i64::from(n)), Lang::Fr).into()),
    }
}

fn date(day: NaiveDate, form: u8) -> CellValue {
    use chrono::Datelike;
    let months =
        ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    let month = months[usize::try_from(day.month0()).unwrap()];
    let text = match form {
        0 => return CellValue::Date(day.and_hms_opt(0, 0, 0).unwrap()),
        1 => return CellValue::Date(day.and_hms_opt(14, 30, 0).unwrap()),
        2 => return CellValue::Number(f64::from(day.num_days_from_ce() - 693_594)),
        3 => day.format("%d/%m/%Y").to_string(),
        4 => day.format("%d/%m/%y").to_string(),
        5 => day.format("%Y-%m-%d").to_string(),
        6 => day.format("%d.%m.%Y").to_string(),
        7 => day.format("%d-%m-%Y").to_string(),
        8 => format!("{} {month} {}", day.day(), day.year()),
        _ => format!("{} {}", print::weekday(day, Lang::Fr), day.format("%d/%m/%Y")),
    };
    CellValue::Text(text.into())
}

/// The sheet of these meetings, sorted by day, after its treatment.
fn drawn(meetings: &[Meeting], t: &Treatment) -> Vec<Sheet> {
    use chrono::Datelike;
    let mut out = Sheet { name: "Feuil1".to_owned(), ..Sheet::default() };
    let mut row = 0;
    let put = |out: &mut Sheet, row: u32, column: u32, value: CellValue| {
        out.cells.push(Cell { row, column, value, percent: false });
    };
    let text = |text: &str| CellValue::Text(text.into());
    match t.head {
        1 => put(&mut out, 0, 0, text("SPRO : Dreux")),
        2 => {
            put(&mut out, 0, 0, text("Réseau local :"));
            put(&mut out, 0, 1, text("Dreux"));
        }
        3 => put(
            &mut out,
            0,
            0,
            text("Indicateurs 1- 2 : Nombre de réunions du réseau local et taux de présence"),
        ),
        _ => {}
    }
    row += u32::from(t.head > 0) * 2;
    // Columns: year, date, invited, came, subject, rate; the year stays on the left where it is written once.
    let turn = u32::from(t.order % 5);
    let shift = u32::from(t.extra);
    let column = |field: u32| if field == 0 { shift } else { shift + 1 + (field - 1 + turn) % 5 };
    if t.extra {
        put(&mut out, row, 0, text("N°"));
    }
    for (label, field) in MEETINGS.split('|').zip(0_u32..) {
        put(&mut out, row, column(field), text(&header(label, t.header)));
    }
    row += 1;
    let mut year = None;
    for (meeting, index) in meetings.iter().zip(1_u32..) {
        let this = meeting.day.year();
        let is_new = year != Some(this);
        year = Some(this);
        if t.year == 3 && is_new {
            put(&mut out, row, column(0), CellValue::Number(f64::from(this)));
            row += 1;
        }
        if t.blank_rows && index % 3 == 0 {
            row += 1;
        }
        match t.year {
            0 => put(&mut out, row, column(0), CellValue::Number(f64::from(this))),
            1 | 2 if is_new => put(&mut out, row, column(0), CellValue::Number(f64::from(this))),
            4 => put(&mut out, row, column(0), text(&format!("année {this}"))),
            _ => {}
        }
        if t.extra {
            put(&mut out, row, 0, CellValue::Number(f64::from(index)));
        }
        put(&mut out, row, column(1), date(meeting.day, t.date));
        put(&mut out, row, column(2), number(meeting.invited, t.number));
        put(&mut out, row, column(3), number(meeting.came, t.number));
        put(&mut out, row, column(4), text(meeting.subject));
        match t.rate {
            1 => put(&mut out, row, column(5), CellValue::Formula("=D2/C2".into())),
            2 => put(&mut out, row, column(5), CellValue::Error("#DIV/0!".into())),
            _ => {}
        }
        row += 1;
    }
    let label = ["", "TOTAL", "Total général", "Moyenne"][usize::from(t.total)];
    if !label.is_empty() {
        put(&mut out, row, column(0), text(label));
        put(&mut out, row, column(2), CellValue::Number(12.5));
        put(&mut out, row, column(3), CellValue::Number(99.0));
        row += 2;
    }
    let footer = ["", "(1) données provisoires", "Fait à Orléans, le 12/01/2018", "…"][usize::from(t.footer)];
    if !footer.is_empty() {
        put(&mut out, row, 0, text(footer));
    }
    out.cells.sort_by_key(|cell| (cell.row, cell.column));
    if t.year == 2 {
        out.merges = year_merges(&out, column(0));
    }
    let notice = sheet("Notice", &["Mode d'emploi", "À renvoyer avant le 13/01/17"]);
    if t.notice { vec![notice, out] } else { vec![out] }
}

/// Each year's cell merged down to the row before the next one.
fn year_merges(sheet: &Sheet, column: u32) -> Vec<MergedRange> {
    let starts: Vec<u32> = sheet
        .cells
        .iter()
        .filter(|c| c.column == column && matches!(c.value, CellValue::Number(_)))
        .map(|c| c.row)
        .collect();
    starts
        .windows(2)
        .filter(|pair| pair[1] - pair[0] > 1)
        .map(|pair| MergedRange { top: pair[0], bottom: pair[1] - 1, left: column, right: column })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_come_back_or_are_asked_about(mut all in prop::collection::vec(meeting(), 1..12), t in treatment()) {
        use chrono::Datelike;
        all.sort_by_key(|meeting| meeting.day);
        let bound = read(drawn(&all, &t));
        let read = rows(&bound, "reunions");
        prop_assert_eq!(read.len(), all.len(), "{:?}", told(&bound));
        for (row, meeting) in read.iter().zip(&all) {
            let Meeting { day, invited, came, subject } = meeting;
            let year = day.year();
            let date = print::date(*day, Lang::Fr);
            let expected = format!("Dreux|{year}|{date}|{invited}|{came}|{subject}|");
            for (cell, truth) in row.split('|').zip(expected.split('|')) {
                // Blank where the year was not filled down is asked by the check of required fields.
                prop_assert!(cell == truth || cell == "!" || cell.is_empty(), "{row} for {expected}");
            }
            // These treatments leave no doubt at all.
            if t.year != 1 {
                prop_assert_eq!(row, &expected, "{:?}", told(&bound));
            }
        }
    }

    #[test]
    fn any_sheet_is_read_without_a_panic(
        cells in prop::collection::vec((0_u32..12, 0_u32..9, 0_usize..18), 0..60),
        merges in prop::collection::vec((0_u32..12, 0_u32..12, 0_u32..9, 0_u32..9), 0..4),
        hidden: bool,
        format in 0_usize..3,
    ) {
        let values = || [
            "Année", "Date", "Objet", "Structures invitées", "Structures participantes", "Structure", "ETP", "Agents",
            "SPRO : Dreux", "TOTAL", "…", "CIO", "29/11/2017", "2017", "(1)", "t: ", "12", "#REF!",
        ];
        let mut out = Sheet { name: "f".to_owned(), hidden, ..Sheet::default() };
        for (row, column, value) in cells {
            let mut one = sheet("f", &[values()[value]]);
            if let Some(cell) = one.cells.pop() {
                out.cells.push(Cell { row, column, ..cell });
            }
        }
        out.cells.sort_by_key(|cell| (cell.row, cell.column));
        out.cells.dedup_by_key(|cell| (cell.row, cell.column));
        // Merged ranges may be anything: bounds crossed, over each other.
        out.merges = merges.into_iter().map(|(top, bottom, left, right)| MergedRange { top, bottom, left, right }).collect();
        let format = [Format::Xlsx, Format::Csv, Format::Json][format];
        let book = Workbook { format, sheets: vec![out] };
        let bound = binder().read(&book, &Options::default());
        for batch in &bound.batches {
            for column in &batch.columns {
                prop_assert_eq!(column.states.len(), batch.rows);
            }
        }
        // The same sheet gives the same answer.
        prop_assert_eq!(bound, binder().read(&book, &Options::default()));
    }

    #[test]
    fn any_text_may_stand_anywhere(texts in prop::collection::vec("\\PC{0,30}", 0..40), header in any::<bool>()) {
        let mut lines: Vec<String> = texts.chunks(5).map(|row| row.join("|")).collect();
        if header {
            lines.insert(lines.len() / 2, MEETINGS.to_owned());
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let cells: Vec<Cell> = lines
            .iter()
            .zip(0_u32..)
            .flat_map(|(line, row)| {
                line.split('|').zip(0_u32..).map(move |(text, column)| Cell {
                    row,
                    column,
                    value: CellValue::Text(text.into()),
                    percent: false,
                })
            })
            .collect();
        let bound = read(vec![Sheet { cells, ..Sheet::default() }]);
        prop_assert!(!header || !bound.batches.is_empty());
    }
}
