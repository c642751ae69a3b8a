#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine, such as `0.1.0`.
#[wasm_bindgen]
pub fn version() -> String {
    spro::VERSION.to_owned()
}
