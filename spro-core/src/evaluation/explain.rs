//! How a figure of a campaign came about, as a tree that people read; rows are read again only when it is asked for.

use super::{Evaluation, Figure, Territory};
use crate::campaign::Campaign;
use crate::finding::{absence, display};
use crate::indicator::{Fate, Group, Trace, TraceSource, TracedParameter, TracedRow};
use crate::rulebook::{Basis, Indicator, ParameterValue, Rulebook, Status, Table};
use crate::value::{Decimal, Lang, Unit, print};
use std::fmt;

/// A sentence and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Branch {
    /// The sentence.
    pub text: String,
    /// What it rests on.
    pub branches: Vec<Self>,
}

/// Most figures that a report explains: beyond that it would be too heavy to open.
const MOST_FIGURES: usize = 3000;
/// Most rows of each kind that a report names for a figure.
const MOST_ROWS: usize = 50;

impl Campaign {
    /// How the networks' figures of an evaluation came about, one after the other, in their order: what a report shows of
    /// them. `None` where they are more than a report can show, or where the campaign did not keep its rows;
    /// [`Self::explain`] gives each.
    pub fn explanations<'a>(
        &'a self,
        rulebook: &'a Rulebook,
        figures: &'a [Figure],
        of: &'a Evaluation,
    ) -> Option<impl Iterator<Item = Trace> + 'a> {
        let group = |figure: &Figure| match figure.territory {
            Territory::Network(n) => {
                Some(Group { year: Some(figure.year), department: None, network: Some(n) })
            }
            _ => None,
        };
        let kept = self.submissions().iter().flat_map(|s| &s.tables).any(|t| !t.batches.is_empty());
        let few = of.figures.iter().filter_map(group).count() <= MOST_FIGURES;
        let explained = figures.iter().filter_map(move |f| Some((f.value.indicator, group(f)?)));
        (kept && few).then(|| {
            explained
                .filter_map(move |(indicator, group)| self.explain(rulebook, indicator, group, MOST_ROWS))
        })
    }
}

impl Branch {
    fn leaf(text: impl Into<String>) -> Self {
        Self { text: text.into(), branches: Vec::new() }
    }

    fn with(text: impl Into<String>, branches: Vec<Self>) -> Self {
        Self { text: text.into(), branches }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, margin: &str) -> fmt::Result {
        let last = self.branches.len().saturating_sub(1);
        for (at, branch) in self.branches.iter().enumerate() {
            let (turn, under) = if at == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            writeln!(f, "{margin}{turn}{}", branch.text)?;
            branch.write(f, &format!("{margin}{under}"))?;
        }
        Ok(())
    }
}

/// The tree with its branches drawn, one sentence a line.
impl fmt::Display for Branch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.write(f, "")
    }
}

impl Campaign {
    /// Traces an indicator (by position) for a group, with at most `most` rows of each fate. The campaign must have
    /// kept its rows. `None` where the rulebook has no such indicator.
    pub fn explain(&self, rulebook: &Rulebook, indicator: u16, group: Group, most: usize) -> Option<Trace> {
        let table = rulebook.indicators().get(usize::from(indicator))?.table;
        // A file of another network has nothing to say; one that names none may hold rows of any.
        let concerned = self
            .submissions()
            .iter()
            .filter(|s| group.network.is_none() || s.network.is_none() || s.network == group.network);
        let sources =
            concerned.filter_map(|s| Some((s.path.as_str(), s.table(table)?))).flat_map(|(file, table)| {
                let batches = table.batches.iter().zip(&table.rejected);
                batches.map(move |(batch, rejected)| TraceSource { file, batch, rejected })
            });
        Trace::of(rulebook, indicator, group, sources, most)
    }
}

/// The name of the sheet of a traced row; empty where the file has no named sheets.
pub fn sheet_name<'c>(trace: &Trace, row: &TracedRow, campaign: &'c Campaign) -> &'c str {
    let path = trace.files.get(row.file);
    let submission = campaign.submissions().iter().find(|s| Some(&s.path) == path);
    submission.and_then(|s| s.sheets.get(usize::from(row.sheet))).map_or("", String::as_str)
}

