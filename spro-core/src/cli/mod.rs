//! The command line. Each command reads its arguments, calls the engine, and prints an answer of [`crate::wire`].
//!
//! Exit status 0: no error found; 1: errors found in the data; 2: it could not run (message on standard error).

mod args;
mod campaign;
mod charter;
mod convention;
mod evaluate;
mod explain;
mod indicators;
mod meetings;
mod milestones;
mod output;
mod progress;
mod read;
mod return_to_sender;
mod rulebook;
mod scdl;
mod schema;
mod survey;
mod template;
mod usage;
mod validate;

use args::{Cli, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// No error found.
    Good,
    /// Errors found in the data.
    Errors,
    /// Something could not be done; it was said on standard error.
    Failed,
}

/// Runs the command line with the program's own arguments.
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os()))
}

/// Runs the command line with these arguments, the program's name first, and gives the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, &args),
    };
    let end = match &cli.command {
        Command::Validate(args) => validate::run(args),
        Command::Indicators(args) => indicators::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Read(args) => read::run(args),
        Command::Return(args) => return_to_sender::run(args),
        Command::Rulebook(args) => rulebook::run(args),
        Command::Template(args) => template::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Charter(args) => charter::run(args),
        Command::Survey(args) => survey::run(args),
        Command::Convention(args) => convention::run(args),
        Command::Milestones(args) => milestones::run(args),
        Command::Meetings(args) => meetings::run(args),
    };
    match end {
        End::Good => 0,
        End::Errors => 1,
        End::Failed => 2,
    }
}
