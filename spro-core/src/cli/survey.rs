//! `spro survey`: the results of the surveys, as far as no small group can be recognised.

use super::End;
use super::args::{Format, Inputs};
use super::campaign::{Loaded, load};
use super::output::{fail, print, print_json, quoted, table};
use crate::evaluation::{GroupAnswers, QuestionAnswers, Shown, SurveyAnswers, survey_answers};
use crate::report::{self, Dialect};
use crate::rulebook::{AnswerKind, Rulebook, Survey, SurveyQuestion};
use crate::value::{Lang, print as printing};
use crate::wire::{SurveyRow, survey_row};
use clap::Args;

/// The arguments of `survey`.
#[derive(Debug, Args)]
pub struct SurveyArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Une seule enquête, par exemple enquete_agents
    #[arg(long, value_name = "CODE")]
    pub survey: Option<String>,
    /// Jour dont les réglages valent (AAAA-MM-JJ) ; sans lui, le dernier jour de la dernière année rendue
    #[arg(long, value_name = "JOUR")]
    pub as_of: Option<chrono::NaiveDate>,
    /// Forme de la réponse
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
pub fn run(args: &SurveyArgs) -> End {
    let lang = Lang::from(args.inputs.lang);
    // Whether there is anything to count is known before any file is read.
    let rulebook = super::campaign::rulebook(args.inputs.rulebook.as_deref(), lang);
    if let Err(end) = rulebook.and_then(|rulebook| wanted(&rulebook, args.survey.as_deref(), lang)) {
        return end;
    }
    let loaded = match load(&args.inputs, true) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let rulebook = &*loaded.rulebook;
    let all = survey_answers(&loaded.campaign, rulebook, args.as_of);
    let is_wanted = |answers: &&SurveyAnswers| match (&args.survey, survey(rulebook, answers)) {
        (Some(code), Some(survey)) => survey.code == *code,
        (None, _) => true,
        (Some(_), None) => false,
    };
    let answers: Vec<&SurveyAnswers> = all.iter().filter(is_wanted).collect();
    let rows = || answers.iter().filter_map(|a| survey_row(a, rulebook, lang)).collect::<Vec<SurveyRow>>();
    let printed = match args.format {
        Format::Json => print_json(&rows()),
        Format::Csv => print(&report::csv(&report::surveys(&rows(), lang), Dialect::French)),
        Format::Text => print(&text(&answers, &loaded, lang)),
    };
    printed.map_or_else(|end| end, |()| loaded.end_of_computing())
}

/// Whether there is anything to count: the survey asked for exists and has questions, or any survey has.
fn wanted(rulebook: &Rulebook, code: Option<&str>, lang: Lang) -> Result<(), End> {
    let chosen = match code {
        Some(code) if rulebook.survey(code).is_none() => {
            let known = rulebook.surveys().iter().map(|s| s.code.as_str()).collect::<Vec<_>>().join(", ");
            let code = quoted(code, lang);
            return Err(fail(match lang {
                Lang::Fr => format!("l’enquête {code} n’existe pas. Enquêtes connues : {known}."),
                Lang::En => format!("there is no survey {code}. Known surveys: {known}."),
            }));
        }
        Some(code) => rulebook.survey(code).into_iter().collect(),
        None => rulebook.surveys().iter().collect::<Vec<_>>(),
    };
    if chosen.iter().any(|survey| !survey.questions.is_empty()) {
        return Ok(());
    }
    if chosen.is_empty() {
        return Err(fail(match lang {
            Lang::Fr => "ce référentiel ne décrit aucune enquête. Voir spro rulebook example.",
            Lang::En => "this rulebook describes no survey. See spro rulebook example.",
        }));
    }
    let codes: Vec<String> = chosen.iter().map(|s| quoted(&s.code, lang)).collect();
    Err(fail(to_be_written(&codes, lang)))
}

/// That the questions of these surveys are still to be written, and how that is done.
pub fn to_be_written(codes: &[String], lang: Lang) -> String {
    let list = codes.join(", ");
    match (lang, codes.len() > 1) {
        (Lang::Fr, false) => format!(
            "les questions de l’enquête {list} restent à écrire : la source la nomme sans dire ce qu’elle demande. {HOW_FR}"
        ),
        (Lang::Fr, true) => format!(
            "les questions des enquêtes {list} restent à écrire : la source les nomme sans dire ce qu’elles demandent. {HOW_FR}"
        ),
        (Lang::En, false) => format!(
            "the questions of the survey {list} are still to be written: the source names it without saying what it asks. {HOW_EN}"
        ),
        (Lang::En, true) => format!(
            "the questions of the surveys {list} are still to be written: the source names them without saying what they ask. {HOW_EN}"
        ),
    }
}

const HOW_FR: &str = "Un exemple complet à adapter : spro rulebook example -o questionnaire.toml. \
                      Puis ajouter --rulebook questionnaire.toml à la commande.";
const HOW_EN: &str = "A complete example to adapt: spro rulebook example -o questionnaire.toml. \
                      Then add --rulebook questionnaire.toml to the command.";

