//! Every case gives the answers that stand beside it, byte for byte. `SPRO_BLESS=1` writes them anew, to be reviewed.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;

#[test]
fn every_case_gives_its_answers() {
    let bless = std::env::var_os("SPRO_BLESS").is_some();
    let cases = spro_tests::cases().expect("the cases can be read");
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for case in &cases {
        for (file, answer) in spro_tests::answers(case) {
            let path = case.folder.join(file);
            if bless {
                fs::write(&path, answer).expect("the answer can be written");
            } else if fs::read_to_string(&path).ok().as_deref() != Some(answer.as_str()) {
                wrong.push(format!("{} answers otherwise:\n{answer}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
