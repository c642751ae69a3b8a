//! What is printed, and where: answers on standard output, what went wrong on standard error.

use super::End;
use crate::value::Lang;
use serde::Serialize;
use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// Prints a text. A reader that has closed the pipe wants no more: that is no failure.
pub fn print(text: &str) -> Result<(), End> {
    finish(io::stdout().lock().write_all(text.as_bytes()))
}

/// Prints rows as CSV, a comma or semicolon between two cells.
pub fn print_csv(separator: u8, rows: impl IntoIterator<Item = Vec<String>>) -> Result<(), End> {
    let mut out = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    let written = rows.into_iter().try_for_each(|row| out.write_record(row));
    match (written, out.into_inner()) {
        (Ok(()), Ok(bytes)) => print(&String::from_utf8_lossy(&bytes)),
        _ => Err(fail("le CSV n’a pas pu être écrit")),
    }
}

/// Prints a value as JSON, indented, with a line break at the end.
pub fn print_json(value: &impl Serialize) -> Result<(), End> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from);
    finish(written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()))
}

fn finish(written: io::Result<()>) -> Result<(), End> {
    match written {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(_) => Err(fail("la sortie n’a pas pu être écrite (disque plein ?)")),
    }
}

/// Says on standard error what could not be done.
pub fn fail(message: impl Display) -> End {
    // Where standard error is closed, nobody can be told.
    let _ = writeln!(io::stderr().lock(), "spro : {message}");
    End::Failed
}

/// Writes a file, never over one that is there unless `force` says so.
pub fn write_file(path: &Path, bytes: &[u8], force: bool, lang: Lang) -> End {
    let mut open = OpenOptions::new();
    if force {
        open.create(true).truncate(true);
    } else {
        open.create_new(true);
    }
    let written = open.write(true).open(path).and_then(|mut file| file.write_all(bytes));
    match written {
        Ok(()) => End::Good,
        Err(error) => {
            let name = quoted(&path.display().to_string(), lang);
            let is_there = error.kind() == io::ErrorKind::AlreadyExists;
            fail(match (is_there, lang) {
                (true, Lang::Fr) => {
                    format!(
                        "{name} existe déjà. Choisissez un autre nom, ou ajoutez --force pour le remplacer."
                    )
                }
                (true, Lang::En) => {
                    format!("{name} is there already. Choose another name, or add --force to replace it.")
                }
                (false, Lang::Fr) => {
                    format!("{name} n’a pas pu être écrit. Vérifiez le dossier et vos droits d’accès.")
                }
                (false, Lang::En) => {
                    format!("{name} could not be written. Check the folder and your access rights.")
                }
            })
        }
    }
}

/// `« texte »` in French, `“text”` in English.
pub fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("«\u{a0}{text}\u{a0}»"),
        Lang::En => format!("“{text}”"),
    }
}

/// Columns of text, aligned; a column where every cell but the first looks like a number is set to the right.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |text: &str| text.chars().count();
    let cell = |row: &Vec<String>, i: usize| row.get(i).cloned().unwrap_or_default();
    let widths: Vec<usize> =
        (0..columns).map(|i| rows.iter().map(|r| width(&cell(r, i))).max().unwrap_or(0)).collect();
    let is_number =
        |text: &str| text.is_empty() || text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let right: Vec<bool> =
        (0..columns).map(|i| rows.iter().skip(1).all(|r| is_number(&cell(r, i)))).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (i, (w, right)) in widths.iter().zip(&right).enumerate() {
            let text = cell(row, i);
            let pad = " ".repeat(w.saturating_sub(width(&text)));
            if i > 0 {
                line.push_str("  ");
            }
            line.push_str(&if *right { pad + &text } else { text + &pad });
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows = [vec!["réseau".into(), "taux".into()], vec!["Dreux".into(), "1,5".into()]];
        assert_eq!(table(&rows), "réseau  taux\nDreux    1,5\n");
        assert_eq!(table(&[]), "");
    }
}
