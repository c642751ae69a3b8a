//! The results of a survey, as they may be shown.

use super::tally::{Counts, OptionCounts, Tally};
use crate::evaluation::exact::{between, share};
use crate::evaluation::{Cell, Grid, Hidden, Interval, Rules, protect, protect_totals, wilson};
use crate::rulebook::{AnswerKind, Rulebook, SurveyQuestion};
use crate::value::Decimal;

/// A count, or the fact that it is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shown {
    /// The count.
    Count(u64),
    /// Too small to be shown, or hidden so that another one cannot be worked out.
    Hidden,
}

impl Shown {
    fn new(count: u64, hidden: bool) -> Self {
        if hidden { Self::Hidden } else { Self::Count(count) }
    }

    /// The count, where it is shown.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Count(n) => Some(n),
            Self::Hidden => None,
        }
    }
}

/// How often an option was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// How many chose it.
    pub count: Shown,
    /// Their share of those who answered the question; none where the count or the number of answers is hidden.
    pub share: Option<Decimal>,
    /// The 95 % interval of that share.
    pub interval: Option<Interval>,
}

/// The answers of a group to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupAnswers {
    /// Position of the network; `None` for all of them together.
    pub network: Option<u32>,
    /// How many answered the question.
    pub answered: Shown,
    /// How many answered the survey without answering this question.
    pub silent: Shown,
    /// Their share of those who answered the survey.
    pub silent_share: Option<Decimal>,
    /// The options, in the order of the question; yes before no, and 1 before 5.
    pub choices: Vec<Choice>,
    /// The median mark of a scale; none where it does not follow from the counts that are shown.
    pub median: Option<Decimal>,
}

/// The answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuestionAnswers {
    /// Position of the question in its survey.
    pub question: u16,
    /// By network, and then all together.
    pub groups: Vec<GroupAnswers>,
}

/// The results of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SurveyAnswers {
    /// Position of the survey in [`Rulebook::surveys`].
    pub survey: u16,
    /// The rules by which small cells were hidden.
    pub rules: Rules,
    /// How many persons answered, by network, for networks where anybody did.
    pub persons: Vec<(u32, Shown)>,
    /// How many persons answered in all.
    pub overall: Shown,
    /// Rows kept out by an error.
    pub rejected: u64,
    /// The questions; empty where too few persons answered for anything to be shown.
    pub questions: Vec<QuestionAnswers>,
}

impl Tally {
    /// What may be shown of the answers.
    ///
    /// Groups that are too small are hidden altogether, the same in every question. Within a question the hidden cells
    /// are safe against whoever knows the size of every group; each option of a multiple choice is a question to those
    /// who answered. How many did not answer is no secret in itself, and hidden only where it would give an answer
    /// away.
    pub fn finish(&self, rulebook: &Rulebook, rules: Rules) -> SurveyAnswers {
        let networks: Vec<u32> = self.by_network.keys().copied().collect();
        let groups: Vec<&Counts> = self.by_network.values().collect();
        let sizes: Vec<u64> = groups.iter().map(|group| group.persons).collect();
        let hidden = protect_totals(&sizes, rules);
        let total: u64 = sizes.iter().sum();
        let shown_sizes = sizes.iter().zip(&hidden.groups).map(|(n, hidden)| Shown::new(*n, *hidden));
        let persons: Vec<(u32, Shown)> = networks.iter().copied().zip(shown_sizes).collect();
        let definition = rulebook.surveys().get(usize::from(self.survey()));
        let mut questions = Vec::new();
        if !hidden.overall {
            for (position, question) in definition.iter().flat_map(|s| &s.questions).enumerate() {
                let counts: Vec<&OptionCounts> =
                    groups.iter().filter_map(|group| group.questions.get(position)).collect();
                let could_be_silent: Vec<u64> = groups.iter().map(|group| group.could_be_silent()).collect();
                let all = Asked {
                    networks: &networks,
                    sizes: &sizes,
                    counts: &counts,
                    could_be_silent: &could_be_silent,
                    rules,
                };
                let groups = match question.kind {
                    AnswerKind::Multiple => all.multiple(question.option_count(), &hidden.groups),
                    _ => all.exclusive(question, &hidden.groups),
                };
                questions
                    .push(QuestionAnswers { question: u16::try_from(position).unwrap_or(u16::MAX), groups });
            }
        }
        SurveyAnswers {
            survey: self.survey(),
            rules,
            persons,
            overall: Shown::new(total, hidden.overall),
            rejected: self.rejected,
            questions,
        }
    }
}

