//! From the body of a request to what was posted: the network, the year, and the rows of each table as JSON text.

use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use spro::wire::JsonEntries;
use std::time::Duration;

/// Bytes past the limit that are read and let go, so that whoever sends them gets the answer and no broken connection.
const DRAINED: usize = 16 << 20;
/// How long a body may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was posted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// The network, as it was named.
    pub network: Option<String>,
    /// The year, as it was typed.
    pub year: Option<String>,
    /// By the code of its table: the rows as JSON text.
    pub tables: Vec<(String, String)>,
}

/// Reads a body of at most `most` bytes.
pub async fn read(request: Request, most: usize) -> Result<Posted, Problem> {
    let (parts, body) = request.into_parts();
    let kind = media_type(&parts.headers);
    let known = ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"];
    if !known.contains(&kind.as_str()) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-type",
            format!("Ce type de contenu n’est pas accepté. Types acceptés : {}.", known.join(", ")),
            format!("This type of content is not accepted. Accepted types: {}.", known.join(", ")),
        ));
    }
    let bytes = match tokio::time::timeout(PATIENCE, collect(body, most)).await {
        Ok(bytes) => bytes?,
        Err(_) => {
            return Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                "too-slow",
                "L’envoi a mis plus d’une minute. Rien n’est enregistré : renvoyez-le.",
                "Sending took more than a minute. Nothing was kept: send it again.",
            ));
        }
    };
    let mut posted = Posted::default();
    match kind.as_str() {
        "application/json" => posted.add_json(&bytes)?,
        "multipart/form-data" => {
            let request = Request::from_parts(parts, Body::from(bytes));
            let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken_form())?;
            while let Some(field) = form.next_field().await.map_err(|_| broken_form())? {
                let name = field.name().unwrap_or_default().to_owned();
                let file = field.file_name().is_some();
                let value = field.bytes().await.map_err(|_| broken_form())?;
                // A file input that nobody used is posted as an empty file.
                if file && value.is_empty() {
                    continue;
                }
                if file {
                    return Err(Problem::unprocessable(
                        "file-posted",
                        format!("Le champ « {name} » contient un fichier. Envoyez les lignes des tableaux."),
                        format!("The field “{name}” holds a file. Send the rows of the tables."),
                    ));
                }
                let value = String::from_utf8(value.to_vec()).map_err(|_| not_utf8())?;
                posted.add(&name, value)?;
            }
        }
        _ => {
            for (name, value) in form_urlencoded::parse(&bytes) {
                // Where a byte is no UTF-8, this character stands for it: what was typed is not there any more.
                if value.contains('\u{fffd}') {
                    return Err(not_utf8());
                }
                posted.add(&name, value.into_owned())?;
            }
        }
    }
    Ok(posted)
}

async fn collect(mut body: Body, most: usize) -> Result<Bytes, Problem> {
    let (mut bytes, mut read) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| cut_off())?.into_data() else { continue };
        read = read.saturating_add(data.len());
        if read <= most {
            bytes.extend_from_slice(&data);
        } else if read > most.saturating_add(DRAINED) {
            break;
        }
    }
    if read <= most {
        return Ok(bytes.into());
    }
    Err(Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        format!("L’envoi dépasse {most} octets. Envoyez les tableaux en plusieurs fois."),
        format!("What was sent is larger than {most} bytes. Send the tables in several parts."),
    ))
}

fn media_type(headers: &HeaderMap) -> String {
    let written = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl Posted {
    /// Takes one field of a form.
    fn add(&mut self, name: &str, value: String) -> Result<(), Problem> {
        let repeated = match name {
            "reseau" => self.network.replace(value).is_some(),
            "annee" => self.year.replace(value).is_some(),
            // A table that nobody filled in.
            _ if value.trim().is_empty() => false,
            _ => {
                let repeated = self.tables.iter().any(|(table, _)| *table == name);
                self.tables.push((name.to_owned(), value));
                repeated
            }
        };
        if repeated {
            return Err(Problem::unprocessable(
                "repeated-field",
                format!("Le champ « {name} » est là deux fois. Gardez-en un."),
                format!("The field “{name}” stands there twice. Keep one."),
            ));
        }
        Ok(())
    }

    /// `{"reseau": …, "annee": …, "reunions": [{…}], …}`, the tables also under `tables`.
    fn add_json(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let text = std::str::from_utf8(bytes).map_err(|_| not_utf8())?;
        let JsonEntries(entries) = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column().max(1));
            Problem::new(
                StatusCode::BAD_REQUEST,
                "bad-json",
                format!(
                    "Un objet JSON était attendu : voyez la ligne {line}, colonne {column}. {EXAMPLE_FR}"
                ),
                format!("A JSON object was expected: see line {line}, column {column}. {EXAMPLE_EN}"),
            )
        })?;
        for (name, value) in entries {
            let written = value.get();
            match name.as_str() {
                "tables" => {
                    let JsonEntries(tables) = serde_json::from_str(written).map_err(|_| {
                        Problem::unprocessable(
                            "bad-rows",
                            format!("« tables » doit être un objet. {EXAMPLE_FR}"),
                            format!("“tables” must be an object. {EXAMPLE_EN}"),
                        )
                    })?;
                    for (table, rows) in tables {
                        self.add(&table, rows.get().to_owned())?;
                    }
                }
                "reseau" | "annee" if written == "null" => {}
                "reseau" | "annee" => {
                    let text = serde_json::from_str(written).unwrap_or_else(|_| written.to_owned());
                    self.add(&name, text)?;
                }
                _ => self.add(&name, written.to_owned())?,
            }
        }
        Ok(())
    }
}

const EXAMPLE_FR: &str = "Exemple : {\"reseau\": \"Dreux\", \"annee\": 2017, \"reunions\": []}.";
const EXAMPLE_EN: &str = "Example: {\"reseau\": \"Dreux\", \"annee\": 2017, \"reunions\": []}.";

fn broken_form() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "bad-form",
        "Le formulaire est mal formé ou coupé. Renvoyez-le.",
        "The form is malformed or cut off. Send it again.",
    )
}

fn cut_off() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "cut-off",
        "L’envoi est coupé. Rien n’est enregistré : renvoyez-le.",
        "What was sent is cut off. Nothing was kept: send it again.",
    )
}

fn not_utf8() -> Problem {
    Problem::unprocessable(
        "not-utf-8",
        "Le texte n’est pas en UTF-8. Déclarez la page avec <meta charset=\"utf-8\">.",
        "The text is not UTF-8. Declare the page with <meta charset=\"utf-8\">.",
    )
}
