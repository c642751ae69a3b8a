use super::*;
use crate::indicator::NotAPartial;

#[test]
fn counts_rates_and_means() {
    let partial = gathered(
        &[meeting(0, 2017, 14, 12), meeting(0, 2017, 3, 1), meeting(0, 2017, 7, 7), meeting(0, 2017, 0, 0)],
        &[],
    );
    assert_eq!(over_all(&partial, "1"), "4 [4 0 0 0]");
    assert_eq!(over_all(&partial, "2"), "0.833333333333 = 20 / 24 [4 0 0 0]");
    // 12/14 and 1/3 at 15 digits; nobody was invited to the fourth one.
    assert_eq!(over_all(&partial, "2-moyenne"), "0.730158730159 = 2.19047619047619 / 3 [3 1 0 0]");
    assert_eq!(over_all(&partial, "m-min"), "0 [4 0 0 0]");
    assert_eq!(over_all(&partial, "m-max"), "0 [4 0 0 0]");
    assert_eq!(over_all(&partial, "m-ecart"), "0.166666666667 [4 0 0 0]");
    assert_eq!(over_all(&partial, "m-acompte"), "12 [4 0 0 0]");
    assert_eq!(over_all(&partial, "m-si"), "24 [4 0 0 0]");
    assert_eq!(over_all(&partial, "m-grandes"), "1 [1 0 3 0]");
    assert_eq!(over_all(&partial, "m-grandes-part"), "12 = 12 / 1 [1 0 3 0]");
    assert_eq!(over_all(&partial, "m-jours"), "1 [4 0 0 0]");
}

#[test]
fn a_row_counts_only_with_all_its_operands() {
    let mut meetings = vec![meeting(0, 2017, 10, 5), meeting(0, 2017, 20, 20), meeting(0, 2017, 30, 0)];
    meetings[1].present = None;
    meetings[2].subject = None;
    let partial = gathered(&meetings, &[]);
    assert_eq!(over_all(&partial, "1"), "3 [3 0 0 0]");
    assert_eq!(over_all(&partial, "2"), "0.125 = 5 / 40 [2 1 0 0]");
    assert_eq!(over_all(&partial, "m-objets"), "1 [2 1 0 0]");
    assert_eq!(over_all(&partial, "m-renseignes"), "0.666666666667 = 2 / 3 [3 0 0 0]");
    assert_eq!(over_all(&partial, "m-grandes-part"), "2.5 = 5 / 2 [2 1 0 0]");
}

#[test]
fn an_absent_figure_says_why() {
    let zero = gathered(&[meeting(0, 2017, 0, 0), meeting(0, 2017, 0, 0)], &[]);
    assert_eq!(over_all(&zero, "2"), "DenominatorIsZero = 0 / 0 [2 0 0 0]");
    assert_eq!(over_all(&zero, "2-moyenne"), "DenominatorIsZero [0 2 0 0]");
    assert_eq!(over_all(&zero, "m-grandes"), "0 [0 0 2 0]");
    assert_eq!(over_all(&zero, "m-grandes-part"), "DenominatorIsZero = 0 / 0 [0 0 2 0]");

    let mut blank = vec![meeting(0, 2017, 3, 2), meeting(0, 2017, 0, 0)];
    blank[0].present = None;
    let blank = gathered(&blank, &[]);
    assert_eq!(over_all(&blank, "2-moyenne"), "NoUsableRow [0 2 0 0]");

    let mut early = vec![meeting(0, 2015, 3, 2)];
    early[0].day = Some(16_500);
    let not_in_force = "ParameterNotInForce { parameter: \"taux_acompte\" } [0 1 0 0]";
    assert_eq!(over_all(&gathered(&early, &[]), "m-acompte"), not_in_force);

    let rejected = gathered(
        &[meeting(0, 2017, 3, 4), meeting(0, 2016, 3, 2)],
        &[(0, "reunions.participantes-au-plus-invitees"), (1, "reunions.date-dans-annee")],
    );
    let by_rule = "Rejected { rule: \"reunions.date-dans-annee\" } [0 0 0 2]";
    assert_eq!(over_all(&rejected, "1"), by_rule);
    assert_eq!(over_all(&rejected, "2"), by_rule);

    let mut huge = vec![meeting(0, 2017, i64::MAX, i64::MAX)];
    huge[0].invited = Some(1);
    let exact = format!("{0} = {0} / 1 [1 0 0 0]", i64::MAX);
    assert_eq!(over_all(&gathered(&huge, &[]), "2"), exact);
}

