//! Headers as people retype them.

use super::*;

/// The header of the model with one of its columns written otherwise.
fn with(column: usize, header: &str) -> String {
    let mut cells: Vec<&str> = MEETINGS.split('|').collect();
    cells[column] = header;
    cells.join("|")
}

#[test]
fn the_model() {
    one_meeting(&[MEETINGS, MEETING], &[]);
}

#[test]
fn accents_dropped() {
    one_meeting(
        &[
            "Annee|Date de la reunion|Nombre de structures invitees|Nombre de structures participantes|Objet",
            MEETING,
        ],
        &[],
    );
}

#[test]
fn accents_apart_as_some_systems_write_them() {
    let apart = MEETINGS.replace('é', "e\u{301}");
    assert_ne!(apart, MEETINGS);
    one_meeting(&[&apart, MEETING], &[]);
}

#[test]
fn upper_case() {
    one_meeting(&[&MEETINGS.to_uppercase(), MEETING], &[]);
}

#[test]
fn spaces_that_do_not_break() {
    one_meeting(&[&MEETINGS.replace(' ', "\u{a0}"), MEETING], &[]);
}

#[test]
fn line_breaks_in_a_cell() {
    one_meeting(&[&MEETINGS.replace(" de structures", "\nde structures"), MEETING], &[]);
}

#[test]
fn curly_quotes() {
    let bound = read(vec![sheet("f", &[&TRAINING.replace('\'', "’"), "CIO|12|5|3|2"])]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2017|CIO||12|5|3|2"]);
    assert_eq!(told(&bound), [""; 0]);
}

#[test]
fn number_cut_short_or_left_out() {
    for header in [
        "Nb de structures invitées",
        "Nbre structures invitées",
        "Structures invitées",
        "NB STRUCTURES INVITÉES",
    ] {
        one_meeting(&[&with(2, header), MEETING], &[]);
    }
}

#[test]
fn the_bracket_left_out_or_another_one() {
    for header in
        ["Date de la réunion", "Date", "Date (jj/mm/aaaa)", "Date de la réunion (ajouter des lignes"]
    {
        one_meeting(&[&with(1, header), MEETING], &[]);
    }
}

#[test]
fn a_note_mark_or_a_colon() {
    for header in ["Objet :", "Objet¹", "Objet (1)", "Objet *"] {
        one_meeting(&[&with(4, header), MEETING], &[]);
    }
}

#[test]
fn field_codes() {
    one_meeting(
        &["annee|date|structures_invitees|structures_participantes|objet|taux_presence", MEETING],
        &[],
    );
}

#[test]
fn english_labels() {
    one_meeting(
        &[
            "Year|Date of the meeting|Number of structures invited|Number of structures taking part|Subject",
            MEETING,
        ],
        &[],
    );
}

#[test]
fn words_cut_short_are_told() {
    one_meeting(
        &[&with(2, "Nb struct. inv."), MEETING],
        &["structures_invitees Repaired C1 Nb struct. inv. Nombre de structures invitées"],
    );
}

#[test]
fn a_slip_of_the_pen_is_told() {
    one_meeting(
        &[&with(3, "Nombre de structures particpantes"), MEETING],
        &[
            "structures_participantes Repaired D1 Nombre de structures particpantes Nombre de structures participantes",
        ],
    );
}

#[test]
fn some_of_the_words_are_told() {
    let lines = [
        "Structure|Effectif|Agents ayant accédé à une formation|Nb ayant accédé à un séminaire|Accès à une professionnalisation",
        "CIO|12|5|3|2",
    ];
    let bound = read(vec![sheet("f", &lines)]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2017|CIO||12|5|3|2"], "{:?}", told(&bound));
}

#[test]
fn another_date_is_not_the_date() {
    one_meeting(
        &[&format!("{MEETINGS}|Date d’envoi"), "2017|29/11/2017|12|9|Forum||02/11/2017"],
        &["UnknownColumn G1 Date d’envoi"],
    );
    // Not even where the date is missing.
    let bound = meetings(&[&with(1, "Date d’envoi de l’invitation"), MEETING]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017||12|9|Forum|"]);
    assert_eq!(told(&bound), ["date MissingColumn", "UnknownColumn B1 Date d’envoi de l’invitation"]);
}

#[test]
fn columns_in_another_order() {
    one_meeting(
        &[
            "Objet|Nombre de structures participantes|Taux de présence|Date|Nombre de structures invitées|Année",
            "Forum|9||29/11/2017|12|2017",
        ],
        &[],
    );
}

#[test]
fn columns_of_their_own() {
    one_meeting(
        &[&format!("N°|{MEETINGS}|Observations"), &format!("1|{MEETING}|RAS")],
        &["UnknownColumn A1 N°", "UnknownColumn H1 Observations"],
    );
}

#[test]
fn a_column_without_a_header() {
    one_meeting(&[MEETINGS, &format!("{MEETING}|à vérifier"), ""], &["UnknownColumn G2 à vérifier"]);
}

#[test]
fn a_required_column_that_is_missing() {
    let bound = meetings(&["Année|Date|Nombre de structures invitées|Objet", "2017|29/11/2017|12|Forum"]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12||Forum|"]);
    assert_eq!(told(&bound), ["structures_participantes MissingColumn"]);
}

#[test]
fn two_columns_under_one_header_are_asked() {
    let bound = meetings(&[&format!("{MEETINGS}|Objet"), &format!("{MEETING}|Salon")]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9||"]);
    assert_eq!(told(&bound), ["objet AmbiguousColumn E1 Objet"]);
}

#[test]
fn a_header_on_two_lines() {
    one_meeting(
        &["Année|Date de la réunion|Nombre de structures||Objet", "||invitées|participantes|", MEETING],
        &[],
    );
    let merged_header = merged(
        sheet(
            "f",
            &["Année|Date de la réunion|Nombre de structures||Objet", "||invitées|participantes|", MEETING],
        ),
        &[(0, 0, 2, 3), (0, 1, 0, 0), (0, 1, 1, 1)],
    );
    let bound = read(vec![merged_header]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"]);
}

#[test]
fn a_header_cut_over_two_rows() {
    one_meeting(
        &[
            "Année|Date de la|Nombre de structures|Nombre de structures|Objet",
            "|réunion|invitées|participantes|",
            MEETING,
        ],
        &[],
    );
}

#[test]
fn a_row_is_not_taken_for_the_second_line_of_a_header() {
    let bound = read(vec![sheet("f", &[COORDINATION, "2017|Structure|2|0.5", "2018|CIO|2|0.5"])]);
    assert_eq!(rows(&bound, "coordination"), ["Dreux|2017|Structure|2|0,5", "Dreux|2018|CIO|2|0,5"]);
}

/// Women and men under one header: one of the two columns is not the value.
#[test]
fn a_header_merged_over_two_columns_of_values_is_asked() {
    let lines = [
        "Structures membres 2017|Nombre d'agents|Formation||Séminaire||Professionnalisation",
        "CIO|12|1|2|3||4",
    ];
    let bound = read(vec![merged(sheet("f", &lines), &[(0, 0, 2, 3), (0, 0, 4, 5)])]);
    // Nothing stands under the second half of the other one.
    assert_eq!(rows(&bound, "formation"), ["Dreux|2017|CIO||12||3|4"]);
    let asked = of_kind(&bound, &Kind::AmbiguousColumn);
    assert_eq!(asked.len(), 1, "{:?}", told(&bound));
    assert_eq!(asked.first().and_then(|f| f.place).map(|p| p.to_string()).as_deref(), Some("C1"));
}
