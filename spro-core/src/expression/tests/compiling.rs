use super::super::ast::BinaryOp::{And, Div, Eq, Ge, Le, Mul, Or, Sub};
use super::super::{Aggregate, Expected, Expr, FormulaError, MAX_DEPTH, Type, compile, is_name};
use super::{Fixture, day, fixture};
use crate::rulebook::FieldType;
use crate::value::{Dimension, Unit};
use proptest::prelude::*;

fn binary(op: super::super::BinaryOp, a: Expr, b: Expr) -> Expr {
    Expr::Binary(op, Box::new(a), Box::new(b))
}

fn ok(f: &Fixture, text: &str) -> (Expr, Type) {
    let formula = compile(text, &f.scope()).unwrap_or_else(|e| panic!("{text}: {e:?}"));
    (formula.expr, formula.result)
}

fn group(f: &Fixture, text: &str) -> Type {
    compile(text, &f.scope().group()).unwrap_or_else(|e| panic!("{text}: {e:?}")).result
}

/// Errors as (the text pointed at, French message and expectation).
fn errors(f: &Fixture, text: &str) -> Vec<(String, String)> {
    shown(text, compile(text, &f.scope()).expect_err(text))
}

fn shown(text: &str, errors: Vec<FormulaError>) -> Vec<(String, String)> {
    errors.into_iter().map(|e| (text[e.range.clone()].to_owned(), e.to_string())).collect()
}

#[test]
fn precedence_is_that_of_cel() {
    let f = fixture();
    let field = |code: &str| Expr::Field(f.field(code));
    let number = |n: i64| Expr::Number(n.into());
    let (expr, kind) = ok(&f, "!signe || invitees - participantes - 2 >= 3 * participantes && signe // fin");
    let left = Expr::Not(Box::new(field("signe")));
    let difference = binary(Sub, binary(Sub, field("invitees"), field("participantes")), number(2));
    let compared = binary(Ge, difference, binary(Mul, number(3), field("participantes")));
    assert_eq!(expr, binary(Or, left, binary(And, compared, field("signe"))));
    assert_eq!(kind, Type::Bool);

    let (expr, _) = ok(&f, "signe ? 1 : signe ? 2 : -(3)");
    let nested =
        Expr::If(Box::new(field("signe")), Box::new(number(2)), Box::new(Expr::Neg(Box::new(number(3)))));
    assert_eq!(expr, Expr::If(Box::new(field("signe")), Box::new(number(1)), Box::new(nested)));
}

