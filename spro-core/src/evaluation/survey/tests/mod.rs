//! The results of a small survey, counted by hand, and an attacker who reads what is published.

mod attack;

use super::*;
use crate::batch::{Batch, Column, RowPlace, State, Values};
use crate::evaluation::Rules;
use crate::indicator::Rejected;
use crate::rulebook::Rulebook;
use std::borrow::Cow;

/// A survey with one question of each kind, asked in the networks of the built-in rulebook.
pub(super) const SURVEY: &str = r#"
extends = "centre-val-de-loire"
code = "essai"
version = "1"
label = { fr = "Essai", en = "Trial" }

[[survey]]
code = "essai_agents"
label = { fr = "Essai", en = "Trial" }
audience = "agents"
status = "user"
  [[survey.question_posee]]
  code = "connait"
  label = { fr = "Connaissez-vous les autres ?", en = "Do you know the others?" }
  kind = "oui-non"
  [[survey.question_posee]]
  code = "note"
  label = { fr = "Note", en = "Mark" }
  kind = "echelle"
  [[survey.question_posee]]
  code = "lieu"
  label = { fr = "Lieu", en = "Place" }
  kind = "choix"
  option = [
    { code = "bureau", label = { fr = "Bureau", en = "Office" } },
    { code = "salle", label = { fr = "Salle", en = "Hall" } },
  ]
  [[survey.question_posee]]
  code = "outils"
  label = { fr = "Outils", en = "Tools" }
  kind = "choix-multiple"
  option = [
    { code = "fiche", label = { fr = "Fiche", en = "Sheet" } },
    { code = "clip", label = { fr = "Clip", en = "Clip" } },
  ]
"#;

/// One person's answers: network, yes or no, mark, place, the two tools. `None` is a blank cell.
pub(super) type Person = (u32, Option<i64>, Option<i64>, Option<u32>, [Option<i64>; 2]);

fn rulebook() -> (Rulebook, u16) {
    let rulebook = Rulebook::from_toml(SURVEY, "essai.toml")
        .unwrap_or_else(|e| panic!("{}", e.report(crate::value::Lang::En)));
    let position = rulebook.surveys().iter().position(|s| s.code == "essai_agents").unwrap();
    (rulebook, u16::try_from(position).unwrap())
}

fn column<T: Copy + Default>(
    cells: &[Option<T>],
    values: impl Fn(Vec<T>) -> Values<'static>,
) -> Column<'static> {
    let states = cells.iter().map(|c| if c.is_some() { State::Present } else { State::Blank }).collect();
    Column { values: values(cells.iter().map(|c| c.unwrap_or_default()).collect()), states }
}

pub(super) fn batch(table: u16, people: &[Person]) -> Batch<'static> {
    let ints = |cells: Vec<Option<i64>>| column(&cells, |v| Values::Int(Cow::Owned(v)));
    let codes = |cells: Vec<Option<u32>>| column(&cells, Values::Code);
    Batch {
        table,
        sheet: 0,
        source: vec![None; 6],
        first_row: 0,
        rows: people.len(),
        places: RowPlace::Consecutive(1),
        columns: vec![
            codes(people.iter().map(|p| Some(p.0)).collect()),
            ints(people.iter().map(|p| p.1).collect()),
            ints(people.iter().map(|p| p.2).collect()),
            codes(people.iter().map(|p| p.3).collect()),
            ints(people.iter().map(|p| p.4[0]).collect()),
            ints(people.iter().map(|p| p.4[1]).collect()),
        ],
    }
}

fn count(people: &[Person], rejected: &[Rejected], least: u64) -> SurveyAnswers {
    let (rulebook, position) = rulebook();
    let mut tally = Tally::new(&rulebook, position).unwrap();
    tally.add(&batch(tally.table(), people), rejected);
    tally.finish(&rulebook, Rules::at_least(least))
}

/// Twelve in network 0, of whom seven say yes; ten in network 1, of whom five do.
fn people() -> Vec<Person> {
    let mut all = Vec::new();
    for i in 0..12 {
        let none = i == 11;
        let tools = [Some(i64::from(i < 6)), Some(1)];
        all.push((
            0,
            Some(i64::from(i < 7)),
            (!none).then_some(3 + i64::from(i % 2)),
            Some(u32::from(i < 6)),
            tools,
        ));
    }
    for i in 0..10 {
        let tools = if i < 5 { [Some(0), Some(0)] } else { [None, None] };
        all.push((1, Some(i64::from(i < 5)), Some(5), Some(u32::from(i < 5)), tools));
    }
    all
}

fn counts(group: &GroupAnswers) -> Vec<Option<u64>> {
    group.choices.iter().map(|c| c.count.count()).collect()
}

#[test]
fn everything_is_shown_where_nothing_is_small() {
    let answers = count(&people(), &[], 0);
    assert_eq!(answers.overall, Shown::Count(22));
    assert_eq!(answers.persons, [(0, Shown::Count(12)), (1, Shown::Count(10))]);
    let [yes_no, mark, place, tools] = answers.questions.as_slice() else { panic!("four questions") };

    let [first, _, all] = yes_no.groups.as_slice() else { panic!("two networks and all") };
    assert_eq!((first.network, all.network), (Some(0), None));
    assert_eq!(first.silent, Shown::Count(0));
    assert_eq!(counts(all), [Some(12), Some(10)]);
    assert_eq!(mark.groups[0].silent, Shown::Count(1));
    assert_eq!(counts(&place.groups[1]), [Some(5), Some(5)]);
    assert_eq!(counts(&tools.groups[0]), [Some(6), Some(12)]);
}