/// One question, asked in every network.
struct Asked<'a> {
    networks: &'a [u32],
    sizes: &'a [u64],
    counts: &'a [&'a OptionCounts],
    /// By network, how many more could have left this question out: whoever is counted answered something.
    could_be_silent: &'a [u64],
    rules: Rules,
}

impl Asked<'_> {
    /// The networks and, last, all of them together; each with its position and its counts.
    fn groups(&self, columns: usize) -> Vec<(Option<u32>, u64, OptionCounts)> {
        let mut total = OptionCounts { options: vec![0; columns], none: 0 };
        let mut groups = Vec::new();
        for ((network, size), counts) in self.networks.iter().zip(self.sizes).zip(self.counts) {
            total.none += counts.none;
            for (sum, count) in total.options.iter_mut().zip(&counts.options) {
                *sum += count;
            }
            groups.push((Some(*network), *size, (*counts).clone()));
        }
        groups.push((None, self.sizes.iter().sum(), total));
        groups
    }

    fn hide(
        &self,
        columns: usize,
        row: impl Fn(&OptionCounts, u64, u64) -> Vec<Cell>,
        hidden: &[bool],
    ) -> Option<Hidden> {
        let groups = self.counts.iter().zip(self.sizes).zip(self.could_be_silent);
        let cells = groups.flat_map(|((counts, size), more)| row(counts, *size, *more));
        let grid = Grid::new(columns, cells.collect())?;
        Some(protect(&grid, hidden, self.rules))
    }

    /// A question of which a person chooses one option: the options and silence make up the group.
    fn exclusive(&self, question: &SurveyQuestion, hidden_groups: &[bool]) -> Vec<GroupAnswers> {
        let columns = question.option_count();
        let row = |counts: &OptionCounts, _, more| {
            let chosen = counts.options.iter().map(|n| Cell::persons(*n));
            let silent = Cell::open(counts.none).between(0, counts.none.saturating_add(more));
            chosen.chain([silent]).collect()
        };
        let hidden = self.hide(columns + 1, row, hidden_groups);
        let all = self.groups(columns);
        let last = all.len().saturating_sub(1);
        let groups = all.into_iter().enumerate().map(|(at, (network, size, counts))| {
            let is_hidden = |column| match &hidden {
                None => true,
                Some(hidden) if at == last => hidden.total(column),
                Some(hidden) => hidden.cell(at, column),
            };
            let silent_hidden = is_hidden(columns);
            let answered = size.saturating_sub(counts.none);
            let choices = counts.options.iter().enumerate();
            let marks = || counts.options.iter().enumerate().map(|(c, n)| (!is_hidden(c)).then_some(*n));
            GroupAnswers {
                network,
                answered: Shown::new(answered, silent_hidden),
                silent: Shown::new(counts.none, silent_hidden),
                silent_share: if silent_hidden { None } else { share(counts.none, size) },
                choices: choices.map(|(c, n)| choice(*n, answered, is_hidden(c), silent_hidden)).collect(),
                median: if question.kind == AnswerKind::Scale && !silent_hidden {
                    known_median(&marks().collect::<Vec<_>>(), answered)
                } else {
                    None
                },
            }
        });
        groups.collect()
    }

    /// A question of which a person chooses any number of options: each option is a question of its own.
    fn multiple(&self, columns: usize, hidden_groups: &[bool]) -> Vec<GroupAnswers> {
        let answered = |counts: &OptionCounts, size: u64| size.saturating_sub(counts.none);
        let last = self.counts.len();
        let silent_hidden = |at: usize| hidden_groups.get(at).copied().unwrap_or(false);
        let by_option: Vec<Option<Hidden>> = (0..columns)
            .map(|option| {
                let ticked = |counts: &OptionCounts| counts.options.get(option).copied().unwrap_or(0);
                let row = |counts: &OptionCounts, size, _| {
                    let (yes, answered) = (ticked(counts), answered(counts, size));
                    // A form may be known to take no answer without a tick: there are as many ticks as answers.
                    let ticks: u64 = counts.options.iter().sum();
                    let floor = yes.saturating_sub(ticks.saturating_sub(answered));
                    let no = answered.saturating_sub(yes);
                    vec![
                        Cell::persons(yes).between(floor, u64::MAX),
                        Cell::persons(no).between(0, answered.saturating_sub(floor)),
                    ]
                };
                self.hide(2, row, hidden_groups)
            })
            .collect();
        // Where all of a network ticked one thing each and the same, only the other options can hide it.
        let whole = !by_option.iter().all(|hidden| hidden.as_ref().is_some_and(Hidden::is_safe));
        let groups = self.groups(columns).into_iter().enumerate().map(|(at, (network, size, counts))| {
            let silent = silent_hidden(at);
            let answered = answered(&counts, size);
            let is_hidden = |option: usize| match by_option.get(option) {
                _ if whole => true,
                Some(Some(hidden)) if at == last => hidden.total(0) || hidden.total(1),
                // Where the number of answers is hidden, so is everything that is less than it.
                Some(Some(hidden)) => silent || hidden.cell(at, 0) || hidden.cell(at, 1),
                _ => true,
            };
            GroupAnswers {
                network,
                answered: Shown::new(answered, silent),
                silent: Shown::new(counts.none, silent),
                silent_share: if silent { None } else { share(counts.none, size) },
                choices: counts
                    .options
                    .iter()
                    .enumerate()
                    .map(|(option, n)| choice(*n, answered, is_hidden(option), silent))
                    .collect(),
                median: None,
            }
        });
        groups.collect()
    }
}

