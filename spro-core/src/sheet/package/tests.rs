use super::super::error::{Cause, Damage, Fault, Kind};
use super::super::{Limit, Limits, read};
use super::testing::{ods, unzipped, xlsx, xlsx_with, zipped};
use proptest::prelude::*;

const EXAMPLES: [&[u8]; 3] = [
    include_bytes!("../../../examples/data/SPRO Cher tableaux de bord 2017.xlsx"),
    include_bytes!("../../../examples/data/SPRO Pithiviers tableaux de bord 2017.xlsx"),
    include_bytes!("../../../examples/data/SPRO Dreux tableaux de bord 2017.ods"),
];

fn refused(bytes: &[u8]) -> Cause {
    read(bytes, "essai.xlsx", &Limits::default()).unwrap_err().cause().clone()
}

fn damaged(part: &str, fault: Fault) -> Cause {
    Cause::Damaged(Damage::new(part, fault))
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn what_a_zip_holds_is_named() {
    for (parts, kind) in [
        (&[("xl/workbook.bin", "")][..], Kind::Xlsb),
        (&[("word/document.xml", ""), ("_rels/.rels", "")], Kind::Document),
        (&[("ppt/presentation.xml", "")], Kind::Presentation),
        (&[("Index/Document.iwa", "")], Kind::Numbers),
        (&[("a.xlsx", "PK"), ("b/c.ods", "PK")], Kind::Archive),
        (&[], Kind::Archive),
        (
            &[(
                "content.xml",
                "<office:document-content><office:body><office:text/></office:body></office:document-content>",
            )],
            Kind::Document,
        ),
        (
            &[("content.xml", "<d:document-content><d:body><d:presentation/></d:body></d:document-content>")],
            Kind::Presentation,
        ),
    ] {
        assert_eq!(refused(&zipped(parts)), Cause::OtherKind(kind), "{parts:?}");
    }
}

#[test]
fn a_part_that_is_missing_is_named() {
    assert_eq!(
        refused(&zipped(&[("_rels/.rels", "<R/>"), ("[Content_Types].xml", "")])),
        damaged("xl/workbook.xml", Fault::MissingPart)
    );
    assert_eq!(
        refused(&zipped(&[("mimetype", ""), ("META-INF/manifest.xml", "<m/>")])),
        damaged("content.xml", Fault::MissingPart)
    );
    let no_relation = xlsx_with("", "", &[("xl/_rels/workbook.xml.rels", "<Relationships/>")]);
    assert_eq!(refused(&no_relation), damaged("xl/workbook.xml", Fault::MissingPart));
}

/// No part is ever written to a disk; a path out of the package names no part of it.
#[test]
fn paths_out_of_the_package_lead_nowhere() {
    for target in
        ["../../../etc/passwd", "/../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\secret.xml"]
    {
        let rels = format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"{target}\"/></Relationships>"
        );
        let cause = refused(&xlsx_with("", "", &[("xl/_rels/workbook.xml.rels", &rels)]));
        assert_eq!(cause.code(), "fichier.abime", "{target}");
    }
    let hostile = zipped(&[("../../xl/workbook.xml", "<workbook/>"), ("/etc/passwd", "root")]);
    assert_eq!(refused(&hostile), Cause::OtherKind(Kind::Archive));
}

#[test]
fn a_file_that_was_cut_off() {
    let whole = EXAMPLES[0];
    for len in [4, 30, whole.len() / 2, whole.len() - 23, whole.len() - 1] {
        let cause = refused(&whole[..len]);
        assert_eq!(cause.code(), "fichier.abime", "{len}: {cause}");
    }
    assert_eq!(refused(&whole[..whole.len() / 2]), damaged("", Fault::Truncated));
}

#[test]
fn xml_that_cannot_be_followed() {
    let bomb = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData>\
        <row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
    let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    let long = format!("<{}/>", "a".repeat(300));
    for (text, fault) in [
        (bomb, Fault::Entity),
        ("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>", Fault::Entity),
        (
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&xxe;</t></is></c></row></sheetData></worksheet>",
            Fault::Entity,
        ),
        ("<worksheet><sheetData></worksheet>", Fault::Xml),
        ("<worksheet><sheetData>", Fault::Xml),
        ("<worksheet><sheetData><row><c", Fault::Xml),
        ("</worksheet>", Fault::Xml),
        (&deep, Fault::TooDeep),
        (&long, Fault::Xml),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet/>", Fault::Encoding),
    ] {
        assert_eq!(refused(&xlsx_with("", "", &[(SHEET, text)])), damaged(SHEET, fault), "{text}");
    }
}