#[test]
fn groups_are_projected_from_networks() {
    let names: Vec<_> =
        rulebook().networks().iter().map(|n| (n.code.as_str(), n.department.as_str())).collect();
    let at = |name: &str| u32::try_from(names.iter().position(|(code, _)| *code == name).unwrap()).unwrap();
    let department = |code: &str| {
        let found = rulebook().departments().iter().position(|d| d.code == code).unwrap();
        Some(u16::try_from(found).unwrap())
    };
    let (orleans, pithiviers, dreux) = (at("Orléans"), at("Pithiviers"), at("Dreux"));
    let mut meetings = vec![
        meeting(orleans, 2016, 10, 5),
        meeting(orleans, 2017, 10, 6),
        meeting(pithiviers, 2017, 30, 30),
        meeting(dreux, 2017, 8, 1),
        meeting(dreux, 2017, 8, 1),
        meeting(dreux, 2017, 8, 1),
    ];
    meetings[4].network = None;
    meetings[5].year = None;
    let partial = gathered(&meetings, &[]);
    let due: Expected = [(0, orleans, 2018), (0, dreux, 2016), (1, dreux, 2017)].into_iter().collect();

    let by_network = partial.values(rulebook(), level(Territory::Network, true), &due);
    let rate = |values: &[IndicatorValue], group| shown(&value(values, "2", group));
    let group = |network, department, year| Group { year, department, network };
    assert_eq!(rate(&by_network, group(Some(orleans), None, Some(2017))), "0.6 = 6 / 10 [1 0 0 0]");
    assert_eq!(rate(&by_network, group(Some(orleans), None, Some(2018))), "NotSubmitted [0 0 0 0]");
    assert_eq!(rate(&by_network, group(Some(dreux), None, Some(2016))), "NotSubmitted [0 0 0 0]");
    let order: Vec<_> = by_network
        .iter()
        .filter(|v| v.indicator == by_network[0].indicator)
        .map(|v| (v.group.year.unwrap(), v.group.network.unwrap()))
        .collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(order, sorted);
    assert_eq!(order.len(), 6);
    assert!(by_network.iter().map(|v| v.indicator).is_sorted());
    // Training is due too, and the groups of its indicators are those alone that are due.
    let training = value(&by_network, "7", group(Some(dreux), None, Some(2017)));
    assert_eq!(shown(&training), "NotSubmitted [0 0 0 0]");

    let by_department = partial.values(rulebook(), level(Territory::Department, true), &due);
    assert_eq!(rate(&by_department, group(None, department("45"), Some(2017))), "0.9 = 36 / 40 [2 0 0 0]");
    assert_eq!(rate(&by_department, group(None, department("28"), Some(2016))), "NotSubmitted [0 0 0 0]");
    let all_years = partial.values(rulebook(), level(Territory::Department, false), &due);
    assert_eq!(rate(&all_years, group(None, department("45"), None)), "0.82 = 41 / 50 [3 0 0 0]");

    // The meeting of no known network counts in the region only.
    let region = partial.values(rulebook(), level(Territory::Region, true), &due);
    assert_eq!(rate(&region, group(None, None, Some(2017))), "0.678571428571 = 38 / 56 [4 0 0 0]");
    assert_eq!(rate(&region, group(None, None, Some(2018))), "NotSubmitted [0 0 0 0]");
    // The meeting of no known year counts where years are not asked for, and in no year.
    let region = partial.values(rulebook(), level(Territory::Region, false), &due);
    assert_eq!(rate(&region, Group::default()), "0.594594594595 = 44 / 74 [6 0 0 0]");
    // An indicator that no network divides is about the region at every level.
    assert_eq!(shown(&value(&by_network, "m-region", group(None, None, Some(2017)))), "4 [4 0 0 0]");
}

