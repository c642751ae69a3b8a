//! A table of a TOML file, read key by key; keys that nobody asked for are errors.

use super::error::{expected, known, words};
use super::problems::Problems;
use super::text::Place;
use crate::rulebook::verify::YEARS;
use crate::value::{Decimal, Words};
use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub value: T,
    pub place: Place,
}

/// A TOML table and the keys that were asked for.
#[derive(Clone)]
pub(super) struct Section<'a> {
    table: &'a DeTable<'a>,
    /// Its header, or the whole of an inline table.
    pub place: Place,
    /// Which rulebook it belongs to.
    pub layer: usize,
    asked: Vec<&'static str>,
}

type Value<'a> = &'a Spanned<DeValue<'a>>;

impl<'a> Section<'a> {
    pub fn new(table: &'a DeTable<'a>, place: Place, layer: usize) -> Self {
        Self { table, place, layer, asked: Vec::new() }
    }

    fn raw(&mut self, key: &'static str) -> Option<(Value<'a>, Place)> {
        self.asked.push(key);
        let (_, value) = self.table.iter().find(|(k, _)| k.get_ref() == key)?;
        Some((value, Place::new(self.place.file, &value.span())))
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(k, _)| k.get_ref() == key)
    }

    /// Place of a key's value, or else of the table.
    pub fn place_of(&self, key: &str) -> Place {
        let found = self.table.iter().find(|(k, _)| k.get_ref() == key);
        found.map_or_else(|| self.place.clone(), |(_, v)| Place::new(self.place.file, &v.span()))
    }

    fn missing(&self, key: &str, example: &str, problems: &mut Problems<'_>) {
        problems.add(
            &self.place,
            words(format!("La clé « {key} » manque."), format!("The key \"{key}\" is missing.")),
            expected(format!("{key} = {example}"), format!("{key} = {example}")),
        );
    }

    /// The keys that nobody asked for, with their places.
    pub fn unasked(&self) -> Vec<(&'a str, Place)> {
        let asked = |name: &str| self.asked.contains(&name);
        let keys = self.table.iter().filter(|(k, _)| !asked(k.get_ref()));
        keys.map(|(k, _)| (k.get_ref().as_ref(), Place::new(self.place.file, &k.span()))).collect()
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, problems: &mut Problems<'_>) {
        let mut names = self.asked.clone();
        names.sort_unstable();
        names.dedup();
        for (name, place) in self.unasked() {
            problems.add(
                &place,
                words(
                    format!("La clé « {name} » n'existe pas ici."),
                    format!("The key \"{name}\" does not exist here."),
                ),
                known(name, names.iter().copied()),
            );
        }
    }

    pub fn opt_text(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Located<&'a str>> {
        let (value, place) = self.raw(key)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(Located { value: text, place }),
            _ => {
                problems.add(
                    &place,
                    words(
                        format!("« {key} » doit être un texte non vide."),
                        format!("\"{key}\" must be a text that is not empty."),
                    ),
                    expected(format!("{key} = \"…\""), format!("{key} = \"…\"")),
                );
                None
            }
        }
    }

    pub fn text(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Located<&'a str>> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key, "\"…\"", problems);
            return None;
        }
        self.opt_text(key, problems)
    }

    /// The code of an entry, which names it in the whole rulebook.
    pub fn code(&mut self, problems: &mut Problems<'_>) -> Option<Located<&'a str>> {
        self.text("code", problems)
    }

    pub fn opt_words(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Words> {
        let (value, place) = self.raw(key)?;
        let example = format!("{key} = {{ fr = \"…\", en = \"…\" }}");
        let DeValue::Table(table) = value.get_ref() else {
            problems.add(
                &place,
                words(
                    format!("« {key} » doit être donné dans les deux langues."),
                    format!("\"{key}\" must be given in both languages."),
                ),
                expected(&example, &example),
            );
            return None;
        };
        let mut section = Section::new(table, place.clone(), self.layer);
        let mut in_language = |lang: &'static str, fr: &str, en: &str| {
            if section.has(lang) {
                return section.opt_text(lang, problems).map(|t| t.value.to_owned());
            }
            section.asked.push(lang);
            problems.add(
                &place,
                words(format!("Le texte {fr} manque."), format!("The {en} text is missing.")),
                expected(&example, &example),
            );
            None
        };
        let (fr, en) = (in_language("fr", "français", "French"), in_language("en", "anglais", "English"));
        section.finish(problems);
        Some(Words { fr: fr?, en: en? })
    }

    pub fn words(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Words> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key, "{ fr = \"…\", en = \"…\" }", problems);
            return None;
        }
        self.opt_words(key, problems)
    }

    pub fn opt_bool(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<bool> {
        let (value, place) = self.raw(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            problems.add(
                &place,
                words(format!("« {key} » se répond par oui ou non."), format!("\"{key}\" is yes or no.")),
                expected("true ou false, sans guillemets", "true or false, without quotes"),
            );
        }
        found
    }

    pub fn opt_integer(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<i64> {
        let (value, place) = self.raw(key)?;
        integer(value, &place, problems)
    }

    /// Two whole numbers, the first at most the second: `[2016, 2018]`.
    pub fn opt_span(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<(i32, i32)> {
        let (value, place) = self.raw(key)?;
        let all: Vec<_> = value.get_ref().as_array().into_iter().flatten().collect();
        let year = |v: &Spanned<DeValue<'_>>| v.get_ref().as_integer()?.as_str().parse::<i32>().ok();
        if let [first, last] = all[..]
            && let (Some(first), Some(last)) = (year(first), year(last))
            && first <= last
            && YEARS.contains(&first)
            && YEARS.contains(&last)
        {
            return Some((first, last));
        }
        problems.add(
            &place,
            words(
                format!("« {key} » doit dire une première et une dernière année."),
                format!("\"{key}\" must give a first and a last year."),
            ),
            expected(format!("{key} = [2016, 2018]"), format!("{key} = [2016, 2018]")),
        );
        None
    }

    pub fn opt_decimal(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<Located<Decimal>> {
        let (value, place) = self.raw(key)?;
        let value = decimal(value, &place, problems)?;
        Some(Located { value, place })
    }

    pub fn opt_date(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<NaiveDate> {
        let (value, place) = self.raw(key)?;
        date(value, &place, problems)
    }

    pub fn date(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<NaiveDate> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key, "2017-01-13", problems);
            return None;
        }
        self.opt_date(key, problems)
    }

    /// A value of any kind.
    pub fn any(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Located<Value<'a>>> {
        let found = self.raw(key);
        if found.is_none() {
            self.missing(key, "…", problems);
        }
        found.map(|(value, place)| Located { value, place })
    }

    /// A list of texts; empty where the key is missing.
    pub fn texts(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Vec<Located<&'a str>> {
        let Some((value, place)) = self.raw(key) else { return Vec::new() };
        texts(value, &place, problems)
    }

    /// The texts of a list as they are kept.
    pub fn strings(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Vec<String> {
        self.texts(key, problems).into_iter().map(|t| t.value.to_owned()).collect()
    }

    /// A table of its own under this key.
    pub fn opt_table(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Section<'a>> {
        let (value, place) = self.raw(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Section::new(table, place, self.layer));
        }
        problems.add(
            &place,
            words(format!("« {key} » doit être une table."), format!("\"{key}\" must be a table.")),
            expected(format!("[{key}]"), format!("[{key}]")),
        );
        None
    }

    /// The tables of a list (`[[key]]`); empty where the key is missing.
    pub fn tables(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Vec<Section<'a>> {
        let Some((value, place)) = self.raw(key) else { return Vec::new() };
        let mut found = Vec::new();
        let all: Vec<_> = value.get_ref().as_array().into_iter().flatten().collect();
        for item in &all {
            if let DeValue::Table(table) = item.get_ref() {
                let place = Place::new(self.place.file, &item.span());
                found.push(Section::new(table, place, self.layer));
            }
        }
        if found.len() != all.len() || all.is_empty() {
            problems.add(
                &place,
                words(
                    format!("« {key} » doit être une liste de tables."),
                    format!("\"{key}\" must be a list of tables."),
                ),
                expected(
                    format!("[[{key}]], une fois par entrée"),
                    format!("[[{key}]], once for each entry"),
                ),
            );
        }
        found
    }
}

pub(super) fn integer(
    value: &Spanned<DeValue<'_>>,
    place: &Place,
    problems: &mut Problems<'_>,
) -> Option<i64> {
    let found = value.get_ref().as_integer().filter(|n| n.radix() == 10);
    let found = found.and_then(|n| n.as_str().parse().ok());
    if found.is_none() {
        problems.add(
            place,
            words("Il faut ici un nombre entier.", "A whole number is needed here."),
            expected("un nombre comme 12, sans guillemets", "a number such as 12, without quotes"),
        );
    }
    found
}

/// An exact decimal: a number, or a text that holds one.
pub(super) fn decimal(
    value: &Spanned<DeValue<'_>>,
    place: &Place,
    problems: &mut Problems<'_>,
) -> Option<Decimal> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.as_ref(),
        DeValue::Integer(n) if n.radix() == 10 => n.as_str(),
        DeValue::Float(n) => n.as_str(),
        _ => "",
    };
    let found = text.parse::<Decimal>().ok();
    // What a column can hold: sums of such numbers stay exact.
    let found = found.filter(|d| d.scale() <= 15 && d.mantissa().unsigned_abs() < 10u128.pow(18));
    if found.is_none() {
        problems.add(
            place,
            words("Il faut ici un nombre.", "A number is needed here."),
            expected(
                "un nombre comme 12 ou 0.25, de 15 chiffres au plus après le point",
                "a number such as 12 or 0.25, with at most 15 digits after the point",
            ),
        );
    }
    found
}

