//! Which sheet is which table.

use super::*;

fn three() -> [Sheet; 3] {
    [
        sheet("Feuil1", &[MEETINGS, MEETING]),
        sheet("Feuil2", &[TRAINING, "CIO|12|5|3|2"]),
        sheet("Feuil3", &[COORDINATION, "2017|CIO|2|0.5"]),
    ]
}

#[track_caller]
fn all_three(bound: &Bound) {
    assert_eq!(rows(bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"]);
    assert_eq!(rows(bound, "formation"), ["Dreux|2017|CIO||12|5|3|2"]);
    assert_eq!(rows(bound, "coordination"), ["Dreux|2017|CIO|2|0,5"]);
    assert_eq!(bound.batches.len(), 3);
    assert_eq!(told(bound), [""; 0]);
}

#[test]
fn renamed_and_in_another_order() {
    let [a, b, c] = three();
    all_three(&read(vec![c, a, b]));
}

#[test]
fn names_that_lie() {
    let [mut a, mut b, c] = three();
    std::mem::swap(&mut a.name, &mut b.name);
    a.name = "Coordination".to_owned();
    all_three(&read(vec![a, b, c]));
}

#[test]
fn a_notice_in_front() {
    let notice = sheet(
        "Notice",
        &["Mode d'emploi", "Merci de renvoyer ce fichier avant le 13/01/17.", "Date|Version", "01/12/2016|1"],
    );
    let [a, b, c] = three();
    all_three(&read(vec![notice, a, b, c]));
}

#[test]
fn a_history_of_versions_is_no_table() {
    let bound = read(vec![sheet("Versions", &["Date|Objet|Auteur", "01/12/2016|création|X"])]);
    assert_eq!(bound.batches, []);
}

#[test]
fn tables_below_each_other() {
    let lines = [
        "SPRO : Dreux",
        "Indicateurs 1-2 : réunions",
        MEETINGS,
        MEETING,
        "TOTAL||12|9||",
        "",
        "Indicateurs 7-7bis-20 : agents ayant accédé à une formation",
        "",
        TRAINING,
        "CIO|12|5|3|2",
        "Indicateurs 24-25",
        COORDINATION,
        "2017|CIO|2|0.5",
        "(1) provisoire",
    ];
    let bound = read_named(vec![sheet("f", &lines)], "retour.xlsx");
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"]);
    assert_eq!(rows(&bound, "formation"), ["Dreux|2017|CIO||12|5|3|2"]);
    assert_eq!(rows(&bound, "coordination"), ["Dreux|2017|CIO|2|0,5"]);
    assert_eq!(told(&bound), ["SkippedLine A5 TOTAL", "SkippedLine A14 (1) provisoire"]);
}

#[test]
fn a_header_repeated_on_every_page() {
    let bound = meetings(&[MEETINGS, MEETING, MEETINGS, "2017|30/11/2017|4|4|Bilan|"]);
    assert_eq!(
        rows(&bound, "reunions"),
        ["Dreux|2017|29/11/2017|12|9|Forum|", "Dreux|2017|30/11/2017|4|4|Bilan|"]
    );
    assert_eq!(bound.batches.iter().map(|b| (b.first_row, b.rows)).collect::<Vec<_>>(), [(0, 1), (1, 1)]);
}

#[test]
fn a_sheet_for_each_year() {
    let header = "Date|Nombre de structures invitées|Nombre de structures participantes|Objet";
    let sheets = vec![
        sheet("Réunions 2016", &[header, "29/11/2016|12|9|Forum"]),
        sheet("Réunions 2017", &[header, "29/11/2017|4|4|Bilan"]),
    ];
    let bound = read(sheets);
    assert_eq!(
        rows(&bound, "reunions"),
        ["Dreux|2016|29/11/2016|12|9|Forum|", "Dreux|2017|29/11/2017|4|4|Bilan|"]
    );
}

#[test]
fn a_hidden_copy_is_left_out_and_told() {
    let [a, ..] = three();
    let mut copy = a.clone();
    copy.hidden = true;
    copy.name = "Réunions (2)".to_owned();
    let bound = read(vec![copy.clone(), a]);
    assert_eq!(rows(&bound, "reunions").len(), 1);
    assert_eq!(told(&bound), ["SkippedSheet Réunions (2)"]);
    assert_eq!(bound.batches[0].sheet, 1);
    // Alone it is read.
    assert_eq!(rows(&read(vec![copy]), "reunions").len(), 1);
}

#[test]
fn a_table_without_rows() {
    let bound = meetings(&[MEETINGS]);
    assert_eq!((bound.batches.len(), bound.batches[0].rows), (1, 0));
    assert_eq!(read(vec![sheet("f", &["Bonjour"]), Sheet::default()]).batches, []);
}

#[test]
fn rows_of_json_keep_their_index() {
    let text = r#"{"reunions": [{"annee": 2017, "date": "2017-11-29", "structures_invitees": 12}, {},
        {"annee": null, "objet": "TOTAL", "structures_invitees": 12}]}"#;
    let book = crate::sheet::read(text.as_bytes(), "a.json", &crate::sheet::Limits::default()).unwrap();
    let bound =
        read_workbook(&book, Rulebook::built_in(), &Options { file_name: "Dreux.json", network: None });
    assert_eq!(
        rows(&bound, "reunions"),
        ["Dreux|2017|29/11/2017|12|||", "Dreux||||||", "Dreux|||12||TOTAL|"]
    );
}

#[test]
fn dates_of_both_systems() {
    let lines = [MEETINGS, "2017|41606|12|9|Forum|"];
    let bound = read(vec![dated(sheet("f", &lines), DateSystem::From1904)]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"]);
    assert_eq!(told(&bound), ["date Repaired B2 41606 29/11/2017"]);
    let bound = read(vec![sheet("f", &[MEETINGS, "2017|43068|12|9|Forum|"])]);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"]);
}

/// Members and coordinators have the same columns: only a name tells them apart.
#[test]
fn the_name_of_a_file_tells_tables_with_the_same_columns_apart() {
    let lines = ["reseau|structure|nom_structure|debut|fin", "Dreux|ML||01/01/2017|"];
    let tables = |names: &[&str], file_name: &str| -> Vec<&str> {
        let sheets = names.iter().map(|name| sheet(name, &lines)).collect();
        let bound = read_named(sheets, file_name);
        let batches = bound.batches.iter();
        batches.map(|b| Rulebook::built_in().tables()[usize::from(b.table)].code.as_str()).collect()
    };
    assert_eq!(tables(&[""], "coordonnateurs.csv"), ["coordonnateurs"]);
    assert_eq!(tables(&[""], "retours/SPRO Dreux - Structures membres du réseau 2017.csv"), ["membres"]);
    assert_eq!(tables(&["Feuil1"], "dossier membres/SPRO_Dreux_coordonnateurs.xlsx"), ["coordonnateurs"]);
    // The sheet's own name says more than the file's, and a file of several sheets is about none of them.
    assert_eq!(tables(&["Membres"], "SPRO Dreux.xlsx"), ["membres"]);
    assert_eq!(tables(&["Feuil1", "Feuil2"], "coordonnateurs.xlsx"), [""; 0]);
    assert_eq!(tables(&[""], "retour.csv"), [""; 0]);
    assert_eq!(tables(&[""], "membres et coordonnateurs.csv"), [""; 0]);
}
