use super::*;
use crate::expression::Missing;
use crate::finding::Shown;
use crate::indicator::{Fate, Trace, TraceSource};

const ERROR: &str = "reunions.date-dans-annee";

fn traced(code: &str, group: Group, batches: &[(&str, &Batch<'_>, &[Rejected])], most: usize) -> Trace {
    let at = u16::try_from(rulebook().indicator(code).unwrap().0).unwrap();
    let sources = batches.iter().map(|(file, batch, rejected)| TraceSource { file, batch, rejected });
    Trace::of(rulebook(), at, group, sources, most).unwrap()
}

#[test]
fn a_trace_names_formula_parameters_and_rows() {
    let mut meetings =
        vec![meeting(0, 2017, 10, 5), meeting(1, 2017, 4, 4), meeting(0, 2017, 6, 3), meeting(0, 2016, 9, 9)];
    meetings.push(meeting(0, 2017, 7, 8));
    meetings[2].invited = None;
    let mut first = batch(&meetings);
    first.source = vec![None, Some(0), Some(1), Some(2), Some(3), Some(4), None];
    let rejected = [Rejected { row: 4, code: ERROR.into() }];
    let mut second = batch(&[meeting(0, 2017, 20, 20)]);
    second.first_row = 40;
    let group = Group { network: Some(0), year: Some(2017), department: None };
    let trace = traced("m-acompte", group, &[("a.xlsx", &first, &rejected), ("b.csv", &second, &[])], 10);

    assert_eq!(shown(&trace.value), "15 [2 1 0 1]");
    assert_eq!(trace.formula, "sum(structures_invitees * param.taux_acompte)");
    assert!(
        trace.words.en.starts_with("total of (“Number of structures invited” times “Advance"),
        "{:?}",
        trace.words
    );
    assert_eq!(trace.files, ["a.xlsx", "b.csv"]);
    let parameter = &trace.parameters[0];
    assert_eq!(rulebook().parameters()[usize::from(parameter.parameter)].code, "taux_acompte");
    assert_eq!((parameter.from.to_string(), parameter.rows), ("2017-01-01".to_owned(), 2));

    let rows: Vec<_> = trace.rows.iter().map(|r| (r.file, r.row, r.sheet_row, r.fate.clone())).collect();
    assert_eq!(
        rows,
        [
            (0, 0, 4, Fate::Used),
            (0, 2, 6, Fate::LeftOut(Missing::Blank)),
            (0, 4, 8, Fate::Rejected(ERROR.into())),
            (1, 40, 4, Fate::Used),
        ]
    );
    // The day of the parameter and the operand, each with its cell.
    let cells: Vec<_> =
        trace.rows[0].cells.iter().map(|c| (c.place.map(|p| p.to_string()), c.value.clone())).collect();
    assert_eq!(cells, [(Some("B5".to_owned()), Shown::Int(17_200)), (Some("C5".to_owned()), Shown::Int(10))]);
    assert_eq!(trace.rows[1].cells[1].value, Shown::Blank);
    assert_eq!(trace.rows[3].cells[1].place, None);
}

#[test]
fn a_count_shows_what_tells_its_rows_apart_and_a_filter_is_told() {
    let meetings: Vec<_> = (0..30).map(|n| meeting(0, 2017, n, 0)).collect();
    let batch = batch(&meetings);
    let one = traced("1", Group::default(), &[("a", &batch, &[])], 3);
    assert_eq!(shown(&one.value), "30 [30 0 0 0]");
    assert_eq!(one.rows.len(), 3);
    let key: Vec<_> = one.rows[0].cells.iter().map(|c| c.field).collect();
    let mut fields = rulebook().tables()[0].key.clone();
    fields.sort_unstable();
    assert_eq!(key, fields);
    assert_eq!(one.filter, None);

    let large = traced("m-grandes", Group::default(), &[("a", &batch, &[])], 100);
    assert_eq!(shown(&large.value), "20 [20 0 10 0]");
    assert_eq!(large.filter.unwrap().0, "structures_invitees >= 10");
    assert_eq!(large.rows.iter().filter(|r| r.fate == Fate::Filtered).count(), 10);

    let none = traced("2", Group { network: Some(5), ..Group::default() }, &[("a", &batch, &[])], 3);
    assert_eq!(shown(&none.value), "NotSubmitted [0 0 0 0]");
    assert!(none.rows.is_empty() && none.files.is_empty());
}