#[test]
fn bytes_that_are_not_utf_8() {
    let mut bytes = xlsx("<row><c t=\"inlineStr\"><is><t>Ch@teauroux</t></is></c></row>");
    // Stored anew, since the compressed bytes cannot be patched.
    let mut parts = unzipped(&bytes);
    for (_, part) in &mut parts {
        for byte in part.iter_mut().filter(|b| **b == b'@') {
            *byte = 0xE2;
        }
    }
    bytes = rezipped(&parts);
    assert_eq!(refused(&bytes), damaged(SHEET, Fault::Encoding));
}

fn rezipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_altered_byte_is_found_by_the_checksum() {
    let mut parts = zipped(&[("content.xml", "<a/>")]);
    let at = memchr::memmem::find(&parts, b"content.xml").unwrap() + "content.xml".len() + 2;
    parts[at] ^= 0x10;
    let cause = refused(&parts);
    assert_eq!(cause.code(), "fichier.abime", "{cause}");
}

#[test]
fn a_directory_of_too_many_parts_is_not_read() {
    let names: Vec<String> = (0..10_001).map(|i| i.to_string()).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(refused(&zipped(&parts)), Cause::OtherKind(Kind::Archive));
}

#[test]
fn inflation_stops_at_the_limits() {
    let limits = Limits::default().with(Limit::PartBytes, 50_000).with(Limit::InflatedBytes, 80_000);
    let over = |bytes: &[u8]| match read(bytes, "x", &limits).unwrap_err().cause() {
        Cause::OverLimit(over) => (over.limit(), over.place().to_owned()),
        other => panic!("{other}"),
    };
    let rows = |n: usize| "<row></row>".repeat(n / 11);
    assert_eq!(over(&xlsx(&rows(60_000))), (Limit::PartBytes, SHEET.to_owned()));
    let shared = format!("<sst>{}</sst>", "<!---->".repeat(6_000));
    let both = xlsx_with(
        "",
        &format!("<sheetData>{}</sheetData>", rows(45_000)),
        &[("xl/sharedStrings.xml", &shared)],
    );
    assert_eq!(over(&both), (Limit::InflatedBytes, SHEET.to_owned()));
    // The size that the directory claims is made smaller than the part is.
    let mut lying = xlsx(&rows(60_000));
    let real = 60_000_u32 / 11 * 11;
    let patched = (0..lying.len() - 4)
        .filter(|&i| {
            let claimed = u32::from_le_bytes(lying[i..i + 4].try_into().unwrap());
            claimed > real && claimed < real + 200
        })
        .collect::<Vec<_>>();
    assert!(!patched.is_empty());
    for i in patched {
        lying[i..i + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(read(&lying, "x", &limits).is_err());
}

/// What one mark holds is in memory at once: a text, a tag, a comment.
#[test]
fn a_mark_without_end_is_refused() {
    let limits = Limits::default().with(Limit::CellBytes, 10_000);
    let long = "a".repeat(200_000);
    for text in [
        format!("<worksheet>{long}</worksheet>"),
        format!("<worksheet {long}=\"1\"/>"),
        format!("<worksheet a=\"{long}\"/>"),
        format!("<!--{long}--><worksheet/>"),
        format!("<?{long}?><worksheet/>"),
        format!("<worksheet><![CDATA[{long}]]></worksheet>"),
    ] {
        let bytes = xlsx_with("", "", &[(SHEET, &text)]);
        let error = read(&bytes, "x", &limits).unwrap_err();
        let Cause::OverLimit(over) = error.cause() else { panic!("{error}") };
        assert_eq!((over.limit(), over.place()), (Limit::CellBytes, SHEET));
    }
}

/// Every part of the examples, mark by mark, as another reader of XML sees it.
#[test]
fn parts_are_read_as_another_reader_reads_them() {
    use quick_xml::events::Event;
    let limits = Limits::default();
    let mut marks = 0;
    for bytes in EXAMPLES {
        for (name, text) in unzipped(bytes) {
            let ending = name.rsplit('.').next();
            if !matches!(ending, Some("xml" | "rels")) {
                continue;
            }
            let mut expected = Vec::new();
            let mut reader = quick_xml::Reader::from_reader(&text[..]);
            reader.config_mut().expand_empty_elements = true;
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(start) => {
                        let mut shown = String::from_utf8_lossy(start.local_name().into_inner()).into_owned();
                        for attribute in start.attributes() {
                            let attribute = attribute.unwrap();
                            shown.push_str(&String::from_utf8_lossy(attribute.key.local_name().into_inner()));
                            shown.push_str(&attribute.unescape_value().unwrap());
                        }
                        expected.push(shown);
                    }
                    Event::End(_) => expected.push("/".to_owned()),
                    Event::Text(text) => expected.push(text.xml10_content().unwrap().into_owned()),
                    Event::GeneralRef(name) => {
                        let text = format!("&{};", std::str::from_utf8(&name).unwrap());
                        expected.push(quick_xml::escape::unescape(&text).unwrap().into_owned());
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
            let mut found = Vec::new();
            let mut package = super::Package::open(bytes, &limits).unwrap();
            let mut xml = package.xml(&name).unwrap();
            loop {
                match xml.next().unwrap() {
                    super::Node::Open(tag) => {
                        let mut shown = String::from_utf8_lossy(tag.name()).into_owned();
                        for attr in tag.attributes() {
                            shown.push_str(&String::from_utf8_lossy(attr.name));
                            shown.push_str(&attr.text().unwrap());
                        }
                        found.push(shown);
                    }
                    super::Node::Close => found.push("/".to_owned()),
                    super::Node::Text(text) => found.push(text.into_owned()),
                    super::Node::Nothing => {}
                    super::Node::End => break,
                }
            }
            assert_eq!(found, expected, "{name}");
            marks += found.len();
        }
    }
    assert!(marks > 4_000, "{marks}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Bytes of the zip itself changed, or its end cut off.
    #[test]
    fn altered_files_never_panic(
        which in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = EXAMPLES[which].to_vec();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes, "x", &Limits::default());
    }

    /// Bytes of the directory at the end changed, where the zip says what it holds.
    #[test]
    fn altered_directories_never_panic(
        which in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = EXAMPLES[which].to_vec();
        let start = bytes.len() - 1_200;
        for (at, value) in changes {
            let at = start + at.index(1_200);
            bytes[at] = value;
        }
        let _ = read(&bytes, "x", &Limits::default());
    }

    /// Bytes of the XML changed, cut, doubled; the zip around them is right.
    #[test]
    fn altered_parts_never_panic(
        which in 0_usize..3,
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"<>/\"'&; =!?[]-0159Aax\0\xC3".to_vec())), 0..6),
        cut in prop::option::of((any::<prop::sample::Index>(), 1_usize..200)),
    ) {
        let mut parts = unzipped(EXAMPLES[which]);
        let part = part.index(parts.len());
        let bytes = &mut parts[part].1;
        if !bytes.is_empty() {
            for (at, value) in changes {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
            if let Some((at, len)) = cut {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + len).min(bytes.len()));
            }
        }
        let _ = read(&rezipped(&parts), "x", &Limits::default());
    }

    /// Elements and attributes that mean something, in any order.
    #[test]
    fn any_sheet_never_panics(pieces in prop::collection::vec(prop::sample::select(vec![
        "<row>", "</row>", "<row r=\"1048577\">", "<row r=\"4294967295\">", "<c>", "</c>", "<c r=\"XFD1\">", "<c r=\"XFE9\" s=\"4\" t=\"s\">",
        "<v>", "</v>", "<v/>", "1", "1e308", "<f>", "</f>", "<is>", "</is>", "<t>", "</t>", "_x000D_", "é", "&#0;", "&#x110000;",
        "<mergeCells>", "<mergeCell ref=\"A1:B2\"/>", "</sheetData>",
    ]), 0..40)) {
        let _ = read(&xlsx(&pieces.concat()), "x", &Limits::default());
    }

    #[test]
    fn any_opendocument_never_panics(pieces in prop::collection::vec(prop::sample::select(vec![
        "<table:table-row>", "</table:table-row>", "<table:table-row table:number-rows-repeated=\"4294967295\">",
        "<table:table-cell>", "</table:table-cell>", "<table:table-cell/>", "<table:covered-table-cell table:number-columns-repeated=\"4294967295\"/>",
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-spanned=\"4294967295\">",
        "<table:table-cell office:value-type=\"time\" office:time-value=\"PT1H\" table:number-columns-repeated=\"3\">",
        "<text:p>", "</text:p>", "<text:s text:c=\"9\"/>", "é", "</table:table>", "<table:table>",
    ]), 0..40)) {
        let body = format!("<table:table>{}</table:table>", pieces.concat());
        let _ = read(&ods("", &body), "x", &Limits::default());
    }
}
