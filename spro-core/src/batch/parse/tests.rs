use super::*;
use crate::batch::{State, Value};
use crate::expression::{Scope, compile};
use crate::finding::Kind;
use crate::rulebook::{Basis, CodeList, ListEntry, Requirement, Status};
use crate::value::Words;
use chrono::NaiveDate;
use proptest::prelude::*;

fn words(text: &str) -> Words {
    Words { fr: text.to_owned(), en: text.to_owned() }
}

fn basis() -> Basis {
    Basis { source: String::new(), status: Status::User, how: None }
}

fn field(kind: FieldType) -> Field {
    Field {
        code: "x".to_owned(),
        label: words("Nombre de structures invitées"),
        hint: None,
        example: String::new(),
        kind,
        list: Some(0),
        required: Requirement::Optional,
        min: None,
        max: None,
        max_length: None,
        personal: false,
        headers: Vec::new(),
        computed: None,
        basis: basis(),
    }
}

fn lookups() -> Lookups {
    let entry = |code: &str, label: &str, synonyms: &[&str]| ListEntry {
        code: code.to_owned(),
        label: words(label),
        synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
        basis: basis(),
    };
    let list = CodeList {
        code: "structure".to_owned(),
        label: words("Structures"),
        entries: vec![
            entry("ML", "Mission locale", &[]),
            entry("CIO", "Centre d’information et d’orientation", &[]),
            entry("POLE_EMPLOI", "Pôle emploi", &["PE", "France Travail"]),
            entry("POINT_A", "Point A", &[]),
            entry("PIJ", "Point information jeunesse", &[]),
        ],
        basis: basis(),
    };
    Lookups::of_lists(&[list])
}

/// What a cell was read as, in a line: the value, or the kind of refusal; then the reason and the detail.
fn read(raw: RawCell<'_>, kind: FieldType) -> String {
    line(parse_cell(raw, &field(kind), &lookups()))
}

fn text(text: &str, kind: FieldType) -> String {
    read(RawCell::Text(text), kind)
}

fn number(value: f64, kind: FieldType) -> String {
    read(RawCell::Number { value, percent: false }, kind)
}

fn percent(value: f64, kind: FieldType) -> String {
    read(RawCell::Number { value, percent: true }, kind)
}

fn line(parsed: Parsed<'_>) -> String {
    let mut line = match (&parsed.state, &parsed.value) {
        (State::Present, Value::Int(n)) => n.to_string(),
        (State::Present, Value::Text(t)) => format!("{t:?}"),
        (State::Present, Value::Code(n)) => format!("code {n}"),
        (State::Blank, Value::Nothing) => "blank".to_owned(),
        (State::Refused, Value::Nothing) => format!("{:?}", parsed.note.as_ref().unwrap().kind),
        other => panic!("{other:?}"),
    };
    if let Some(note) = parsed.note {
        assert_eq!(note.kind == Kind::Repaired, parsed.state != State::Refused);
        line = format!("{line} {:?}", note.why);
        if let Some(detail) = note.detail.filter(|d| !d.is_empty()) {
            line = format!("{line} [{detail}]");
        }
    }
    line
}

