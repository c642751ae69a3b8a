//! What a file that was dropped on a page asks: whole files are read, bound and checked as the command line does it.

use crate::{Answer, Problem, answer, rules};
#[cfg(feature = "evaluation")]
use chrono::NaiveDate;
use serde::Deserialize;
use spro::campaign::{Campaign, Input, Options};
use spro::indicator::{Level, Territory};
use spro::value::Lang;
use spro::wire;

/// What is asked about the files that follow.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    lang: Lang,
    /// The network of all files, whatever they say.
    #[serde(default)]
    reseau: Option<String>,
    /// The day of an evaluation.
    #[cfg(feature = "evaluation")]
    #[serde(default)]
    as_of: Option<NaiveDate>,
    files: Vec<File>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    bytes: usize,
}

/// Runs one of the operations 10 to 19. A request is the length of its JSON in four bytes, the JSON, and the bytes of
/// the files one after another.
pub fn run(operation: u32, request: &[u8]) -> Answer {
    let rulebook = rules::rulebook()?;
    let (request, inputs) = parts(request)?;
    let network = match request.reseau.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => Some(rulebook.network_by_name(name).ok_or_else(|| unknown_network(name))?),
        None => None,
    };
    let options = Options::default().for_network(network).keeping_rows(operation == 11);
    let campaign = Campaign::read(&inputs, rulebook, &options, |_| ());
    match operation {
        10 => answer::json(&wire::validation(&campaign, rulebook, request.lang)),
        11 => answer::json(&wire::import_answer(&campaign, rulebook, request.lang)),
        12 => {
            let level = Level { by: Territory::Network, by_year: true };
            answer::json(&wire::indicator_rows(&campaign.values(rulebook, level), level, rulebook))
        }
        #[cfg(feature = "evaluation")]
        13 => {
            let evaluation = campaign.evaluate(rulebook, request.as_of);
            answer::json(&wire::evaluation_answer(&evaluation, rulebook, request.lang))
        }
        other => Err(Problem::bad_request(format_args!("operation {other}"))),
    }
}

fn parts(request: &[u8]) -> Result<(Request, Vec<Input>), Problem> {
    let short = || Problem::bad_request("files: shorter than they say");
    let (length, rest) = request.split_first_chunk().ok_or_else(short)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| short())?;
    let (head, mut rest) = rest.split_at_checked(length).ok_or_else(short)?;
    let head: Request = serde_json::from_slice(head).map_err(Problem::bad_request)?;
    let mut inputs = Vec::with_capacity(head.files.len());
    for file in &head.files {
        let (bytes, next) = rest.split_at_checked(file.bytes).ok_or_else(short)?;
        inputs.push(Input::Bytes { name: file.name.clone(), bytes: bytes.to_vec() });
        rest = next;
    }
    Ok((head, inputs))
}

fn unknown_network(name: &str) -> Problem {
    Problem::new("unknown-network", format!("Réseau inconnu : {name}. (Unknown network.)"))
}
