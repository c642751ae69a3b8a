//! What cells accept while they are typed in.

use super::WorkbookError;
use super::xml::Xml;

/// Most characters, as UTF-16 counts them, of a title and of a message or list.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

/// Between what a number, a day or a length must be, each written as the format writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bounds {
    Between(String, String),
    AtLeast(String),
    AtMost(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Rule {
    Any,
    Bounded(&'static str, Bounds),
    /// `list` or `custom`, with its formula.
    Formula(&'static str, String),
}

/// What cells accept, what is said before and what after: made step by step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DataValidation {
    rule: Rule,
    warning: bool,
    input: (String, String),
    error: (String, String),
}

impl DataValidation {
    pub fn new() -> Self {
        let none = || (String::new(), String::new());
        Self { rule: Rule::Any, warning: false, input: none(), error: none() }
    }

    pub fn allow_whole_number(self, bounds: Bounds) -> Self {
        Self { rule: Rule::Bounded("whole", bounds), ..self }
    }

    pub fn allow_decimal_number(self, bounds: Bounds) -> Self {
        Self { rule: Rule::Bounded("decimal", bounds), ..self }
    }

    /// The bounds are numbers of days.
    pub fn allow_date(self, bounds: Bounds) -> Self {
        Self { rule: Rule::Bounded("date", bounds), ..self }
    }

    pub fn allow_text_length(self, bounds: Bounds) -> Self {
        Self { rule: Rule::Bounded("textLength", bounds), ..self }
    }

    pub fn allow_custom(self, formula: &str) -> Self {
        Self { rule: Rule::Formula("custom", bare(formula)), ..self }
    }

    /// One of these texts.
    pub fn allow_list_strings(self, texts: &[&str]) -> Result<Self, WorkbookError> {
        let joined = texts.join(",").replace('"', "\"\"");
        let list = format!("\"{}\"", short(joined, MESSAGE)?);
        Ok(Self { rule: Rule::Formula("list", list), ..self })
    }

    /// One of the texts of these cells.
    pub fn allow_list_formula(self, cells: &str) -> Self {
        Self { rule: Rule::Formula("list", bare(cells)), ..self }
    }

    /// What is shown while the cell is chosen.
    pub fn set_input(self, title: String, message: String) -> Result<Self, WorkbookError> {
        Ok(Self { input: (short(title, TITLE)?, short(message, MESSAGE)?), ..self })
    }

    /// What is shown when the cell does not accept what was typed.
    pub fn set_error(self, title: String, message: String) -> Result<Self, WorkbookError> {
        Ok(Self { error: (short(title, TITLE)?, short(message, MESSAGE)?), ..self })
    }

    /// Whoever means it may keep what the cell does not accept.
    pub fn only_warn(self) -> Self {
        Self { warning: true, ..self }
    }

    pub(super) fn write(&self, xml: &mut Xml, cells: &str) {
        xml.raw("<dataValidation");
        if let Rule::Bounded(kind, _) | Rule::Formula(kind, _) = &self.rule {
            xml.attribute("type", kind);
            if self.warning {
                xml.raw(" errorStyle=\"warning\"");
            }
        }
        match &self.rule {
            Rule::Bounded(_, Bounds::AtLeast(_)) => xml.raw(" operator=\"greaterThanOrEqual\""),
            Rule::Bounded(_, Bounds::AtMost(_)) => xml.raw(" operator=\"lessThanOrEqual\""),
            _ => xml,
        };
        xml.raw(" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\"");
        let texts = [
            ("errorTitle", &self.error.0),
            ("error", &self.error.1),
            ("promptTitle", &self.input.0),
            ("prompt", &self.input.1),
        ];
        for (name, text) in texts {
            if !text.is_empty() {
                xml.attribute(name, text);
            }
        }
        xml.attribute("sqref", cells);
        match &self.rule {
            Rule::Any => {
                xml.raw("/>");
                return;
            }
            Rule::Bounded(_, Bounds::Between(from, to)) => {
                xml.raw(">").element("formula1", from).element("formula2", to)
            }
            Rule::Bounded(_, Bounds::AtLeast(text) | Bounds::AtMost(text)) | Rule::Formula(_, text) => {
                xml.raw(">").element("formula1", text)
            }
        };
        xml.raw("</dataValidation>");
    }

    /// Whether it says something or keeps something out.
    pub(super) fn is_something(&self) -> bool {
        let silent = [&self.input, &self.error].iter().all(|(a, b)| a.is_empty() && b.is_empty());
        self.rule != Rule::Any || !silent
    }
}

/// A formula without the `=` before it.
pub(super) fn bare(formula: &str) -> String {
    formula.strip_prefix('=').unwrap_or(formula).to_owned()
}

fn short(text: String, most: usize) -> Result<String, WorkbookError> {
    if text.encode_utf16().count() <= most {
        Ok(text)
    } else {
        Err(WorkbookError::CheckLength { text, most })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_refused() {
        let check = DataValidation::new;
        assert!(check().set_input("t".repeat(32), "m".repeat(255)).is_ok());
        assert!(check().set_input("t".repeat(33), String::new()).is_err());
        assert!(check().set_error(String::new(), "m".repeat(256)).is_err());
        // Characters are counted as spreadsheets do: this one is two.
        assert!(check().set_error("😀".repeat(17), String::new()).is_err());
        assert!(check().allow_list_strings(&["a".repeat(127).as_str(); 2]).is_ok());
        assert!(check().allow_list_strings(&["a".repeat(128).as_str(); 2]).is_err());
    }

    #[test]
    fn a_check_that_says_nothing_is_none() {
        assert!(!DataValidation::new().is_something());
        assert!(DataValidation::new().set_input("a".into(), String::new()).unwrap().is_something());
        assert!(DataValidation::new().allow_custom("=TRUE").is_something());
    }
}
