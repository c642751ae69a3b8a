//! Conformance cases and their Rust runner.
