//! A line as texts, and a file of lines.

use super::row::{COLUMNS, PaymentDates, Row};

impl Row {
    /// The texts of the columns, in the order of [`COLUMNS`]; blank where there is nothing.
    pub fn texts(&self) -> [String; 16] {
        let or_blank = |text: &Option<String>| text.clone().unwrap_or_default();
        let paid = match self.paid {
            PaymentDates::On(day) => day.to_string(),
            PaymentDates::Between(first, last) => format!("{first}/{last}"),
        };
        // The schema's example for a sole beneficiary is 1.00: always two digits at least.
        let share = self.share.to_string();
        let share = match share.split_once('.') {
            None => format!("{share}.00"),
            Some((_, part)) if part.len() < 2 => format!("{share}0"),
            Some(_) => share,
        };
        [
            self.allocator_name.clone(),
            self.allocator.to_string(),
            self.convention_on.to_string(),
            or_blank(&self.decision),
            self.beneficiary_name.clone(),
            self.beneficiary.as_ref().map(ToString::to_string).unwrap_or_default(),
            or_blank(&self.beneficiary_rna),
            self.subject.clone(),
            self.amount.to_string(),
            self.nature.text().to_owned(),
            self.conditions.text().to_owned(),
            paid,
            or_blank(&self.rae),
            if self.notified { "oui" } else { "non" }.to_owned(),
            share,
            or_blank(&self.scheme),
        ]
    }
}

/// A file of the schema: comma-separated, UTF-8, one header line, lines ended by CR LF.
///
/// Values stand as they are, since the schema checks them; a cell of a spreadsheet could read one that begins with
/// `=` as a formula.
pub fn csv<'a>(rows: impl IntoIterator<Item = &'a Row>) -> String {
    let mut file = String::new();
    line(&mut file, COLUMNS.iter().copied());
    for row in rows {
        let texts = row.texts();
        line(&mut file, texts.iter().map(String::as_str));
    }
    file
}

fn line<'a>(file: &mut String, texts: impl Iterator<Item = &'a str>) {
    for (position, text) in texts.enumerate() {
        if position > 0 {
            file.push(',');
        }
        if text.contains(['"', ',', ';', '\n', '\r']) {
            file.push('"');
            file.push_str(&text.replace('"', "\"\""));
            file.push('"');
        } else {
            file.push_str(text);
        }
    }
    file.push_str("\r\n");
}
