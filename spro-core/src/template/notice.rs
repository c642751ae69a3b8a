//! The notice: how to fill the workbook in, in plain words, with an example for every column.

use super::error::TemplateError;
use super::layout::{Layout, READY_ROWS, place};
use super::{highlight, paper, say, style, validation};
use crate::rulebook::{Requirement, Rulebook, Severity, Status};
use crate::value::Lang;
use crate::workbook::{Format, Worksheet};

/// The widths of the four columns.
const WIDTHS: [u16; 4] = [68, 66, 14, 28];

/// The notice of a workbook.
pub(super) fn notice(
    rulebook: &Rulebook,
    layouts: &[Layout<'_>],
    lang: Lang,
) -> Result<Worksheet, TemplateError> {
    let mut sheet = Worksheet::new(say(lang, "Notice", "Notice"))?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut pen = Pen { sheet: &mut sheet, row: 0 };
    pen.line(say(lang, "Comment remplir ce classeur", "How to fill this workbook in"), &style::title())?;
    for (number, step) in (1..).zip(steps(layouts, lang)) {
        pen.line(&format!("{number}. {step}"), &style::line())?;
    }
    for layout in layouts {
        pen.row += 1;
        table(&mut pen, layout, lang)?;
    }
    pen.row += 1;
    let origin = match lang {
        Lang::Fr => format!("Référentiel : {}, version {}.", rulebook.label().fr, rulebook.version()),
        Lang::En => format!("Rulebook: {}, version {}.", rulebook.label().en, rulebook.version()),
    };
    pen.line(&origin, &style::hint())?;
    sheet.set_page(paper::a4_landscape());
    Ok(sheet)
}

struct Pen<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Pen<'_> {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), TemplateError> {
        self.cells(&[text], format)
    }

    fn cells(&mut self, texts: &[&str], format: &Format) -> Result<(), TemplateError> {
        for (column, text) in (0u16..).zip(texts) {
            self.sheet.write_string_with_format(self.row, column, *text, format)?;
        }
        self.row += 1;
        Ok(())
    }
}

fn steps(layouts: &[Layout<'_>], lang: Lang) -> Vec<String> {
    let mut steps = Vec::new();
    let heads: Vec<&str> = layouts.iter().filter(|l| l.head.is_some()).map(|l| l.name.as_str()).collect();
    if let Some((first, others)) = heads.split_first() {
        steps.push(match (lang, others.is_empty()) {
            (Lang::Fr, true) => format!("Choisir le réseau local dans la case B2 de la feuille « {first} »."),
            (Lang::Fr, false) => {
                format!("Choisir le réseau local dans la case B2 de la feuille « {first} » ; les autres feuilles le reprennent.")
            }
            (Lang::En, true) => format!("Choose the local network in cell B2 of the sheet \"{first}\"."),
            (Lang::En, false) => {
                format!("Choose the local network in cell B2 of the sheet \"{first}\"; the other sheets repeat it.")
            }
        });
    }
    steps.push(
        say(
            lang,
            "Laisser vide ce qui n'est pas connu : une case vide n'est pas un zéro.",
            "Leave blank what is not known: a blank cell is not a zero.",
        )
        .to_owned(),
    );
    if layouts.iter().flat_map(|l| &l.table.fields).any(|f| f.computed.is_some()) {
        steps.push(
            say(
                lang,
                "Ne rien écrire dans les colonnes grises : elles se calculent.",
                "Write nothing in the grey columns: they are computed.",
            )
            .to_owned(),
        );
    }
    steps.push(
        say(
            lang,
            "Une case bleue attend une valeur : la ligne est commencée et la case est obligatoire.",
            "A blue cell waits for a value: the row is begun and the cell is required.",
        )
        .to_owned(),
    );
    if layouts.iter().any(|l| highlight::has(l, Severity::Error)) {
        steps.push(
            say(
                lang,
                "Une case rose en gras est à corriger : la ligne ne compterait pas dans les indicateurs.",
                "A pink cell in bold is to be corrected: the row would not count in the indicators.",
            )
            .to_owned(),
        );
    }
    if layouts.iter().any(|l| highlight::has(l, Severity::Warning)) {
        steps.push(
            say(
                lang,
                "Une case orange en gras est à vérifier : la ligne compte.",
                "An orange cell in bold is to be checked: the row counts.",
            )
            .to_owned(),
        );
    }
    steps.push(match lang {
        Lang::Fr => format!("Pour plus de {READY_ROWS} lignes, copier la dernière ligne vers le bas."),
        Lang::En => format!("For more than {READY_ROWS} rows, copy the last row downwards."),
    });
    steps
}

fn table(pen: &mut Pen<'_>, layout: &Layout<'_>, lang: Lang) -> Result<(), TemplateError> {
    let title = match lang {
        Lang::Fr => format!("Feuille « {} » : {}", layout.name, layout.table.label.fr),
        Lang::En => format!("Sheet \"{}\": {}", layout.name, layout.table.label.en),
    };
    pen.line(&title, &style::heading())?;
    if let Some(hint) = &layout.table.hint {
        pen.line(hint.get(lang), &style::line())?;
    }
    let headers = [
        say(lang, "Colonne", "Column"),
        say(lang, "À saisir", "To be typed"),
        say(lang, "Obligatoire", "Required"),
        say(lang, "Exemple", "Example"),
    ];
    pen.cells(&headers, &style::notice_header())?;
    for (column, position) in (0u16..).zip(&layout.columns) {
        let Some(field) = layout.field(*position) else { continue };
        let required = match field.required {
            _ if field.computed.is_some() => say(lang, "calculé", "computed"),
            Requirement::Required => say(lang, "oui", "yes"),
            Requirement::Expected => say(lang, "attendu", "expected"),
            Requirement::Optional => say(lang, "non", "no"),
        };
        let what = match field.hint.as_ref().map(|h| h.get(lang)) {
            Some(hint) if !hint.is_empty() => hint.to_owned(),
            _ => validation::expected(field, layout.table.years, lang),
        };
        let example = validation::example(field, lang);
        // With the word before it a label is no header: the notice is never read as a table.
        let letters: String =
            place(0, column).to_string().chars().filter(char::is_ascii_alphabetic).collect();
        let label = match lang {
            Lang::Fr => format!("Colonne {letters} : {}", field.label.fr),
            Lang::En => format!("Column {letters}: {}", field.label.en),
        };
        pen.cells(&[&label, &what, required, &example], &style::notice_cell())?;
    }
    let helps: Vec<&str> =
        layout.table.rules.iter().map(|r| r.help.get(lang)).filter(|h| !h.is_empty()).collect();
    if !helps.is_empty() {
        pen.line(say(lang, "À vérifier :", "To be checked:"), &style::strong())?;
        for help in helps {
            pen.line(&format!("– {help}"), &style::line())?;
        }
    }
    pen.line(&origin(layout, lang), &style::hint())
}

/// Where the table comes from; what is inferred is never shown as official.
fn origin(layout: &Layout<'_>, lang: Lang) -> String {
    let basis = &layout.table.basis;
    let known = match basis.status {
        Status::Sourced => say(lang, "établi par la source", "stated by the source"),
        Status::Inferred => say(lang, "déduit de la source", "inferred from the source"),
        Status::User => {
            say(lang, "ajouté par un utilisateur du référentiel", "added by a user of the rulebook")
        }
    };
    match lang {
        _ if basis.source.is_empty() => format!("Source{} {known}.", say(lang, " :", ":")),
        Lang::Fr => format!("Source : {} ({known}).", basis.source),
        Lang::En => format!("Source: {} ({known}).", basis.source),
    }
}
