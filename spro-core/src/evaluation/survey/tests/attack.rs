//! An attacker who reads the results as they are published, knows how many answered in each network, and tries every
//! table of answers that fits: counts, totals, shares, intervals, medians.

use super::super::Tally;
use super::{Person, SURVEY, batch};
use crate::evaluation::{Rules, wilson};
use crate::rulebook::{AnswerKind, Rulebook};
use crate::value::{Decimal, Lang};
use crate::wire::survey_row;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// What one network may have answered to a question: how often each option was chosen, and by how many none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Guess {
    options: Vec<u64>,
    silent: u64,
}

impl Guess {
    fn plus(&self, other: &Self) -> Self {
        let options = self.options.iter().zip(&other.options).map(|(a, b)| a + b).collect();
        Self { options, silent: self.silent + other.silent }
    }

    /// Everything there is to know of it, in the order of [`published`].
    fn secrets(&self, size: u64) -> Vec<u64> {
        [&[size - self.silent, self.silent], self.options.as_slice()].concat()
    }

    fn median(&self) -> String {
        let marks: Vec<usize> =
            (1..).zip(&self.options).flat_map(|(mark, n)| vec![mark; usize::try_from(*n).unwrap()]).collect();
        let (low, high) = (marks[(marks.len() - 1) / 2], marks[marks.len() / 2]);
        if (low + high) % 2 == 0 {
            format!("{}", low.midpoint(high))
        } else {
            format!("{}.5", low.midpoint(high))
        }
    }
}

/// What is published of a group; `None` where it is not shown.
struct Published {
    /// Answers, silent, then each option.
    counts: Vec<Option<u64>>,
    silent_share: Option<Decimal>,
    /// For each option its share and the bounds of the interval.
    shares: Vec<[Option<Decimal>; 3]>,
    median: Option<String>,
}

impl Published {
    fn new(group: &Value) -> Self {
        let decimal = |value: &Value| value.as_str().map(|text| text.parse().unwrap());
        let choices = group["choices"].as_array().unwrap();
        let counts = choices.iter().map(|choice| choice["count"].as_u64());
        let shares = choices.iter().map(|choice| ["share", "low", "high"].map(|key| decimal(&choice[key])));
        Self {
            counts: [group["n"].as_u64(), group["silent"].as_u64()].into_iter().chain(counts).collect(),
            silent_share: decimal(&group["silent_share"]),
            shares: shares.collect(),
            median: group["median"].as_str().map(str::to_owned),
        }
    }

    /// Whether a guess fits all of it.
    fn allows(&self, guess: &Guess, size: u64) -> bool {
        let own = guess.secrets(size);
        let same =
            |shown: Option<Decimal>, own: Option<Decimal>| shown.is_none_or(|shown| own == Some(shown));
        let share = |part: u64, whole: u64| Decimal::quotient(part.into(), whole.into(), 12);
        let answered = size - guess.silent;
        self.counts.iter().zip(&own).all(|(shown, own)| shown.is_none_or(|n| n == *own))
            && self.shares.iter().zip(&guess.options).all(|([part, low, high], own)| {
                let interval = || wilson(u32::try_from(*own).unwrap(), u32::try_from(answered).unwrap());
                (part.is_none() || same(*part, share(*own, answered)))
                    && (low.is_none() || same(*low, interval().map(|i| i.low)))
                    && (high.is_none() || same(*high, interval().map(|i| i.high)))
            })
            && same(self.silent_share, share(guess.silent, size))
            && self.median.as_ref().is_none_or(|median| *median == guess.median())
    }
}

/// Every way in which `size` persons can answer a question with so many options.
fn guesses(size: u64, most_silent: u64, options: usize, several: bool) -> Vec<Guess> {
    fn parts(left: u64, options: usize, several: bool) -> Vec<Vec<u64>> {
        let Some(others) = options.checked_sub(1) else { return vec![Vec::new()] };
        let first = if several || others > 0 { 0..=left } else { left..=left };
        let rest = |n| parts(if several { left } else { left - n }, others, several);
        first.flat_map(|n| rest(n).into_iter().map(move |more| [vec![n], more].concat())).collect()
    }
    let silent = 0..=most_silent.min(size);
    silent
        .flat_map(|silent| {
            let answered = size - silent;
            parts(answered, options, several).into_iter().map(move |options| Guess { options, silent })
        })
        // Who answers a question of several choices ticks one at least: a form may take nothing else.
        .filter(|guess| !several || guess.options.iter().sum::<u64>() >= size - guess.silent)
        .collect()
}

/// The sums that guesses of several groups can have, each once.
fn sums(groups: &[&Vec<Guess>], options: usize) -> Vec<Guess> {
    let mut found = vec![Guess { options: vec![0; options], silent: 0 }];
    for group in groups {
        let all = found.iter().flat_map(|so_far| group.iter().map(|guess| so_far.plus(guess)));
        found = all.collect::<BTreeSet<Guess>>().into_iter().collect();
    }
    found
}

/// The values that each cell of a row can have, of which two are enough: `row` is that of a network, or of all.
fn values(row: usize, groups: &[Vec<Guess>], sizes: &[u64], total: &Published) -> Vec<BTreeSet<u64>> {
    let options = total.counts.len() - 2;
    let others: Vec<&Vec<Guess>> = groups
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != row.min(groups.len() - 1))
        .map(|(_, g)| g)
        .collect();
    let others = sums(&others, options);
    let whole: u64 = sizes.iter().sum();
    let mut values = vec![BTreeSet::new(); options + 2];
    for guess in &groups[row.min(groups.len() - 1)] {
        for other in &others {
            let sum = guess.plus(other);
            let secrets = match sizes.get(row) {
                Some(size) => guess.secrets(*size),
                None => sum.secrets(whole),
            };
            let is_new =
                secrets.iter().zip(&values).any(|(value, known)| known.len() < 2 && !known.contains(value));
            if is_new && total.allows(&sum, whole) {
                values.iter_mut().zip(secrets).for_each(|(known, value)| {
                    known.insert(value);
                });
            }
        }
    }
    values
}

