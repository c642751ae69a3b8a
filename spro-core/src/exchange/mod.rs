//! To and from the formats of others.

pub mod scdl;
mod siret;

pub use siret::{NotASiret, Siret};
