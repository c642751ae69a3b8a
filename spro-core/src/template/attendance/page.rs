//! The attendance sheet as a page that prints on A4: one file, no script.

use super::super::{TemplateError, say};
use super::model::{Model, ROWS};
use crate::charter::Charter;
use crate::rulebook::Rulebook;
use crate::value::Lang;
use maud::{DOCTYPE, PreEscaped, html};

/// The printable page under a charter; everything is in it, the logo too.
///
/// # Errors
/// [`TemplateError::NoAttendance`] where the rulebook has no attendance sheet.
pub fn attendance_page(rulebook: &Rulebook, charter: &Charter, lang: Lang) -> Result<String, TemplateError> {
    let model = Model::new(rulebook, lang).ok_or(TemplateError::NoAttendance)?;
    let code = say(lang, "fr", "en");
    let page = html! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; img-src data:; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (model.title) }
                style { (PreEscaped(style(charter))) }
            }
            body {
                header {
                    @if let Some(logo) = &charter.logo {
                        img src=(logo.data_url()) alt=(logo.text);
                    }
                    div {
                        @if !charter.organisation.is_empty() { p.organisation { (charter.organisation) } }
                        h1 { (model.title) }
                    }
                }
                main {
                    dl {
                        @for label in &model.head {
                            div { dt { (label) (say(lang, " :", ":")) } dd {} }
                        }
                    }
                    table {
                        caption { (model.hint) }
                        thead {
                            tr {
                                th.number scope="col" { "N°" }
                                @for column in &model.columns { th scope="col" { (column) } }
                                th.signature scope="col" { (model.signature) }
                            }
                        }
                        tbody {
                            @for number in 1..=ROWS {
                                tr {
                                    th.number scope="row" { (number) }
                                    @for _ in &model.columns { td {} }
                                    td {}
                                }
                            }
                        }
                    }
                }
                footer {
                    p { (model.privacy) }
                    @for mention in &charter.mentions { p { (mention) } }
                }
            }
        }
    };
    Ok(page.into_string())
}

/// The height of a row on paper, in tenths of a millimetre: what the head, the logo and the mentions leave of a page of
/// A4, shared out; never so low that nobody can sign in it.
fn row_height(charter: &Charter) -> u32 {
    const PAGE: u32 = 2730;
    const LEAST: u32 = 75;
    const MOST: u32 = 105;
    /// The three lines of the head, the hint, the headers and the sentence about names.
    const AROUND: u32 = 540;
    /// Letters of the foot that surely fit on a line.
    const LINE: usize = 90;
    let head = if charter.logo.is_some() { 280 } else { 180 };
    let lines: usize = charter.mentions.iter().map(|mention| mention.chars().count().div_ceil(LINE)).sum();
    let foot = u32::try_from(lines).unwrap_or(u32::MAX).saturating_mul(55);
    (PAGE.saturating_sub(head + AROUND).saturating_sub(foot) / ROWS).clamp(LEAST, MOST)
}

/// The colours are numbers and the fonts plain names: both were checked when the charter was read.
fn style(charter: &Charter) -> String {
    let (main, ink, ground, on_main) = (charter.main, charter.ink, charter.ground, charter.on_main());
    let row = row_height(charter);
    let (whole, tenth) = (row / 10, row % 10);
    let (titles, body) = (font(&charter.title_font), font(&charter.body_font));
    format!(
        "@page {{ size: A4 portrait; margin: 12mm; }}\n\
         body {{ margin: 0 auto; max-width: 186mm; padding: 4mm; color: {ink}; background: {ground}; \
         font: 10.5pt/1.35 {body}; }}\n\
         header {{ display: flex; flex-wrap: wrap; gap: 3mm 6mm; align-items: center; border-bottom: 1mm solid {main}; padding-bottom: 3mm; }}\n\
         header img {{ max-height: 22mm; max-width: 60mm; }}\n\
         h1 {{ font: bold 17pt {titles}; margin: 0; }}\n\
         .organisation {{ font: bold 11pt {titles}; margin: 0; }}\n\
         dl div {{ display: flex; gap: 3mm; margin: 2.5mm 0; }}\n\
         dt {{ font-weight: bold; min-width: 42mm; }}\n\
         dd {{ flex: 1; margin: 0; border-bottom: 0.3mm dotted {ink}; }}\n\
         table {{ width: 100%; border-collapse: collapse; margin-top: 3mm; }}\n\
         caption {{ text-align: left; font-style: italic; padding-bottom: 1.5mm; }}\n\
         th, td {{ border: 0.25mm solid {ink}; padding: 1mm 1.5mm; height: 7mm; text-align: left; }}\n\
         thead th {{ background: {main}; color: {on_main}; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}\n\
         .number {{ width: 8mm; text-align: right; }}\n\
         tbody .number {{ font-weight: normal; }}\n\
         .signature {{ width: 56mm; }}\n\
         tr {{ break-inside: avoid; }}\n\
         footer {{ margin-top: 4mm; font-size: 9pt; }}\n\
         footer p {{ margin: 1mm 0; }}\n\
         footer {{ break-inside: avoid; }}\n\
         @media print {{ body {{ padding: 0; }} th, td {{ box-sizing: border-box; }} \
         tbody th, tbody td {{ height: {whole}.{tenth}mm; }} }}\n"
    )
}

fn font(name: &str) -> String {
    format!("\"{name}\", sans-serif")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn height(mentions: usize, letters: usize) -> u32 {
        row_height(&Charter { mentions: vec!["m".repeat(letters); mentions], ..Charter::plain() })
    }

    #[test]
    fn what_a_charter_adds_is_taken_from_the_rows_and_room_to_sign_stays() {
        let plain = height(0, 0);
        assert!(height(3, 60) < plain && height(3, 200) < height(3, 60));
        assert_eq!(height(100, 60), 75);
        assert!(plain * ROWS <= 2730);
    }
}
