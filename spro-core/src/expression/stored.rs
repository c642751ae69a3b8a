//! A formula is stored as its text and compiled again when it is read: no stored tree can be ill-typed or too deep.

use super::ast::{Expr, Formula};
use super::types::Type;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Gives the text with an empty tree, which [`crate::rulebook::Rulebook::from_compiled`] replaces.
impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Self { text, expr: Expr::Bool(false), result: Type::Bool })
    }
}