#[test]
fn bytes_come_back_and_are_checked() {
    let partial =
        gathered(&[meeting(0, 2017, 14, 12), meeting(3, 2018, 3, 1)], &[(1, "reunions.date-dans-annee")]);
    let bytes = partial.to_bytes();
    assert_eq!(Partial::from_bytes(&bytes, rulebook()), Ok(partial.clone()));
    assert_eq!(Partial::from_bytes(&bytes[..bytes.len() - 1], rulebook()), Err(NotAPartial::Damaged));
    assert_eq!(Partial::from_bytes(&[&bytes[..], &[0]].concat(), rulebook()), Err(NotAPartial::Damaged));
    assert_eq!(Partial::from_bytes(b"PK\x03\x04", rulebook()), Err(NotAPartial::Format));
    assert_eq!(Partial::from_bytes(&bytes, Rulebook::built_in()), Err(NotAPartial::OtherRulebook));
    let mut other = Partial::new(Rulebook::built_in());
    assert!(other.merge(&partial).is_err());
    assert!(other.is_empty());
}

#[test]
fn formulas_over_aggregates_have_three_values_and_round_once() {
    let of = |formula: &str, meetings: &[Meeting]| {
        let rulebook = with_formula(formula);
        let mut partial = Partial::new(&rulebook);
        partial.add(&rulebook, &batch(meetings), &[]);
        let at = rulebook.indicator("x").unwrap().0;
        let values = partial.values(&rulebook, level(Territory::Region, false), &Expected::none());
        shown(values.iter().find(|v| usize::from(v.indicator) == at).unwrap())
    };
    let three = [meeting(0, 2017, 3, 1), meeting(0, 2017, 3, 1), meeting(0, 2017, 1, 1)];
    let nobody = [meeting(0, 2017, 0, 5)];
    let rate = "sum(structures_participantes) / sum(structures_invitees)";
    for (formula, meetings, wanted) in [
        // Thirds that round up one by one are exact together.
        (format!("{rate} + {rate} + {rate}"), &three[..2], "1 [2 0 0 0]"),
        (
            "-mean(structures_participantes + structures_invitees)".to_owned(),
            &three[..],
            "-3.333333333333 [3 0 0 0]",
        ),
        (
            format!("sum(structures_invitees) > 10 || {rate} > 2 ? 1 : 0"),
            &nobody,
            "DenominatorIsZero [1 0 0 0]",
        ),
        (format!("{rate} > 2 || sum(structures_invitees) >= 0 ? 1 : 0"), &nobody, "1 [1 0 0 0]"),
        (format!("{rate} > 2 && sum(structures_invitees) > 0 ? 1 : 0"), &nobody, "0 [1 0 0 0]"),
        (format!("count() == 1 ? 7 : {rate}"), &nobody, "7 [1 0 0 0]"),
        ("!(count() == 2) && count() != 0 ? abs(0 - count()) : 0".to_owned(), &three, "3 [3 0 0 0]"),
        ("count() in [1, 3] ? sum(structures_invitees) * 0.25 : 0".to_owned(), &three, "1.75 [3 0 0 0]"),
        (format!("{rate} in [1, 2] ? 1 : 0"), &nobody, "DenominatorIsZero [1 0 0 0]"),
        ("date(\"2017-02-01\") - date(\"2017-01-13\") == 19 ? count() : 0".to_owned(), &three, "3 [3 0 0 0]"),
        ("size(\"été\") + count()".to_owned(), &three, "6 [3 0 0 0]"),
        (
            "\"a\" == \"b\" ? 0 : max(structures_invitees) - min(structures_invitees)".to_owned(),
            &three,
            "2 [3 0 0 0]",
        ),
        ("sum(structures_invitees) / 3 <= 2.4 ? 1 : 0".to_owned(), &three, "1 [3 0 0 0]"),
    ] {
        assert_eq!(of(&formula, meetings), wanted, "{formula}");
    }
}
