//! The surveys: shares with their intervals, as far as no small group can be recognised.

use super::view::{View, wide};
use crate::evaluation::{Choice, GroupAnswers, QuestionAnswers, Shown, SurveyAnswers};
use crate::rulebook::{AnswerKind, Audience, Survey, SurveyQuestion};
use crate::value::print;
use maud::{Markup, html};

pub(super) fn section(view: &View<'_>) -> Option<Markup> {
    let surveys = &view.evaluation.surveys;
    let open: Vec<&Survey> = view.rulebook.surveys().iter().filter(|s| s.questions.is_empty()).collect();
    (!surveys.is_empty() || !open.is_empty()).then(|| {
        html! {
            @if !open.is_empty() {
                p { (view.t(
                    "Ces enquêtes sont prévues et leurs questions restent à écrire\u{a0}: ",
                    "These surveys are planned, and their questions are still to be written: ",
                )) @for (i, survey) in open.iter().enumerate() { @if i > 0 { ", " } em { (survey.label.get(view.lang)) } } "." }
                p { (view.t(
                    "Un référentiel qui étend celui-ci les donne\u{a0}; la commande ",
                    "A rulebook that extends this one gives them; the command ",
                )) code { "spro rulebook example -o questionnaire.toml" }
                (view.t(" en écrit un exemple.", " writes an example.")) }
            }
            @for answers in surveys {
                @if let Some(survey) = view.rulebook.surveys().get(usize::from(answers.survey)) {
                    (one(view, survey, answers))
                }
            }
        }
    })
}

fn one(view: &View<'_>, survey: &Survey, answers: &SurveyAnswers) -> Markup {
    let audience = match survey.audience {
        Audience::Agents => view.t("agents", "agents"),
        Audience::Users => view.t("usagers", "users"),
    };
    html! {
        h3 { (survey.label.get(view.lang)) }
        p {
            (view.t("Auprès des ", "Among ")) (audience) (view.t("\u{a0}; réponses\u{a0}: ", "; answers: "))
            (count(view, answers.overall)) " " (view.status(&survey.basis))
        }
        @if answers.questions.is_empty() {
            p.notice { (view.t(
                "Trop peu de réponses pour montrer quoi que ce soit sans reconnaître les personnes.",
                "Too few answers for anything to be shown without people being recognised.",
            )) }
        }
        @for answered in &answers.questions {
            @if let Some(question) = survey.questions.get(usize::from(answered.question)) {
                (table(view, question, answered))
            }
        }
    }
}

fn table(view: &View<'_>, question: &SurveyQuestion, answered: &QuestionAnswers) -> Markup {
    let label = question.label.get(view.lang);
    let scale = question.kind == AnswerKind::Scale;
    let table = html! {
        table {
            caption { (label) }
            thead {
                tr {
                    th scope="col" { (view.t("Réseau", "Network")) }
                    th.number scope="col" { "n" }
                    @for option in 0..question.option_count() { th.number scope="col" { (question.option(option, view.lang).1) } }
                    @if scale { th.number scope="col" { (view.t("Médiane", "Median")) } }
                    th.number scope="col" { (view.t("Sans réponse", "No answer")) }
                }
            }
            tbody { @for group in &answered.groups { (row(view, group, scale)) } }
        }
    };
    html! { div.answers { (wide(label, &table)) } }
}

fn row(view: &View<'_>, group: &GroupAnswers, scale: bool) -> Markup {
    let name =
        group.network.map_or_else(|| view.t("Ensemble", "All").to_owned(), |n| view.network(n).to_owned());
    html! {
        tr class=[group.network.is_none().then_some("whole")] {
            th scope="row" { (name) }
            td.number { (count(view, group.answered)) }
            @for choice in &group.choices { td.number { (choice_cell(view, choice)) } }
            @if scale { td.number { @if let Some(median) = group.median { (print::decimal(median, view.lang)) } @else { "—" } } }
            td.number {
                (count(view, group.silent))
                @if let Some(share) = group.silent_share { br; small { (print::percent(share, 0, view.lang)) } }
            }
        }
    }
}

fn choice_cell(view: &View<'_>, choice: &Choice) -> Markup {
    html! {
        (count(view, choice.count))
        @if let Some(share) = choice.share {
            br; small { (print::percent(share, 0, view.lang)) }
            @if let Some(interval) = choice.interval {
                br; small { "[" (print::percent(interval.low, 0, view.lang)) "\u{a0}; " (print::percent(interval.high, 0, view.lang)) "]" }
            }
        }
    }
}

fn count(view: &View<'_>, shown: Shown) -> Markup {
    if let Some(count) = shown.count() {
        html! { (count) }
    } else {
        html! { span.masked { "▒" span.hidden { (view.t("masqué", "hidden")) } } }
    }
}
