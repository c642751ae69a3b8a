//! Why a cell was read otherwise than typed, or not at all, in words for whoever filled it.

use super::{Lang, print};
use chrono::{Datelike, NaiveDate};

/// What is the matter with what was typed. Each reason has one sentence in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// An apostrophe before or inside a number.
    Apostrophe,
    /// Blanks around a number or between its digits.
    Blanks,
    /// A sign, a dot or zeros that a number does not need.
    Untidy,
    /// The thousands are separated by points or commas.
    ForeignGrouping,
    /// What is counted stands behind the number (`12 structures`).
    UnitDropped,
    /// A whole number written with decimals (`12,0`).
    ZeroDecimals,
    /// More decimals than the field keeps.
    Rounded,
    /// A point before three digits, read as the decimal point.
    DecimalPoint,
    /// A date was written with a time of day.
    TimeDropped,
    /// The year has two digits.
    Century,
    /// A day written as the number of days that the spreadsheet counts.
    Serial,
    /// A whole date where the year is expected.
    DateAsYear,
    /// The column's name is repeated in the cell (`année 2017`).
    LabelDropped,
    /// The value is written once, for the lines below too.
    FilledDown,
    /// The value stands in the name of the sheet.
    FromElsewhere,
    /// The value stands in the header, or above it.
    FromHead,
    /// Nothing says the year of the table: it is the only one that the rulebook asks for.
    OnlyYear,
    /// The year is that of the date.
    YearOfDate,
    /// The header is not written as in the model.
    OtherHeader,
    /// A mark that means "nothing" (`NC`, `-`, `néant`): blank, which is not 0.
    NothingMark,
    /// A word for yes or no that is not one of the usual ones.
    Tick,
    /// A word of an attendance sheet in a yes-or-no column: `signé`, `excusé`.
    Presence,
    /// A truth value of the spreadsheet in a text column.
    BoolAsText,
    /// An error value in a computed column, which is computed again.
    Recomputed,

    /// About, more than, less than; a question mark.
    Approximate,
    /// Several numbers where one is expected.
    SeveralNumbers,
    /// Other words beside the value.
    Remark,
    /// The row has more cells than there are headings.
    ExtraCell,
    /// A percentage where a number is expected.
    Percentage,
    /// A rate above 1 without a percent sign.
    PercentSignMissing,
    /// The point or comma may separate thousands or decimals.
    Thousands,
    /// The digits are grouped in an unusual way.
    Grouping,
    /// The unit is not that of the column.
    OtherUnit,
    /// Several dates in one cell.
    SeveralDates,
    /// The month seems to stand before the day.
    MonthFirst,
    /// A date without its year.
    NoYear,
    /// A date without its day.
    NoDay,
    /// The day of the week is not that of the date; the date.
    Weekday(NaiveDate),
    /// A date without separators.
    CompactDate,
    /// A number where a date is expected, too small or too large for a recent day.
    NumberAsDate,
    /// A year typed into a cell that shows dates: the spreadsheet made a day of 1905 of it.
    YearAsDate,
    /// A year of two digits in a year column.
    ShortYear,
    /// The text names several entries of the list.
    SeveralEntries,
    /// A question mark, nothing else.
    Question,
    /// A mark that stands for what is written above.
    Ditto,

    /// No number.
    NotANumber,
    /// A number in words.
    NumberInWords,
    /// A fraction where a whole number is expected.
    Fraction,
    /// More digits than any figure has.
    TooLarge,
    /// A date where a number is expected: the spreadsheet may have made it out of `8/10`.
    DateInstead,
    /// A truth value where something else is expected.
    BoolInstead,
    /// No date.
    NotADate,
    /// The month has fewer days; the first day of that month.
    NoSuchDay(NaiveDate),
    /// There are twelve months.
    NoSuchMonth,
    /// The year of the date has neither two nor four digits.
    BadYear,
    /// No year.
    NotAYear,
    /// Neither yes nor no.
    NotYesNo,
    /// An error value of the spreadsheet.
    ErrorValue,
    /// A formula that no spreadsheet has computed yet.
    NoCachedValue,
    /// Not in the list.
    NotInList,
}

