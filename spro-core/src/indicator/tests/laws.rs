//! The same rows give the same bytes, whatever their order, their chunks, the order of merging and the threads.

use super::*;
use crate::indicator::{Fate, Trace, TraceSource};
use crate::value::Decimal;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::thread;

fn meetings() -> impl Strategy<Value = Vec<(Meeting, Option<&'static str>)>> {
    let cell = |range: std::ops::Range<i64>| prop::option::weighted(0.9, range);
    let row = (
        prop::option::weighted(0.95, 0_u32..9),
        cell(2015..2019),
        cell(16_800..17_600),
        prop_oneof![9 => cell(0..30), 1 => any::<i64>().prop_map(Some)],
        prop_oneof![9 => cell(0..30), 1 => any::<i64>().prop_map(Some)],
        prop::option::weighted(
            0.8,
            prop::sample::select(&["Bilan", "Forum", "Été"][..]).prop_map(str::to_owned),
        ),
    );
    let row = row.prop_map(|(network, year, day, invited, present, subject)| Meeting {
        network,
        year,
        day,
        invited,
        present,
        subject,
    });
    let code =
        prop::sample::select(&["reunions.date-dans-annee", "reunions.doublon", "reunions.objet.type"][..]);
    prop::collection::vec((row, prop::option::weighted(0.15, code)), 0..50)
}

fn gather(rows: &[(Meeting, Option<&'static str>)]) -> Partial {
    let meetings: Vec<_> = rows.iter().map(|(meeting, _)| meeting.clone()).collect();
    let rejected: Vec<_> =
        rows.iter().zip(0..).filter_map(|((_, code), row)| Some((row, (*code)?))).collect();
    gathered(&meetings, &rejected)
}

/// What an indicator is over some rows, said the plain way: numerator, denominator, rows used.
fn plain_rate(rows: &[&Meeting]) -> (i128, i128, u64) {
    let used = rows.iter().filter_map(|m| Some((i128::from(m.present?), i128::from(m.invited?))));
    used.fold((0, 0, 0), |(above, below, rows), (present, invited)| {
        (above + present, below + invited, rows + 1)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_chunks_and_merging_do_not_matter(
        rows in meetings(),
        order in any::<prop::sample::Index>(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        first in any::<prop::sample::Index>(),
    ) {
        let whole = gather(&rows).to_bytes();

        let mut turned = rows.clone();
        if !turned.is_empty() {
            let at = order.index(turned.len());
            turned.rotate_left(at);
            turned[at..].reverse();
        }
        prop_assert_eq!(&gather(&turned).to_bytes(), &whole);

        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(rows.len() + 1)).collect();
        cuts.extend([0, rows.len()]);
        cuts.sort_unstable();
        let mut parts: Vec<_> = cuts.windows(2).map(|cut| gather(&rows[cut[0]..cut[1]])).collect();
        let at = first.index(parts.len());
        parts.rotate_left(at);
        // From the left, and two by two.
        let mut in_turn = Partial::new(rulebook());
        for part in &parts {
            in_turn.merge(part).unwrap();
        }
        prop_assert_eq!(&in_turn.to_bytes(), &whole);
        while parts.len() > 1 {
            let pairs = parts.chunks(2).map(|pair| {
                let mut sum = pair[0].clone();
                pair.get(1).into_iter().for_each(|more| sum.merge(more).unwrap());
                sum
            });
            parts = pairs.collect();
        }
        prop_assert_eq!(&parts[0].to_bytes(), &whole);
        prop_assert_eq!(&Partial::from_bytes(&whole, rulebook()).unwrap().to_bytes(), &whole);
    }

    #[test]
    fn threads_do_not_matter(rows in meetings(), threads in 1_usize..5) {
        let size = rows.len().div_ceil(threads).max(1);
        let mut sum = Partial::new(rulebook());
        thread::scope(|scope| {
            let parts: Vec<_> = rows.chunks(size).map(|rows| scope.spawn(|| gather(rows))).collect();
            parts.into_iter().rev().for_each(|part| sum.merge(&part.join().unwrap()).unwrap());
        });
        prop_assert_eq!(sum.to_bytes(), gather(&rows).to_bytes());
    }

    #[test]
    fn values_are_those_of_the_rows(rows in meetings()) {
        let partial = gather(&rows);
        let values = partial.values(rulebook(), level(Territory::Network, true), &Expected::none());
        let groups: BTreeSet<_> =
            rows.iter().filter_map(|(m, _)| Some((m.year?, m.network?))).collect();
        for (year, network) in groups {
            let group = Group { year: Some(i32::try_from(year).unwrap()), network: Some(network), department: None };
            let here = |m: &Meeting| m.year == Some(year) && m.network == Some(network);
            let kept: Vec<_> = rows.iter().filter(|(m, code)| here(m) && code.is_none()).map(|(m, _)| m).collect();
            let all = rows.iter().filter(|(m, _)| here(m)).count();

            let count = value(&values, "1", group);
            prop_assert_eq!(count.rows.used, kept.len() as u64);
            prop_assert_eq!(count.rows.used + count.rows.rejected, all as u64);
            prop_assert_eq!(count.value.is_ok(), !kept.is_empty());

            let (above, below, used) = plain_rate(&kept);
            let rate = value(&values, "2", group);
            prop_assert_eq!(rate.rows.used, used);
            prop_assert_eq!(rate.rows.left_out, kept.len() as u64 - used);
            if used > 0 {
                let plain = |n: i128| Decimal::new(n, 0);
                prop_assert_eq!((rate.numerator, rate.denominator), (plain(above), plain(below)));
                let quotient = Decimal::quotient(above, below, 12);
                prop_assert_eq!(rate.value.ok(), quotient);
            }
            let subjects: BTreeSet<_> = kept.iter().filter_map(|m| m.subject.as_ref()).collect();
            let told = value(&values, "m-objets", group);
            if let Ok(found) = told.value {
                prop_assert_eq!(found, i64::try_from(subjects.len()).unwrap().into());
            }
        }
    }

    #[test]
    fn a_trace_agrees_with_the_value(rows in meetings(), network in prop::option::of(0_u32..9), by_year in any::<bool>()) {
        let partial = gather(&rows);
        let meetings: Vec<_> = rows.iter().map(|(m, _)| m.clone()).collect();
        let rejected: Vec<_> = rows
            .iter()
            .zip(0..)
            .filter_map(|((_, code), row)| Some(Rejected { row, code: (*code)?.into() }))
            .collect();
        let batch = batch(&meetings);
        let by = if network.is_some() { Territory::Network } else { Territory::Region };
        let group = Group { network, department: None, year: by_year.then_some(2017) };
        for found in partial.values(rulebook(), level(by, by_year), &Expected::none()) {
            if found.group != group {
                continue;
            }
            let source = TraceSource { file: "a", batch: &batch, rejected: &rejected };
            let trace = Trace::of(rulebook(), found.indicator, group, [source], 1000).unwrap();
            prop_assert_eq!(&trace.value, &found);
            let fates = |test: fn(&Fate) -> bool| {
                trace.rows.iter().filter(|r| test(&r.fate)).count() as u64
            };
            prop_assert_eq!(fates(|f| *f == Fate::Used), found.rows.used);
            prop_assert_eq!(fates(|f| *f == Fate::Filtered), found.rows.filtered);
            prop_assert_eq!(fates(|f| matches!(f, Fate::LeftOut(_))), found.rows.left_out);
            prop_assert_eq!(fates(|f| matches!(f, Fate::Rejected(_))), found.rows.rejected);
        }
    }
}
