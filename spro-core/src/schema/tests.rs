//! Schemas of the built-in rulebook; other tools validate against them in the Python tests.

use super::table_schema::MISSING;
use super::{data_package, row_schema, submission_schema, table_schema};
use crate::rulebook::Rulebook;
use crate::value::{Lang, nothing};
use serde_json::{Value, json};

fn book() -> &'static Rulebook {
    Rulebook::built_in()
}

fn position(table: &str) -> u16 {
    u16::try_from(book().table(table).unwrap().0).unwrap()
}

fn row(table: &str) -> Value {
    row_schema(book(), position(table), Lang::Fr).unwrap()["$defs"]["row"].clone()
}

#[test]
fn a_row_of_the_meetings() {
    let row = row("reunions");
    assert_eq!(
        row["required"],
        json!(["annee", "date", "structures_invitees", "structures_participantes"]),
        "the network may stand in the file"
    );
    assert_eq!(
        row["properties"]["structures_invitees"],
        json!({
            "type": "integer",
            "minimum": 0,
            "title": "Nombre de structures invitées",
            "description": "Le nombre de structures invitées, 0 si aucune.",
            "examples": [14],
        })
    );
    assert_eq!(row["properties"]["date"]["examples"], json!(["2017-11-29"]));
    assert_eq!(row["properties"]["taux_presence"]["readOnly"], json!(true));
    assert_eq!(row["properties"]["taux_presence"]["type"], json!(["string", "number", "null"]));
    assert_eq!(row["properties"]["reseau"]["enum"].as_array().unwrap().len(), 10);
}

#[test]
fn what_the_standard_cannot_say_is_listed() {
    let row = row("reunions");
    let rules = row["x-spro-rules"].as_array().unwrap();
    let of = |code: &str| {
        rules.iter().find(|r| r["code"] == code).unwrap_or_else(|| panic!("{code} in {rules:?}"))
    };
    let rule = of("reunions.participantes-au-plus-invitees");
    assert_eq!(rule["expression"], "structures_participantes <= structures_invitees");
    assert_eq!(rule["severity"], "error");
    assert_eq!(of("reunions.doublon")["expression"], "unique(reseau, date, objet)");
    assert_eq!(
        of("reunions.taux_presence")["expression"],
        "taux_presence == structures_participantes / structures_invitees"
    );
    assert_eq!(of("reunions.emargement-different")["severity"], "warning");
    // Every rule of every table is there, in both standards.
    for (index, table) in (0u16..).zip(book().tables()) {
        let row = row_schema(book(), index, Lang::Fr).unwrap()["$defs"]["row"]["x-spro-rules"].to_string();
        let schema = table_schema(book(), index, Lang::Fr).unwrap()["x-spro-rules"].to_string();
        for rule in &table.rules {
            let code = format!("\"{}.{}\"", table.code, rule.code);
            assert!(row.contains(&code) && schema.contains(&code), "{code}");
        }
    }
}

#[test]
fn decimals_are_texts_or_numbers() {
    let row = row("coordination");
    let etp = &row["properties"]["etp"];
    assert_eq!(etp["pattern"], "^[0-9]+(\\.[0-9]{1,6})?$");
    assert_eq!(etp["minimum"], 0);
    assert_eq!(etp["examples"], json!(["0.5"]));
}

#[test]
fn every_example_fits_its_own_schema() {
    for (index, table) in (0u16..).zip(book().tables()) {
        let row = row_schema(book(), index, Lang::Fr).unwrap()["$defs"]["row"].clone();
        for field in &table.fields {
            let property = &row["properties"][&field.code];
            let example = &property["examples"][0];
            assert!(!example.is_null(), "{}.{} has no readable example", table.code, field.code);
            if let Some(codes) = property["enum"].as_array() {
                assert!(codes.contains(example), "{}.{}: {example}", table.code, field.code);
            }
        }
    }
}

#[test]
fn a_submission_holds_all_tables() {
    let schema = submission_schema(book(), Lang::Fr);
    for table in book().tables() {
        assert_eq!(schema["$defs"][&table.code]["type"], "object", "{}", table.code);
        let reference = format!("#/$defs/{}", table.code);
        assert_eq!(schema["$defs"]["tables"]["properties"][&table.code]["items"]["$ref"], reference);
    }
}

#[test]
fn a_table_schema() {
    let schema = table_schema(book(), position("coordination"), Lang::Fr).unwrap();
    assert_eq!(schema["primaryKey"], json!(["reseau", "annee", "structure_coordinatrice"]));
    let meetings = table_schema(book(), position("reunions"), Lang::Fr).unwrap();
    assert_eq!(meetings["uniqueKeys"], json!([["reseau", "date", "objet"]]));
    assert_eq!(meetings["primaryKey"], Value::Null);
    let fields = meetings["fields"].as_array().unwrap();
    assert_eq!(fields[2]["type"], "date");
    assert_eq!(fields[2]["constraints"], json!({ "required": true }));
    assert_eq!(fields[1]["constraints"], json!({ "required": true, "minimum": 2000, "maximum": 2100 }));
    assert_eq!(fields[5]["constraints"], json!({ "maxLength": 500 }));
    assert_eq!(fields[0]["categories"][6]["value"], "Dreux");
    assert_eq!(table_schema(book(), 999, Lang::Fr), None);
}

