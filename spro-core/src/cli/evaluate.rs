//! `spro evaluate`: from returned workbooks to the evaluation questions, and to a report.

use super::End;
use super::args::{Format, Inputs};
use super::campaign::{Loaded, load};
use super::output::{fail, print, print_json, quoted, table, write_file};
use super::survey::{self, Groups};
use crate::evaluation::{Evaluation, Territory, Trend, Verdict, evaluate, shown, unplaced};
use crate::finding::absence;
use crate::report::{self, Form};
use crate::rulebook::{IndicatorLink, Rulebook, Status};
use crate::value::{Lang, print as printing};
use crate::wire;
use chrono::NaiveDate;
use clap::Args;
use std::path::{Path, PathBuf};

/// The arguments of `evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Jour de l'évaluation (AAAA-MM-JJ) ; sans lui, le dernier jour de la dernière année rendue
    #[arg(long, value_name = "JOUR")]
    pub as_of: Option<NaiveDate>,
    /// Écrire le rapport : .html, .xlsx, .csv ou .json
    #[arg(long, value_name = "FICHIER")]
    pub report: Option<PathBuf>,
    /// Remplacer le rapport s'il existe déjà
    #[arg(long, requires = "report")]
    pub force: bool,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
pub fn run(args: &EvaluateArgs) -> End {
    // The answers to surveys are counted from the rows; nothing else needs them.
    let loaded = match load(&args.inputs, true) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let lang = Lang::from(args.inputs.lang);
    let evaluation = evaluate(&loaded.campaign, &loaded.rulebook, args.as_of);
    if let Some(path) = &args.report {
        match file(path, &evaluation, &loaded, lang) {
            Err(why) => {
                let path = quoted(&path.to_string_lossy(), lang);
                return match lang {
                    Lang::Fr => fail(format_args!("le rapport {path} n’a pas pu être écrit : {why}")),
                    Lang::En => fail(format_args!("the report {path} could not be written: {why}")),
                };
            }
            Ok(bytes) => {
                if let End::Failed = write_file(path, &bytes, args.force, lang) {
                    return End::Failed;
                }
            }
        }
    }
    let printed = match args.format {
        Format::Json => {
            print_json(&wire::report_answer(&evaluation, &loaded.campaign, &loaded.rulebook, lang))
        }
        Format::Csv => match report::file(Form::Csv, &evaluation, &loaded.campaign, &loaded.rulebook, lang) {
            Ok(bytes) => print(&String::from_utf8_lossy(&bytes)),
            Err(why) => return fail(why),
        },
        Format::Text => print(&text(&evaluation, &loaded, args, lang)),
    };
    printed.map_or_else(|end| end, |()| loaded.end_of_computing())
}

/// The report in the form that the file's name asks for.
fn file(path: &Path, evaluation: &Evaluation, loaded: &Loaded, lang: Lang) -> Result<Vec<u8>, String> {
    let form = path.extension().and_then(|ending| Form::of_ending(&ending.to_string_lossy()));
    let Some(form) = form else {
        return Err(match lang {
            Lang::Fr => "son nom doit finir par .html, .xlsx, .csv ou .json.".into(),
            Lang::En => "its name must end in .html, .xlsx, .csv or .json.".into(),
        });
    };
    report::file(form, evaluation, &loaded.campaign, &loaded.rulebook, lang)
}

/// The questions with the region's figures of the last year, to be read in a terminal.
fn text(evaluation: &Evaluation, loaded: &Loaded, args: &EvaluateArgs, lang: Lang) -> String {
    let rulebook = &*loaded.rulebook;
    let day = printing::date(evaluation.as_of, lang);
    let head = match (lang, args.as_of) {
        (Lang::Fr, Some(_)) => format!("Évaluation au {day}"),
        (Lang::Fr, None) => {
            format!("Évaluation au {day}, dernier jour de la dernière année rendue (--as-of pour un autre)")
        }
        (Lang::En, Some(_)) => format!("Evaluation as of {day}"),
        (Lang::En, None) => {
            format!("Evaluation as of {day}, the last day of the last year returned (--as-of for another)")
        }
    };
    let mut out = vec![head];
    let inferred = match lang {
        Lang::Fr => "déduit",
        Lang::En => "inferred",
    };
    for question in rulebook.questions() {
        out.push(String::new());
        out.push(format!("{} {}", question.code, question.label.get(lang)));
        for criterion in &question.criteria {
            out.push(format!("  {} {}", criterion.code, criterion.label.get(lang)));
            out.extend(lines(&criterion.indicators, evaluation, loaded, inferred, lang));
        }
        out.extend(lines(&question.indicators, evaluation, loaded, inferred, lang));
    }
    let rest = unplaced(rulebook).into_iter();
    let rest: Vec<_> = rest.flat_map(|i| figures(i, None, evaluation, loaded, lang)).collect();
    if !rest.is_empty() {
        let head = match lang {
            Lang::Fr => "Sans question",
            Lang::En => "Without a question",
        };
        out.extend([String::new(), head.to_owned()]);
        out.extend(indented(&rest));
    }
    out.extend(survey_lines(evaluation, rulebook, lang));
    if let Some(path) = &args.report {
        let path = path.to_string_lossy();
        out.push(String::new());
        out.push(match lang {
            Lang::Fr => format!("Rapport : {path}"),
            Lang::En => format!("Report: {path}"),
        });
    }
    out.join("\n") + "\n"
}

