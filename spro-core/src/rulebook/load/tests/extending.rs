//! What an extension adds, and how its entries say that they are a user's.

use crate::rulebook::{ParameterValue, Rulebook, Status};
use std::path::Path;

fn extended() -> Rulebook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rulebooks/good/extension.toml");
    Rulebook::load(&path).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn an_extension_adds_and_says_that_it_is_the_users() {
    let (r, base) = (extended(), Rulebook::built_in());
    assert_eq!((r.code(), r.version()), ("extension", "2"));
    assert_eq!(r.networks().len(), base.networks().len() + 1);
    let tours = r.network("Tours").unwrap();
    assert_eq!((tours.basis.status, tours.basis.source.as_str()), (Status::User, "note-2018"));
    assert_eq!(r.network_by_name("pays Drouais"), base.network_by_name("Dreux"));
    assert_eq!(r.lists()[0].entries.last().unwrap().code, "Tours");
    let structures = r.lists().iter().find(|l| l.code == "structure").unwrap();
    assert_eq!(structures.entries.last().unwrap().basis.status, Status::User);
    assert_eq!(structures.entries[2].synonyms.last().unwrap(), "Agence FT");
    let (_, reunions) = r.table("reunions").unwrap();
    assert_eq!(reunions.names.last().unwrap(), "Comités");
    assert_eq!(reunions.fields.last().unwrap().code, "duree");
    assert_eq!(reunions.fields[5].headers.last().unwrap(), "Motif de la réunion");
    let (rule, sourced) = (reunions.rules.last().unwrap(), &reunions.rules[0]);
    assert_eq!((rule.code.as_str(), rule.basis.status), ("duree-d-un-jour", Status::User));
    assert_ne!(sourced.basis.status, Status::User);
    let codes: Vec<&str> = r.indicators()[..5].iter().map(|i| i.code.as_str()).collect();
    assert_eq!(codes, ["1", "2", "2-moyenne", "3", "7"]);
    let criterion = &r.question("Q4").unwrap().criteria[0];
    assert_eq!(r.indicators()[usize::from(criterion.indicators[0].indicator)].code, "3");
    let survey = r.survey("enquete_2018").unwrap();
    assert_eq!(r.tables()[usize::from(survey.table.unwrap())].code, "enquete_2018");
    assert_eq!(r.milestones().last().map(|m| m.code.as_str()), Some("reponses-2019"));
}

#[test]
fn parameters_get_further_values_or_other_ones() {
    let r = extended();
    let on = |code: &str, day: &str| r.parameter(code).unwrap().on(day.parse().unwrap()).cloned();
    let number = |text: &str| Some(ParameterValue::Number(text.parse().unwrap()));
    assert_eq!(on("plafond_coordination", "2017-12-31"), number("0.3"));
    assert_eq!(on("plafond_coordination", "2018-01-01"), number("0.25"));
    assert_eq!(on("plafond_coordination", "2019-01-01"), None);
    assert_eq!(on("date_limite_incluse", "2017-01-13"), Some(ParameterValue::Bool(true)));
    assert_eq!(r.parameter("date_limite_incluse").unwrap().basis.status, Status::User);
    assert_ne!(r.parameter("plafond_coordination").unwrap().basis.status, Status::User);
}

#[test]
fn a_text_extends_only_what_is_built_in() {
    let errors = Rulebook::from_toml("extends = \"ailleurs.toml\"\n", "essai").unwrap_err();
    assert_eq!(
        errors.errors()[0].message().fr,
        "Le référentiel « ailleurs.toml » n'est pas intégré au programme."
    );
    assert_eq!((errors.errors()[0].line(), errors.errors()[0].column()), (Some(1), Some(11)));
    assert!(Rulebook::from_toml("extends = \"centre-val-de-loire\"\n", "essai").is_ok());
}

const QUESTIONS: &str = r#"
extends = "centre-val-de-loire"
code = "essai"
version = "1"
label = { fr = "Essai", en = "Trial" }
[[survey]]
code = "enquete_agents"
reseaux = ["Dreux"]
  [[survey.question_posee]]
  code = "connait"
  kind = "oui-non"
  label = { fr = "Vous connaissez-vous ?", en = "Do you know each other?" }
"#;

#[test]
fn a_survey_that_exists_gets_questions_and_keeps_what_it_is() {
    let r = Rulebook::from_toml(QUESTIONS, "essai").unwrap();
    let (survey, base) = (r.survey("enquete_agents").unwrap(), Rulebook::built_in());
    let before = base.survey("enquete_agents").unwrap();
    assert_eq!((&survey.label, survey.period, &survey.basis), (&before.label, before.period, &before.basis));
    assert_eq!(
        (survey.networks.as_slice(), survey.questions[0].basis.status),
        (&["Dreux".to_owned()][..], Status::User)
    );
    assert_eq!(r.tables()[usize::from(survey.table.unwrap())].code, "enquete_agents");
    assert_eq!(Rulebook::from_compiled(&r.compile()).unwrap().survey("enquete_agents"), Some(survey));

    let told =
        |text: String| Rulebook::from_toml(&text, "essai").unwrap_err().errors()[0].message().fr.clone();
    let retitled = QUESTIONS.replace("reseaux =", "label = { fr = \"x\", en = \"x\" }\nreseaux =");
    assert_eq!(told(retitled), "L'enquête « enquete_agents » existe déjà : « label » ne peut pas changer.");
    let twice = format!("{QUESTIONS}{}", QUESTIONS.split_once("reseaux = [\"Dreux\"]").unwrap().1);
    assert_eq!(told(twice), "Deux questions ont ce code.");
}