#[test]
fn counts() {
    use FieldType::Count;
    for (typed, expected) in [
        ("12", "12"),
        ("0", "0"),
        ("-3", "-3"),
        (" 32\u{a0}", "32 Blanks [32]"),
        ("1\u{202f}200", "1200 Blanks [1200]"),
        ("'24", "24 Apostrophe [24]"),
        ("012", "12 Untidy [12]"),
        ("12,0", "12 ZeroDecimals [12]"),
        ("12 structures", "12 UnitDropped [12]"),
        ("12 struct.", "12 UnitDropped [12]"),
        ("12 structures invitées", "12 UnitDropped [12]"),
        ("12 agents", "Doubtful OtherUnit"),
        ("12 structures absentes", "Doubtful OtherUnit"),
        ("80 %", "Doubtful Percentage"),
        ("12 €", "Doubtful OtherUnit"),
        ("~12", "Doubtful Approximate"),
        ("8/10", "Doubtful SeveralNumbers"),
        ("5 (dont 2 CIO)", "Doubtful Remark"),
        ("1.234", "Doubtful Thousands"),
        ("12,5", "Type Fraction"),
        ("douze", "Type NumberInWords [12]"),
        ("beaucoup", "Type NotANumber"),
        ("99999999999999999999", "Type TooLarge"),
        ("NC", "blank NothingMark"),
        ("-", "blank NothingMark"),
        ("néant", "blank NothingMark"),
        ("  ", "blank"),
        ("", "blank"),
        ("?", "Doubtful Question"),
    ] {
        assert_eq!(text(typed, Count), expected, "{typed:?}");
    }
    assert_eq!(number(12.0, Count), "12");
    assert_eq!(number(-3.0, Count), "-3");
    assert_eq!(number(12.5, Count), "Type Fraction");
    assert_eq!(number(1e19, Count), "Type TooLarge");
    assert_eq!(number(f64::NAN, Count), "Type TooLarge");
    assert_eq!(percent(0.8, Count), "Doubtful Percentage");
    let day = NaiveDate::from_ymd_opt(2017, 10, 8).unwrap().and_hms_opt(0, 0, 0).unwrap();
    assert_eq!(read(RawCell::Date(day), Count), "Type DateInstead");
    assert_eq!(read(RawCell::Bool(true), Count), "Type BoolInstead");
}

#[test]
fn decimals_amounts_and_full_time_equivalents() {
    use FieldType::{Decimal, Fte, Money};
    for (typed, kind, expected) in [
        ("0,5", Fte, "500000"),
        ("0.5", Fte, "500000"),
        ("0,5 ETP", Fte, "500000 UnitDropped [0,5]"),
        ("2 équivalents temps plein", Fte, "2000000 UnitDropped [2]"),
        ("0,4 ETPT", Fte, "Doubtful OtherUnit"),
        ("80 %", Fte, "Doubtful Percentage [0,8]"),
        ("1.250", Fte, "1250000 DecimalPoint [1,25]"),
        ("1.000", Fte, "Doubtful Thousands"),
        ("1,250", Fte, "1250000"),
        ("0,33333333", Fte, "333333 Rounded [0,333333]"),
        ("1.250", Decimal, "Doubtful Thousands"),
        ("12 000,50", Money, "1200050 Blanks [12000,5]"),
        ("12000 €", Money, "1200000"),
        ("12000 euros", Money, "1200000 UnitDropped [12000]"),
        ("12 k€", Money, "Doubtful OtherUnit"),
        ("1.200", Money, "Doubtful Thousands"),
        ("10,005", Money, "Doubtful Thousands"),
    ] {
        assert_eq!(text(typed, kind), expected, "{typed:?}");
    }
    assert_eq!(number(0.1 + 0.2, Fte), "300000");
    assert_eq!(number(1.0 / 3.0, Fte), "333333 Rounded [0,333333]");
    assert_eq!(number(1234.5, Money), "123450");
    assert_eq!(percent(0.8, Fte), "Doubtful Percentage [0,8]");
}

#[test]
fn shares() {
    use FieldType::Ratio;
    for (typed, expected) in [
        ("85,7 %", "857000000000000"),
        ("85,7\u{a0}%", "857000000000000"),
        ("6 %", "60000000000000"),
        ("120 %", "1200000000000000"),
        ("0,857", "857000000000000"),
        ("1", "1000000000000000"),
        ("85,7", "Doubtful PercentSignMissing [85,7 %]"),
        ("8/10", "Doubtful SeveralNumbers"),
    ] {
        assert_eq!(text(typed, Ratio), expected, "{typed:?}");
    }
    assert_eq!(number(6.0 / 7.0, Ratio), "857142857142857");
    assert_eq!(number(2.0 / 35.0, Ratio), "57142857142857");
    assert_eq!(percent(1.2, Ratio), "1200000000000000");
    assert_eq!(number(85.7, Ratio), "Doubtful PercentSignMissing [85,7 %]");
}