#[test]
fn texts_beside_codes_become_positions() {
    let f = fixture();
    let structure = Expr::Field(f.field("structure"));
    assert_eq!(ok(&f, "structure == 'CIO'").0, binary(Eq, structure.clone(), Expr::Code(1)));
    assert_eq!(ok(&f, "\"PIJ\" == structure").0, binary(Eq, Expr::Code(2), structure.clone()));
    assert_eq!(
        ok(&f, "structure in [\"ML\", autre]").0,
        Expr::In(Box::new(structure.clone()), vec![Expr::Code(0), Expr::Field(f.field("autre"))]),
    );
    assert_eq!(ok(&f, "structure in param.porteurs").0, Expr::In(Box::new(structure), vec![Expr::Param(4)]));
    assert_eq!(ok(&f, "objet == param.theme && param.obligatoire").1, Type::Bool);
    for (text, place) in [
        ("structure == param.porteurs", "param.porteurs"),
        ("structure in [param.porteurs]", "param.porteurs"),
        ("reseau in param.porteurs", "param.porteurs"),
        ("objet in param.theme", "param.theme"),
        ("structure in param.porteur", "param.porteur"),
        ("structure == param.theme", "structure == param.theme"),
    ] {
        let all = errors(&f, text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        assert_eq!(all[0].0, place);
    }
    assert_eq!(
        errors(&f, "structure != \"Mision locale\""),
        [(
            "structure != \"Mision locale\"".to_owned(),
            "Le code « Mision locale » n'est pas dans la liste. Vouliez-vous dire « ML » ?".to_owned()
        )],
    );
    assert_eq!(errors(&f, "reseau == structure").len(), 1);
    assert_eq!(errors(&f, "structure == objet").len(), 1);
    assert_eq!(errors(&f, "structure < \"ML\"").len(), 1);
    assert_eq!(errors(&f, "objet in [structure]").len(), 1);
}

#[test]
fn units_are_computed() {
    let f = fixture();
    let unit = |text: &str| ok(&f, text).1.unit().unwrap().clone();
    let of = Unit::of;
    assert_eq!(unit("participantes / invitees"), Unit::ratio());
    assert_eq!(unit("montant / invitees"), of(Dimension::Euro).per(&of(Dimension::Count)));
    assert_eq!(unit("montant * param.plafond"), of(Dimension::Euro));
    assert_eq!(unit("2 * invitees"), of(Dimension::Count));
    assert_eq!(unit("invitees + 1"), of(Dimension::Count));
    assert_eq!(unit("1 - taux"), Unit::ratio());
    assert_eq!(unit("year(date)"), of(Dimension::Year));
    assert_eq!(unit("date - date(\"2017-01-13\")"), of(Dimension::Day));
    assert_eq!(unit("abs(etp - 1)"), of(Dimension::Fte));
    assert_eq!(unit("has(etp) ? etp : 0"), of(Dimension::Fte));
    assert_eq!(unit("1 / 2"), Unit::ratio());
    for text in
        ["year(date) == annee", "etp <= invitees", "invitees >= etp", "montant >= 100", "annee >= 2016"]
    {
        assert_eq!(ok(&f, text).1, Type::Bool, "{text}");
    }
    for text in [
        "etp + invitees",
        "etp <= montant",
        "taux <= invitees",
        "annee == invitees",
        "signe ? etp : invitees",
        "montant - invitees",
        "poids == etp",
    ] {
        assert_eq!(errors(&f, text).len(), 1, "{text}");
        assert_eq!(errors(&f, text)[0].0, text);
    }
}

#[test]
fn aggregates_stand_in_group_formulas_only() {
    let f = fixture();
    let ratio = Type::Number(Unit::ratio());
    let count = Type::Number(Unit::of(Dimension::Count));
    assert_eq!(group(&f, "sum(participantes) / sum(invitees)"), ratio);
    assert_eq!(group(&f, "mean(participantes / invitees)"), ratio);
    assert_eq!(group(&f, "count()"), count);
    assert_eq!(group(&f, "count(objet) + count_distinct(date)"), count);
    assert_eq!(group(&f, "count(signe)"), count);
    assert_eq!(group(&f, "max(montant * param.plafond)"), Type::Number(Unit::of(Dimension::Euro)));
    assert_eq!(group(&f, "mean(participantes > 3 ? 1 : 0)"), ratio);
    let wrong = |text: &str| shown(text, compile(text, &f.scope().group()).expect_err(text));
    assert_eq!(
        wrong("sum(participantes) / invitees"),
        [("invitees".to_owned(), "Le champ « invitees » est hors de toute fonction de groupe. Écrire par exemple « sum(invitees) » ou « max(invitees) ».".to_owned())],
    );
    assert_eq!(wrong("sum(max(invitees))")[0].0, "max(invitees)");
    assert_eq!(wrong("sum(objet) + count(participantes > 2)").len(), 2);
    assert_eq!(wrong("sum(montant) * param.plafond")[0].0, "param.plafond");
    assert_eq!(wrong("sum() + count(1, 2)").len(), 2);
    assert_eq!(
        wrong("somme(invitees)"),
        [("somme".to_owned(), "La fonction « somme » n'existe pas. Vouliez-vous dire « sum » ?".to_owned())]
    );
    assert_eq!(errors(&f, "sum(invitees) > 3")[0].0, "sum(invitees)");
    let formula = compile("count()", &f.scope().group()).unwrap();
    assert_eq!(formula.expr, Expr::Aggregate(Aggregate::Count, None));
}

#[test]
fn every_error_is_told() {
    let f = fixture();
    let text = "structures_invitees > 0 et invités + objet <= param.plafnd && date > \"2017-01-13\" || year(annee) = 3";
    let all = errors(&f, text);
    let places: Vec<&str> = all.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(
        places,
        [
            "structures_invitees",
            "et",
            "invités",
            "objet",
            "param.plafnd",
            "date > \"2017-01-13\"",
            "annee",
            "="
        ],
    );
    assert!(all[2].1.ends_with("Vouliez-vous dire « invitees » ?"), "{all:?}");
    assert!(all[4].1.ends_with("Vouliez-vous dire « plafond » ?"), "{all:?}");
    assert!(all[5].1.contains("date(\"2017-01-13\")"), "{all:?}");
    assert_eq!(all[7].1, "Le signe « = » n'existe pas ici. Écrire « == ».");
}

#[test]
fn syntax_errors_point_at_their_place() {
    let f = fixture();
    for (text, place, says) in [
        ("", "", "Il manque une valeur"),
        ("invitees >", "", "Il manque une valeur"),
        ("(invitees > 1", "(", "pas fermé"),
        ("invitees > 1)", ")", "n'a rien à fermer"),
        ("invitees 1", "1", "opérateur"),
        ("taux <= 0,5", ",", "0.25 avec un point"),
        ("1 < invitees < 3", "<", "a <= b && b <= c"),
        ("objet == \"a", "\"a", "pas fermé"),
        ("objet == 'a\\q'", "\\q", "n t r"),
        ("signe ? 1", "?", "seconde branche"),
        ("structure in \"ML\"", "\"ML\"", "liste"),
        ("structure in []", "structure in []", "vide"),
        ("[1]", "[", "in"),
        ("invitees % 2", "%", "Signes permis"),
        ("invitees > 1e3", "1e3", "nombre"),
        ("invitees > 1234567890123456", "1234567890123456", "15 chiffres"),
        ("objet.size", ".", "param"),
        ("param.", ".", "param.code_du_parametre"),
        ("param > 1", "param", "n'existe pas"),
        ("date(\"2017-02-29\") == date", "\"2017-02-29\"", "calendrier"),
        ("date(\"2017-2-9\") == date", "\"2017-2-9\"", "calendrier"),
        ("has(invitees + 1)", "invitees + 1", "has"),
        ("plafond > 1", "plafond", "param.plafond"),
        ("signe > true", "signe > true", "ordre"),
        ("-signe == 1", "signe", "nombre"),
        ("!invitees", "invitees", "condition"),
        ("taux * taux * taux > 0", "taux * taux * taux", "diviser à la fin"),
    ] {
        let all = errors(&f, text);
        assert!(all.iter().any(|(p, m)| p == place && m.contains(says)), "{text}: {all:?}");
    }
}

#[test]
fn the_result_is_what_was_asked_for() {
    let f = fixture();
    let check = |text: &str, expected: Expected| compile(text, &f.scope().expect(expected)).is_ok();
    assert!(check("invitees > 1", Expected::Condition));
    assert!(check("signe", Expected::Condition));
    assert!(!check("invitees", Expected::Condition));
    assert!(check("invitees", Expected::Number));
    assert!(!check("date", Expected::Number));
    assert!(check("participantes / invitees", Expected::Unit(Unit::ratio())));
    assert!(!check("participantes", Expected::Unit(Unit::ratio())));
    assert!(check("3", Expected::Unit(Unit::of(Dimension::Euro))));
    assert!(check("participantes / invitees", Expected::Field(FieldType::Ratio)));
    assert!(!check("participantes / invitees", Expected::Field(FieldType::Count)));
    assert!(check("date", Expected::Field(FieldType::Date)));
    assert!(check("structure", Expected::Field(FieldType::Code)));
    assert!(!check("structure", Expected::Field(FieldType::Text)));
    assert!(check("year(date)", Expected::Field(FieldType::Year)));
}

#[test]
fn literals_keep_every_digit() {
    let f = fixture();
    assert_eq!(ok(&f, "0.300000000000001").0, Expr::Number("0.300000000000001".parse().unwrap()));
    assert_eq!(
        ok(&f, "date(\"2017-01-13\") <= param.limite").0,
        binary(Le, Expr::Date(day("2017-01-13")), Expr::Param(2))
    );
    assert_eq!(
        ok(&f, "'l\\'\"é\\n' == objet").0,
        binary(Eq, Expr::Text("l'\"é\n".to_owned()), Expr::Field(5))
    );
    assert_eq!(ok(&f, "007 / 2").0, binary(Div, Expr::Number(7.into()), Expr::Number(2.into())));
}

#[test]
fn deep_and_long_formulas_are_refused_on_a_small_stack() {
    let run = || {
        let f = fixture();
        let depth = usize::from(MAX_DEPTH);
        for n in [depth * 2, 4_000] {
            for text in [
                format!("{}1{}", "(".repeat(n), ")".repeat(n)),
                format!("{}signe", "!".repeat(n)),
                format!("1{}", "+1".repeat(n)),
                "signe?1:".repeat(n.min(1_000)) + "1",
                "abs(".repeat(n / 2),
                "(".repeat(n),
                format!("1 in {}", "[1 in ".repeat(n.min(1_000))),
            ] {
                assert!(compile(&text, &f.scope()).is_err());
            }
        }
        assert!(compile(&"1".repeat(20_000), &f.scope()).is_err());
        let chain = format!("invitees == 0{}", " || invitees == 1".repeat(90));
        let formula = compile(&chain, &f.scope()).unwrap();
        assert_eq!(formula.expr.fields(), [f.field("invitees")]);
        let nested = format!("{}1{} < 2", "(".repeat(90), ")".repeat(90));
        assert!(compile(&nested, &f.scope()).is_ok());
        assert_eq!(compile(&format!("{}1", "-".repeat(4_000)), &f.scope()).unwrap_err().len(), 1);
    };
    std::thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn parts_say_which_fields_and_parameters_they_read() {
    let f = fixture();
    let expr = ok(&f, "has(date) && (abs(-montant) > param.forfait || structure in [autre]) ? taux : 0").0;
    let fields: Vec<&str> = expr.fields().iter().map(|i| f.fields[usize::from(*i)].code.as_str()).collect();
    assert_eq!(fields, ["date", "taux", "structure", "montant", "autre"]);
    assert_eq!(expr.parameters(), [1]);
}

#[test]
fn names_that_formulas_cannot_say_are_known() {
    assert!(is_name("structures_invitees") && is_name("_x1") && is_name("plafond"));
    assert!(
        !is_name("année")
            && !is_name("1er")
            && !is_name("in")
            && !is_name("ou")
            && !is_name("")
            && !is_name("a-b")
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let f = fixture();
        check_ranges(&text, compile(&text, &f.scope()));
    }

    #[test]
    fn no_heap_of_tokens_makes_it_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "invitees", "objet", "date", "structure", "signe", "param", ".", "plafond", "(", ")", "[", "]", ",", "in", "&&", "||", "!", "-",
        "+", "*", "/", "==", "=", "<", "≤", "?", ":", "1", "0.5", "\"ML\"", "'", "sum", "has", "date(", "é", "//", "\n", " ",
    ]), 0..40)) {
        let f = fixture();
        let text = parts.concat();
        check_ranges(&text, compile(&text, &f.scope()));
        check_ranges(&text, compile(&text, &f.scope().group()));
    }
}

fn check_ranges(text: &str, result: Result<super::super::Formula, Vec<FormulaError>>) {
    if let Err(errors) = result {
        assert!(!errors.is_empty());
        for e in errors {
            assert!(text.get(e.range.clone()).is_some(), "{e:?} in {text:?}");
            for text in [&e.message.fr, &e.message.en, &e.expected.fr, &e.expected.en] {
                assert!(!text.is_empty());
            }
        }
    }
}