#[test]
fn shares_intervals_and_medians() {
    let answers = count(&people(), &[], 0);
    let yes = &answers.questions[0].groups[0].choices[0];
    assert_eq!(yes.share, Some("0.583333333333".parse().unwrap()));
    let interval = yes.interval.unwrap();
    assert_eq!((interval.low.to_string(), interval.high.to_string()), ("0.319511".into(), "0.80674".into()));
    let mark = &answers.questions[1];
    assert_eq!(counts(&mark.groups[0]), [Some(0), Some(0), Some(6), Some(5), Some(0)]);
    assert_eq!(mark.groups[0].median, Some("3".parse().unwrap()));
    assert_eq!(mark.groups[0].answered, Shown::Count(11));
    assert_eq!(mark.groups[0].silent_share, Some("0.083333333333".parse().unwrap()));
    // Ten marks of 5, six of 3, five of 4: the eleventh of twenty-one is a 4.
    assert_eq!(mark.groups[2].median, Some("4".parse().unwrap()));
    // The share of a tool is that among those who answered the question.
    let tools = &answers.questions[3].groups;
    assert_eq!((tools[1].answered, tools[1].silent), (Shown::Count(5), Shown::Count(5)));
    assert_eq!(tools[2].choices[0].share, Some("0.352941176471".parse().unwrap()));
}

/// An even number of marks has two middle ones: where they differ, the median lies between them.
#[test]
fn the_median_of_an_even_number_lies_between_the_two_middle_marks() {
    let of = |marks: &[i64]| {
        let people: Vec<Person> =
            marks.iter().map(|mark| (0, Some(1), Some(*mark), None, [None, None])).collect();
        count(&people, &[], 0).questions[1].groups[0].median.map(|median| median.to_string())
    };
    assert_eq!(of(&[2, 3]).as_deref(), Some("2.5"));
    assert_eq!(of(&[5, 1, 4, 1]).as_deref(), Some("2.5"));
    assert_eq!(of(&[1, 5, 5, 5]).as_deref(), Some("5"));
    assert_eq!(of(&[3]).as_deref(), Some("3"));
}

#[test]
fn small_cells_are_hidden_and_nothing_gives_them_back() {
    let answers = count(&people(), &[], 5);
    let mark = &answers.questions[1];
    for group in &mark.groups {
        // The marks 1 and 2 were given by nobody, in no network.
        assert_eq!(group.choices[0].count, Shown::Hidden);
        assert_eq!(group.choices[0].share, None);
        assert_eq!(group.median, None);
    }
    let hidden = mark.groups[0].choices.iter().filter(|c| c.count == Shown::Hidden).count();
    assert!(hidden >= 3, "one hidden cell alone could be worked out");
}

#[test]
fn a_small_network_is_hidden_with_company() {
    let mut all = people();
    all.push((2, Some(1), Some(4), Some(0), [Some(1), Some(1)]));
    let answers = count(&all, &[], 5);
    assert_eq!(answers.persons, [(0, Shown::Count(12)), (1, Shown::Hidden), (2, Shown::Hidden)]);
    assert_eq!(answers.overall, Shown::Count(23));
    for question in &answers.questions {
        for group in &question.groups[1..3] {
            assert!(counts(group).iter().all(Option::is_none) && group.answered == Shown::Hidden);
        }
    }
}

#[test]
fn too_few_answers_show_nothing() {
    let answers = count(&people()[..4], &[], 5);
    assert_eq!((answers.overall, answers.questions.len()), (Shown::Hidden, 0));
    let none = count(&[], &[], 5);
    assert_eq!((none.overall, none.persons.len()), (Shown::Hidden, 0));
}

#[test]
fn rejected_rows_and_blank_ones_are_no_answers() {
    let blank: Person = (0, None, None, None, [None, None]);
    let mut all = people();
    all.push(blank);
    let rejected = [Rejected { row: 0, code: "x".into() }];
    let answers = count(&all, &rejected, 1);
    assert_eq!((answers.rejected, answers.persons[0]), (1, (0, Shown::Count(11))));
}

/// A form that takes no answer without a tick: with the other options shown, each network has at least two ticks of the
/// first, and their sum would give both away.
#[test]
fn the_least_number_of_ticks_hides_their_sum() {
    use super::tally::{Counts, OptionCounts};
    let clip = "{ code = \"clip\", label = { fr = \"Clip\", en = \"Clip\" } },";
    let third = "{ code = \"annuaire\", label = { fr = \"Annuaire\", en = \"Directory\" } },";
    let text = SURVEY.replace(clip, &format!("{clip} {third}"));
    let rulebook = Rulebook::from_toml(&text, "essai.toml").unwrap();
    let position = rulebook.surveys().iter().position(|s| s.code == "essai_agents").unwrap();
    let mut tally = Tally::new(&rulebook, u16::try_from(position).unwrap()).unwrap();
    let options = |options: &[u64]| OptionCounts { options: options.to_vec(), none: 0 };
    for network in 0..2 {
        let questions =
            vec![options(&[12, 0]), options(&[0, 0, 0, 12, 0]), options(&[12, 0]), options(&[2, 5, 5])];
        tally.by_network.insert(network, Counts { persons: 12, questions });
    }
    let answers = tally.finish(&rulebook, Rules::at_least(3));
    let shown: Vec<Vec<Option<u64>>> = answers.questions[3].groups.iter().map(counts).collect();
    assert_eq!(shown[..2], [[None, Some(5), Some(5)], [None, Some(5), Some(5)]]);
    assert_eq!(shown[2], [None, Some(10), Some(10)]);
}