fn days(year: i32, month: u32, day: u32) -> i64 {
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    (day - NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()).num_days()
}

#[test]
fn dates() {
    use FieldType::Date;
    let day = days(2017, 11, 29);
    assert_eq!(day, 17_499);
    for typed in
        ["29/11/2017", "2017-11-29", "29-11-2017", "29.11.2017", "29 nov. 2017", "mercredi 29 novembre 2017"]
    {
        assert_eq!(text(typed, Date), day.to_string(), "{typed:?}");
    }
    for (typed, expected) in [
        ("29/11/17", "17499 Century [29/11/2017]"),
        ("29/11/2017 14h30", "17499 TimeDropped [29/11/2017]"),
        ("31/02/2017", "Type NoSuchDay(2017-02-01)"),
        ("mardi 29 novembre 2017", "Doubtful Weekday(2017-11-29) [29/11/2017]"),
        ("nov. 2017", "Doubtful NoDay"),
        ("29/11", "Doubtful NoYear"),
        ("11/29/2017", "Doubtful MonthFirst [29/11/2017]"),
        ("à définir", "Type NotADate"),
        ("NC", "blank NothingMark"),
    ] {
        assert_eq!(text(typed, Date), expected, "{typed:?}");
    }
    let at = |y, m, d, hour| NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(hour, 0, 0).unwrap();
    assert_eq!(read(RawCell::Date(at(2017, 11, 29, 0)), Date), "17499");
    assert_eq!(read(RawCell::Date(at(2017, 11, 29, 14)), Date), "17499 TimeDropped [29/11/2017]");
    assert_eq!(read(RawCell::Date(at(1905, 7, 9, 0)), Date), "Doubtful YearAsDate");
    assert_eq!(read(RawCell::Date(at(1909, 7, 10, 0)), Date), "Doubtful YearAsDate");
    assert_eq!(read(RawCell::Date(at(1899, 12, 31, 9)), Date), "Type NotADate");
    assert_eq!(number(43_068.0, Date), "17499 Serial [29/11/2017]");
    assert_eq!(number(2017.0, Date), "Doubtful NoDay");
    assert_eq!(number(12.0, Date), "Type NumberAsDate");
    assert_eq!(number(1e7, Date), "Type NotADate");
    assert_eq!(number(20_171_129.0, Date), "Doubtful CompactDate [29/11/2017]");
    assert_eq!(number(-1.0, Date), "Type NumberAsDate");
    let in_1904 = parse_cell_in(
        RawCell::Number { value: 41_606.0, percent: false },
        &field(Date),
        &lookups(),
        DateSystem::From1904,
    );
    assert_eq!(line(in_1904), "17499 Serial [29/11/2017]");
}

#[test]
fn years() {
    use FieldType::Year;
    for (typed, expected) in [
        ("2017", "2017"),
        (" 2017", "2017 Blanks [2017]"),
        ("2 017", "2017 Blanks [2017]"),
        ("'2017", "2017 Apostrophe [2017]"),
        ("année 2017", "2017 LabelDropped [2017]"),
        ("Année : 2017", "2017 LabelDropped [2017]"),
        ("01/01/2017", "2017 DateAsYear [2017]"),
        ("17", "Doubtful ShortYear [2017]"),
        ("2016-2017", "Doubtful SeveralNumbers"),
        ("2016/2017", "Doubtful SeveralNumbers"),
        ("2017 ?", "Doubtful Approximate"),
        ("2017 (provisoire)", "Doubtful Remark"),
        ("deux mille", "Type NotAYear"),
        ("20170", "Type NotAYear"),
    ] {
        assert_eq!(text(typed, Year), expected, "{typed:?}");
    }
    assert_eq!(number(2017.0, Year), "2017");
    assert_eq!(number(2017.5, Year), "Type NotAYear");
    assert_eq!(number(43_068.0, Year), "Type NotAYear");
    let at = |y, m, d| RawCell::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap().and_hms_opt(0, 0, 0).unwrap());
    assert_eq!(read(at(1905, 7, 9), Year), "Doubtful YearAsDate [2017]");
    assert_eq!(read(at(2017, 1, 1), Year), "2017 DateAsYear [2017]");
}

