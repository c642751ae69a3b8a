//! The service from outside: what it takes, keeps, refuses, reports, and what is left of it after it was killed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod durability;
mod figures;
mod names;
mod process;
mod refusals;
mod taking;
