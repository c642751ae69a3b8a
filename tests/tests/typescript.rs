//! The types that TypeScript sees are those of the answers. `SPRO_BLESS=1` writes them anew, to be reviewed.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use spro_tests::typescript::declarations;
use std::fs;
use std::path::Path;

#[test]
fn the_types_of_the_answers_are_those_of_rust() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let made = declarations(&root.join("spro-core/src")).expect("every answer has a form in TypeScript");
    let path = root.join("spro-wasm/js/answers.d.ts");
    if std::env::var_os("SPRO_BLESS").is_some() {
        fs::write(&path, &made).expect("the types can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{} is not what the Rust types say:\n{made}", path.display());
}
