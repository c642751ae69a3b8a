use super::{Note, ReturnError, annotate};
use crate::rulebook::Severity;
use crate::sheet::{Cell, CellValue, Format, Limits, Place, Sheet, Workbook, read};
use crate::value::Lang;
use proptest::prelude::*;
use std::io::{Cursor, Read as _};

const XLSX: [&[u8]; 3] = [
    include_bytes!("../../../examples/data/SPRO Cher tableaux de bord 2017.xlsx"),
    include_bytes!("../../../examples/data/SPRO Nogent-Châteaudun tableaux de bord 2017.xlsx"),
    include_bytes!("../../../examples/data/SPRO Orléans tableaux de bord 2017.xlsx"),
];
const ODS: [&[u8]; 2] = [
    include_bytes!("../../../examples/data/SPRO Dreux tableaux de bord 2017.ods"),
    include_bytes!("../../../examples/data/SPRO Loir-et-Cher tableaux de bord 2017.ods"),
];

fn note(sheet: usize, cell: Option<(u32, u32)>, message: &str) -> Note {
    Note {
        sheet,
        place: cell.map(|(row, column)| Place { row, column }),
        severity: Severity::Error,
        message: message.to_owned(),
        help: "Écrivez un nombre, par exemple 12.".to_owned(),
    }
}

fn book(bytes: &[u8]) -> Workbook {
    read(bytes, "a", &Limits::default()).unwrap()
}

fn returned(bytes: &[u8], notes: &[Note]) -> Vec<u8> {
    annotate(bytes, "a", notes, Lang::Fr, &Limits::default()).unwrap().bytes
}

