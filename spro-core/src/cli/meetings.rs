//! `spro meetings`: the meetings that attendance sheets tell of, as rows of the table of meetings.

use super::End;
use super::args::Inputs;
use super::campaign::load;
use super::output::print_json;
use crate::wire;
use clap::Args;

/// The arguments of `meetings`.
#[derive(Debug, Args)]
pub struct MeetingsArgs {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// Runs the command.
pub fn run(args: &MeetingsArgs) -> End {
    let loaded = match load(&args.inputs, true) {
        Ok(loaded) => loaded,
        Err(end) => return end,
    };
    let answer = wire::meetings_answer(&loaded.campaign, &loaded.rulebook);
    print_json(&answer).map_or_else(|end| end, |()| loaded.end_of_computing())
}
