//! Workbooks made for tests, part by part.

use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A zip of these parts.
pub(in super::super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a zip, and their bytes.
pub(in super::super) fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).unwrap();
            let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of one sheet named `Feuil1`; `workbook` stands before the list of sheets, `extra` are parts beside.
pub(in super::super) fn xlsx_with(workbook: &str, sheet: &str, extra: &[(&str, &str)]) -> Vec<u8> {
    let root = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships><Relationship Id=\"r\" \
         Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\">{workbook}<sheets><sheet name=\"Feuil1\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    );
    let rels = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{RELS}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{RELS}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>");
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", rels.as_str()),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    for (name, text) in extra {
        parts.retain(|(other, _)| other != name);
        parts.push((name, text));
    }
    zipped(&parts)
}

/// A workbook of one sheet that holds these rows.
pub(in super::super) fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_with("", &format!("<sheetData>{rows}</sheetData>"), &[])
}

/// A sheet of OpenDocument; `styles` and `body` stand where their names say.
pub(in super::super) fn ods(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" \
         xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\"><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
