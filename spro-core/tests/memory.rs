//! No input, however made, takes more than 256 MiB to read or to refuse, the bytes of the file included.
//!
//! One test in a process of its own: what is measured is the highest memory of the whole process.
#![cfg(all(feature = "xlsx", feature = "csv", feature = "toml"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may fail loudly")]

use spro::campaign::{Campaign, Input, Options};
use spro::rulebook::Rulebook;
use spro::sheet::{Limit, Limits, read};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MIB: u64 = 1 << 20;

/// The highest memory of this process so far; none where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

/// A zip, part by part; a part is its start, a piece that is written again and again, and its end.
struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Zip {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn part(mut self, name: &str, start: &str, piece: impl Fn(u64) -> String, times: u64, end: &str) -> Self {
        self.0.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        self.0.write_all(start.as_bytes()).unwrap();
        for i in 0..times {
            self.0.write_all(piece(i).as_bytes()).unwrap();
        }
        self.0.write_all(end.as_bytes()).unwrap();
        self
    }

    fn text(self, name: &str, text: &str) -> Self {
        self.part(name, text, |_| String::new(), 0, "")
    }

    /// The parts that lead to a sheet.
    fn workbook() -> Self {
        let mut rels = String::from("<Relationships>");
        for (id, kind, target) in [
            ("a", "worksheet", "sheet.xml"),
            ("b", "sharedStrings", "shared.xml"),
            ("c", "styles", "styles.xml"),
        ] {
            write!(rels, "<Relationship Id=\"{id}\" Type=\"t/{kind}\" Target=\"{target}\"/>").unwrap();
        }
        Self::new()
            .text("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>")
            .text("xl/_rels/workbook.xml.rels", &(rels + "</Relationships>"))
    }

    /// Bytes that are not compressed, as a picture would be.
    fn ballast(mut self, len: usize) -> Self {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        self.0.start_file("ballast", stored).unwrap();
        for _ in 0..len >> 10 {
            self.0.write_all(&[0xA5; 1024]).unwrap();
        }
        self
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().unwrap().into_inner()
    }
}

const ONE_CELL: &str = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";

fn zeros() -> Vec<u8> {
    let mega = "\0".repeat(1 << 20);
    Zip::workbook().part("xl/sheet.xml", "", |_| mega.clone(), 300, "").finish()
}

/// As many cells, and as much text of cells and of shared texts, as a quarter of the limits lets in; the file is large
/// as well.
fn as_much_as_there_may_be() -> Vec<u8> {
    let shared = |i: u64| format!("<si><t>{i:014}</t></si>");
    let row = |_: u64| {
        let cell = "<c t=\"inlineStr\"><is><t>seize caracteres</t></is></c>";
        format!("<row>{}</row>", cell.repeat(1_000))
    };
    Zip::workbook()
        .part("xl/shared.xml", "<sst>", shared, 497_000, "</sst>")
        .part("xl/sheet.xml", "<worksheet><sheetData>", row, 497, "</sheetData></worksheet>")
        .ballast(4 << 20)
        .finish()
}

fn shared_texts_without_end() -> Vec<u8> {
    let many = "<si/>".repeat(10_000);
    Zip::workbook()
        .text("xl/sheet.xml", ONE_CELL)
        .part("xl/shared.xml", "<sst>", |_| many.clone(), 1_000, "</sst>")
        .finish()
}

fn styles_without_end() -> Vec<u8> {
    let piece = |i: u64| format!("<numFmt numFmtId=\"{i}\" formatCode=\"dd\"/><xf numFmtId=\"{i}\"/>");
    Zip::workbook()
        .text("xl/sheet.xml", ONE_CELL)
        .part("xl/styles.xml", "<s><cellXfs>", piece, 200_000, "</cellXfs></s>")
        .finish()
}

fn opendocument_that_repeats_a_text() -> Vec<u8> {
    let content = "<o:document-content><o:body><o:spreadsheet><t:table><t:table-row t:number-rows-repeated=\"1048576\">\
        <t:table-cell t:number-columns-repeated=\"16384\" o:value-type=\"string\"><x:p>x</x:p></t:table-cell></t:table-row>\
        </t:table></o:spreadsheet></o:body></o:document-content>";
    Zip::new().text("content.xml", content).finish()
}

/// A directory that claims 700 000 entries in a record of the large form, and has none.
fn a_directory_of_claims() -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(31 << 20, 0x20);
    let record = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [700_000_u64, 700_000, 32_200_000, 4] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(record.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
    bytes
}

/// Reads it, and says how much memory the process has had at most by then.
fn reached(name: &str, make: fn() -> Vec<u8>, limits: &Limits, code: Option<&str>) -> u64 {
    let bytes = make();
    let answer = read(&bytes, "essai.xlsx", limits);
    assert_eq!(answer.as_ref().err().map(|error| error.cause().code()), code, "{name}");
    drop(answer);
    let peak = peak().unwrap_or(0) / MIB;
    println!("{name}: {peak} MiB so far");
    peak
}

/// A CSV of 50,000 rows with nothing but errors in them, read to its end with few of them told one by one.
fn nothing_but_errors() -> u64 {
    const ROWS: usize = 50_000;
    let head = "Réseau local;Année;Date de la réunion;Nombre de structures invitées;Nombre de structures participantes;\
        Objet\n";
    let bytes = (head.to_owned() + &"Paris;17;x;y;z;\n".repeat(ROWS)).into_bytes();
    let input = Input::Bytes { name: "erreurs.csv".into(), bytes };
    let options = Options::default().keeping_findings(1_000);
    let campaign = Campaign::read(&[input], Rulebook::built_in(), &options, |_| {});
    let [file] = campaign.submissions() else { panic!("one file") };
    assert_eq!(file.findings.len(), 1_000);
    assert_eq!(file.tables[0].rejected_rows, ROWS as u64);
    assert_eq!(file.omitted.iter().map(|omitted| omitted.count).sum::<u64>(), 6 * ROWS as u64 - 1_000);
    peak().unwrap_or(0) / MIB
}

#[test]
fn no_input_takes_more_than_256_mib() {
    let limits = Limits::default();
    // An eighth of the cells that there may be; kept to the end, the findings alone would take more.
    let peak = nothing_but_errors();
    println!("nothing but errors: {peak} MiB so far");
    assert!(peak <= 256 / 4);
    // What grows with the limits, at a quarter of them: the whole of them takes a minute unoptimised.
    let mut quarter = limits.clone();
    for limit in [Limit::Cells, Limit::TextBytes] {
        quarter = quarter.with(limit, limits.get(limit) / 4);
    }
    assert!(reached("as much as there may be", as_much_as_there_may_be, &quarter, None) <= 256 / 4);
    for (name, make, code) in [
        ("zeros", zeros as fn() -> Vec<u8>, Some("fichier.limite")),
        ("shared texts without end", shared_texts_without_end, Some("fichier.limite")),
        ("styles without end", styles_without_end, None),
        ("a repeated text", opendocument_that_repeats_a_text, Some("fichier.limite")),
        ("claims", a_directory_of_claims, Some("fichier.abime")),
    ] {
        assert!(reached(name, make, &limits, code) <= 256, "{name}");
    }
}
