//! Rows that last from one day to another: no two of a group on the same days, no day between them that is nobody's.

use super::cell::{Key, int, key};
use super::constraint::at;
use super::rows::shown;
use crate::batch::Batch;
use crate::finding::{Finding, Kind, Shown, day};
use crate::rulebook::{Between, Rulebook, Spans};
use crate::value::{Break, Period, breaks};
use std::collections::BTreeMap;

/// Judges the rules on overlaps and gaps over the rows of a file, in the order of the rules.
///
/// Rows whose last day comes before their first, and rows whose group cannot be read, are left to other findings.
pub fn span_findings(batches: &[&Batch<'_>], rulebook: &Rulebook) -> Vec<Finding> {
    let mut out = Vec::new();
    for (position, table) in (0..).zip(rulebook.tables()) {
        let own: Vec<&Batch<'_>> = batches.iter().copied().filter(|b| b.table == position).collect();
        for (number, rule) in (0..).zip(&table.rules) {
            let (spans, gaps) = match &rule.between {
                Some(Between::Overlap(spans)) => (spans, false),
                Some(Between::Gap(spans)) => (spans, true),
                _ => continue,
            };
            if own.is_empty() {
                continue;
            }
            let shown = shown(rule, table);
            for group in groups(&own, spans).values() {
                let periods: Vec<Period> = group.iter().map(|row| row.period).collect();
                for found in breaks(&periods) {
                    let (first, second) = match found {
                        Break::Overlap { first, second, .. } if !gaps => (first, second),
                        Break::Gap { before, after, .. } if gaps => (before, after),
                        _ => continue,
                    };
                    let (Some(first), Some(second)) = (group.get(first), group.get(second)) else { continue };
                    // Of two rows on the same days the later one of the file is flagged, as with duplicates.
                    let (other, flagged) =
                        if !gaps && second.order < first.order { (second, first) } else { (first, second) };
                    let batch = flagged.batch;
                    let field = rule.on.first().copied().unwrap_or(spans.from);
                    let mut finding = at(batch, Kind::Rule(number), field, flagged.index);
                    finding.shown = shown.iter().map(|&f| (f, Shown::of(batch, f, flagged.index))).collect();
                    let line = u64::from(other.batch.sheet_row(other.index)) + 1;
                    finding.detail = Some(line.to_string().into());
                    out.push(finding);
                }
            }
        }
    }
    out
}

struct Row<'b> {
    batch: &'b Batch<'b>,
    index: usize,
    order: usize,
    period: Period,
}

fn groups<'b>(batches: &[&'b Batch<'_>], spans: &Spans) -> BTreeMap<Vec<Key>, Vec<Row<'b>>> {
    let mut groups: BTreeMap<Vec<Key>, Vec<Row<'b>>> = BTreeMap::new();
    let mut order = 0;
    for &batch in batches {
        for row in 0..batch.rows {
            order += 1;
            let by: Option<Vec<Key>> = spans.by.iter().map(|&field| key(batch, field, row)).collect();
            let readable = [spans.from, spans.to].iter().all(|&field| key(batch, field, row).is_some());
            let Some(by) = by.filter(|_| readable) else { continue };
            let on = |field| int(batch, field, row).and_then(day);
            let period = Period { from: on(spans.from), to: on(spans.to) };
            groups.entry(by).or_default().push(Row { batch, index: row, order, period });
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{RawCell, from_text_rows};
    use crate::value::Lang;

    /// Rows of a table, each cell a text, by the table's order; what is found, in words.
    fn found(table: &str, rows: &[&[&str]]) -> Vec<(Option<u64>, String, String)> {
        let rulebook = Rulebook::built_in();
        let position = u16::try_from(rulebook.table(table).unwrap().0).unwrap();
        let cells: Vec<Vec<RawCell<'_>>> =
            rows.iter().map(|row| row.iter().map(|text| RawCell::Text(text)).collect()).collect();
        let (batch, _) = from_text_rows(rulebook, position, &cells);
        span_findings(&[&batch], rulebook)
            .iter()
            .map(|f| f.describe(rulebook, &[], Lang::Fr))
            .map(|d| (d.row, d.code, d.message))
            .collect()
    }

    #[test]
    fn a_change_from_one_day_to_the_next_is_right() {
        let rows: &[&[&str]] = &[
            &["Indre-et-Loire", "ML", "", "", "31/12/2016"],
            &["Indre-et-Loire", "CAD", "", "01/01/2017", ""],
            &["Cher", "ML", "", "01/01/2017", ""],
        ];
        assert_eq!(found("coordonnateurs", rows), []);
    }

    #[test]
    fn a_day_with_two_coordinators_and_a_day_without_one_are_told_by_their_lines() {
        let rows: &[&[&str]] = &[
            &["Indre-et-Loire", "CAD", "", "01/01/2017", ""],
            &["Indre-et-Loire", "ML", "", "", "01/01/2017"],
            &["Dreux", "ML", "", "", "30/12/2016"],
            &["Dreux", "CIO", "", "01/01/2017", ""],
        ];
        assert_eq!(
            found("coordonnateurs", rows),
            [
                (
                    Some(1),
                    "coordonnateurs.chevauchement".to_owned(),
                    "Indre-et-Loire a déjà un coordonnateur à ces dates : voir la ligne 1.".to_owned()
                ),
                (
                    Some(3),
                    "coordonnateurs.interruption".to_owned(),
                    "Dreux n'a pas de coordonnateur entre la ligne 3 et celle-ci.".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn members_are_told_apart_by_their_names_and_rows_that_end_before_they_start_by_other_rules() {
        let rows: &[&[&str]] = &[
            &["Cher", "ML", "Bourges", "01/01/2017", ""],
            &["Cher", "ML", "Vierzon", "01/01/2017", ""],
            &["Cher", "ML", "bourges ", "01/06/2017", "31/12/2017"],
            &["Cher", "CIO", "", "01/06/2017", "01/01/2017"],
            &["Cher", "CIO", "", "02/03/2017", "hier"],
            &["Cher", "CIO", "", "02/03/2017", ""],
        ];
        let codes: Vec<_> = found("membres", rows).into_iter().map(|(row, code, _)| (row, code)).collect();
        assert_eq!(codes, [(Some(2), "membres.chevauchement".to_owned())]);
    }
}
