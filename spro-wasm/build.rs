//! Puts the compiled rulebook where the modules include it from.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("rulebook.bin"), spro_wasm_rulebook::whole())?;
    std::fs::write(Path::new(&folder).join("forms.bin"), spro_wasm_rulebook::for_forms())?;
    Ok(())
}