pub(super) fn date(
    value: &Spanned<DeValue<'_>>,
    place: &Place,
    problems: &mut Problems<'_>,
) -> Option<NaiveDate> {
    let day = value.get_ref().as_datetime().filter(|d| d.time.is_none() && d.offset.is_none());
    let found = day
        .and_then(|d| d.date)
        .and_then(|d| NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day)));
    if found.is_none() {
        problems.add(
            place,
            words("Il faut ici une date.", "A date is needed here."),
            expected(
                "année-mois-jour sans guillemets, 2017-01-13",
                "year-month-day without quotes, 2017-01-13",
            ),
        );
    }
    found
}

pub(super) fn texts<'a>(
    value: &'a Spanned<DeValue<'a>>,
    place: &Place,
    problems: &mut Problems<'_>,
) -> Vec<Located<&'a str>> {
    let all = value.get_ref().as_array();
    let mut found = Vec::new();
    let mut wrong = all.is_none();
    for item in all.into_iter().flatten() {
        match item.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => {
                found.push(Located { value: text, place: Place::new(place.file, &item.span()) });
            }
            _ => wrong = true,
        }
    }
    if wrong {
        problems.add(
            place,
            words("Il faut ici une liste de textes.", "A list of texts is needed here."),
            expected("[\"…\", \"…\"]", "[\"…\", \"…\"]"),
        );
    }
    found
}