#[test]
fn missing_values_are_read_as_nothing() {
    for text in MISSING {
        assert!(nothing(text).is_some(), "{text}");
    }
}

#[test]
fn a_package_of_all_tables() {
    let package = data_package(book(), Lang::Fr);
    let names: Vec<&str> =
        package["resources"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
    assert_eq!(names, book().tables().iter().map(|t| t.code.as_str()).collect::<Vec<_>>());
}

#[cfg(feature = "template")]
mod forms {
    use super::super::{XlsFormError, xlsform};
    use super::*;
    use crate::sheet::{self, CellValue, Limits};

    const SURVEY: &str = r#"
extends = "centre-val-de-loire"
code = "essai"
version = "1"
label = { fr = "Essai", en = "Trial" }

[[survey]]
code = "connaissance"
label = { fr = "Se connaître", en = "Knowing each other" }
audience = "agents"
from = 2017-03-01
to = 2017-06-30
reseaux = ["Dreux", "Cher"]
status = "user"

  [[survey.question_posee]]
  code = "connait"
  kind = "oui-non"
  label = { fr = "Connaissez-vous les autres structures ?", en = "Do you know the other structures?" }

  [[survey.question_posee]]
  code = "echange"
  kind = "echelle"
  label = { fr = "Échangez-vous souvent ?", en = "Do you often exchange?" }

  [[survey.question_posee]]
  code = "moyen"
  kind = "choix-multiple"
  label = { fr = "Par quels moyens ?", en = "By which means?" }
  option = [{ code = "mail", label = { fr = "Courriel", en = "E-mail" } }, { code = "reunion", label = { fr = "Réunion", en = "Meeting" } }]
"#;

    #[test]
    fn a_survey_without_questions_has_no_form() {
        assert!(matches!(xlsform(book(), "aucune"), Err(XlsFormError::UnknownSurvey(_))));
        let first = &book().surveys()[0].code;
        assert!(matches!(xlsform(book(), first), Err(XlsFormError::NoQuestions(code)) if code == *first));
    }

    #[test]
    fn a_choice_of_several_needs_a_name_of_its_own() {
        let same = SURVEY.replace("code = \"echange\"", "code = \"moyen\"");
        let rulebook = Rulebook::from_toml(&same, "essai.toml").map_err(|e| e.report(Lang::Fr));
        let form = xlsform(&rulebook.unwrap_or_else(|e| panic!("{e}")), "connaissance");
        assert!(matches!(&form, Err(XlsFormError::SameName { code }) if code == "moyen"), "{form:?}");
    }

    #[test]
    fn a_questionnaire() {
        let rulebook = Rulebook::from_toml(SURVEY, "essai.toml").map_err(|e| e.report(Lang::Fr));
        let rulebook = rulebook.unwrap_or_else(|e| panic!("{e}"));
        let bytes = xlsform(&rulebook, "connaissance").unwrap();
        assert_eq!(bytes, xlsform(&rulebook, "connaissance").unwrap());
        let book = sheet::read(&bytes, "f.xlsx", &Limits::default()).unwrap();
        let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["survey", "choices", "settings"]);
        let column = |sheet: usize, column: u32| -> Vec<String> {
            let cells = book.sheets[sheet].cells.iter().filter(|c| c.column == column && c.row > 0);
            cells
                .map(|c| match &c.value {
                    CellValue::Text(text) => text.to_string(),
                    other => panic!("{other:?}"),
                })
                .collect()
        };
        assert_eq!(
            column(0, 0),
            [
                "note",
                "select_one reseau",
                "select_one oui_non",
                "select_one echelle",
                "select_multiple choix_moyen",
                "calculate",
                "calculate",
            ]
        );
        let names = column(0, 1);
        // The names are the fields of the answers' table, beside the note and the choice itself.
        let fields: Vec<&str> =
            rulebook.table("connaissance").unwrap().1.fields.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(fields, ["reseau", "connait", "echange", "moyen_mail", "moyen_reunion"]);
        for field in fields {
            assert!(names.iter().any(|n| n == field), "{field} in {names:?}");
        }
        assert_eq!(column(0, 7)[0], "if(${moyen} = '', '', if(selected(${moyen}, 'mail'), 'oui', 'non'))");
        assert_eq!(column(1, 1), ["Dreux", "Cher", "oui", "non", "1", "2", "3", "4", "5", "mail", "reunion"]);
    }
}
