//! Answers: JSON for programs, a page for whoever sent a form without a script, and the headers of both.

use crate::check::Checked;
use crate::problem::Problem;
use crate::store::{Added, Replaced};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use maud::{DOCTYPE, Markup, html};
use serde::Serialize;
use spro::rulebook::Severity;
use spro::value::Lang;
use spro::wire::TableAnswer;

/// The policy of the pages made here: nothing but their style sheet and forms to this service.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// How the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// As a page; otherwise as JSON.
    pub page: bool,
    /// The language of messages.
    pub lang: Lang,
}

impl Wanted {
    /// Browsers ask for pages; `?lang=en` asks for English.
    pub fn new(headers: &HeaderMap, uri: &Uri) -> Self {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let lang = if parameter(uri, "lang").as_deref() == Some("en") { Lang::En } else { Lang::Fr };
        Self { page: accept.contains("text/html"), lang }
    }

    fn t<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::En => en,
            _ => fr,
        }
    }
}

/// A parameter of the address.
pub fn parameter(uri: &Uri, name: &str) -> Option<String> {
    let query = uri.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// An answer with every header that protects it.
pub fn response(status: StatusCode, kind: &'static str, policy: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 9] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A policy that cannot be sent must not leave the page without one.
    let policy = HeaderValue::from_str(policy)
        .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// An answer in JSON.
pub fn json(status: StatusCode, body: impl Into<Body>) -> Response {
    response(status, "application/json", "default-src 'none'; frame-ancestors 'none'", body)
}

/// A page made here.
pub fn page(status: StatusCode, wanted: Wanted, title: &str, content: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(wanted.t("fr", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="/service.css";
            }
            body { main { h1 { (title) } (content) } }
        }
    };
    response(status, "text/html; charset=utf-8", POLICY, page.into_string())
}

/// The style sheet of the pages made here.
pub fn style() -> Response {
    let style = "body{font:1rem/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:0 auto;padding:1rem}\
                 table{border-collapse:collapse}th,td{border:1px solid;padding:.25rem .5rem;text-align:start}";
    response(StatusCode::OK, "text/css; charset=utf-8", POLICY, style)
}

#[derive(Serialize)]
struct Said<'a> {
    code: &'a str,
    message: &'a str,
}

/// A refusal.
pub fn refusal(problem: &Problem, wanted: Wanted) -> Response {
    let message = problem.message(wanted.lang);
    let mut response = if wanted.page {
        let title = wanted.t("L’envoi n’est pas enregistré", "Nothing was kept");
        let title = if problem.status == StatusCode::UNPROCESSABLE_ENTITY {
            title
        } else {
            wanted.t("Refus", "Refused")
        };
        page(problem.status, wanted, title, &html! { p { (message) } p { code { (problem.code) } } })
    } else {
        let body = serde_json::to_string(&Said { code: problem.code, message }).unwrap_or_default();
        json(problem.status, body)
    };
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What is answered to a submission that was kept.
#[derive(Debug, Serialize)]
struct Receipt<'a> {
    id: i64,
    reseau: &'a str,
    annee: Option<i32>,
    errors: usize,
    warnings: usize,
    replaces: &'a [Replaced],
    tables: Vec<&'a TableAnswer>,
}

/// A submission was kept.
pub fn receipt(added: &Added, checked: &Checked, wanted: Wanted) -> Result<Response, Problem> {
    let id = added.id;
    let tables: Vec<&TableAnswer> = checked.tables.iter().map(|table| &table.answer).collect();
    let receipt = Receipt {
        id,
        reseau: &checked.network,
        annee: checked.year,
        errors: tables.iter().map(|table| table.errors).sum(),
        warnings: tables.iter().map(|table| table.warnings).sum(),
        replaces: &added.replaces,
        tables,
    };
    let mut response = if wanted.page {
        let title = match wanted.lang {
            Lang::En => format!("Submission {id} kept"),
            _ => format!("Envoi n° {id} enregistré"),
        };
        page(StatusCode::CREATED, wanted, &title, &receipt_content(&receipt, wanted))
    } else {
        json(StatusCode::CREATED, serde_json::to_string(&receipt).map_err(Problem::internal)?)
    };
    let location = HeaderValue::from_str(&format!("/retours/{id}")).map_err(Problem::internal)?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

fn receipt_content(receipt: &Receipt<'_>, wanted: Wanted) -> Markup {
    html! {
        p { (wanted.t("Réseau ", "Network ")) strong { (receipt.reseau) } }
        @if receipt.errors > 0 {
            p { (wanted.t(
                "Des lignes ont des erreurs : elles sont gardées, et laissées hors des chiffres. Corrigez-les et renvoyez le tableau.",
                "Some rows have errors: they are kept, and left out of the figures. Mend them and send the table again.",
            )) }
        } @else {
            p { (wanted.t("Aucune erreur.", "No error.")) }
        }
        @if !receipt.replaces.is_empty() {
            p { (wanted.t("Ces tableaux comptent à la place de ceux d’avant :", "These tables count instead of earlier ones:")) }
            ul { @for replaced in receipt.replaces {
                li { (replaced.table) " " (replaced.annee) " (" (wanted.t("envoi n° ", "submission ")) (replaced.id) ")" }
            } }
        }
        @for table in receipt.tables.iter().filter(|table| !table.diagnostics.is_empty()) {
            h2 { (table.table) }
            table {
                thead { tr {
                    th scope="col" { (wanted.t("Ligne", "Row")) }
                    th scope="col" { (wanted.t("Gravité", "Severity")) }
                    th scope="col" { (wanted.t("Constat", "Finding")) }
                    th scope="col" { (wanted.t("Que faire", "What to do")) }
                } }
                tbody { @for found in &table.diagnostics { tr {
                    td { @if let Some(row) = found.row { (row.saturating_add(1)) } }
                    td { (match found.severity {
                        Severity::Error => wanted.t("erreur", "error"),
                        Severity::Warning => wanted.t("avertissement", "warning"),
                        _ => wanted.t("information", "note"),
                    }) }
                    td { (found.message) }
                    td { (found.help) }
                } } }
            }
        }
        p { a href="/rapport" { (wanted.t("Voir le rapport", "See the report")) } }
    }
}
