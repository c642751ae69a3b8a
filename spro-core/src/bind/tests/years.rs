//! Where the year of a row stands.

use super::*;

const THREE: [&str; 3] = [
    "Dreux|2016|29/11/2016|12|9|Forum|",
    "Dreux|2016|30/11/2016|4|4|Bilan|",
    "Dreux|2017|29/11/2017|5|5|Salon|",
];

#[test]
fn merged_over_its_rows() {
    let lines =
        [MEETINGS, "2016|29/11/2016|12|9|Forum|", "|30/11/2016|4|4|Bilan|", "2017|29/11/2017|5|5|Salon|"];
    let bound = read(vec![merged(sheet("f", &lines), &[(1, 2, 0, 0)])]);
    assert_eq!(rows(&bound, "reunions"), THREE);
    assert_eq!(told(&bound), [""; 0]);
}

#[test]
fn written_once_and_left_blank_below() {
    let bound = meetings(&[
        MEETINGS,
        "2016|29/11/2016|12|9|Forum|",
        "|30/11/2016|4|4|Bilan|",
        "2017|29/11/2017|5|5|Salon|",
    ]);
    assert_eq!(rows(&bound, "reunions"), THREE);
    assert_eq!(told(&bound), ["annee Repaired A2 2016 2016"]);
}

#[test]
fn on_a_line_of_its_own() {
    for lines in [["2016", "2017"], ["Année 2016", "Année : 2017"], ["t:2016", "t:2017"]] {
        let bound = meetings(&[
            MEETINGS,
            lines[0],
            "|29/11/2016|12|9|Forum|",
            "|30/11/2016|4|4|Bilan|",
            "",
            lines[1],
            "|29/11/2017|5|5|Salon|",
        ]);
        assert_eq!(rows(&bound, "reunions"), THREE);
        let repaired = usize::from(lines[0].starts_with('A')) * 2;
        assert_eq!(bound.findings.len(), repaired, "{:?}", told(&bound));
    }
}

#[test]
fn on_a_line_of_its_own_without_a_column() {
    let lines = [
        "Date|Nombre de structures invitées|Nombre de structures participantes|Objet",
        "Année 2016",
        "29/11/2016|12|9|Forum",
        "30/11/2016|4|4|Bilan",
        "Année 2017",
        "29/11/2017|5|5|Salon",
    ];
    let bound = read(vec![merged(sheet("f", &lines), &[(1, 1, 0, 3), (4, 4, 0, 3)])]);
    assert_eq!(rows(&bound, "reunions"), THREE);
}

#[test]
fn a_prepared_year_that_nobody_filled_is_told() {
    let bound = read(vec![sheet("f", &[COORDINATION, "2017|CIO|2|0.5", "2018", "2019"])]);
    assert_eq!(rows(&bound, "coordination"), ["Dreux|2017|CIO|2|0,5"]);
    assert_eq!(told(&bound), ["SkippedLine A3 2018", "SkippedLine A4 2019"]);
}

#[test]
fn a_blank_among_years_on_every_row_is_asked() {
    let bound = meetings(&[
        MEETINGS,
        "2016|29/11/2016|12|9|Forum|",
        "2016|30/11/2016|4|4|Bilan|",
        "|29/11/2017|5|5|Salon|",
    ]);
    assert_eq!(rows(&bound, "reunions")[2], "Dreux||29/11/2017|5|5|Salon|");
}

#[test]
fn a_blank_where_a_year_was_skipped_is_asked() {
    let bound = read(vec![sheet("f", &[COORDINATION, "2017|CIO|2|0.5", "|CIO|2|0.5", "2019|CIO|1|1"])]);
    assert_eq!(
        rows(&bound, "coordination"),
        ["Dreux|2017|CIO|2|0,5", "Dreux||CIO|2|0,5", "Dreux|2019|CIO|1|1"]
    );
}

#[test]
fn in_the_header() {
    let bound = read(vec![sheet("f", &[&TRAINING.replace("2017", "2018"), "CIO|12|5|3|2"])]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2018|CIO||12|5|3|2"]);
    assert_eq!(told(&bound), [""; 0]);
}

#[test]
fn above_the_header_in_the_name_of_the_sheet_or_in_the_rulebook() {
    let header = TRAINING.replace(" 2017", "");
    for title in ["Année 2018", "Année : 2018", "Année|2018", "2018", "Tableau de bord 2018"] {
        let bound = read(vec![sheet("f", &[title, &header, "CIO|12|5|3|2"])]);
        assert_eq!(rows(&bound, "formation"), ["Dreux|2018|CIO||12|5|3|2"], "{title}");
        assert_eq!(told(&bound), [""; 0]);
    }
    let bound = read(vec![sheet("Formation 2018", &[&header, "CIO|12|5|3|2"])]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2018|CIO||12|5|3|2"]);
    assert_eq!(told(&bound), ["annee Repaired Formation 2018 2018"]);
    let bound = read(vec![sheet("f", &["À renvoyer avant le 13/01/2018", &header, "CIO|12|5|3|2"])]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2017|CIO||12|5|3|2"]);
    assert_eq!(of_kind(&bound, &Kind::Repaired).len(), 1);
}

#[test]
fn of_the_date_where_there_is_no_column() {
    let bound = meetings(&[
        "Date|Nombre de structures invitées|Nombre de structures participantes|Objet",
        "29/11/2016|12|9|Forum",
        "30/11/2016|4|4|Bilan",
        "29/11/2017|5|5|Salon",
    ]);
    assert_eq!(rows(&bound, "reunions"), THREE);
    assert_eq!(told(&bound), ["annee Repaired 29/11/2016 2016"]);
}

#[test]
fn nowhere() {
    let bound = read(vec![sheet("f", &["Structure coordonnatrice|Nombre d'agents|ETP", "CIO|2|0.5"])]);
    assert_eq!(rows(&bound, "coordination"), ["Dreux||CIO|2|0,5"]);
    assert_eq!(told(&bound), ["annee MissingColumn"]);
}

#[test]
fn a_doubtful_year_is_asked_for_every_row_it_stands_for() {
    let bound = meetings(&[MEETINGS, "2016-2017|29/11/2016|12|9|Forum|", "|30/11/2016|4|4|Bilan|"]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|!|29/11/2016|12|9|Forum|", "Dreux|!|30/11/2016|4|4|Bilan|"]);
}

/// The model says 2017 in a header; who keeps it for another year writes that elsewhere.
#[test]
fn two_places_that_name_two_years_are_told() {
    let of = |name: &str, lines: &[&str]| {
        let bound = read(vec![sheet(name, lines)]);
        (rows(&bound, "formation"), told(&bound))
    };
    let row = |year: i32| vec![format!("Dreux|{year}|CIO||12|5|3|2")];
    let agents = "CIO|12|5|3|2";
    assert_eq!(
        of("Formation 2018", &[TRAINING, agents]),
        (row(2017), vec!["annee Disagreement 2018 2017".to_owned()])
    );
    assert_eq!(
        of("Formation", &["Tableau de bord 2018", TRAINING, agents]),
        (row(2017), vec!["annee Disagreement 2018 2017".to_owned()])
    );
    assert_eq!(of("Formation 2017", &["Tableau de bord 2017", TRAINING, agents]), (row(2017), Vec::new()));
    assert_eq!(of("2016-2018", &["Tableau de bord 2016-2018", TRAINING, agents]), (row(2017), Vec::new()));
}
