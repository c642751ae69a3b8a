//! Lines that are rows, and lines that are not.

use super::*;

/// Meetings with lines below the first one.
fn with(lines: &[&str]) -> Bound {
    let all: Vec<&str> = [MEETINGS, MEETING].into_iter().chain(lines.iter().copied()).collect();
    meetings(&all)
}

const FIRST: &str = "Dreux|2017|29/11/2017|12|9|Forum|";

#[test]
fn title_rows_above_the_header() {
    one_meeting(
        &["Indicateurs 1- 2 : Nombre de réunions du réseau local et taux de présence", "", MEETINGS, MEETING],
        &[],
    );
}

#[test]
fn blank_rows() {
    let bound = with(&["", "2017|30/11/2017|4|4|Bilan|", "", ""]);
    assert_eq!(rows(&bound, "reunions"), [FIRST, "Dreux|2017|30/11/2017|4|4|Bilan|"]);
    assert_eq!(told(&bound), [""; 0]);
    assert_eq!(bound.batches[0].sheet_row(1), 3);
}

#[test]
fn rows_of_blanks_that_nobody_sees() {
    let bound = with(&["t: |t:\u{a0}||t: |t:  |"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST]);
    assert_eq!(told(&bound), [""; 0]);
}

#[test]
fn totals_and_means() {
    for (line, told_as) in [
        ("TOTAL||12|9||", "SkippedLine A3 TOTAL"),
        ("Total général||12|9||p:0.75", "SkippedLine A3 Total général"),
        ("|Total|12|9||", "SkippedLine B3 Total"),
        ("||12|9|TOTAL|", "SkippedLine E3 TOTAL"),
        ("|TOTAL 2017|12|9|-|", "SkippedLine B3 TOTAL 2017"),
        ("Moyenne||t:17,3|t:8,1||", "SkippedLine A3 Moyenne"),
        ("Sous-total :||12|9||", "SkippedLine A3 Sous-total :"),
        ("Nombre total de réunions|1||||", "SkippedLine A3 Nombre total de réunions"),
        ("Taux moyen|||||p:0.75", "SkippedLine A3 Taux moyen"),
    ] {
        let bound = with(&[line]);
        assert_eq!(rows(&bound, "reunions"), [FIRST], "{line}");
        assert_eq!(told(&bound), [told_as], "{line}");
    }
}

