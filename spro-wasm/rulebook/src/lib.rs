//! The built-in rulebook, compiled on the building machine: the modules need no parser.

use spro::rulebook::Rulebook;

/// The file that every module but that of forms carries.
pub fn whole() -> Vec<u8> {
    Rulebook::built_in().compile()
}

/// What the module of forms carries: formulas are compiled too.
pub fn for_forms() -> Vec<u8> {
    Rulebook::built_in().compile_for_forms()
}
