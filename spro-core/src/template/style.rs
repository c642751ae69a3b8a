//! How cells look: dark headers are required, light ones are not, grey ones are computed.

use super::paper;
use crate::rulebook::{Field, FieldType, Requirement, Severity};
use crate::workbook::{Align, Format, Line};

/// Every pair of text and ground has a contrast of at least 7 to 1.
const NAVY: u32 = 0x001F_3864;
const PALE: u32 = 0x00DC_E6F1;
const GREY: u32 = 0x00E7_E6E6;
const INK: u32 = 0x001A_1A1A;
const LINE: u32 = 0x008E_A9C8;

pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(14).set_font_color(NAVY)
}

pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_size(12).set_font_color(NAVY)
}

pub(super) fn strong() -> Format {
    Format::new().set_bold().set_align(Align::VerticalCenter)
}

pub(super) fn network() -> Format {
    strong().set_border(Line::Medium).set_background_color(0x00FF_FFFF)
}

pub(super) fn hint() -> Format {
    Format::new().set_italic().set_font_color(INK)
}

pub(super) fn prose() -> Format {
    Format::new().set_text_wrap().set_align(Align::Top)
}

/// A line of the notice that can run over the cells beside it.
pub(super) fn line() -> Format {
    Format::new().set_align(Align::Top)
}

pub(super) fn notice_header() -> Format {
    header_base().set_background_color(PALE).set_font_color(INK)
}

pub(super) fn notice_cell() -> Format {
    prose().set_border(Line::Thin).set_border_color(LINE)
}

fn header_base() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(Align::Center)
        .set_align(Align::VerticalCenter)
        .set_border(Line::Thin)
        .set_border_color(LINE)
}

pub(super) fn header(field: &Field) -> Format {
    let base = header_base();
    if field.computed.is_some() {
        base.set_italic().set_background_color(GREY).set_font_color(INK)
    } else if field.required == Requirement::Required {
        base.set_background_color(NAVY).set_font_color(0x00FF_FFFF)
    } else {
        base.set_background_color(PALE).set_font_color(INK)
    }
}

/// The cells of a field.
pub(super) fn cell(field: &Field) -> Format {
    let base = Format::new().set_align(Align::Top).set_border(Line::Thin).set_border_color(LINE);
    let base = match field.kind {
        FieldType::Year => base.set_num_format("0").set_align(Align::Center),
        FieldType::Date => base.set_num_format("dd/mm/yyyy").set_align(Align::Center),
        FieldType::Count => base.set_num_format("0"),
        FieldType::Money => base.set_num_format(paper::EUROS),
        FieldType::Ratio => base.set_num_format("0.0%"),
        FieldType::Decimal | FieldType::Fte => base,
        FieldType::Bool => base.set_align(Align::Center),
        // As text: what begins with `-` or `=` stays what was typed.
        FieldType::Text => base.set_num_format("@").set_text_wrap(),
        FieldType::Code => base.set_text_wrap(),
    };
    if field.computed.is_some() { base.set_background_color(GREY) } else { base }
}

/// The cells where a row breaks a rule.
pub(super) fn broken(severity: Severity) -> Format {
    match severity {
        Severity::Error => {
            Format::new().set_bold().set_background_color(0x00F8_D7DA).set_font_color(0x005C_1019)
        }
        Severity::Warning | Severity::Info => {
            Format::new().set_bold().set_background_color(0x00FF_E6A8).set_font_color(0x004A_3500)
        }
    }
}

/// A required cell that is still blank in a row that has been begun.
pub(super) fn awaited() -> Format {
    Format::new().set_background_color(0x00D2_E9FB)
}

/// The width of a field's column, in characters.
pub(super) fn width(field: &Field) -> u16 {
    match field.kind {
        FieldType::Year | FieldType::Bool => 11,
        FieldType::Date | FieldType::Count | FieldType::Decimal | FieldType::Fte | FieldType::Ratio => 16,
        FieldType::Money => 18,
        FieldType::Text => 44,
        FieldType::Code => 34,
    }
}
