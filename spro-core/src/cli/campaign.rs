//! From the arguments to a rulebook and a campaign.

use super::args::Inputs;
use super::output::{fail, quoted};
use super::{End, progress};
use crate::campaign::{Campaign, Failure, FailureCause, Input, Options, find_files};
use crate::rulebook::{Rulebook, Severity};
use crate::sheet::{Cause, Limit, Limits};
use crate::value::Lang;
use std::borrow::Cow;
use std::path::Path;

/// A campaign with the rulebook that it was read by.
pub struct Loaded {
    pub rulebook: Cow<'static, Rulebook>,
    pub campaign: Campaign,
    /// Whether a file or folder could not be used; each was named on standard error.
    pub failed: bool,
}

impl Loaded {
    /// How a command that judges the data ends.
    pub fn end(&self) -> End {
        if self.failed {
            End::Failed
        } else if self.campaign.count(&self.rulebook, Severity::Error) > 0 {
            End::Errors
        } else {
            End::Good
        }
    }

    /// How a command that only computes ends: data with errors is no failure of it.
    pub fn end_of_computing(&self) -> End {
        if self.failed { End::Failed } else { End::Good }
    }
}

/// The rulebook at a path, or the built-in one.
pub fn rulebook(path: Option<&Path>, lang: Lang) -> Result<Cow<'static, Rulebook>, End> {
    match path {
        None => Ok(Cow::Borrowed(Rulebook::built_in())),
        Some(path) => Rulebook::load(path).map(Cow::Owned).map_err(|errors| fail(errors.report(lang))),
    }
}

/// Reads the campaign that the arguments name.
pub fn load(inputs: &Inputs, keep_rows: bool) -> Result<Loaded, End> {
    load_with(inputs, keep_rows, false, |_| false)
}

/// The same, where some files hold something else than tables: that no table is in them is no failure.
pub fn load_with(
    inputs: &Inputs,
    keep_rows: bool,
    keep_names: bool,
    without_table: impl Fn(&str) -> bool,
) -> Result<Loaded, End> {
    let lang = Lang::from(inputs.lang);
    let rulebook = rulebook(inputs.rulebook.as_deref(), lang)?;
    let options = Options::default()
        .for_network(network(inputs, &rulebook, lang)?)
        .within(limits(&inputs.limit, lang)?)
        .keeping_findings(inputs.max_errors)
        .keeping_rows(keep_rows)
        .keeping_names(keep_names);
    let (files, not_found) = find_files(&inputs.paths);
    let files: Vec<Input> = files.into_iter().map(Input::Path).collect();
    let campaign = Campaign::read(&files, &rulebook, &options, progress::bar());
    let mut failed = false;
    let of_use = |f: &&Failure| matches!(f.cause, FailureCause::NoTable { .. }) && without_table(&f.path);
    for failure in not_found.iter().chain(campaign.failures()).filter(|f| !of_use(f)) {
        failed = true;
        let way = way_out(&failure.cause, lang);
        fail(format_args!("{} : {}{way}", quoted(&failure.path, lang), failure.cause.message(lang)));
    }
    Ok(Loaded { rulebook, campaign, failed })
}

/// How a limit that stopped a file is raised here: the readers do not know that there is a command line.
fn way_out(cause: &FailureCause, lang: Lang) -> String {
    let FailureCause::Read(error) = cause else { return String::new() };
    let Cause::OverLimit(over) = error.cause() else { return String::new() };
    let option = format!("--limit {}={}", over.limit().name(), over.value().saturating_mul(2));
    match lang {
        Lang::Fr => format!(" Par exemple : {option}"),
        Lang::En => format!(" For example: {option}"),
    }
}

fn network(inputs: &Inputs, rulebook: &Rulebook, lang: Lang) -> Result<Option<u32>, End> {
    let Some(name) = &inputs.reseau else { return Ok(None) };
    if let Some(network) = rulebook.network_by_name(name) {
        return Ok(Some(network));
    }
    let known: Vec<&str> = rulebook.networks().iter().map(|n| n.code.as_str()).collect();
    let (name, known) = (quoted(name, lang), known.join(", "));
    Err(fail(match lang {
        Lang::Fr => format!("le réseau {name} n’existe pas dans ce référentiel. Réseaux connus : {known}."),
        Lang::En => format!("the network {name} is not in this rulebook. Known networks: {known}."),
    }))
}

/// The limits, some of them raised.
pub fn limits(raised: &[String], lang: Lang) -> Result<Limits, End> {
    let mut limits = Limits::default();
    for text in raised {
        let parsed = text.split_once('=').and_then(|(name, value)| {
            Some((Limit::from_name(name.trim())?, value.trim().replace('_', "").parse().ok()?))
        });
        let Some((limit, value)) = parsed else {
            let text = quoted(text, lang);
            return Err(fail(match lang {
                Lang::Fr => format!(
                    "--limit {text} n’est pas compris. Écrivez par exemple : --limit max_cells=5000000."
                ),
                Lang::En => {
                    format!("--limit {text} is not understood. Write for example: --limit max_cells=5000000.")
                }
            }));
        };
        limits = limits.with(limit, value);
    }
    Ok(limits)
}
