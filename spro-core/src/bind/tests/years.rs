//! Where the year of a row stands.

use super::*;
use crate::value::Lang;

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

/// What is said of the year of a table, in both languages.
fn said(bound: &Bound) -> Vec<[String; 2]> {
    let words = |finding: &Finding, lang| {
        let told = finding.describe(Rulebook::built_in(), &[], lang);
        format!("{} {}", told.message, told.help)
    };
    bound.findings.iter().map(|f| [Lang::Fr, Lang::En].map(|lang| words(f, lang))).collect()
}

#[test]
fn the_only_year_that_is_asked_for_is_told_with_the_way_to_write_it() {
    let lines = [
        "Réseau local|Structures membres de votre réseau|Nombre d'agents dans les structures membres|Agents formés|\
         Agents en séminaire|Agents en professionnalisation",
        "Dreux|ML|12|5|3|2",
    ];
    let bound = read(vec![sheet("f", &lines)]);
    assert_eq!(bound.batches[0].int(1, 0), Some(2017));
    let all = said(&bound);
    let told = all.iter().find(|[fr, _]| fr.contains("année")).unwrap();
    assert_eq!(
        *told,
        [
            "Aucune année n’est écrite pour ce tableau : «\u{a0}2017\u{a0}» a été prise. C’est la seule année que le \
             référentiel demande pour ce tableau. Écrivez l’année au-dessus du tableau, par exemple : « Année 2017 ».",
            "No year is written for this table: “2017” was taken. It is the only year that the rulebook asks for in this \
             table. Write the year above the table, for example: “Année 2017”.",
        ]
    );
    let above = read(vec![sheet("f", &["Année 2018", lines[0], lines[1]])]);
    assert_eq!(above.batches[0].int(1, 0), Some(2018));
}

#[test]
fn nothing_is_told_as_read_otherwise_that_reads_the_same() {
    let once = meetings(&[MEETINGS, "2016|29/11/2016|12|9|Forum|", "|30/11/2016|4|4|Bilan|"]);
    let above = meetings(&["Année 2016", MEETINGS, "|29/11/2016|12|9|Forum|"]);
    for (bound, why) in
        [(once, "La valeur, écrite une fois,"), (above, "Elle est écrite dans l’en-tête ou au-dessus")]
    {
        let all = said(&bound);
        let [[fr, en]] = &all[..] else { panic!("{all:?}") };
        let start =
            format!("La valeur «\u{a0}2016\u{a0}» a été prise pour la colonne «\u{a0}Année\u{a0}». {why}");
        assert!(fr.starts_with(&start), "{fr}");
        assert!(en.starts_with("The value “2016” was taken for the column “Year”."), "{en}");
    }
}