#[test]
fn list_entries() {
    use FieldType::Code;
    for (typed, expected) in [
        ("ML", "code 0"),
        ("m.l.", "code 0"),
        ("MISSION LOCALE", "code 0"),
        ("Mission locale (ML)", "code 0"),
        ("C.I.O.", "code 1"),
        ("Po\u{302}le Emploi", "code 2"),
        ("PE", "code 2"),
        ("POINT_A", "code 3"),
        ("Mision locale", "List NotInList [ML]"),
        ("Missions locales", "List NotInList [ML]"),
        ("Mission locale de Dreux", "List NotInList [ML]"),
        ("Mission locale (Dreux)", "List NotInList [ML]"),
        ("CIO Dreux", "List NotInList [CIO]"),
        ("PIK", "List NotInList"),
        ("Fongecif", "List NotInList"),
        ("ML / CIO", "Doubtful SeveralEntries"),
        ("ML et CIO", "Doubtful SeveralEntries"),
        ("NC", "blank NothingMark"),
    ] {
        assert_eq!(text(typed, Code), expected, "{typed:?}");
    }
    assert_eq!(number(12.0, Code), "List NotInList");
    assert_eq!(read(RawCell::Bool(false), Code), "Type BoolInstead");
}

#[test]
fn texts_and_truth_values() {
    use FieldType::{Bool, Text};
    for (typed, expected) in [
        ("- point d’étape", "\"- point d’étape\""),
        (" Forum\u{a0}", "\"Forum\""),
        ("deux\nlignes", "\"deux\\nlignes\""),
        ("néant", "blank NothingMark"),
        ("…", "blank NothingMark"),
    ] {
        assert_eq!(text(typed, Text), expected, "{typed:?}");
    }
    assert_eq!(number(2017.5, Text), "\"2017,5\"");
    assert_eq!(read(RawCell::Bool(true), Text), "\"vrai\" BoolAsText [vrai]");
    for (typed, expected) in [
        ("oui", "1"),
        ("NON", "0"),
        ("VRAI", "1"),
        ("x", "1 Tick [oui]"),
        ("✓", "1 Tick [oui]"),
        ("Signé", "1 Presence [oui]"),
        ("absente", "0 Presence [non]"),
        ("excusé", "0 Presence [non]"),
        ("✗", "Doubtful NotYesNo"),
        ("peut-être", "Type NotYesNo"),
    ] {
        assert_eq!(text(typed, Bool), expected, "{typed:?}");
    }
    assert_eq!(number(1.0, Bool), "1");
    assert_eq!(number(2.0, Bool), "Type NotYesNo");
}

#[test]
fn formulas_and_errors() {
    use FieldType::{Count, Ratio};
    let formula = RawCell::Formula("=A1+1");
    let error = RawCell::Error("#DIV/0!");
    assert_eq!(read(formula, Count), "Type NoCachedValue");
    assert_eq!(read(error, Count), "Type ErrorValue");
    let mut computed = field(Ratio);
    let no_scope = Scope::row(&[], &[], &[]);
    computed.computed = compile("1", &no_scope).ok();
    assert!(computed.computed.is_some());
    assert_eq!(line(parse_cell(formula, &computed, &lookups())), "blank");
    assert_eq!(line(parse_cell(error, &computed, &lookups())), "blank Recomputed");
    assert_eq!(line(parse_cell(RawCell::Text("8/10"), &computed, &lookups())), "Doubtful SeveralNumbers");
}

