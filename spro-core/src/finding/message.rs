//! The sentences of the findings that every field can have; those of the rules stand in the rulebook.
//!
//! Each says what is wrong; the help says what to do, with an example. Kept by `docs/messages.md`.

use super::{Finding, Kind, Shown, display};
use crate::rulebook::{Field, FieldType, Requirement, Rulebook};
use crate::value::{Decimal, Lang, Why, print};

/// The message and the help of a finding.
pub fn words(finding: &Finding, rulebook: &Rulebook, lang: Lang) -> (String, String) {
    if let Some(rule) = finding.rule_of(rulebook) {
        let fill = |text: &str| fill(text, finding, rulebook, lang);
        return (fill(rule.message.get(lang)), fill(rule.help.get(lang)));
    }
    let raw = finding.raw.as_deref().unwrap_or_default();
    match finding.field_of(rulebook) {
        Some(field) => of_field(finding, field, raw, rulebook, lang),
        None => of_table(finding, raw, lang),
    }
}

/// Puts the row's values into the sentences of a rule, each place once: a value is never searched for places.
fn fill(text: &str, finding: &Finding, rulebook: &Rulebook, lang: Lang) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some(value) = value_of(name, finding, rulebook, lang) {
            out.push_str(&value);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn value_of(name: &str, finding: &Finding, rulebook: &Rulebook, lang: Lang) -> Option<String> {
    match name {
        "premiere_ligne" | "autre_ligne" => {
            return finding.detail.as_deref().map(|first| first_line(first, lang));
        }
        "listees" => return finding.detail.as_deref()?.split_once('\t').map(|(listed, _)| listed.to_owned()),
        "venues" => return finding.detail.as_deref()?.split_once('\t').map(|(_, came)| came.to_owned()),
        _ => {}
    }
    let table = finding.table_of(rulebook)?;
    let position = table.field_index(name)?;
    let shown = finding.shown.iter().find(|(p, _)| usize::from(*p) == position);
    let field = table.fields.get(position)?;
    let value = shown.map_or_else(String::new, |(_, value)| display(value, field, rulebook, lang));
    Some(if value.is_empty() { pick(lang, "(vide)", "(blank)").to_owned() } else { value })
}

/// The line that came first, and its file where that is another one: `12`, or `12` and a path behind a tab.
fn first_line(first: &str, lang: Lang) -> String {
    match (first.split_once('\t'), lang) {
        (None, _) => first.to_owned(),
        (Some((line, file)), Lang::Fr) => format!("{line} du fichier « {file} »"),
        (Some((line, file)), Lang::En) => format!("{line} of the file “{file}”"),
    }
}

fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

fn quoted(text: &str, lang: Lang) -> String {
    const LONGEST: usize = 80;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    match lang {
        Lang::Fr => format!("«\u{a0}{short}\u{a0}»"),
        Lang::En => format!("“{short}”"),
    }
}

fn of_field(
    finding: &Finding,
    field: &Field,
    raw: &str,
    rulebook: &Rulebook,
    lang: Lang,
) -> (String, String) {
    let label = quoted(field.label.get(lang), lang);
    let typed = quoted(raw, lang);
    let detail = finding.detail.as_deref();
    let why = finding.why.map_or_else(String::new, |w| format!(" {}", w.text(lang)));
    let example = example(field, lang);
    match (&finding.kind, lang) {
        (Kind::Required, Lang::Fr) => required_fr(field, &label, &example),
        (Kind::Required, Lang::En) => required_en(field, &label, &example),
        (Kind::Type, Lang::Fr) => (
            format!("{typed} n’est pas {} dans la colonne {label}.{why}", expected(field.kind, lang)),
            instead(detail, &example, lang),
        ),
        (Kind::Type, Lang::En) => (
            format!("{typed} is not {} in the column {label}.{why}", expected(field.kind, lang)),
            instead(detail, &example, lang),
        ),
        (Kind::List, _) => list(field, &label, &typed, detail, rulebook, lang),
        (Kind::Doubtful, Lang::Fr) if finding.why == Some(Why::ExtraCell) => (
            format!("{typed} est de trop.{why}"),
            "Mettez entre guillemets la valeur qui contient ce signe, par exemple : \"0,5\".".into(),
        ),
        (Kind::Doubtful, Lang::En) if finding.why == Some(Why::ExtraCell) => (
            format!("{typed} is one too many.{why}"),
            "Put the value that contains this sign in quotes, for example: \"0,5\".".into(),
        ),
        (Kind::Doubtful, Lang::Fr) => (
            format!("{typed} peut se comprendre de plusieurs façons dans la colonne {label}.{why}"),
            instead(detail, &example, lang),
        ),
        (Kind::Doubtful, Lang::En) => (
            format!("{typed} can be understood in several ways in the column {label}.{why}"),
            instead(detail, &example, lang),
        ),
        (Kind::Bounds, _) => bounds(finding, field, &label, rulebook, lang),
        (Kind::Length, _) => length(finding, field, &label, lang),
        (Kind::Repaired, Lang::Fr) if finding.why == Some(Why::OnlyYear) => (
            format!(
                "Aucune année n’est écrite pour ce tableau : {} a été prise.{why}",
                read_as(detail, lang)
            ),
            format!(
                "Écrivez l’année au-dessus du tableau, par exemple : « Année {} ».",
                detail.unwrap_or_default()
            ),
        ),
        (Kind::Repaired, Lang::En) if finding.why == Some(Why::OnlyYear) => (
            format!("No year is written for this table: {} was taken.{why}", read_as(detail, lang)),
            format!("Write the year above the table, for example: “Année {}”.", detail.unwrap_or_default()),
        ),
        // What reads the same before and after is no repair to whoever typed it.
        (Kind::Repaired, Lang::Fr) if detail.is_some_and(|detail| detail.trim() == raw.trim()) => (
            format!("La valeur {typed} a été prise pour la colonne {label}.{why}"),
            "Rien à faire si c’est juste.".into(),
        ),
        (Kind::Repaired, Lang::En) if detail.is_some_and(|detail| detail.trim() == raw.trim()) => (
            format!("The value {typed} was taken for the column {label}.{why}"),
            "Nothing to do if this is right.".into(),
        ),
        (Kind::Repaired, Lang::Fr) => (
            format!("{typed} a été lu {}.{why}", read_as(detail, lang)),
            "Rien à faire si c’est juste.".into(),
        ),
        (Kind::Repaired, Lang::En) => (
            format!("{typed} was read as {}.{why}", read_as(detail, lang)),
            "Nothing to do if this is right.".into(),
        ),
        (Kind::Disagreement, Lang::Fr) => (
            format!(
                "Le fichier se contredit pour {label} : {typed} et {}.",
                quoted(detail.unwrap_or_default(), lang)
            ),
            format!(
                "La valeur {} a été gardée. Corrigez celle qui est fausse.",
                quoted(detail.unwrap_or_default(), lang)
            ),
        ),
        (Kind::Disagreement, Lang::En) => (
            format!(
                "The file says two things for {label}: {typed} and {}.",
                quoted(detail.unwrap_or_default(), lang)
            ),
            format!("{} was kept. Mend the one that is wrong.", quoted(detail.unwrap_or_default(), lang)),
        ),
        (Kind::MissingColumn, Lang::Fr) => (
            format!("La colonne {label} manque dans ce tableau."),
            format!("Ajoutez cette colonne et remplissez-la, par exemple : {example}."),
        ),
        (Kind::MissingColumn, Lang::En) => (
            format!("The column {label} is missing in this table."),
            format!("Add this column and fill it in, for example: {example}."),
        ),
        (Kind::AmbiguousColumn, Lang::Fr) => (
            format!("Plusieurs colonnes portent le titre {label} : aucune n’est lue."),
            "Gardez une seule colonne sous ce titre.".into(),
        ),
        (Kind::AmbiguousColumn, Lang::En) => (
            format!("Several columns are headed {label}: none of them is read."),
            "Keep one column under this heading.".into(),
        ),
        _ => of_table(finding, raw, lang),
    }
}

fn of_table(finding: &Finding, raw: &str, lang: Lang) -> (String, String) {
    let typed = quoted(raw, lang);
    let (fr, en) = match finding.kind {
        Kind::UnknownColumn => (
            (
                format!("La colonne {typed} n’est pas demandée : elle n’est pas lue."),
                "Rien à faire, sauf si son titre est mal écrit.",
            ),
            (
                format!("The column {typed} is not asked for: it is not read."),
                "Nothing to do, unless its heading is misspelt.",
            ),
        ),
        Kind::SkippedLine => (
            (
                format!("La ligne {typed} ne semble pas être une ligne de données : elle n’est pas lue."),
                "Rien à faire si c’est un total, un titre ou une remarque.",
            ),
            (
                format!("The line {typed} does not look like a line of data: it is not read."),
                "Nothing to do if it is a total, a heading or a remark.",
            ),
        ),
        Kind::SkippedSheet => (
            (
                format!(
                    "La feuille masquée {typed} contient un tableau qu’une feuille visible contient aussi."
                ),
                "Seule la feuille visible est lue. Supprimez la feuille masquée si elle ne sert plus.",
            ),
            (
                format!("The hidden sheet {typed} holds a table that a visible sheet holds too."),
                "Only the visible sheet is read. Delete the hidden one if it is no longer needed.",
            ),
        ),
        Kind::AmbiguousColumn => (
            (
                format!("Plusieurs colonnes portent le titre {typed} : aucune n’est lue."),
                "Gardez une seule colonne sous ce titre.",
            ),
            (
                format!("Several columns are headed {typed}: none of them is read."),
                "Keep one column under this heading.",
            ),
        ),
        _ => (
            (format!("Ce tableau est à vérifier : {typed}."), "Vérifiez cette ligne."),
            (format!("This table is to be looked at: {typed}."), "Look at this line."),
        ),
    };
    let (message, help) = match lang {
        Lang::Fr => fr,
        Lang::En => en,
    };
    (message, help.to_owned())
}

fn required_fr(field: &Field, label: &str, example: &str) -> (String, String) {
    if field.required == Requirement::Expected {
        return (
            format!("La case {label} est vide. La ligne compte quand même."),
            format!("Complétez-la si vous le pouvez, par exemple : {example}."),
        );
    }
    (format!("La case {label} est vide."), format!("Remplissez-la, par exemple : {example}."))
}

fn required_en(field: &Field, label: &str, example: &str) -> (String, String) {
    if field.required == Requirement::Expected {
        return (
            format!("The cell {label} is blank. The row counts all the same."),
            format!("Fill it in if you can, for example: {example}."),
        );
    }
    (format!("The cell {label} is blank."), format!("Fill it in, for example: {example}."))
}

/// What a field of this type takes, after "is not".
fn expected(kind: FieldType, lang: Lang) -> &'static str {
    let (fr, en) = match kind {
        FieldType::Year => ("une année à quatre chiffres", "a year of four digits"),
        FieldType::Date => ("une date (jour/mois/année)", "a date (day/month/year)"),
        FieldType::Count => ("un nombre entier", "a whole number"),
        FieldType::Decimal => ("un nombre", "a number"),
        FieldType::Money => ("un montant en euros", "an amount in euros"),
        FieldType::Fte => ("un nombre d’équivalents temps plein", "a number of full-time equivalents"),
        FieldType::Ratio => ("un pourcentage", "a percentage"),
        FieldType::Bool => ("« oui » ou « non »", "“oui” or “non”"),
        FieldType::Text => ("un texte", "a text"),
        FieldType::Code => ("une valeur de la liste", "a value of the list"),
    };
    pick(lang, fr, en)
}