/// Publishes the answers, attacks each question, and panics where something hidden has one value only.
fn attack(rulebook: &Rulebook, people: &[Person], least: u64) {
    let position = rulebook.surveys().iter().position(|s| s.code == "essai_agents").unwrap();
    let mut tally = Tally::new(rulebook, u16::try_from(position).unwrap()).unwrap();
    tally.add(&batch(tally.table(), people), &[]);
    let answers = tally.finish(rulebook, Rules::at_least(least));
    let json = serde_json::to_value(survey_row(&answers, rulebook, Lang::Fr)).unwrap();
    let truth: Vec<_> = tally.by_network.values().collect();
    let sizes: Vec<u64> = truth.iter().map(|counts| counts.persons).collect();
    let questions = &rulebook.surveys()[position].questions;
    for (at, shown) in json["questions"].as_array().unwrap().iter().enumerate() {
        let question = &questions[at];
        let several = question.kind == AnswerKind::Multiple;
        let groups: Vec<Published> = shown["groups"].as_array().unwrap().iter().map(Published::new).collect();
        let candidates: Vec<Vec<Guess>> = truth
            .iter()
            .zip(&groups)
            .map(|(counts, group)| {
                let own = &counts.questions[at];
                let all = guesses(
                    counts.persons,
                    own.none + counts.could_be_silent(),
                    question.option_count(),
                    several,
                );
                let fitting: Vec<Guess> =
                    all.into_iter().filter(|guess| group.allows(guess, counts.persons)).collect();
                let own = Guess { options: own.options.clone(), silent: own.none };
                assert!(fitting.contains(&own), "the truth fits");
                fitting
            })
            .collect();
        for (row, group) in groups.iter().enumerate() {
            let values = values(row, &candidates, &sizes, groups.last().unwrap());
            // How many answered is no secret in itself; what they answered is. Of whom it is known that nobody
            // answered, nothing else can be learnt.
            if values[0].iter().eq([&0]) {
                continue;
            }
            for (cell, shown) in group.counts.iter().enumerate().skip(2) {
                assert!(
                    shown.is_some() || values[cell].len() > 1,
                    "question {at}, row {row}, cell {cell} can only be {:?}: {:?} {json}",
                    values[cell],
                    truth.iter().map(|counts| &counts.questions[at]).collect::<Vec<_>>(),
                );
            }
        }
    }
}

fn rulebook() -> Rulebook {
    Rulebook::from_toml(SURVEY, "essai.toml").unwrap()
}

/// The same survey with its first question only.
fn one_question() -> Rulebook {
    let end = SURVEY.match_indices("  [[survey.question_posee]]").nth(1).unwrap().0;
    Rulebook::from_toml(&SURVEY[..end], "essai.toml").unwrap()
}

fn person() -> impl Strategy<Value = Person> {
    let mark = prop::option::weighted(0.8, 3_i64..=4);
    let ticks = prop::sample::select(vec![
        [Some(1), Some(0)],
        [Some(1), Some(0)],
        [Some(0), Some(1)],
        [Some(1), Some(1)],
        [None, None],
    ]);
    let yes = prop::option::weighted(0.9, 0_i64..2);
    (0_u32..3, yes, mark, prop::option::weighted(0.9, 0_u32..2), ticks)
}

#[test]
fn where_each_ticks_one_thing_the_least_number_of_ticks_gives_nothing_away() {
    let ticks = |network, first: bool| {
        (network, Some(1), Some(4), Some(0), [Some(i64::from(first)), Some(i64::from(!first))])
    };
    let of = |network, first, second| {
        (0..first).map(move |_| ticks(network, true)).chain((0..second).map(move |_| ticks(network, false)))
    };
    // Twice all tick one thing: neither count of the first can be lower, and their sum is the same.
    let people: Vec<Person> = of(0, 2, 6).chain(of(1, 2, 5)).collect();
    attack(&rulebook(), &people, 3);
}

#[test]
fn where_nobody_answered_there_is_no_answer_to_hide() {
    let silent = |network| (network, None, None, Some(0), [None, None]);
    let ticks = |network| (network, None, None, None, [Some(1), Some(0)]);
    // All answers come from the network that is shown: the two that are hidden are known to have given none.
    let people: Vec<Person> = vec![ticks(0), ticks(0), ticks(0), silent(1), silent(1), silent(2)];
    attack(&rulebook(), &people, 2);
    // One answers this question alone, and cannot have left it out: the other hidden network gave no answer.
    let people: Vec<Person> = vec![ticks(0), ticks(0), ticks(0), silent(1), ticks(1), silent(2)];
    attack(&rulebook(), &people, 2);
    // Nothing is hidden for its size, and the number of answers of one network is 0.
    let people: Vec<Person> = vec![ticks(0), silent(0), silent(2), silent(2)];
    attack(&rulebook(), &people, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_published_gives_no_hidden_answer_back(
        people in prop::collection::vec(person(), 4..13),
        least in 2_u64..4,
    ) {
        attack(&rulebook(), &people, least);
    }

    /// In a survey of one question nobody is silent: silence hides nothing there.
    #[test]
    fn nor_in_a_survey_of_one_question(
        people in prop::collection::vec((0_u32..3, 0_i64..2), 4..18),
        least in 2_u64..5,
    ) {
        let people: Vec<Person> =
            people.into_iter().map(|(network, yes)| (network, Some(yes), None, None, [None, None])).collect();
        attack(&one_question(), &people, least);
    }
}
