//! Where the network of a file stands.

use super::*;

fn network(bound: &Bound) -> Option<&'static str> {
    bound.network.map(|n| Rulebook::built_in().networks()[n as usize].code.as_str())
}

/// The network of the only row, and of the file.
fn of(sheets: Vec<Sheet>, file_name: &str) -> (String, Option<&'static str>, Vec<String>) {
    let bound = read_named(sheets, file_name);
    let row = rows(&bound, "reunions").first().and_then(|r| r.split('|').next().map(str::to_owned));
    (row.unwrap_or_default(), network(&bound), told(&bound))
}

#[test]
fn in_the_file_name() {
    for (name, code) in [
        ("SPRO Dreux tableaux de bord 2017.xlsx", "Dreux"),
        ("spro_orleans_2017.xlsx", "Orléans"),
        ("SPRO Loir-et-Cher tableaux.ods", "Loir-et-Cher"),
        ("SPRO Cher.xlsx", "Cher"),
        ("dossier Dreux/SPRO Indre-et-Loire.xlsx", "Indre-et-Loire"),
        ("Nogent-Châteaudun.xlsx", "Nogent/Châteaudun"),
        ("NOGENT CHATEAUDUN v2.xlsx", "Nogent/Châteaudun"),
    ] {
        let found = of(vec![sheet("f", &[MEETINGS, MEETING])], name);
        assert_eq!(found, (code.to_owned(), Some(code), Vec::new()), "{name}");
    }
}

#[test]
fn nowhere_or_two_in_the_file_name() {
    for name in ["tableaux.xlsx", "Dreux et Orléans.xlsx", ""] {
        let found = of(vec![sheet("f", &[MEETINGS, MEETING])], name);
        assert_eq!(found, (String::new(), None, vec!["reseau MissingColumn".to_owned()]), "{name}");
    }
}

#[test]
fn in_the_head_of_the_sheet() {
    for head in [
        "SPRO : Dreux",
        "SPRO Dreux",
        "SPRO de Dreux",
        "SPRO : Dreux (28)",
        "SPRO de Dreux ( 28 )",
        "Réseau local : Dreux",
        "Réseau local :|Dreux",
        "RÉSEAU LOCAL||Dreux",
        "Nom du réseau : DREUX",
        "Dreux",
        "Tableaux de bord du SPRO de Dreux",
        "Tableau de bord du réseau local de Dreux 2017",
    ] {
        let found = of(vec![sheet("f", &[head, "", MEETINGS, MEETING])], "retour.xlsx");
        assert_eq!(found, ("Dreux".to_owned(), Some("Dreux"), Vec::new()), "{head}");
    }
}

#[test]
fn two_names_with_one_in_brackets_are_asked() {
    let found = of(vec![sheet("f", &["SPRO : Dreux (et Cher)", "", MEETINGS, MEETING])], "retour.xlsx");
    assert_eq!((found.0.as_str(), found.1), ("", None), "{found:?}");
}

#[test]
fn a_name_that_is_not_known_is_asked() {
    let found = of(vec![sheet("f", &["SPRO : Dreuz", MEETINGS, MEETING])], "retour.xlsx");
    assert_eq!(found.0, "");
    assert_eq!(found.2, ["reseau List A1 Dreuz Dreux", "reseau MissingColumn"]);
}

#[test]
fn of_another_sheet() {
    let cover = sheet("Page de garde", &["Tableaux de bord", "SPRO : Dreux"]);
    let found = of(vec![cover, sheet("f", &[MEETINGS, MEETING])], "retour.xlsx");
    assert_eq!(found, ("Dreux".to_owned(), Some("Dreux"), Vec::new()));
    let training = sheet("g", &["SPRO : Dreux", TRAINING, "CIO|12|5|3|2"]);
    let found = of(vec![training, sheet("f", &[MEETINGS, MEETING])], "retour.xlsx");
    assert_eq!(found, ("Dreux".to_owned(), Some("Dreux"), Vec::new()));
}