impl Why {
    /// The reason in a sentence or two.
    pub fn text(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NoSuchDay(month), Lang::Fr) => {
                let name = print::month(month, lang);
                let of = if name.starts_with(['a', 'o']) { "d’" } else { "de " };
                format!("Le mois {of}{name} a {} jours.", month.num_days_in_month())
            }
            (Self::NoSuchDay(month), Lang::En) => {
                format!("{} has {} days.", print::month(month, lang), month.num_days_in_month())
            }
            (Self::Weekday(day), Lang::Fr) => {
                format!("Le {} est un {}.", print::date(day, lang), print::weekday(day, lang))
            }
            (Self::Weekday(day), Lang::En) => {
                format!("{} is a {}.", print::date(day, lang), print::weekday(day, lang))
            }
            (other, Lang::Fr) => other.words().0.to_owned(),
            (other, Lang::En) => other.words().1.to_owned(),
        }
    }

    #[rustfmt::skip]
    #[allow(clippy::too_many_lines, reason = "one line a reason")]
    fn words(self) -> (&'static str, &'static str) {
        match self {
            // Written by `text`, which knows the day.
            Self::NoSuchDay(_) | Self::Weekday(_) => ("", ""),
            Self::Apostrophe => ("L’apostrophe a été retirée.",
                "The apostrophe was left out."),
            Self::Blanks => ("Les espaces ont été retirées.",
                "The blanks were left out."),
            Self::Untidy => ("Le nombre a été réécrit sans signe ni zéro inutile.",
                "The number was written again without needless signs or zeros."),
            Self::ForeignGrouping => ("Les séparateurs de milliers ont été retirés.",
                "The thousands separators were left out."),
            Self::UnitDropped => ("Le mot ou le signe après le nombre a été retiré.",
                "The word or sign after the number was left out."),
            Self::ZeroDecimals => ("Les décimales nulles ont été retirées.",
                "The zero decimals were left out."),
            Self::Rounded => ("Le nombre a plus de décimales que la colonne n’en garde : il a été arrondi.",
                "The number has more decimals than the column keeps: it was rounded."),
            Self::DecimalPoint => ("Le point a été lu comme une virgule décimale.",
                "The point was read as the decimal sign."),
            Self::TimeDropped => ("L’heure a été retirée : seul le jour compte.",
                "The time was left out: only the day counts."),
            Self::Century => ("L’année a deux chiffres : le siècle a été ajouté.",
                "The year has two digits: the century was added."),
            Self::Serial => ("Le nombre de jours du tableur a été lu comme une date.",
                "The spreadsheet’s day number was read as a date."),
            Self::DateAsYear => ("Seule l’année de la date a été gardée.",
                "Only the year of the date was kept."),
            Self::LabelDropped => ("Le nom de la colonne a été retiré.",
                "The name of the column was left out."),
            Self::FilledDown => ("La valeur, écrite une fois, vaut aussi pour les lignes vides en dessous.",
                "The value, written once, holds for the blank lines below too."),
            Self::FromElsewhere => ("La valeur ne vient pas du tableau, mais du nom de la feuille.",
                "The value is not from the table, but from the name of the sheet."),
            Self::FromHead => ("Elle est écrite dans l’en-tête ou au-dessus du tableau, et vaut pour les lignes vides.",
                "It stands in the header or above the table, and holds for the blank lines."),
            Self::OnlyYear => ("C’est la seule année que le référentiel demande pour ce tableau.",
                "It is the only year that the rulebook asks for in this table."),
            Self::YearOfDate => ("Sans colonne d’année, l’année est celle de la date.",
                "Without a column for the year, the year is that of the date."),
            Self::OtherHeader => ("L’en-tête ne suit pas le modèle : la colonne a été reconnue à ses mots.",
                "The header is not that of the model: the column was recognised by its words."),
            Self::NothingMark => ("La mention veut dire « rien » : la case est vide, ce qui n’est pas 0.",
                "The mark means \"nothing\": the cell is blank, which is not 0."),
            Self::Tick => ("La croix a été lue comme « oui ».",
                "The tick was read as \"yes\"."),
            Self::Presence => ("Le mot a été lu comme une présence ou une absence.",
                "The word was read as a presence or an absence."),
            Self::BoolAsText => ("La valeur VRAI ou FAUX du tableur a été lue comme un mot.",
                "The spreadsheet’s TRUE or FALSE was read as a word."),
            Self::Recomputed => ("La formule est en erreur : la valeur est recalculée.",
                "The formula is in error: the value is computed again."),
            Self::Approximate => ("Le nombre n’est pas donné exactement.",
                "The number is not given exactly."),
            Self::SeveralNumbers => ("La case contient plusieurs nombres : un seul est attendu.",
                "The cell holds several numbers: only one is expected."),
            Self::Remark => ("La case contient autre chose que la valeur.",
                "The cell holds something else beside the value."),
            Self::ExtraCell => ("La ligne a plus de cases que de titres : un séparateur ou une virgule est de trop.",
                "The row has more cells than there are headings: there is a separator or a comma too many."),
            Self::Percentage => ("La case contient un pourcentage : un nombre est attendu.",
                "The cell holds a percentage: a number is expected."),
            Self::PercentSignMissing => ("Le taux dépasse 1 : il manque peut-être le signe %.",
                "The rate is above 1: the % sign may be missing."),
            Self::Thousands => ("Le point ou la virgule peut séparer des milliers ou des décimales.",
                "The point or comma may separate thousands or decimals."),
            Self::Grouping => ("Les chiffres sont séparés d’une façon inhabituelle.",
                "The digits are grouped in an unusual way."),
            Self::OtherUnit => ("Le mot après le nombre n’est pas l’unité de la colonne.",
                "The word after the number is not the unit of the column."),
            Self::SeveralDates => ("La case contient plusieurs dates : une seule est attendue.",
                "The cell holds several dates: only one is expected."),
            Self::MonthFirst => ("Le mois est peut-être écrit avant le jour.",
                "The month may stand before the day."),
            Self::NoYear => ("Il manque l’année de la date.",
                "The year of the date is missing."),
            Self::NoDay => ("Il manque le jour de la date.",
                "The day of the date is missing."),
            Self::CompactDate => ("La date est écrite sans séparateurs.",
                "The date is written without separators."),
            Self::NumberAsDate => ("La case contient un nombre : une date est attendue.",
                "The cell holds a number: a date is expected."),
            Self::YearAsDate => ("La case affiche les dates : une année y devient un jour de 1905.",
                "The cell shows dates: a year becomes a day of 1905 in it."),
            Self::ShortYear => ("L’année doit avoir quatre chiffres.",
                "The year must have four digits."),
            Self::SeveralEntries => ("Le texte désigne plusieurs entrées de la liste.",
                "The text names several entries of the list."),
            Self::Question => ("La case contient un point d’interrogation.",
                "The cell holds a question mark."),
            Self::Ditto => ("La case renvoie à celle du dessus : récrivez la valeur.",
                "The cell refers to the one above: write the value again."),
            Self::NotANumber => ("La case ne contient pas de nombre.",
                "The cell holds no number."),
            Self::NumberInWords => ("Le nombre est écrit en lettres : écrivez-le en chiffres.",
                "The number is written in words: write it in figures."),
            Self::Fraction => ("Un nombre entier est attendu, sans virgule.",
                "A whole number is expected, without decimals."),
            Self::TooLarge => ("Le nombre est trop grand.",
                "The number is too large."),
            Self::DateInstead => ("La case contient une date : un nombre est attendu. Le tableur a pu changer « 8/10 » en date.",
                "The cell holds a date: a number is expected. The spreadsheet may have turned \"8/10\" into a date."),
            Self::BoolInstead => ("La case contient VRAI ou FAUX : une autre valeur est attendue.",
                "The cell holds TRUE or FALSE: another value is expected."),
            Self::NotADate => ("La case ne contient pas de date lisible.",
                "The cell holds no date that can be read."),
            Self::NoSuchMonth => ("L’année a douze mois.",
                "The year has twelve months."),
            Self::BadYear => ("L’année de la date doit avoir quatre chiffres.",
                "The year of the date must have four digits."),
            Self::NotAYear => ("La case ne contient pas d’année à quatre chiffres.",
                "The cell holds no year of four digits."),
            Self::NotYesNo => ("La case doit contenir « oui » ou « non ».",
                "The cell must hold \"oui\" or \"non\"."),
            Self::ErrorValue => ("La formule de la case est en erreur dans le tableur.",
                "The formula of the cell is in error in the spreadsheet."),
            Self::NoCachedValue => ("La formule n’a pas été calculée : ouvrez et enregistrez le classeur dans un tableur, puis recommencez.",
                "The formula was not computed: open and save the workbook in a spreadsheet program, then try again."),
            Self::NotInList => ("Le texte n’est pas dans la liste.",
                "The text is not in the list."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_month_is_named_with_its_days() {
        let feb = Why::NoSuchDay(day(2017, 2, 1));
        assert_eq!(feb.text(Lang::Fr), "Le mois de février 2017 a 28 jours.");
        assert_eq!(feb.text(Lang::En), "February 2017 has 28 days.");
        assert_eq!(Why::NoSuchDay(day(2017, 4, 1)).text(Lang::Fr), "Le mois d’avril 2017 a 30 jours.");
        assert_eq!(Why::NoSuchDay(day(2016, 2, 1)).text(Lang::Fr), "Le mois de février 2016 a 29 jours.");
    }

    #[test]
    fn a_wrong_weekday_is_answered_with_the_right_one() {
        let why = Why::Weekday(day(2016, 11, 29));
        assert_eq!(why.text(Lang::Fr), "Le 29/11/2016 est un mardi.");
        assert_eq!(why.text(Lang::En), "29/11/2016 is a Tuesday.");
    }
}
