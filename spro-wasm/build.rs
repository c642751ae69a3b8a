//! Compiles the built-in rulebook, which the modules carry.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("rulebook.bin"), spro::rulebook::Rulebook::built_in().compile())?;
    Ok(())
}