/// A number in its unit, rounded for display.
pub fn shown(number: Decimal, unit: &Unit, lang: Lang) -> String {
    if unit.is_ratio() {
        print::percent(number, 1, lang)
    } else {
        print::decimal(print::round(number, 3), lang)
    }
}

/// A trace as a tree.
pub fn explanation(trace: &Trace, campaign: &Campaign, rulebook: &Rulebook, lang: Lang) -> Branch {
    let Some(indicator) = rulebook.indicators().get(usize::from(trace.value.indicator)) else {
        return Branch::default();
    };
    let mut branches = vec![formula(trace, lang)];
    if let (Some(n), Some(d)) = (trace.value.numerator, trace.value.denominator) {
        let head = pick(lang, "Calcul : ", "From: ");
        branches.push(Branch::leaf(format!(
            "{head}{} / {}",
            print::decimal(n, lang),
            print::decimal(d, lang)
        )));
    }
    if !trace.parameters.is_empty() {
        let all = trace.parameters.iter().map(|p| parameter(p, rulebook, lang)).collect();
        branches.push(Branch::with(pick(lang, "Paramètres", "Parameters"), all));
    }
    branches.extend(rows(trace, campaign, indicator, rulebook, lang));
    branches.push(origin(&indicator.basis, lang));
    let value = match &trace.value.value {
        Ok(number) => shown(*number, &indicator.unit, lang),
        Err(why) => format!("— ({})", absence(why, rulebook, lang)),
    };
    let place = territory(Territory::of(trace.value.group), rulebook, lang);
    let year = trace
        .value
        .group
        .year
        .map_or_else(|| pick(lang, "toutes les années", "all years").to_owned(), |y| y.to_string());
    let text = format!("{} {} · {place} · {year} : {value}", indicator.code, indicator.label.get(lang));
    Branch::with(text, branches)
}

fn formula(trace: &Trace, lang: Lang) -> Branch {
    let head = pick(lang, "Formule : ", "Formula: ");
    let mut under = vec![Branch::leaf(trace.formula.clone())];
    if let Some((symbols, words)) = &trace.filter {
        let head = pick(lang, "Lignes comptées si : ", "Rows counted where: ");
        under.push(Branch::with(format!("{head}{}", words.get(lang)), vec![Branch::leaf(symbols.clone())]));
    }
    Branch::with(format!("{head}{}", trace.words.get(lang)), under)
}

fn parameter(traced: &TracedParameter, rulebook: &Rulebook, lang: Lang) -> Branch {
    let Some(parameter) = rulebook.parameters().get(usize::from(traced.parameter)) else {
        return Branch::default();
    };
    let value = parameter_value(&traced.value, &parameter.unit, lang);
    let from = print::date(traced.from, lang);
    let days = match (traced.to.map(|to| print::date(to, lang)), lang) {
        (Some(to), Lang::Fr) => format!("du {from} au {to}"),
        (None, Lang::Fr) => format!("depuis le {from}"),
        (Some(to), Lang::En) => format!("from {from} to {to}"),
        (None, Lang::En) => format!("since {from}"),
    };
    let label = parameter.label.get(lang);
    Branch::leaf(format!("{} ({label}) = {value}, {days} · {}", parameter.code, parameter.basis.source))
}