/// The parts of a zip by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).unwrap();
            let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut bytes).unwrap();
            (name, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

fn part(bytes: &[u8], wanted: &str) -> String {
    parts(bytes).into_iter().find(|(name, _)| name == wanted).unwrap_or_else(|| panic!("{wanted}")).1
}

fn text(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => text.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The list, line by line.
fn list(sheet: &Sheet) -> Vec<Vec<String>> {
    let rows = sheet.cells.iter().map(|cell| cell.row).max().map_or(0, |row| row + 1);
    let of = |row| sheet.cells.iter().filter(move |cell: &&Cell| cell.row == row);
    (0..rows).map(|row| of(row).map(|cell| text(&cell.value)).collect()).collect()
}

#[test]
fn every_cell_of_the_examples_is_as_it_was() {
    for bytes in XLSX.into_iter().chain(ODS) {
        let before = book(bytes);
        let mut notes = vec![note(0, None, "Il manque une colonne."), note(99, Some((0, 0)), "Nulle part.")];
        for (i, sheet) in before.sheets.iter().enumerate() {
            notes.extend(
                sheet
                    .cells
                    .iter()
                    .step_by(3)
                    .map(|cell| note(i, Some((cell.row, cell.column)), "Faux <&> \"ici\".")),
            );
            notes.push(note(i, Some((40, 3)), "Vide."));
        }
        let out = returned(bytes, &notes);
        let after = book(&out);
        assert_eq!(after.format, before.format);
        assert_eq!(after.sheets.len(), before.sheets.len() + 1);
        assert_eq!(after.sheets[..before.sheets.len()], before.sheets);
        let last = after.sheets.last().unwrap();
        assert_eq!(last.name, "À corriger");
        assert_eq!(list(last).len(), notes.len() + 1);
        // Whatever needs no change is there to the byte, in its place.
        let (old, new) = (parts(bytes), parts(&out));
        for ((name, text), (new_name, new_text)) in old.iter().zip(&new) {
            assert_eq!(name, new_name);
            let may_change = name.contains("sheet")
                || name.contains("workbook")
                || name.contains("styles")
                || name.contains("Content_Types")
                || name == "content.xml";
            assert!(text == new_text || may_change, "{name}");
        }
        // Where nothing is said, nothing changes.
        assert_eq!(book(&returned(bytes, &[])).sheets[..before.sheets.len()], before.sheets);
    }
}

#[test]
fn comments_and_their_boxes_in_a_workbook_that_has_none() {
    let notes = [
        note(0, Some((2, 2)), "18 invitées ?"),
        note(0, Some((2, 2)), "Deux fois."),
        note(1, Some((1, 0)), "Autre."),
    ];
    let out = returned(XLSX[0], &notes);
    let comments = part(&out, "xl/comments1.xml");
    assert!(comments.contains(
        "<authors><author>SPRO</author></authors><commentList><comment ref=\"C3\" authorId=\"0\"><text><r><t xml:space=\"preserve\">\
         Erreur : 18 invitées ?\n→ Écrivez un nombre, par exemple 12.\nErreur : Deux fois.\n→ Écrivez un nombre, par exemple 12.\
         </t></r></text></comment></commentList>"
    ), "{comments}");
    assert!(part(&out, "xl/comments2.xml").contains("ref=\"A2\""));
    let drawing = part(&out, "xl/drawings/vmlDrawing1.vml");
    assert_eq!(drawing.matches("<v:shape ").count(), 1);
    assert!(drawing.contains("<x:Row>2</x:Row><x:Column>2</x:Column>"));
    let relations = part(&out, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(
        relations.contains("Target=\"../comments1.xml\"")
            && relations.contains("Target=\"../drawings/vmlDrawing1.vml\"")
    );
    let types = part(&out, "[Content_Types].xml");
    for name in ["/xl/comments1.xml", "/xl/comments2.xml", "/xl/worksheets/sheet4.xml", "Extension=\"vml\""] {
        assert_eq!(types.matches(name).count(), 1, "{name}");
    }
    assert_eq!(
        list(book(&out).sheets.last().unwrap())[1],
        ["Erreur", "Reunions", "C3", "18 invitées ?", "Écrivez un nombre, par exemple 12."]
    );
    assert!(
        part(&out, "xl/worksheets/sheet4.xml").contains("location=\"&apos;Reunions&apos;!C3\"")
            || part(&out, "xl/worksheets/sheet4.xml").contains("location=\"'Reunions'!C3\"")
    );
}

/// A second return adds to the first: no comment is lost, and the list gets a name of its own.
#[test]
fn a_workbook_that_has_comments_keeps_them() {
    for bytes in [XLSX[0], ODS[0]] {
        let once = returned(bytes, &[note(0, Some((2, 2)), "Premier.")]);
        let twice =
            returned(&once, &[note(0, Some((2, 2)), "Deuxième."), note(0, Some((3, 2)), "Troisième.")]);
        let (before, after) = (book(bytes), book(&twice));
        assert_eq!(after.sheets[..before.sheets.len()], before.sheets);
        let names: Vec<&str> =
            after.sheets.iter().skip(before.sheets.len()).map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["À corriger", "À corriger (2)"]);
        if before.format == Format::Xlsx {
            let comments = part(&twice, "xl/comments1.xml");
            assert_eq!(comments.matches("<comment ").count(), 2);
            for said in ["Premier.", "Deuxième.", "Troisième."] {
                assert_eq!(comments.matches(said).count(), 1, "{said}");
            }
            assert_eq!(part(&twice, "xl/drawings/vmlDrawing1.vml").matches("<v:shape ").count(), 2);
            assert!(!parts(&twice).iter().any(|(name, _)| name == "xl/comments2.xml"));
        } else {
            let content = part(&twice, "content.xml");
            assert_eq!(content.matches("<office:annotation ").count(), 2);
            // In its comment, and in the list.
            for said in ["Premier.", "Deuxième.", "Troisième."] {
                assert_eq!(content.matches(said).count(), 2, "{said}");
            }
        }
    }
}

/// Cells and rows that stand for several are split, and only the one that is wrong gets a comment.
#[test]
fn repeated_cells_are_split() {
    let body = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/>\
        <table:table-cell table:number-columns-repeated=\"4\" office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p>\
        </table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
        table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>{body}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let out = returned(&bytes, &[note(0, Some((1, 2)), "Ici."), note(0, Some((500_000, 9)), "Là.")]);
    assert_eq!(book(&out).sheets[0], book(&bytes).sheets[0]);
    let content = part(&out, "content.xml");
    assert_eq!(content.matches("<office:annotation ").count(), 2);
    for repeated in [
        "number-rows-repeated=\"499997\"",
        "number-rows-repeated=\"500002\"",
        "number-columns-repeated=\"9\"",
        "number-columns-repeated=\"16374\"",
    ] {
        assert_eq!(content.matches(repeated).count(), 1, "{repeated}");
    }
}

#[test]
fn wrong_cells_are_filled_and_keep_their_format() {
    // B3 shows a date.
    let out = returned(XLSX[0], &[note(0, Some((2, 1)), "Hors de l'année.")]);
    let styles = part(&out, "xl/styles.xml");
    let old = part(XLSX[0], "xl/styles.xml");
    let formats = |styles: &str| {
        styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap().to_owned()
    };
    let xfs = |styles: &str| formats(styles).matches("<xf ").count();
    // The filled one, and three for the list.
    assert_eq!(xfs(&styles), xfs(&old) + 4);
    assert!(formats(&styles).starts_with(&format!(" count=\"{}\"", xfs(&styles))));
    let sheet = part(&out, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(&format!("<c r=\"B3\" s=\"{}\"", xfs(&old))), "{sheet}");
    let CellValue::Date(_) =
        book(&out).sheets[0].cells.iter().find(|c| (c.row, c.column) == (2, 1)).unwrap().value.clone()
    else {
        panic!("no date any more")
    };
}

/// The opening of every cell of a part, with its format.
fn openings(sheet: &str) -> Vec<&str> {
    sheet.split("<c ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

#[test]
fn only_cells_that_are_told_have_another_format() {
    for bytes in [XLSX[0], XLSX[2]] {
        let name = "xl/worksheets/sheet1.xml";
        let out = returned(bytes, &[note(0, Some((2, 1)), "Faux."), note(0, Some((3, 2)), "Faux.")]);
        let (old, new) = (part(bytes, name), part(&out, name));
        let (old, new) = (openings(&old), openings(&new));
        assert_eq!(old.len(), new.len());
        let other: Vec<&str> = old.iter().zip(&new).filter(|(a, b)| a != b).map(|(_, b)| &b[..6]).collect();
        assert_eq!(other, ["r=\"B3\"", "r=\"C4\""]);
        let formats = |bytes: &[u8]| {
            let styles = part(bytes, "xl/styles.xml");
            let all = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
            all.split_once('>').unwrap().1.to_owned()
        };
        assert!(formats(&out).starts_with(&formats(bytes)), "formats keep their places");
    }
}

#[test]
fn white_words_are_dark_on_the_light_fill() {
    for (white, dark) in [
        ("<color rgb=\"FFFFFFFF\"/>", true),
        ("<color theme=\"0\"/>", true),
        ("<color indexed=\"9\"/>", true),
        ("<color theme=\"0\" tint=\"-0.5\"/>", false),
        ("<color rgb=\"FFC00000\"/>", false),
        ("<color theme=\"1\"/>", false),
    ] {
        let mut with = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts(XLSX[0]) {
            let text = if name == "xl/styles.xml" {
                assert!(text.contains("<sz "), "{text}");
                text.replace("<color rgb=\"FF000000\"/>", "").replace("<sz ", &format!("{white}<sz "))
            } else {
                text
            };
            with.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut with, text.as_bytes()).unwrap();
        }
        let bytes = with.finish().unwrap().into_inner();
        let styles = |bytes: &[u8]| part(bytes, "xl/styles.xml");
        let out = returned(&bytes, &[note(0, Some((2, 1)), "Faux."), note(0, Some((3, 1)), "Faux.")]);
        let (old, new) = (styles(&bytes), styles(&out));
        let fonts = |styles: &str| {
            styles.split("<fonts").nth(1).unwrap().split("</fonts>").next().unwrap().to_owned()
        };
        let count = |styles: &str| fonts(styles).matches("<font>").count();
        assert_eq!(count(&new), count(&old) + 2 + usize::from(dark), "{white}");
        assert!(fonts(&new).starts_with(&format!(" count=\"{}\"", count(&new))), "{white}");
        // The two fonts of the list come first, then the dark one.
        let font = if dark { count(&new) - 1 } else { 0 };
        let filled = format!("numFmtId=\"165\" fontId=\"{font}\" fillId=\"2\"");
        assert!(new.contains(&filled), "{white}: {filled} in {new}");
        assert_eq!(fonts(&new).contains("<color rgb=\"FF000000\"/>"), dark, "{white}");
    }
}

#[test]
fn a_csv_comes_back_as_a_workbook() {
    let bytes = "annee;objet\n2017;=1+1\n\"12\";é\n".as_bytes();
    let out =
        annotate(bytes, "a.csv", &[note(0, Some((2, 0)), "Pas une année.")], Lang::En, &Limits::default())
            .unwrap();
    assert_eq!(out.format, Format::Xlsx);
    let (before, after) = (book(bytes), book(&out.bytes));
    assert_eq!(after.sheets[0].cells, before.sheets[0].cells);
    assert_eq!(after.sheets[0].name, "Data");
    assert_eq!(
        list(&after.sheets[1])[1],
        ["Error", "Data", "A3", "Pas une année.", "Écrivez un nombre, par exemple 12."]
    );
    assert!(part(&out.bytes, "xl/comments1.xml").contains("Error: Pas une année."));
    let again =
        annotate(bytes, "a.csv", &[note(0, Some((2, 0)), "Pas une année.")], Lang::En, &Limits::default())
            .unwrap();
    assert_eq!(again, out);
}

#[test]
fn what_cannot_be_sent_back_is_said() {
    let json = annotate(b"[{\"annee\": 1}]", "a.json", &[], Lang::Fr, &Limits::default());
    assert_eq!(json, Err(ReturnError::NoCells(Format::Json)));
    let Err(ReturnError::Read(error)) = annotate(b"PK\x03\x04", "a.xlsx", &[], Lang::Fr, &Limits::default())
    else {
        panic!("read")
    };
    assert_eq!(error.cause().code(), "fichier.abime");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any cells of any example: every value stays, every comment is there.
    #[test]
    fn any_notes_leave_the_cells_as_they_were(which in 0_usize..5, places in prop::collection::btree_set((0_u32..30, 0_u32..9), 0..12)) {
        let bytes = XLSX.iter().chain(&ODS).nth(which).copied().unwrap();
        let notes: Vec<Note> = places.iter().map(|&(row, column)| note(0, Some((row, column)), "Faux.")).collect();
        let out = returned(bytes, &notes);
        let before = book(bytes);
        prop_assert_eq!(&book(&out).sheets[..before.sheets.len()], &before.sheets[..]);
        let name = if before.format == Format::Xlsx { "xl/comments1.xml" } else { "content.xml" };
        let said = parts(&out).into_iter().find(|(n, _)| n == name).map(|(_, text)| text).unwrap_or_default();
        let found = said.matches("<comment ").count() + said.matches("<office:annotation ").count();
        prop_assert_eq!(found, places.len());
    }

    #[test]
    fn altered_parts_never_panic(which in 0_usize..5, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::sample::select(b"<>/\"'&; =1a".to_vec())), 1..6)) {
        let bytes = XLSX.iter().chain(&ODS).nth(which).copied().unwrap();
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut all: Vec<(String, Vec<u8>)> = parts(bytes).into_iter().map(|(n, t)| (n, t.into_bytes())).collect();
        for (part, at, value) in changes {
            let part = part.index(all.len());
            let bytes = &mut all[part].1;
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
        }
        for (name, bytes) in all {
            zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, &bytes).unwrap();
        }
        let altered = zip.finish().unwrap().into_inner();
        let _ = annotate(&altered, "a", &[note(0, Some((2, 2)), "Faux.")], Lang::Fr, &Limits::default());
    }
}