fn survey<'r>(rulebook: &'r Rulebook, answers: &SurveyAnswers) -> Option<&'r Survey> {
    rulebook.surveys().get(usize::from(answers.survey))
}

fn text(all: &[&SurveyAnswers], loaded: &Loaded, lang: Lang) -> String {
    let mut out = Vec::new();
    for answers in all {
        out.extend(lines(answers, &loaded.rulebook, Groups::All, lang));
        out.push(String::new());
    }
    out.push(match lang {
        Lang::Fr => "masqué : groupe trop petit, ou effectif qui en trahirait un autre.".to_owned(),
        Lang::En => "hidden: the group is too small, or the count would give another one away.".to_owned(),
    });
    out.join("\n") + "\n"
}

/// Which groups are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Groups {
    /// Each network, and all together.
    All,
    /// All together only.
    Together,
}

/// The results of a survey, to be read in a terminal.
pub fn lines(answers: &SurveyAnswers, rulebook: &Rulebook, groups: Groups, lang: Lang) -> Vec<String> {
    let Some(survey) = survey(rulebook, answers) else { return Vec::new() };
    let count = shown(answers.overall, lang);
    let mut out = vec![match lang {
        Lang::Fr => format!("{} {} · réponses : {count}", survey.code, survey.label.fr),
        Lang::En => format!("{} {} · answers: {count}", survey.code, survey.label.en),
    }];
    if answers.rejected > 0 {
        out.push(match lang {
            Lang::Fr => format!("  lignes écartées par une erreur : {}", answers.rejected),
            Lang::En => format!("  rows kept out by an error: {}", answers.rejected),
        });
    }
    if answers.questions.is_empty() {
        out.push(match lang {
            Lang::Fr => "  Trop peu de réponses pour montrer quoi que ce soit.".to_owned(),
            Lang::En => "  Too few answers for anything to be shown.".to_owned(),
        });
    }
    for answered in &answers.questions {
        let Some(question) = survey.questions.get(usize::from(answered.question)) else { continue };
        out.push(format!("  {} {}", question.code, question.label.get(lang)));
        let rows = question_rows(answered, question, rulebook, groups, lang);
        out.extend(table(&rows).lines().map(|line| format!("    {line}")));
    }
    out
}

fn question_rows(
    answered: &QuestionAnswers,
    question: &SurveyQuestion,
    rulebook: &Rulebook,
    groups: Groups,
    lang: Lang,
) -> Vec<Vec<String>> {
    let scale = question.kind == AnswerKind::Scale;
    let mut heads = match lang {
        Lang::Fr => vec!["réseau", "n", "sans réponse"],
        Lang::En => vec!["network", "n", "no answer"],
    };
    if scale {
        heads.push(match lang {
            Lang::Fr => "médiane",
            Lang::En => "median",
        });
    }
    heads.extend(match lang {
        Lang::Fr => ["réponse", "effectif", "part", "intervalle à 95 %"],
        Lang::En => ["answer", "count", "share", "95% interval"],
    });
    let mut rows = vec![heads.into_iter().map(str::to_owned).collect()];
    for group in &answered.groups {
        if groups == Groups::All || group.network.is_none() {
            rows.extend(group_rows(group, question, scale, rulebook, lang));
        }
    }
    rows
}

fn group_rows(
    group: &GroupAnswers,
    question: &SurveyQuestion,
    scale: bool,
    rulebook: &Rulebook,
    lang: Lang,
) -> Vec<Vec<String>> {
    let name = match (group.network, lang) {
        (Some(network), _) => {
            let found = usize::try_from(network).ok().and_then(|n| rulebook.networks().get(n));
            found.map_or_else(String::new, |network| network.code.clone())
        }
        (None, Lang::Fr) => "Ensemble".to_owned(),
        (None, Lang::En) => "All".to_owned(),
    };
    let mut head = vec![name, shown(group.answered, lang), shown(group.silent, lang)];
    if scale {
        head.push(group.median.map_or_else(|| "—".to_owned(), |m| printing::decimal(m, lang)));
    }
    let percent = |share| printing::percent(share, 1, lang);
    let choices = group.choices.iter().enumerate().map(|(position, choice)| {
        // What is said of the group stands on its first line only.
        let mut row = if position == 0 { head.clone() } else { vec![String::new(); head.len()] };
        row.push(question.option(position, lang).1);
        row.push(shown(choice.count, lang));
        row.push(choice.share.map_or_else(String::new, percent));
        row.push(choice.interval.map_or_else(String::new, |interval| {
            let and = match lang {
                Lang::Fr => "à",
                Lang::En => "to",
            };
            format!("{} {and} {}", percent(interval.low), percent(interval.high))
        }));
        row
    });
    choices.collect()
}

fn shown(shown: Shown, lang: Lang) -> String {
    match (shown, lang) {
        (Shown::Count(count), _) => count.to_string(),
        (Shown::Hidden, Lang::Fr) => "masqué".to_owned(),
        (Shown::Hidden, Lang::En) => "hidden".to_owned(),
    }
}
