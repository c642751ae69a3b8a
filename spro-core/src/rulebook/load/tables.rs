//! Tables: their columns first, then the formulas and rules over them.

use super::builder::{Builder, Kind, position};
use super::computed::report_circles;
use super::error::{expected, known, words};
use super::section::{Located, Section};
use super::text::Place;
use crate::expression::is_name;
use crate::rulebook::{Basis, Field, FieldType, Table};

pub(super) const FIELD: Kind = Kind("Le champ", "The field");
pub(super) const TABLE: Kind = Kind("Le tableau", "The table");

/// What a table still needs once its columns are known.
struct Rest<'a> {
    /// Position of the table.
    at: usize,
    /// Formulas of computed columns, with the position of the column.
    computed: Vec<(usize, Located<&'a str>)>,
    /// Its rules, with the basis that they inherit.
    rules: Vec<(Section<'a>, Option<Basis>)>,
    key_place: Option<Place>,
}

impl<'a> Builder<'a> {
    pub fn add_tables(&mut self, sections: Vec<Section<'a>>) {
        let mut rests: Vec<Rest<'a>> = Vec::new();
        for mut s in sections {
            let Some(code) = s.code(&mut self.problems) else { continue };
            if self.is_addition(TABLE, &code, &s) {
                self.add_to_table(s, &code, &mut rests);
            } else {
                self.add_table(s, &code, &mut rests);
            }
        }
        for rest in rests {
            self.finish_table(rest);
        }
    }

    fn add_table(&mut self, mut s: Section<'a>, code: &Located<&'a str>, rests: &mut Vec<Rest<'a>>) {
        let label = s.words("label", &mut self.problems).unwrap_or_default();
        let hint = s.opt_words("hint", &mut self.problems);
        let names = s.strings("names", &mut self.problems);
        let years = s.opt_span("years", &mut self.problems);
        let basis = self.basis(&mut s, None);
        let key = s.texts("key", &mut self.problems);
        let day = s.opt_text("day", &mut self.problems);
        let fields = s.tables("field", &mut self.problems);
        let rules = s.tables("rule", &mut self.problems);
        let key_place = (!key.is_empty()).then(|| s.place_of("key"));
        if fields.is_empty() && !s.has("field") {
            self.problems.add(
                &s.place,
                words("Ce tableau n'a pas de champ.", "This table has no field."),
                expected("[[table.field]], une fois par colonne", "[[table.field]], once for each column"),
            );
        }
        s.finish(&mut self.problems);
        self.checked_code(code);
        if !self.take(TABLE, code.value, &code.place) {
            return;
        }
        let at = self.tables.len();
        let mut table = Table {
            code: code.value.to_owned(),
            label,
            hint,
            names,
            years,
            fields: Vec::new(),
            key: Vec::new(),
            day: None,
            rules: Vec::new(),
            basis: basis.clone(),
        };
        let mut computed = Vec::new();
        for field in fields {
            self.add_field(&mut table, field, Some(&basis), &mut computed);
        }
        table.key = self.field_positions(&table, &key);
        table.day = day.and_then(|day| self.day(&table, &day));
        self.tables.push(table);
        let rules = rules.into_iter().map(|r| (r, Some(basis.clone()))).collect();
        rests.push(Rest { at, computed, rules, key_place });
    }

    /// A later rulebook adds names, fields and rules, and headers to fields.
    fn add_to_table(&mut self, mut s: Section<'a>, code: &Located<&'a str>, rests: &mut [Rest<'a>]) {
        let Some(rest) =
            rests.iter_mut().find(|r| self.tables.get(r.at).is_some_and(|t| t.code == code.value))
        else {
            return;
        };
        let names = s.strings("names", &mut self.problems);
        let fields = s.tables("field", &mut self.problems);
        rest.rules.extend(s.tables("rule", &mut self.problems).into_iter().map(|r| (r, None)));
        let first = self.place_of(TABLE, code.value).cloned();
        self.finish_addition(&s, TABLE, code, first.as_ref());
        let Some(place) = self.tables.get_mut(rest.at) else { return };
        let mut table = std::mem::replace(place, empty());
        table.names.extend(names);
        for mut field in fields {
            let field_code = field.code(&mut self.problems);
            let known = field_code.as_ref().and_then(|c| table.field_index(c.value));
            if let (Some(known), Some(field_code)) = (known, &field_code)
                && self.is_addition(TABLE, code, &field)
            {
                let headers = field.strings("headers", &mut self.problems);
                let first = self.place_of_part(FIELD, code.value, field_code.value);
                self.finish_addition(&field, FIELD, field_code, first.as_ref());
                table.fields.iter_mut().skip(known).take(1).for_each(|f| f.headers.extend(headers.clone()));
                continue;
            }
            self.add_field(&mut table, field, None, &mut rest.computed);
        }
        if let Some(place) = self.tables.get_mut(rest.at) {
            *place = table;
        }
    }

    fn finish_table(&mut self, rest: Rest<'a>) {
        let Some(place) = self.tables.get_mut(rest.at) else { return };
        let mut table = std::mem::replace(place, empty());
        for (at, text) in &rest.computed {
            let formula = self.computed(&table, *at, text);
            table.fields.iter_mut().skip(*at).take(1).for_each(|f| f.computed.clone_from(&formula));
        }
        report_circles(&table, &rest.computed, &mut self.problems);
        for (rule, inherited) in rest.rules {
            self.add_rule(&mut table, rule, inherited.as_ref());
        }
        if rest.key_place.is_some() {
            super::rules::complete_duplicate_rule(&mut table);
        }
        if let Some(place) = self.tables.get_mut(rest.at) {
            *place = table;
        }
    }

    /// Positions of fields by their codes.
    pub fn field_positions(&mut self, table: &Table, codes: &[Located<&str>]) -> Vec<u16> {
        let mut all = Vec::with_capacity(codes.len());
        for code in codes {
            let Some(at) = self.field_position(table, code) else { continue };
            if all.contains(&at) {
                self.problems.add(
                    &code.place,
                    words("Ce champ est nommé deux fois.", "This field is named twice."),
                    expected("chaque champ une seule fois", "each field once"),
                );
                continue;
            }
            all.push(at);
        }
        all
    }

    pub fn field_position(&mut self, table: &Table, code: &Located<&str>) -> Option<u16> {
        let found = position(table.field_index(code.value));
        if found.is_none() {
            self.unknown(FIELD, code, table.fields.iter().map(|f| f.code.as_str()));
        }
        found
    }

    fn day(&mut self, table: &Table, day: &Located<&str>) -> Option<u16> {
        let at = self.field_position(table, day)?;
        let kind = table.fields.get(usize::from(at)).map(|f| f.kind);
        if !matches!(kind, Some(FieldType::Date | FieldType::Year)) {
            self.problems.add(
                &day.place,
                words("Ce champ ne date pas les lignes.", "This field does not date the rows."),
                expected("un champ de type date ou year", "a field of the type date or year"),
            );
        }
        Some(at)
    }

    /// A name that formulas can say.
    pub fn checked_name(&mut self, code: &Located<&str>) {
        if !is_name(code.value) {
            self.problems.add(
                &code.place,
                words(
                    "Ce code ne peut pas servir dans une formule.",
                    "This code cannot be used in a formula.",
                ),
                expected(
                    "lettres sans accent, chiffres et « _ », comme structures_invitees",
                    "letters without accents, digits and \"_\", such as structures_invitees",
                ),
            );
        }
    }

    /// A code of a table or rule: it becomes part of the codes of findings.
    pub fn checked_code(&mut self, code: &Located<&str>) {
        let right = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if !code.value.chars().all(right) {
            self.problems.add(
                &code.place,
                words("Ce code a une forme inattendue.", "This code has an unexpected form."),
                expected(
                    "minuscules sans accent, chiffres, « - » et « _ », comme date-dans-annee",
                    "small letters without accents, digits, \"-\" and \"_\", such as date-dans-annee",
                ),
            );
        }
    }

    /// The position of a table by its code.
    pub fn table_position(&mut self, code: &Located<&str>) -> Option<u16> {
        let found = position(self.tables.iter().position(|t| t.code == code.value));
        if found.is_none() {
            let names = known(code.value, self.tables.iter().map(|t| t.code.as_str()));
            self.problems.add(
                &code.place,
                words(
                    format!("{} « {} » n'existe pas.", TABLE.0, code.value),
                    format!("{} \"{}\" does not exist.", TABLE.1, code.value),
                ),
                names,
            );
        }
        found
    }
}

fn empty() -> Table {
    Table {
        code: String::new(),
        label: words("", ""),
        hint: None,
        names: Vec::new(),
        years: None,
        fields: Vec::new(),
        key: Vec::new(),
        day: None,
        rules: Vec::new(),
        basis: super::lists::user(),
    }
}

/// A field with nothing said of it yet.
pub(super) fn plain_field(code: &str, kind: FieldType, basis: Basis) -> Field {
    Field {
        code: code.to_owned(),
        label: words("", ""),
        hint: None,
        example: String::new(),
        kind,
        list: None,
        required: crate::rulebook::Requirement::Optional,
        min: None,
        max: None,
        max_length: None,
        personal: false,
        headers: Vec::new(),
        computed: None,
        basis,
    }
}
