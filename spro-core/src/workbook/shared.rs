//! The texts of a workbook, each once.

use super::xml::Xml;
use std::collections::HashMap;

/// The texts in the order in which they first appear; cells name them by their position.
#[derive(Debug, Default)]
pub(super) struct Texts<'a> {
    positions: HashMap<&'a str, u64>,
    in_order: Vec<&'a str>,
    uses: u64,
}

impl<'a> Texts<'a> {
    /// The position of a text.
    pub fn position(&mut self, text: &'a str) -> u64 {
        self.uses += 1;
        let next = u64::try_from(self.in_order.len()).unwrap_or(u64::MAX);
        *self.positions.entry(text).or_insert_with(|| {
            self.in_order.push(text);
            next
        })
    }

    pub fn is_empty(&self) -> bool {
        self.in_order.is_empty()
    }

    pub fn part(&self) -> Xml {
        let mut xml = Xml::new();
        xml.raw("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"");
        let unique = u64::try_from(self.in_order.len()).unwrap_or(u64::MAX);
        xml.count("count", self.uses).count("uniqueCount", unique).raw(">");
        for text in &self.in_order {
            xml.raw("<si>").cell_text(text).raw("</si>");
        }
        xml.raw("</sst>");
        xml
    }
}
