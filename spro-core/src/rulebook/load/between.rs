//! Rules that look at more than one row.

use super::builder::Builder;
use super::error::{expected, words};
use super::section::{Located, Section};
use crate::rulebook::{AttendanceSheets, Between, FieldType, Spans, Table};

impl<'a> Builder<'a> {
    /// What stands under the key `between` of a rule.
    pub fn between(&mut self, table: &Table, rule: &mut Section<'a>) -> Option<Between> {
        let mut s = rule.opt_table("between", &mut self.problems)?;
        let found = if s.has("attendance") {
            self.attendance(table, &mut s).map(Between::Attendance)
        } else if s.has("gap") {
            self.spans(table, &mut s, "gap").map(Between::Gap)
        } else {
            self.spans(table, &mut s, "overlap").map(Between::Overlap)
        };
        s.finish(&mut self.problems);
        found
    }

    fn spans(&mut self, table: &Table, s: &mut Section<'a>, key: &'static str) -> Option<Spans> {
        let place = s.place_of(key);
        let by = s.texts(key, &mut self.problems);
        if by.is_empty() {
            self.problems.add(
                &place,
                words("Cette règle ne dit pas entre quelles lignes.", "This rule does not say between which rows."),
                expected(
                    "between = { overlap = [\"reseau\"], from = \"du\", to = \"au\" }, ou gap au lieu de overlap",
                    "between = { overlap = [\"reseau\"], from = \"du\", to = \"au\" }, or gap instead of overlap",
                ),
            );
        }
        let by = self.field_positions(table, &by);
        let from = self.field_of(table, s, "from", FieldType::Date);
        let to = self.field_of(table, s, "to", FieldType::Date);
        (!by.is_empty()).then_some(Spans { by, from: from?, to: to? })
    }

    fn attendance(&mut self, table: &Table, s: &mut Section<'a>) -> Option<AttendanceSheets> {
        let name = s.text("attendance", &mut self.problems);
        let same = s.texts("same", &mut self.problems);
        let listed = self.field_of(table, s, "listed", FieldType::Count);
        let came = self.field_of(table, s, "came", FieldType::Count);
        let sheets = name.and_then(|name| self.table_position(&name))?;
        let sheet = self.tables.get(usize::from(sheets))?.clone();
        let who = s.texts("who", &mut self.problems);
        let who = self.field_positions(&sheet, &who);
        let present = self.field_of(&sheet, s, "present", FieldType::Bool);
        let [network, day, subject] = same.as_slice() else {
            self.problems.add(
                &s.place_of("same"),
                words("Il faut ici trois champs.", "Three fields are needed here."),
                expected(
                    "same = [réseau, jour, objet], des champs des deux tableaux",
                    "same = [network, day, subject], fields of both tables",
                ),
            );
            return None;
        };
        let mut both = |code: &Located<&str>, kind| {
            let own = self.field_position(table, code)?;
            let other = self.field_position(&sheet, code)?;
            let right = |t: &Table, at: u16| t.fields.get(usize::from(at)).is_some_and(|f| f.kind == kind);
            if right(table, own) && right(&sheet, other) {
                return Some((own, other));
            }
            self.wrong_type(code);
            None
        };
        let (network, day, subject) =
            (both(network, FieldType::Code), both(day, FieldType::Date), both(subject, FieldType::Text));
        let ((network, sheet_network), (day, sheet_day), (subject, sheet_subject)) =
            (network?, day?, subject?);
        Some(AttendanceSheets {
            network,
            day,
            subject,
            listed: listed?,
            came: came?,
            table: sheets,
            sheet_network,
            sheet_day,
            sheet_subject,
            who,
            present: present?,
        })
    }

    /// The position of the field of this type that a key names.
    fn field_of(
        &mut self,
        table: &Table,
        s: &mut Section<'a>,
        key: &'static str,
        kind: FieldType,
    ) -> Option<u16> {
        let code = s.text(key, &mut self.problems)?;
        let at = self.field_position(table, &code)?;
        if table.fields.get(usize::from(at)).is_some_and(|f| f.kind == kind) {
            return Some(at);
        }
        self.wrong_type(&code);
        None
    }

    fn wrong_type(&mut self, code: &Located<&str>) {
        self.problems.add(
            &code.place,
            words(
                format!("Le champ « {} » n'a pas le type qu'il faut ici.", code.value),
                format!("The field \"{}\" does not have the type needed here.", code.value),
            ),
            expected(
                "code pour le réseau, date pour un jour, text pour l'objet, count pour un nombre, bool pour la présence",
                "code for the network, date for a day, text for the subject, count for a number, bool for the presence",
            ),
        );
    }
}
