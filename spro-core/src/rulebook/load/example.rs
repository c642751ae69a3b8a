//! An example to start from.

use crate::rulebook::Rulebook;

impl Rulebook {
    /// The text of a rulebook that extends another, to be adapted: questions for the surveys that the built-in rulebook
    /// names.
    pub const fn example() -> &'static str {
        include_str!("../../../examples/enquete/questionnaire.toml")
    }
}
