//! To and from the formats of others.

#[cfg(feature = "calendar")]
mod calendar;
pub mod scdl;
mod siret;

#[cfg(feature = "calendar")]
pub use calendar::calendar;
pub use siret::{NotASiret, Siret};