#[test]
fn a_total_among_the_structures() {
    let bound = read(vec![sheet("f", &[TRAINING, "CIO|12|5|3|2", "TOTAL|242|t:-||", "ML|3|1|1|1"])]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2017|CIO||12|5|3|2", "Dreux|2017|ML||3|1|1|1"]);
    assert_eq!(told(&bound), ["SkippedLine A3 TOTAL"]);
    let bound = read(vec![sheet("f", &[COORDINATION, "2017|CIO|2|0.5", "2017|TOTAL|2|0.5"])]);
    assert_eq!(rows(&bound, "coordination"), ["Dreux|2017|CIO|2|0,5"]);
    assert_eq!(told(&bound), ["SkippedLine B3 TOTAL"]);
}

#[test]
fn a_meeting_about_a_total_is_a_meeting() {
    for subject in [
        "Total",
        "Total des actions",
        "Moyenne d’âge",
        "Totalement jeune",
        "(1) point",
        "Fait marquant",
        "NB",
    ] {
        let bound = with(&[&format!("2017|30/11/2017|4|4|{subject}|")]);
        assert_eq!(rows(&bound, "reunions"), [FIRST, &format!("Dreux|2017|30/11/2017|4|4|{subject}|")]);
        assert_eq!(told(&bound), [""; 0], "{subject}");
    }
    // The year is written once, above: the date alone makes it a meeting.
    let bound = with(&["|30/11/2017|4|4|Total|"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST, "Dreux|2017|30/11/2017|4|4|Total|"]);
    // Its date was forgotten: asked, not left out.
    let bound = with(&["2017||4|4|Total des présences|"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST, "Dreux|2017||4|4|Total des présences|"]);
}

#[test]
fn a_subject_with_a_dash() {
    let bound = with(&["2017|30/11/2017|4|4|- point d'étape sur les actions|"]);
    assert_eq!(rows(&bound, "reunions")[1], "Dreux|2017|30/11/2017|4|4|- point d'étape sur les actions|");
    assert_eq!(told(&bound), [""; 0]);
}

#[test]
fn lines_of_dots() {
    for line in ["…|||||", "t:...|t:…||||", "|…|…|…|…|"] {
        let bound = with(&[line]);
        assert_eq!(rows(&bound, "reunions"), [FIRST], "{line}");
        assert_eq!(of_kind(&bound, &Kind::SkippedLine).len(), 1, "{line}");
        assert_eq!(bound.findings.len(), 1, "{line}");
    }
}

#[test]
fn footers() {
    for line in [
        "(1) données provisoires",
        "* sous réserve",
        "Fait à Orléans, le 12/01/2018",
        "Source : relevés des coordonnateurs",
        "NB : les agents à temps partiel comptent pour un",
        "Les chiffres de 2017 ne tiennent pas compte du CIO.",
        "|||||Document à renvoyer avant le 13/01/17",
        "||Fait à Dreux|||Signature :",
    ] {
        let bound = with(&["", line]);
        assert_eq!(rows(&bound, "reunions"), [FIRST], "{line}");
        assert_eq!(of_kind(&bound, &Kind::SkippedLine).len(), 1, "{line}: {:?}", told(&bound));
        assert_eq!(bound.findings.len(), 1, "{line}");
        // A place in a footer is not the network.
        assert_eq!(bound.network, Rulebook::built_in().network_by_name("Dreux"));
    }
}

#[test]
fn a_row_that_somebody_began_is_asked() {
    // Only the subject, only the date, only the structure: rows, so that what is missing is asked.
    let bound = with(&["||||- suite du point|"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST, "Dreux|2017||||- suite du point|"]);
    let bound = with(&["|30/11/2017||||"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST, "Dreux|2017|30/11/2017||||"]);
    let bound = read(vec![sheet("f", &[TRAINING, "CIO|12|5|3|2", "Mission locale||||", "Fongecif||||"])]);
    assert_eq!(
        rows(&bound, "formation"),
        ["Dreux|2017|CIO||12|5|3|2", "Dreux|2017|ML|||||", "Dreux|2017|!|||||"]
    );
    assert_eq!(told(&bound), ["structure List A4 Fongecif"]);
}

#[test]
fn formulas_dragged_down_are_no_rows() {
    let bound = with(&["|||||=D3/C3", "|||||#DIV/0!", "|||||0"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST]);
    assert_eq!(told(&bound), [""; 0]);
}

#[test]
fn numbers_of_lines_that_nobody_filled_are_no_rows() {
    let bound = meetings(&[&format!("N°|{MEETINGS}"), &format!("1|{MEETING}"), "2||||||", "3||||||"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST]);
    assert_eq!(told(&bound), ["UnknownColumn A1 N°"]);
}

#[test]
fn figures_without_a_name_are_asked() {
    let bound = with(&["||24|18||"]);
    assert_eq!(rows(&bound, "reunions"), [FIRST, "Dreux|2017||24|18||"]);
}

/// A file of another country: what can be read in two ways is asked as soon as some of the dates leave no choice.
#[test]
fn days_that_may_have_the_month_first_are_asked_where_others_have_it() {
    let lines = [
        MEETINGS,
        "2017|04/13/2017|12|9|a|",
        "2017|d:2017-04-03|12|9|b|",
        "2017|05/06/17|12|9|c|",
        "2017|07/07/2017|12|9|d|",
        "2017|2017-08-09|12|9|e|",
        "2017|9 octobre 2017|12|9|f|",
        "2017|12/25/2017|12|9|g|",
        "2017|25/12/2017|12|9|h|",
    ];
    let days = |lines: &[&str]| -> Vec<String> {
        let rows = rows(&meetings(lines), "reunions");
        rows.iter().map(|row| row.split('|').nth(2).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(days(&lines), ["!", "!", "!", "07/07/2017", "09/08/2017", "09/10/2017", "!", "25/12/2017"]);
    let bound = meetings(&lines);
    let mut asked: Vec<String> =
        told(&bound).into_iter().filter(|line| !line.contains("B2") && !line.contains("B8")).collect();
    asked.sort();
    assert_eq!(asked, ["date Doubtful B3 03/04/2017 04/03/2017", "date Doubtful B4 05/06/17 06/05/2017"]);
    // One date among many that leave no choice: a slip of that one.
    let [head, slip, day, .., last] = lines;
    assert_eq!(days(&[head, slip, day, last, last]), ["!", "03/04/2017", "25/12/2017", "25/12/2017"]);
}