const KINDS: [FieldType; 10] = [
    FieldType::Year,
    FieldType::Date,
    FieldType::Count,
    FieldType::Decimal,
    FieldType::Money,
    FieldType::Fte,
    FieldType::Ratio,
    FieldType::Bool,
    FieldType::Text,
    FieldType::Code,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_typed_is_lost(typed in "\\PC{0,40}|[0-9 ,./%a-e-]{0,12}", kind in 0_usize..10) {
        let parsed = parse_cell(RawCell::Text(&typed), &field(KINDS[kind]), &lookups());
        let blank = nothing(&typed) == Some(Nothing::Blank);
        // Only a blank text is blank without a word.
        prop_assert_eq!(parsed.state == State::Blank && parsed.note.is_none(), blank);
        prop_assert_eq!(parsed.state == State::Present, parsed.value != Value::Nothing);
    }

    #[test]
    fn any_double_is_taken_or_refused(bits: u64, percent: bool, kind in 0_usize..10) {
        let raw = RawCell::Number { value: f64::from_bits(bits), percent };
        let parsed = parse_cell(raw, &field(KINDS[kind]), &lookups());
        prop_assert!(parsed.state != State::Blank);
    }

    #[test]
    fn a_count_comes_back_whatever_its_clothes(n in 0_i64..1_000_000_000, clothes in 0_usize..5) {
        let thousands = crate::value::print::decimal(crate::value::Decimal::from(n), crate::value::Lang::Fr);
        let typed = match clothes {
            0 => n.to_string(),
            1 => thousands,
            2 => format!("'{n}"),
            3 => format!("\u{a0}{n} structures "),
            _ => format!("{n},00"),
        };
        let parsed = parse_cell(RawCell::Text(&typed), &field(FieldType::Count), &lookups());
        prop_assert_eq!(parsed.value, Value::Int(n));
    }
}

#[test]
fn names_of_persons_are_counted_and_let_go_unless_asked_for() {
    let field = Field { personal: true, ..field(FieldType::Text) };
    let name = RawCell::Text("  Mme Martin ");
    let parsed = parse_cell(name, &field, &lookups());
    assert_eq!((parsed.value, parsed.note), (Value::Text(NAME_LET_GO.into()), None));
    assert_eq!(parse_cell(RawCell::Text("-"), &field, &lookups()).state, State::Blank);
    let kept = parse_cell(name, &field, &lookups().keeping_names());
    assert_eq!(kept.value, Value::Text("Mme Martin".into()));
}

#[test]
fn a_month_is_asked_for_its_day() {
    let month = RawCell::Month(NaiveDate::from_ymd_opt(2017, 11, 1).unwrap());
    assert_eq!(read(month, FieldType::Date), "Doubtful NoDay");
    assert_eq!(read(month, FieldType::Year), "2017 DateAsYear [2017]");
    // `8/17` typed into a cell of figures.
    assert_eq!(read(month, FieldType::Count), "Type DateInstead");
    assert_eq!(read(month, FieldType::Text), "\"11/2017\"");
}

#[test]
fn what_refers_to_the_cell_above_is_asked() {
    for text in ["\"", "idem", "''"] {
        assert_eq!(read(RawCell::Text(text), FieldType::Count), "Doubtful Ditto", "{text}");
        assert_eq!(read(RawCell::Text(text), FieldType::Date), "Doubtful Ditto", "{text}");
        let lookups = lookups();
        let of_text = |required| {
            let field = Field { required, ..field(FieldType::Text) };
            parse_cell(RawCell::Text(text), &field, &lookups).state
        };
        assert_eq!(of_text(Requirement::Required), State::Refused, "{text}");
        assert_eq!(of_text(Requirement::Expected), State::Present, "{text}");
    }
}