/// The surveys, all networks together; `spro survey` shows each.
fn survey_lines(evaluation: &Evaluation, rulebook: &Rulebook, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    for answers in &evaluation.surveys {
        out.push(String::new());
        out.extend(survey::lines(answers, rulebook, Groups::Together, lang));
    }
    let open = rulebook.surveys().iter().filter(|s| s.questions.is_empty()).map(|s| s.code.as_str());
    let open: Vec<&str> = open.collect();
    if !open.is_empty() {
        out.push(String::new());
        let open = open.join(", ");
        out.push(match lang {
            Lang::Fr => {
                format!("Enquêtes dont les questions restent à écrire : {open} (spro rulebook example)")
            }
            Lang::En => {
                format!("Surveys whose questions are still to be written: {open} (spro rulebook example)")
            }
        });
    }
    out
}

fn lines(
    links: &[IndicatorLink],
    evaluation: &Evaluation,
    loaded: &Loaded,
    inferred: &str,
    lang: Lang,
) -> Vec<String> {
    let rows: Vec<Vec<String>> = links
        .iter()
        .flat_map(|link| {
            let mark = (link.basis.status == Status::Inferred).then_some(inferred);
            figures(link.indicator, mark, evaluation, loaded, lang)
        })
        .collect();
    indented(&rows)
}

fn indented(rows: &[Vec<String>]) -> Vec<String> {
    table(rows).lines().map(|line| format!("    {line}")).collect()
}

/// The region's figure of the last year for which there is one.
fn figures(
    position: u16,
    mark: Option<&str>,
    evaluation: &Evaluation,
    loaded: &Loaded,
    lang: Lang,
) -> Vec<Vec<String>> {
    let Some(indicator) = loaded.rulebook.indicators().get(usize::from(position)) else { return Vec::new() };
    let mut of_region = evaluation.figures_of(position).iter().filter(|f| f.territory == Territory::Region);
    let Some(figure) = of_region.next_back() else { return Vec::new() };
    let value = match &figure.value.value {
        Ok(value) => shown(*value, &indicator.unit, lang),
        Err(why) => format!("— ({})", absence(why, &loaded.rulebook, lang)),
    };
    let trend = match figure.trend {
        Trend::Known(difference) if indicator.unit.is_ratio() => {
            format!("{} pt", shown(difference, &indicator.unit, lang).replace(['%', printing::NBSP], ""))
        }
        Trend::Known(difference) => shown(difference, &indicator.unit, lang),
        Trend::Unknown(_) => String::new(),
    };
    let trend = if trend.is_empty() || trend.starts_with('-') { trend } else { format!("+{trend}") };
    let all = &figure.completeness;
    let verdict = figure.judgements.iter().map(|j| match (j.verdict, lang) {
        (Verdict::Met, Lang::Fr) => "atteint",
        (Verdict::NotMet, Lang::Fr) => "non atteint",
        (Verdict::CannotSay(_), Lang::Fr) => "on ne peut pas dire",
        (Verdict::Met, Lang::En) => "met",
        (Verdict::NotMet, Lang::En) => "not met",
        (Verdict::CannotSay(_), Lang::En) => "cannot say",
    });
    vec![vec![
        indicator.code.clone(),
        figure.year.to_string(),
        value,
        trend,
        format!("{}/{}", all.tables_returned, all.tables_due),
        verdict.collect::<Vec<_>>().join(", "),
        indicator.label.get(lang).to_owned(),
        mark.unwrap_or_default().to_owned(),
    ]]
}
