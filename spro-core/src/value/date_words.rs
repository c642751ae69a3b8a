//! The words of dates: months, days of the week, and what may stand between them.

use super::fold::folded;
use chrono::Weekday;

/// The word a token may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Month(u32),
    Day(Weekday),
    /// `mar.`: mardi or mars.
    Mar,
    /// `h`, `heures`.
    Hour,
    /// `min`, `am`, `pm`: after a time.
    AfterTime,
    /// `le`, `à`, `T`: says nothing.
    Filler,
    /// `er`: after 1.
    Ordinal,
    /// `et`, `au`: between two days.
    And,
    Other,
}

#[rustfmt::skip]
const WORDS: &[(&str, Word)] = {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    use Word::{AfterTime, And, Day, Filler, Hour, Mar, Month, Ordinal};
    &[
        ("janvier", Month(1)), ("janv", Month(1)), ("jan", Month(1)), ("january", Month(1)),
        ("fevrier", Month(2)), ("fevr", Month(2)), ("fev", Month(2)), ("feb", Month(2)), ("february", Month(2)),
        ("mars", Month(3)), ("march", Month(3)), ("mar", Mar),
        ("avril", Month(4)), ("avr", Month(4)), ("april", Month(4)), ("apr", Month(4)),
        ("mai", Month(5)), ("may", Month(5)),
        ("juin", Month(6)), ("june", Month(6)), ("jun", Month(6)),
        ("juillet", Month(7)), ("juil", Month(7)), ("jul", Month(7)), ("july", Month(7)),
        ("aout", Month(8)), ("aou", Month(8)), ("august", Month(8)), ("aug", Month(8)),
        ("septembre", Month(9)), ("sept", Month(9)), ("sep", Month(9)), ("september", Month(9)),
        ("octobre", Month(10)), ("oct", Month(10)), ("october", Month(10)),
        ("novembre", Month(11)), ("nov", Month(11)), ("november", Month(11)),
        ("decembre", Month(12)), ("dec", Month(12)), ("december", Month(12)),
        ("lundi", Day(Mon)), ("lun", Day(Mon)), ("monday", Day(Mon)), ("mon", Day(Mon)),
        ("mardi", Day(Tue)), ("tuesday", Day(Tue)), ("tue", Day(Tue)),
        ("mercredi", Day(Wed)), ("mer", Day(Wed)), ("wednesday", Day(Wed)), ("wed", Day(Wed)),
        ("jeudi", Day(Thu)), ("jeu", Day(Thu)), ("thursday", Day(Thu)), ("thu", Day(Thu)),
        ("vendredi", Day(Fri)), ("ven", Day(Fri)), ("vend", Day(Fri)), ("friday", Day(Fri)), ("fri", Day(Fri)),
        ("samedi", Day(Sat)), ("sam", Day(Sat)), ("saturday", Day(Sat)), ("sat", Day(Sat)),
        ("dimanche", Day(Sun)), ("dim", Day(Sun)), ("sunday", Day(Sun)), ("sun", Day(Sun)),
        ("h", Hour), ("heure", Hour), ("heures", Hour), ("hr", Hour), ("hrs", Hour),
        ("min", AfterTime), ("mn", AfterTime), ("minutes", AfterTime), ("am", AfterTime), ("pm", AfterTime),
        ("z", AfterTime), ("s", AfterTime), ("utc", AfterTime),
        ("le", Filler), ("la", Filler), ("a", Filler), ("t", Filler), ("de", Filler), ("du", Filler),
        ("date", Filler), ("vers", Filler), ("des", Filler), ("en", Filler),
        ("er", Ordinal), ("st", Ordinal),
        ("et", And), ("ou", And), ("au", And), ("puis", And),
    ]
};

/// What a word of a date means.
pub(super) fn word(piece: &str) -> Word {
    // The longest known word has nine letters, each with an accent of its own at most.
    if piece.len() > 36 {
        return Word::Other;
    }
    WORDS.iter().find(|(name, _)| folded(piece).eq(name.chars())).map_or(Word::Other, |(_, word)| *word)
}
