//! A verdict, only where somebody stated a threshold. Missing data is never *not met*.

use crate::rulebook::Threshold;
use crate::value::{Absent, Decimal};

/// What a threshold says of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The figure meets the threshold.
    Met,
    /// It does not.
    NotMet,
    /// It cannot be said, for this reason.
    CannotSay(Doubt),
}

/// Why a verdict cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// There is no figure.
    Absent,
    /// There is one, and the data behind it is not complete enough.
    Incomplete,
}

/// A verdict with the threshold that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Judgement {
    /// Position of the threshold in [`crate::rulebook::Rulebook::thresholds`]: it names its author and its date.
    pub threshold: u16,
    /// What it says.
    pub verdict: Verdict,
}

/// Holds a figure against a threshold. `enough` says whether the data behind the figure is complete enough.
pub fn judge(value: &Result<Decimal, Absent>, enough: bool, threshold: &Threshold) -> Verdict {
    match value {
        Err(_) => Verdict::CannotSay(Doubt::Absent),
        Ok(_) if !enough => Verdict::CannotSay(Doubt::Incomplete),
        Ok(value) if threshold.comparison.met(*value, threshold.value) => Verdict::Met,
        Ok(_) => Verdict::NotMet,
    }
}