fn example(field: &Field, lang: Lang) -> String {
    quoted(&field.example, lang)
}

fn instead(suggestion: Option<&str>, example: &str, lang: Lang) -> String {
    match (suggestion, lang) {
        (Some(s), Lang::Fr) => format!("Écrivez {}, si c’est ce que vous vouliez dire.", quoted(s, lang)),
        (Some(s), Lang::En) => format!("Write {}, if that is what you meant.", quoted(s, lang)),
        (None, Lang::Fr) => format!("Écrivez la valeur seule, par exemple : {example}."),
        (None, Lang::En) => format!("Write the value alone, for example: {example}."),
    }
}

fn read_as(detail: Option<&str>, lang: Lang) -> String {
    match detail {
        Some(text) if !text.is_empty() => quoted(text, lang),
        _ => pick(lang, "comme une case vide", "a blank cell").to_owned(),
    }
}

/// How many entries of a list a help names.
const SHOWN: usize = 12;

fn list(
    field: &Field,
    label: &str,
    typed: &str,
    suggestion: Option<&str>,
    rulebook: &Rulebook,
    lang: Lang,
) -> (String, String) {
    let message = match lang {
        Lang::Fr => format!("{typed} n’est pas dans la liste de la colonne {label}."),
        Lang::En => format!("{typed} is not in the list of the column {label}."),
    };
    if suggestion.is_some() {
        return (message, instead(suggestion, "", lang));
    }
    let entries =
        field.list.and_then(|l| rulebook.lists().get(usize::from(l))).map_or(&[][..], |l| &l.entries);
    let mut codes: Vec<&str> = entries.iter().take(SHOWN).map(|e| e.code.as_str()).collect();
    if entries.len() > SHOWN {
        codes.push("…");
    }
    let codes = codes.join(", ");
    let help = match lang {
        Lang::Fr => format!("Choisissez une de ces valeurs : {codes}."),
        Lang::En => format!("Choose one of these values: {codes}."),
    };
    (message, help)
}