/// The value of a parameter as people read it.
pub fn parameter_value(value: &ParameterValue, unit: &Unit, lang: Lang) -> String {
    match value {
        ParameterValue::Number(number) => shown(*number, unit, lang),
        ParameterValue::Date(day) => print::date(*day, lang),
        ParameterValue::Bool(value) => print::boolean(*value, lang).to_owned(),
        ParameterValue::Text(text) => text.clone(),
        ParameterValue::Codes(codes) => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// How many rows have a fate, what they are called, and which they are.
type Kind<'t> = (u64, &'t str, fn(&Fate) -> bool);

/// The rows by fate, with how many there are of each even where not all are listed.
fn rows(
    trace: &Trace,
    campaign: &Campaign,
    indicator: &Indicator,
    rulebook: &Rulebook,
    lang: Lang,
) -> Vec<Branch> {
    let Some(table) = rulebook.tables().get(usize::from(indicator.table)) else { return Vec::new() };
    let counts = trace.value.rows;
    let kinds: [Kind<'_>; 4] = [
        (counts.used, pick(lang, "Lignes retenues", "Rows used"), |f| *f == Fate::Used),
        (
            counts.left_out,
            pick(lang, "Lignes sans la valeur nécessaire", "Rows without a value that is needed"),
            |f| matches!(f, Fate::LeftOut(_)),
        ),
        (counts.filtered, pick(lang, "Lignes non concernées", "Rows that are not concerned"), |f| {
            *f == Fate::Filtered
        }),
        (counts.rejected, pick(lang, "Lignes écartées par une erreur", "Rows left out by an error"), |f| {
            matches!(f, Fate::Rejected(_))
        }),
    ];
    let mut all = Vec::new();
    for (count, head, fits) in kinds {
        if count == 0 {
            continue;
        }
        let listed: Vec<Branch> = trace
            .rows
            .iter()
            .filter(|row| fits(&row.fate))
            .map(|row| Branch::leaf(line(trace, row, campaign, table, rulebook, lang)))
            .collect();
        let rest = count.saturating_sub(u64::try_from(listed.len()).unwrap_or(u64::MAX));
        let mut branch = Branch::with(format!("{head} : {count}"), listed);
        if rest > 0 {
            let more = match lang {
                Lang::Fr => format!("… et {rest} autres"),
                Lang::En => format!("… and {rest} more"),
            };
            branch.branches.push(Branch::leaf(more));
        }
        all.push(branch);
    }
    all
}

/// A row: its file, sheet and line, the cells that were read, and what kept it out.
fn line(
    trace: &Trace,
    row: &TracedRow,
    campaign: &Campaign,
    table: &Table,
    rulebook: &Rulebook,
    lang: Lang,
) -> String {
    let file = trace.files.get(row.file).map_or("", |path| path.rsplit('/').next().unwrap_or(path));
    let sheet = sheet_name(trace, row, campaign);
    let mut text = file.to_owned();
    if !sheet.is_empty() {
        text.push_str(" › ");
        text.push_str(sheet);
    }
    let cells = row.cells.iter().filter_map(|cell| {
        let field = table.fields.get(usize::from(cell.field))?;
        let value = display(&cell.value, field, rulebook, lang);
        let value = if value.is_empty() { pick(lang, "(vide)", "(blank)") } else { &value };
        let place = cell.place.map_or_else(String::new, |place| format!("{place} "));
        Some(format!("{place}{} = {value}", field.label.get(lang)))
    });
    let cells: Vec<String> = cells.collect();
    let line = u64::from(row.sheet_row) + 1;
    let head = pick(lang, "ligne", "row");
    let why = match &row.fate {
        Fate::LeftOut(missing) => format!(" → {}", absence(&missing.absent(rulebook), rulebook, lang)),
        Fate::Rejected(code) => format!(" → {code}"),
        Fate::Used | Fate::Filtered => String::new(),
    };
    format!("{text}, {head} {line} : {}{why}", cells.join(" ; "))
}

fn origin(basis: &Basis, lang: Lang) -> Branch {
    let head = format!("Source : {}", basis.source);
    let status = match (basis.status, lang) {
        (Status::Sourced, _) => return Branch::leaf(head),
        (Status::Inferred, Lang::Fr) => "déduit, non officiel",
        (Status::Inferred, Lang::En) => "inferred, not official",
        (Status::User, Lang::Fr) => "ajouté par l’utilisateur du référentiel",
        (Status::User, Lang::En) => "added by the rulebook's user",
    };
    let how = basis.how.iter().map(|how| Branch::leaf(how.get(lang))).collect();
    Branch::with(format!("{head} ({status})"), how)
}

/// The name of a territory.
pub fn territory(territory: Territory, rulebook: &Rulebook, lang: Lang) -> String {
    match territory {
        Territory::Network(network) => {
            let found = usize::try_from(network).ok().and_then(|n| rulebook.networks().get(n));
            found.map_or_else(String::new, |n| n.code.clone())
        }
        Territory::Department(department) => {
            let found = rulebook.departments().get(usize::from(department));
            found.map_or_else(String::new, |d| format!("{} ({})", d.label.get(lang), d.code))
        }
        Territory::Region => rulebook.region().label.get(lang).to_owned(),
    }
}

fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}