#[test]
fn a_sheet_for_each_network() {
    let sheets = vec![sheet("Dreux", &[MEETINGS, MEETING]), sheet("Cher", &[MEETINGS, MEETING])];
    let bound = read_named(sheets, "retours.xlsx");
    assert_eq!(
        rows(&bound, "reunions"),
        ["Dreux|2017|29/11/2017|12|9|Forum|", "Cher|2017|29/11/2017|12|9|Forum|"]
    );
    assert_eq!(network(&bound), None);
    assert_eq!(bound.batches[1].first_row, 1);
}

#[test]
fn the_head_wins_over_the_file_name_and_it_is_told() {
    let found = of(vec![sheet("f", &["SPRO : Dreux", MEETINGS, MEETING])], "SPRO Cher.xlsx");
    assert_eq!(found, ("Dreux".to_owned(), Some("Dreux"), vec!["reseau Disagreement Cher Dreux".to_owned()]));
}

#[test]
fn in_a_column() {
    let header = format!("Réseau|{MEETINGS}");
    let lines =
        [header.as_str(), "Dreux|2017|29/11/2017|12|9|Forum|", "SPRO du Cher|2017|29/11/2017|12|9|Forum|"];
    let bound = read_named(vec![sheet("f", &lines)], "tous.csv");
    assert_eq!(
        rows(&bound, "reunions"),
        ["Dreux|2017|29/11/2017|12|9|Forum|", "Cher|2017|29/11/2017|12|9|Forum|"]
    );
    assert_eq!((network(&bound), told(&bound).len()), (None, 0));
    // The file's name says another one: told once.
    let bound = read_named(vec![sheet("f", &lines)], "SPRO Dreux.csv");
    assert_eq!(told(&bound), ["reseau Disagreement A3 Dreux Cher"]);
}

#[test]
fn in_a_column_merged_written_once_or_blank() {
    let header = format!("Réseau|{MEETINGS}");
    let lines = [header.as_str(), "Dreux|2017|29/11/2017|12|9|Forum|", "|2017|30/11/2017|4|4|Bilan|"];
    let expected = ["Dreux|2017|29/11/2017|12|9|Forum|", "Dreux|2017|30/11/2017|4|4|Bilan|"];
    let bound = read_named(vec![merged(sheet("f", &lines), &[(1, 2, 0, 0)])], "tous.xlsx");
    assert_eq!(rows(&bound, "reunions"), expected);
    assert_eq!((network(&bound), told(&bound).len()), (Some("Dreux"), 0));
    let bound = read_named(vec![sheet("f", &lines)], "tous.xlsx");
    assert_eq!(rows(&bound, "reunions"), expected);
    assert_eq!(told(&bound), ["reseau Repaired A2 Dreux Dreux"]);
}

#[test]
fn given_by_the_caller() {
    let rulebook = Rulebook::built_in();
    let options = Options { file_name: "SPRO Cher.xlsx", network: rulebook.network_by_name("Dreux") };
    let lines = ["SPRO : Orléans", MEETINGS, MEETING];
    let bound = read_workbook(&book(vec![sheet("f", &lines)]), rulebook, &options);
    assert_eq!(rows(&bound, "reunions"), ["Dreux|2017|29/11/2017|12|9|Forum|"]);
    assert_eq!(network(&bound), Some("Dreux"));
    assert_eq!(told(&bound), ["reseau Disagreement A1 Orléans Dreux", "reseau Disagreement Cher Dreux"]);
    let header = format!("Réseau|{MEETINGS}");
    let lines = [header.as_str(), "Cher|2017|29/11/2017|12|9|Forum|", "|2017|30/11/2017|4|4|Bilan|"];
    let options = Options { file_name: "", network: rulebook.network_by_name("Dreux") };
    let bound = read_workbook(&book(vec![sheet("f", &lines)]), rulebook, &options);
    assert_eq!(
        rows(&bound, "reunions"),
        ["Dreux|2017|29/11/2017|12|9|Forum|", "Dreux|2017|30/11/2017|4|4|Bilan|"]
    );
    assert_eq!(told(&bound)[0], "reseau Disagreement A2 Cher Dreux");
}
