//! The network that a file is from: in the head of a sheet, or in the file's name.

use super::grid::{Row, text};
use crate::batch::{Found, ListLookup};
use crate::sheet::{Cell, Place, name_parts};
use crate::value::{fold, squeezed, trim};

/// What the head of a sheet says of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HeadNetwork {
    /// This one.
    Known(u32, Place),
    /// A name that no network has; the name.
    Unknown(Box<str>, Place),
}

/// Words before a network's name, folded.
const LABELS: [&str; 16] = [
    "spro",
    "spro local",
    "spro de",
    "reseau",
    "reseau local",
    "reseau spro",
    "reseau local spro",
    "reseau local du spro",
    "nom du reseau",
    "nom du reseau local",
    "nom du spro",
    "territoire",
    "nom du territoire",
    "bassin",
    "network",
    "local network",
];
/// The last of these words stands before the name in `Tableaux de bord du SPRO de Dreux`.
const MARKS: [&str; 3] = ["spro", "reseau", "territoire"];
const SMALL_WORDS: [&str; 9] = ["de", "d", "du", "des", "la", "le", "l", "local", "locaux"];

/// The network that the rows above a table name, the first one where there are several.
pub(super) fn in_head<'a>(rows: impl Iterator<Item = Row<'a>>, networks: &ListLookup) -> Option<HeadNetwork> {
    let mut unknown = None;
    for row in rows {
        for cell in row.filled() {
            match in_cell(row, cell, networks) {
                Some(known @ HeadNetwork::Known(..)) => return Some(known),
                Some(other) => unknown = unknown.or(Some(other)),
                None => {}
            }
        }
    }
    unknown
}

/// Whether a row says which network the rows below are of, with the name in it or still to be written.
pub(super) fn says_network(row: Row<'_>, networks: &ListLookup) -> bool {
    let asks =
        |typed: &str| trim(typed).strip_suffix(':').is_some_and(|l| LABELS.contains(&fold(l).as_str()));
    row.filled().any(|cell| {
        text(cell).is_some_and(asks) || matches!(in_cell(row, cell, networks), Some(HeadNetwork::Known(..)))
    })
}

fn in_cell(row: Row<'_>, cell: &Cell, networks: &ListLookup) -> Option<HeadNetwork> {
    let typed = text(cell).filter(|t| t.len() <= 300)?;
    let place = Place { row: cell.row, column: cell.column };
    let (label, behind) = typed.split_once(':').map_or((typed, ""), |(label, behind)| (label, trim(behind)));
    if LABELS.contains(&fold(label).as_str()) {
        // `SPRO : Dreux`, or the name in the next cell.
        if !behind.is_empty() {
            return named(behind, place, networks);
        }
        let next = row.filled().find(|next| next.column > cell.column)?;
        let place = Place { row: next.row, column: next.column };
        return named(text(next)?, place, networks);
    }
    if let Some(position) = find(typed, networks) {
        return Some(HeadNetwork::Known(position, place));
    }
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').collect();
    let mark = words.iter().rposition(|word| MARKS.contains(word))?;
    let name = words.get(mark + 1..)?.join(" ");
    find(&name, networks).map(|position| HeadNetwork::Known(position, place))
}

fn named(typed: &str, place: Place, networks: &ListLookup) -> Option<HeadNetwork> {
    let typed = trim(typed);
    if let Some(position) = find(typed, networks) {
        return Some(HeadNetwork::Known(position, place));
    }
    // Dots to be written on, or a year, are no name.
    typed.chars().any(char::is_alphabetic).then(|| HeadNetwork::Unknown(typed.into(), place))
}

/// The network of this name, whatever small words stand before it, and year or number in brackets behind it
/// (`Dreux (28)`); words in brackets may name another one.
fn find(name: &str, networks: &ListLookup) -> Option<u32> {
    let numbered = trim(name).strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let number = |inside: &str| !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
    let name = numbered.filter(|(_, inside)| number(trim(inside))).map_or(name, |(before, _)| before);
    if let Found::One(position) = networks.find(name) {
        return Some(position);
    }
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    while words.last().is_some_and(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit())) {
        words.pop();
    }
    let start = words.iter().position(|w| !SMALL_WORDS.contains(w))?;
    match networks.find(&words.get(start..)?.join(" ")) {
        Found::One(position) => Some(position),
        _ => None,
    }
}

/// The only network that a file name names; `Loir-et-Cher` does not name the Cher.
pub(super) fn in_file_name(path: &str, networks: &ListLookup) -> Option<u32> {
    const MOST_WORDS: usize = 40;
    let folded = fold(name_parts(path).0);
    let words: Vec<&str> = folded.split(' ').take(MOST_WORDS).collect();
    let mut found = None;
    let mut at = 0;
    while at < words.len() {
        let longest = (at + 1..=words.len()).rev().find_map(|end| {
            let name: String = words.get(at..end)?.iter().flat_map(|w| squeezed(w)).collect();
            match networks.find(&name) {
                Found::One(position) => Some((position, end)),
                _ => None,
            }
        });
        let Some((position, end)) = longest else {
            at += 1;
            continue;
        };
        if found.is_some_and(|known| known != position) {
            return None;
        }
        found = Some(position);
        at = end;
    }
    found
}