fn choice(count: u64, answered: u64, hidden: bool, base_hidden: bool) -> Choice {
    let open = !hidden && !base_hidden;
    let interval = || wilson(u32::try_from(count).ok()?, u32::try_from(answered).ok()?);
    Choice {
        count: Shown::new(count, hidden),
        share: if open { share(count, answered) } else { None },
        interval: if open { interval() } else { None },
    }
}

/// The median of marks as far as it follows from the counts that are shown: whoever reads them can work it out. It is
/// the same whether all who are hidden gave the least of the hidden marks or the greatest.
fn known_median(shown: &[Option<u64>], answered: u64) -> Option<Decimal> {
    let hidden = answered.checked_sub(shown.iter().flatten().sum())?;
    let all_at = |mark: Option<usize>| {
        let marks = shown.iter().enumerate();
        let counts: Vec<u64> =
            marks.map(|(at, n)| n.unwrap_or(if Some(at) == mark { hidden } else { 0 })).collect();
        median(&counts)
    };
    let low = all_at(shown.iter().position(Option::is_none))?;
    let high = all_at(shown.iter().rposition(Option::is_none))?;
    (low == high).then_some(low)
}

/// The median of marks, the first one being 1; `None` where there is none.
fn median(counts: &[u64]) -> Option<Decimal> {
    let total: u64 = counts.iter().sum();
    let mark = |rank: u64| {
        let mut below = 0;
        let found = counts.iter().position(|n| {
            below += n;
            below > rank
        });
        Some(Decimal::from(i64::try_from(found?).ok()? + 1))
    };
    let last = total.checked_sub(1)?;
    // The two middle ranks are the same one where the total is odd.
    between(mark(last / 2)?, mark(last.div_ceil(2))?, 2)
}
