//! Compiles the built-in rulebook, which the modules carry.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OUT_DIR")?;
    let rulebook = spro::rulebook::Rulebook::built_in();
    std::fs::write(Path::new(&folder).join("rulebook.bin"), rulebook.compile())?;
    std::fs::write(Path::new(&folder).join("forms.bin"), rulebook.compile_for_forms())?;
    Ok(())
}
