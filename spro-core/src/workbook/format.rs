//! How a cell looks.

/// Where a text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Center,
    #[cfg(feature = "report")]
    Right,
    Top,
    VerticalCenter,
}

/// The line of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Line {
    #[default]
    None,
    Thin,
    Medium,
    Dotted,
}

impl Line {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Thin => "thin",
            Self::Medium => "medium",
            Self::Dotted => "dotted",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Font {
    pub bold: bool,
    pub italic: bool,
    /// The look of a link, whatever its colour is in the program's theme.
    pub link: bool,
    pub size: u8,
    pub colour: Option<u32>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Border {
    pub left: Line,
    pub right: Line,
    pub top: Line,
    pub bottom: Line,
    pub colour: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Alignment {
    /// `center` or `right`.
    pub horizontal: Option<&'static str>,
    /// `top` or `center`.
    pub vertical: Option<&'static str>,
    pub wrapped: bool,
    /// How far from the left, in steps of about three blanks.
    pub indent: u8,
}

/// How a cell looks: made step by step, as `Format::new().set_bold()`. Colours are numbers such as `0x001F_3864`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Format {
    pub(super) font: Font,
    pub(super) fill: Option<u32>,
    pub(super) border: Border,
    pub(super) alignment: Alignment,
    /// A code such as `0.0%`; none for numbers as they are.
    pub(super) number: Option<&'static str>,
}

impl Format {
    pub fn new() -> Self {
        let font = Font { bold: false, italic: false, link: false, size: 11, colour: None, name: None };
        Self { font, fill: None, border: Border::default(), alignment: Alignment::default(), number: None }
    }

    /// The look of a link.
    pub(super) fn link() -> Self {
        let mut format = Self::new();
        format.font.link = true;
        format
    }

    pub fn set_bold(mut self) -> Self {
        self.font.bold = true;
        self
    }

    pub fn set_italic(mut self) -> Self {
        self.font.italic = true;
        self
    }

    pub fn set_font_size(mut self, size: u8) -> Self {
        self.font.size = size;
        self
    }

    pub fn set_font_color(mut self, colour: u32) -> Self {
        self.font.colour = Some(colour);
        self
    }

    pub fn set_font_name(mut self, name: &str) -> Self {
        self.font.name = Some(name.to_owned());
        self
    }

    pub fn set_background_color(mut self, colour: u32) -> Self {
        self.fill = Some(colour);
        self
    }

    pub fn set_align(mut self, align: Align) -> Self {
        match align {
            Align::Center => self.alignment.horizontal = Some("center"),
            #[cfg(feature = "report")]
            Align::Right => self.alignment.horizontal = Some("right"),
            Align::Top => self.alignment.vertical = Some("top"),
            Align::VerticalCenter => self.alignment.vertical = Some("center"),
        }
        self
    }

    pub fn set_text_wrap(mut self) -> Self {
        self.alignment.wrapped = true;
        self
    }

    /// Begins the text a step from the left.
    #[cfg(feature = "report")]
    pub fn set_indent(mut self, steps: u8) -> Self {
        self.alignment.indent = steps;
        self
    }

    pub fn set_border(mut self, line: Line) -> Self {
        self.border = Border { left: line, right: line, top: line, bottom: line, ..self.border };
        self
    }

    pub fn set_border_bottom(mut self, line: Line) -> Self {
        self.border.bottom = line;
        self
    }

    pub fn set_border_color(mut self, colour: u32) -> Self {
        self.border.colour = Some(colour);
        self
    }

    pub fn set_num_format(mut self, code: &'static str) -> Self {
        self.number = Some(code);
        self
    }
}
