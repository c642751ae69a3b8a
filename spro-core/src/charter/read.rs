//! From the TOML of a charter to the charter, or to everything that it misses.

use super::{Charter, CharterProblem, Colour, Logo};
use toml::{Table, Value};

const SECTIONS: [(&str, &[&str]); 3] = [
    ("logo", &["fichier", "texte"]),
    ("couleurs", &["principale", "texte", "fond"]),
    ("polices", &["titres", "texte"]),
];
const LONE: [&str; 2] = ["organisme", "mentions"];

impl Charter {
    /// Reads a charter; `file` gives the bytes of the logo's file by the name that the charter gives it.
    ///
    /// # Errors
    /// All that is missing or wrong, never only the first of it.
    pub fn from_toml(
        text: &str,
        file: impl FnOnce(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Vec<CharterProblem>> {
        let table: Table = toml::from_str(text).map_err(|error| vec![syntax(text, error.span())])?;
        let mut reader = Reader { table: &table, problems: Vec::new() };
        let charter = reader.charter(file);
        reader.unknown_keys();
        match charter {
            Some(charter) if reader.problems.is_empty() => Ok(charter),
            _ => Err(reader.problems),
        }
    }
}

fn syntax(text: &str, span: Option<std::ops::Range<usize>>) -> CharterProblem {
    let before = text.get(..span.map_or(0, |s| s.start)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    CharterProblem::Syntax { line, column }
}

struct Reader<'t> {
    table: &'t Table,
    problems: Vec<CharterProblem>,
}

impl<'t> Reader<'t> {
    fn charter(&mut self, file: impl FnOnce(&str) -> Option<Vec<u8>>) -> Option<Charter> {
        // Every key is asked for before the first one that is missing ends the reading.
        let organisation = self.text("organisme");
        let mentions = self.mentions();
        let logo_file = self.text("logo.fichier");
        let logo_text = self.text("logo.texte");
        let logo = self.logo(logo_file, logo_text, file);
        let main = self.colour("couleurs.principale");
        let ink = self.colour("couleurs.texte");
        let ground = self.colour("couleurs.fond");
        let title_font = self.font("polices.titres");
        let body_font = self.font("polices.texte");
        if let (Some(ink), Some(ground)) = (ink, ground) {
            self.contrast(ink, ground);
        }
        let charter = Charter {
            organisation: organisation?.to_owned(),
            logo: Some(logo?),
            main: main?,
            ink: ink?,
            ground: ground?,
            title_font: title_font?.to_owned(),
            body_font: body_font?.to_owned(),
            mentions: mentions?,
        };
        self.contrast(charter.on_main(), charter.main);
        Some(charter)
    }

    fn contrast(&mut self, text: Colour, ground: Colour) {
        if text.contrast(ground) < Colour::READABLE {
            self.problems.push(CharterProblem::LowContrast { text, ground });
        }
    }

    /// What stands at a key; a section that is no section is as if its keys were of the wrong kind.
    fn value(&mut self, key: &'static str) -> Option<&'t Value> {
        let found = match key.split_once('.') {
            None => self.table.get(key),
            Some((section, name)) => match self.table.get(section) {
                Some(Value::Table(section)) => section.get(name),
                Some(_) => {
                    self.problems.push(CharterProblem::WrongKind { key });
                    return None;
                }
                None => None,
            },
        };
        if found.is_none() {
            self.problems.push(CharterProblem::Missing { key });
        }
        found
    }

    fn text(&mut self, key: &'static str) -> Option<&'t str> {
        let Value::String(text) = self.value(key)? else {
            self.problems.push(CharterProblem::WrongKind { key });
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            self.problems.push(CharterProblem::Missing { key });
            return None;
        }
        Some(text)
    }

    fn mentions(&mut self) -> Option<Vec<String>> {
        let key = "mentions";
        let texts: Option<Vec<String>> = match self.value(key)? {
            Value::Array(all) => all
                .iter()
                .map(|v| v.as_str().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned))
                .collect(),
            _ => None,
        };
        match texts {
            None => self.problems.push(CharterProblem::WrongKind { key }),
            Some(texts) if texts.is_empty() => self.problems.push(CharterProblem::Missing { key }),
            Some(texts) => return Some(texts),
        }
        None
    }

    fn logo(
        &mut self,
        name: Option<&str>,
        text: Option<&str>,
        file: impl FnOnce(&str) -> Option<Vec<u8>>,
    ) -> Option<Logo> {
        let name = name?;
        let Some(bytes) = file(name) else {
            self.problems.push(CharterProblem::LogoNotFound { file: name.to_owned() });
            return None;
        };
        let logo = Logo::new(text.unwrap_or_default(), bytes);
        if logo.is_none() {
            self.problems.push(CharterProblem::LogoFormat { file: name.to_owned() });
        }
        logo.filter(|_| text.is_some())
    }

    fn colour(&mut self, key: &'static str) -> Option<Colour> {
        let text = self.text(key)?;
        let colour = Colour::parse(text);
        if colour.is_none() {
            self.problems.push(CharterProblem::NotAColour { key, text: text.to_owned() });
        }
        colour
    }

    /// A name of a font: letters, digits, blanks and hyphens, so that it can stand in a style sheet as it is.
    fn font(&mut self, key: &'static str) -> Option<&'t str> {
        let text = self.text(key)?;
        if text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')) && text.len() <= 64 {
            return Some(text);
        }
        self.problems.push(CharterProblem::NotAFont { key, text: text.to_owned() });
        None
    }

    fn unknown_keys(&mut self) {
        let mut unknown = Vec::new();
        for (key, value) in self.table {
            match (SECTIONS.iter().find(|(name, _)| name == key), value) {
                (Some((_, known)), Value::Table(section)) => {
                    let others = section.keys().filter(|name| !known.contains(&name.as_str()));
                    unknown.extend(others.map(|name| format!("{key}.{name}")));
                }
                (Some(_), _) => {}
                (None, _) if LONE.contains(&key.as_str()) => {}
                (None, _) => unknown.push(key.clone()),
            }
        }
        self.problems.extend(unknown.into_iter().map(|key| CharterProblem::UnknownKey { key }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Lang;

    const GOOD: &str = r##"
organisme = "SPRO local de Dreux"
mentions = ["Action cofinancée par l'Union européenne."]
[logo]
fichier = "logo.png"
texte = "SPRO"
[couleurs]
principale = "#1F3864"
texte = "#1A1A1A"
fond = "#FFFFFF"
[polices]
titres = "Arial"
texte = "Noto Sans"
"##;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

    fn problems(text: &str) -> Vec<String> {
        Charter::from_toml(text, |_| Some(PNG.to_vec()))
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_whole_charter() {
        let charter = Charter::from_toml(GOOD, |_| Some(PNG.to_vec())).unwrap();
        assert_eq!(charter.organisation, "SPRO local de Dreux");
        assert_eq!(charter.on_main(), Colour::WHITE);
        assert_eq!(charter.body_font, "Noto Sans");
        assert_eq!(charter.logo.unwrap().text, "SPRO");
    }

    #[test]
    fn an_empty_file_misses_everything_at_once() {
        assert_eq!(
            problems(""),
            [
                "`organisme` is missing",
                "`mentions` is missing",
                "`logo.fichier` is missing",
                "`logo.texte` is missing",
                "`couleurs.principale` is missing",
                "`couleurs.texte` is missing",
                "`couleurs.fond` is missing",
                "`polices.titres` is missing",
                "`polices.texte` is missing",
            ]
        );
    }

    #[test]
    fn each_kind_of_mistake() {
        for (from, to, expected) in [
            ("\"SPRO local de Dreux\"", "\"  \"", "`organisme` is missing"),
            ("\"SPRO local de Dreux\"", "3", "`organisme` holds the wrong kind of value"),
            ("[\"Action cofinancée par l'Union européenne.\"]", "[]", "`mentions` is missing"),
            (
                "[\"Action cofinancée par l'Union européenne.\"]",
                "[1]",
                "`mentions` holds the wrong kind of value",
            ),
            ("#1F3864", "bleu", "`couleurs.principale`: `bleu` is no colour"),
            ("#1A1A1A", "#EEEEEE", "the contrast of #EEEEEE on #FFFFFF is too low"),
            ("\"Arial\"", "\"x; color: red\"", "`polices.titres`: `x; color: red` is no name of a font"),
            ("fichier =", "fichiers =", "`logo.fichier` is missing"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_eq!(problems(&text).first().map(String::as_str), Some(expected), "{to}");
        }
        assert_eq!(problems(&GOOD.replacen("fichier =", "fichiers =", 1)).len(), 2);
        assert_eq!(problems("organisme = \"x\"\nmentions ="), ["line 2, column 11: not TOML"]);
        assert_eq!(problems(&format!("devise = 1\n{GOOD}")), ["`devise` is no key of a charter"]);
    }

    #[test]
    fn the_logo_is_looked_at() {
        let none = Charter::from_toml(GOOD, |_| None).unwrap_err();
        assert_eq!(none, [CharterProblem::LogoNotFound { file: "logo.png".to_owned() }]);
        let svg = Charter::from_toml(GOOD, |_| Some(b"<svg/>".to_vec())).unwrap_err();
        assert_eq!(svg, [CharterProblem::LogoFormat { file: "logo.png".to_owned() }]);
    }

    #[test]
    fn a_message_says_what_where_and_how() {
        let missing = CharterProblem::Missing { key: "couleurs.principale" };
        assert_eq!(
            missing.message(Lang::Fr),
            "« couleurs.principale » manque : la couleur principale. Ajouter par exemple principale = \"#1F3864\" sous [couleurs]."
        );
        assert_eq!(
            missing.message(Lang::En),
            "\"couleurs.principale\" is missing: the main colour. Add for example principale = \"#1F3864\" under [couleurs]."
        );
    }
}