fn bounds(
    finding: &Finding,
    field: &Field,
    label: &str,
    rulebook: &Rulebook,
    lang: Lang,
) -> (String, String) {
    let show = |limit: Decimal| {
        let scaled = limit.at_scale(field.kind.scale()).and_then(|n| i64::try_from(n).ok());
        scaled.map_or_else(|| print::decimal(limit, lang), |n| display(&Shown::Int(n), field, rulebook, lang))
    };
    let value = finding.shown.first().map(|(_, v)| display(v, field, rulebook, lang)).unwrap_or_default();
    let value = if value.is_empty() { finding.raw.as_deref().unwrap_or_default().to_owned() } else { value };
    let (min, max) = (field.min.map(show), field.max.map(show));
    let range = match (min, max, lang) {
        (Some(min), Some(max), Lang::Fr) => format!("entre {min} et {max}"),
        (Some(min), Some(max), Lang::En) => format!("from {min} to {max}"),
        (Some(min), None, Lang::Fr) => format!("d’au moins {min}"),
        (Some(min), None, Lang::En) => format!("at least {min}"),
        (None, Some(max), Lang::Fr) => format!("d’au plus {max}"),
        (None, Some(max), Lang::En) => format!("at most {max}"),
        (None, None, _) => String::new(),
    };
    match lang {
        Lang::Fr => (
            format!("{value} est hors des valeurs possibles de la colonne {label}."),
            format!("Écrivez une valeur {range}, par exemple : {}.", example(field, lang)),
        ),
        Lang::En => (
            format!("{value} is outside the values that the column {label} can take."),
            format!("Write a value {range}, for example: {}.", example(field, lang)),
        ),
    }
}

fn length(finding: &Finding, field: &Field, label: &str, lang: Lang) -> (String, String) {
    let found = finding.detail.as_deref().unwrap_or_default();
    let most = field.max_length.unwrap_or_default();
    match lang {
        Lang::Fr => (
            format!("Le texte de la colonne {label} a {found} caractères : c’est trop long."),
            format!("Raccourcissez-le à {most} caractères au plus."),
        ),
        Lang::En => (
            format!("The text of the column {label} has {found} characters: it is too long."),
            format!("Shorten it to at most {most} characters."),
        ),
    }
}
