//! A workbook: its sheets, and how they become a file.

use super::parts::{self, Contents};
use super::shared::Texts;
use super::sheet_part::{Part, part};
use super::styles::Styles;
use super::zip::Zip;
use super::{WorkbookError, Worksheet, names, note, picture};
use std::io::{self, Write};

/// The colours and fonts that programs offer: those of Office, as Excel writes them.
const THEME: &str = include_str!("theme.xml");

/// A workbook that is being made.
#[derive(Debug, Default)]
pub(crate) struct Workbook {
    title: String,
    pub(super) sheets: Vec<Worksheet>,
}

/// Writes the rows that a sheet still expects; given its position, and the numbers that its looks have in the file.
pub(crate) type MoreRows<'a> = dyn FnMut(usize, &[u64], &mut dyn Write) -> io::Result<()> + 'a;

impl Workbook {
    /// A workbook without a sheet.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), sheets: Vec::new() }
    }

    /// Adds a sheet behind the others.
    pub fn add(&mut self, sheet: Worksheet) {
        self.sheets.push(sheet);
    }

    /// The file.
    pub fn save_to_buffer(&self) -> Result<Vec<u8>, WorkbookError> {
        self.save_with(&mut |_, _, _| Ok(()))
    }

    /// The file; rows that sheets expect are asked for while it is written.
    pub fn save_with(&self, more: &mut MoreRows<'_>) -> Result<Vec<u8>, WorkbookError> {
        self.check_names()?;
        let links = self.sheets.iter().any(|sheet| !sheet.links.is_empty());
        let notes = self.sheets.iter().any(|sheet| !sheet.notes.is_empty());
        let (mut styles, mut texts) = (Styles::new(links, notes), Texts::default());
        let mut sheets = Vec::with_capacity(self.sheets.len());
        for (position, sheet) in self.sheets.iter().enumerate() {
            sheets.push(part(sheet, position == 0, &mut styles, &mut texts));
        }
        let names = names::names(self);
        let contents = Contents { sheets: &self.sheets, names: &names, texts: !texts.is_empty() };
        let mut package = Zip::new();
        package.add("[Content_Types].xml", contents.types().bytes())?;
        package.add("_rels/.rels", parts::root().bytes())?;
        package.add("xl/_rels/workbook.xml.rels", contents.relations().bytes())?;
        package.add("xl/theme/theme1.xml", THEME.as_bytes())?;
        package.add("xl/styles.xml", styles.part().bytes())?;
        package.add("xl/workbook.xml", contents.workbook().bytes())?;
        self.add_sheets(&mut package, &sheets, more)?;
        if contents.texts {
            package.add("xl/sharedStrings.xml", texts.part().bytes())?;
        }
        package.add("docProps/core.xml", parts::core(&self.title).bytes())?;
        package.add("docProps/app.xml", contents.application().bytes())?;
        self.add_pictures_and_notes(&mut package)?;
        Ok(package.finish()?)
    }

    fn add_sheets(&self, package: &mut Zip, sheets: &[Part], more: &mut MoreRows<'_>) -> io::Result<()> {
        let (mut pictures, mut notes) = (0, 0);
        for (position, (sheet, part)) in self.sheets.iter().zip(sheets).enumerate() {
            let number = position + 1;
            let long = sheet.expected.is_some();
            package.add_with(&format!("xl/worksheets/sheet{number}.xml"), long, &mut |out| {
                out.write_all(part.before.bytes())?;
                if long {
                    more(position, &part.looks, out)?;
                }
                out.write_all(part.after.bytes())
            })?;
            let mut relations = Vec::new();
            if sheet.picture.is_some() {
                pictures += 1;
                relations.push(("drawing", format!("../drawings/drawing{pictures}.xml")));
            }
            if !sheet.notes.is_empty() {
                notes += 1;
                relations.push(("vmlDrawing", format!("../drawings/vmlDrawing{notes}.vml")));
                relations.push(("comments", format!("../comments{notes}.xml")));
            }
            if !relations.is_empty() {
                let name = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
                package.add(&name, parts::of_part(&relations).bytes())?;
            }
        }
        Ok(())
    }

    fn add_pictures_and_notes(&self, package: &mut Zip) -> io::Result<()> {
        let pictures =
            || (1..).zip(self.sheets.iter().filter_map(|sheet| Some((sheet, sheet.picture.as_ref()?))));
        let noted = || (1..).zip(self.sheets.iter().filter(|sheet| !sheet.notes.is_empty()));
        for (number, (sheet, picture)) in pictures() {
            let drawing = picture::drawing(sheet, picture);
            package.add(&format!("xl/drawings/drawing{number}.xml"), drawing.bytes())?;
        }
        let mut block = 1;
        for (number, sheet) in noted() {
            let boxes = note::boxes(sheet, block);
            package.add(&format!("xl/drawings/vmlDrawing{number}.vml"), boxes.bytes())?;
            block += note::blocks(sheet.notes.len());
        }
        for (number, sheet) in noted() {
            package.add(&format!("xl/comments{number}.xml"), note::comments(&sheet.notes).bytes())?;
        }
        for (number, (_, picture)) in pictures() {
            package.add(&format!("xl/media/image{number}.{}", picture.kind), &picture.bytes)?;
        }
        for (number, (_, picture)) in pictures() {
            let relations = [("image", format!("../media/image{number}.{}", picture.kind))];
            let name = format!("xl/drawings/_rels/drawing{number}.xml.rels");
            package.add(&name, parts::of_part(&relations).bytes())?;
        }
        Ok(())
    }

    fn check_names(&self) -> Result<(), WorkbookError> {
        let mut seen: Vec<String> = Vec::with_capacity(self.sheets.len());
        for sheet in &self.sheets {
            let name = sheet.name.to_lowercase();
            if seen.contains(&name) {
                return Err(WorkbookError::SameName(sheet.name.clone()));
            }
            seen.push(name);
        }
        Ok(())
    }
}
