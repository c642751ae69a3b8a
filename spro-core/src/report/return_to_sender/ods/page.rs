//! The sheet that lists what to mend.

use super::super::list::Sayings;
use super::super::scan::escaped;
use super::super::words;
use super::NAMESPACES;
use std::fmt::Write as _;

/// Widths of the columns; together they fit a page.
const WIDTHS: [&str; 5] = ["1.9cm", "3cm", "1.6cm", "4.8cm", "4.8cm"];

/// The styles that the list uses.
pub(super) fn styles() -> String {
    let mut out = String::new();
    for (i, width) in WIDTHS.iter().enumerate() {
        // Writing to a text cannot fail.
        let _ = write!(
            out,
            "<style:style {NAMESPACES} style:name=\"spro_co{i}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{width}\"/></style:style>"
        );
    }
    let _ = write!(
        out,
        "<style:style {NAMESPACES} style:name=\"spro_head\" style:family=\"table-cell\" \
         style:parent-style-name=\"Default\"><style:text-properties fo:font-weight=\"bold\"/></style:style><style:style \
         {NAMESPACES} style:name=\"spro_text\" style:family=\"table-cell\" style:parent-style-name=\"Default\">\
         <style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>"
    );
    out
}

pub(super) fn page(sayings: &Sayings, styled: bool) -> String {
    let style =
        |name: &str| if styled { format!(" table:style-name=\"spro_{name}\"") } else { String::new() };
    let mut out = format!("<table:table {NAMESPACES} table:name=\"{}\">", escaped(&sayings.name));
    for i in 0..WIDTHS.len() {
        let _ = write!(out, "<table:table-column{}/>", style(&format!("co{i}")));
    }
    let cell = |inner: &str, name: &str| {
        format!(
            "<table:table-cell{} office:value-type=\"string\"><text:p>{inner}</text:p></table:table-cell>",
            style(name)
        )
    };
    out.push_str("<table:table-row>");
    out.extend(words::headings(sayings.lang).map(|heading| cell(heading, "head")));
    out.push_str("</table:table-row>");
    for line in &sayings.lines {
        let place = line.place.map(|place| {
            let target = escaped(&format!("#'{}'.{place}", line.sheet.replace('\'', "''")));
            format!("<text:a xlink:type=\"simple\" xlink:href=\"{target}\">{place}</text:a>")
        });
        out.push_str("<table:table-row>");
        for inner in [
            escaped(line.severity),
            escaped(&line.sheet),
            place.unwrap_or_default(),
            escaped(&line.message),
            escaped(&line.help),
        ] {
            if inner.is_empty() {
                out.push_str("<table:table-cell/>");
            } else {
                out.push_str(&cell(&inner, "text"));
            }
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
    out
}
