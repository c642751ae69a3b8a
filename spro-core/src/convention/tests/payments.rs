//! What is paid, and when.

use super::{day, eur, request};
use crate::convention::{Convention, FundingRequest, Payment, PaymentKind};
use crate::rulebook::{ConventionKind, Rulebook};
use crate::value::{Absent, Period};

fn schedule(total: &str) -> Vec<Payment> {
    let asked = FundingRequest { total: eur(total), ..request() };
    asked.convention(Rulebook::built_in()).unwrap().payment_schedule(Rulebook::built_in()).unwrap()
}

#[test]
fn half_is_paid_in_march_and_the_odd_cent_stays_with_the_balance() {
    for (total, half) in
        [("10000.00", "5000.00"), ("10000.01", "5000.00"), ("0.01", "0.00"), ("0.02", "0.01")]
    {
        assert_eq!(
            schedule(total),
            [Payment {
                network: Some("Dreux".to_owned()),
                structure: "Mission locale de Dreux".to_owned(),
                year: 2017,
                kind: PaymentKind::Advance,
                amount: eur(half),
                month: "2017-03".parse().unwrap(),
            }]
        );
    }
    assert_eq!(
        serde_json::to_string(&schedule("10000.00")).unwrap(),
        r#"[{"reseau":"Dreux","structure":"Mission locale de Dreux","annee":2017,"kind":"acompte","amount":"5000.00","month":"2017-03"}]"#
    );
}

#[test]
fn a_request_leads_to_a_convention_of_its_year() {
    let convention = request().convention(Rulebook::built_in()).unwrap();
    assert_eq!(convention.period, Period::between(day("2017-01-01"), day("2017-12-31")));
    let absent = FundingRequest { year: 2018, ..request() }.convention(Rulebook::built_in());
    assert_eq!(absent, Err(Absent::ParameterNotInForce { parameter: "debut_exercice".to_owned() }));
}

#[test]
fn other_conventions_pay_nothing_and_other_years_say_nothing() {
    let rulebook = Rulebook::built_in();
    let convention = request().convention(rulebook).unwrap();
    let framework = Convention { kind: ConventionKind::Framework, ..convention.clone() };
    assert_eq!(framework.payment_schedule(rulebook), Ok(Vec::new()));
    let unknown = Convention { amount: None, ..convention.clone() };
    assert_eq!(unknown.payment_schedule(rulebook), Ok(Vec::new()));
    let later = Period::between(day("2018-01-01"), day("2018-12-31"));
    let silent = |parameter: &str| Err(Absent::ParameterNotInForce { parameter: parameter.to_owned() });
    assert_eq!(
        Convention { period: later, ..convention.clone() }.payment_schedule(rulebook),
        silent("taux_acompte")
    );
    let open = Period::default();
    assert_eq!(
        Convention { period: open, ..convention }.payment_schedule(rulebook),
        Err(Absent::PeriodNotKnown)
    );
}
