//! What every rulebook keeps, however it was made: later code relies on it.

use super::{
    Between, CodeList, Field, FieldType, Parameter, ParameterType, ParameterValue, Rulebook, Table, natural,
    needs_itself,
};
use crate::expression::{Expected, Formula, Scope, is_name, sound};
use crate::value::{Decimal, Unit};
use std::cmp::Ordering;

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flaw(pub &'static str);

/// Most entries of a kind whose positions are kept in 16 bits.
pub(super) const MOST_ENTRIES: usize = 10_000;

/// The years that a rulebook may speak of: whoever counts them one by one comes to an end.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

type Checked = Result<(), Flaw>;

fn ensure(holds: bool, what: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(Flaw(what)) }
}

fn unique<'a>(codes: impl Iterator<Item = &'a str>, what: &'static str) -> Checked {
    let mut all: Vec<&str> = codes.collect();
    all.sort_unstable();
    let apart = all.windows(2).all(|pair| matches!(pair, [a, b] if a != b));
    // The empty one would be the first.
    ensure(apart && all.first().is_none_or(|code| !code.is_empty()), what)
}

fn in_range(position: u16, len: usize, what: &'static str) -> Checked {
    ensure(usize::from(position) < len, what)
}

/// All of it.
pub(super) fn verify(r: &Rulebook) -> Checked {
    verify_definitions(r)?;
    ensure(r.thresholds.len() <= MOST_ENTRIES, "too many entries")?;
    for t in &r.thresholds {
        in_range(t.indicator, r.indicators.len(), "the indicator of a threshold")?;
        if let Some(network) = t.network {
            in_range(network, r.networks.len(), "the network of a threshold")?;
        }
        number(t.value)?;
    }
    for m in &r.records.milestones {
        m.tables.iter().try_for_each(|t| in_range(*t, r.tables.len(), "the tables of a milestone"))?;
        years(m.years)?;
    }
    matrix(r)
}

/// What every reader of a compiled rulebook needs: all but thresholds and the matrix.
pub(super) fn verify_definitions(r: &Rulebook) -> Checked {
    for len in [r.networks.len(), r.lists.len(), r.parameters.len(), r.tables.len(), r.indicators.len()] {
        ensure(len <= MOST_ENTRIES, "too many entries")?;
    }
    unique(r.networks.iter().map(|n| n.code.as_str()), "networks")?;
    unique(r.lists.iter().map(|l| l.code.as_str()), "lists")?;
    unique(r.parameters.iter().map(|p| p.code.as_str()), "parameters")?;
    unique(r.tables.iter().map(|t| t.code.as_str()), "tables")?;
    let networks = r.lists.first().filter(|l| l.code == "reseau").ok_or(Flaw("the list of networks"))?;
    let same = networks.entries.iter().map(|e| &e.code).eq(r.networks.iter().map(|n| &n.code));
    ensure(same, "the list of networks")?;
    for list in &r.lists {
        unique(list.entries.iter().map(|e| e.code.as_str()), "entries of a list")?;
    }
    r.parameters.iter().try_for_each(|p| parameter(p, &r.lists))?;
    r.tables.iter().try_for_each(|t| table(t, r))?;
    for pair in r.indicators.windows(2) {
        let sorted = matches!(pair, [a, b] if natural(&a.code, &b.code) == Ordering::Less);
        ensure(sorted, "the order of the indicators")?;
    }
    for i in &r.indicators {
        let table = r.tables.get(usize::from(i.table)).ok_or(Flaw("the table of an indicator"))?;
        positions(&i.per, table, "the groups of an indicator")?;
        let groups = i.per.iter().filter_map(|p| table.fields.get(usize::from(*p)));
        let kinds = groups.map(|f| f.kind).all(|k| matches!(k, FieldType::Code | FieldType::Year));
        ensure(kinds, "the groups of an indicator")?;
        unit(&i.unit)?;
    }
    formulas(r)
}

/// Every tree is one that its text could have been compiled to.
fn formulas(r: &Rulebook) -> Checked {
    let all = |wanted, formula: &Formula, scope: Scope<'_>| {
        let units = formula.result.unit().map_or(Ok(()), unit);
        units.and_then(|()| ensure(sound(formula, &scope.expect(wanted)), "a formula"))
    };
    for table in &r.tables {
        for field in &table.fields {
            if let Some(formula) = &field.computed {
                all(Expected::Field(field.kind), formula, Scope::table(table, r))?;
            }
        }
        for formula in table.rules.iter().filter_map(|rule| rule.check.as_ref()) {
            all(Expected::Condition, formula, Scope::table(table, r))?;
        }
        ensure(!(0..table.fields.len()).any(|at| needs_itself(table, at)), "a circle of computed fields")?;
    }
    for indicator in &r.indicators {
        let table = r.tables.get(usize::from(indicator.table)).ok_or(Flaw("the table of an indicator"))?;
        all(Expected::Number, &indicator.value, Scope::table(table, r).group())?;
        if let Some(filter) = &indicator.filter {
            all(Expected::Condition, filter, Scope::table(table, r))?;
        }
    }
    Ok(())
}

fn matrix(r: &Rulebook) -> Checked {
    let indicators = r.indicators.len();
    let links = r.matrix.questions.iter().flat_map(|q| {
        q.indicators.iter().chain(q.criteria.iter().flat_map(|c| &c.indicators)).map(|l| l.indicator)
    });
    let collected = r.matrix.collections.iter().flat_map(|c| c.indicators.iter().copied());
    for at in links.chain(collected) {
        in_range(at, indicators, "an indicator of the matrix")?;
    }
    unique(r.matrix.questions.iter().map(|q| q.code.as_str()), "questions")?;
    unique(r.matrix.surveys.iter().map(|s| s.code.as_str()), "surveys")?;
    for s in &r.matrix.surveys {
        ensure(s.table.is_some() != s.questions.is_empty(), "the table of a survey")?;
        let Some(at) = s.table else { continue };
        let table = r.tables.get(usize::from(at)).ok_or(Flaw("the table of a survey"))?;
        // Small groups are hidden in a survey's results, and in no indicator.
        ensure(r.indicators.iter().all(|i| i.table != at), "an indicator of the answers to a survey")?;
        let first = table.fields.iter().filter_map(|f| f.list).find(|l| *l > 0).unwrap_or(1);
        let (expected, lists) = s.answers(first);
        ensure(*table == expected, "the table of a survey")?;
        let kept = r.lists.get(usize::from(first)..).unwrap_or_default();
        ensure(lists.is_empty() || kept.starts_with(&lists), "the lists of a survey")?;
    }
    Ok(())
}

fn years(span: Option<(i32, i32)>) -> Checked {
    let Some((first, last)) = span else { return Ok(()) };
    ensure(first <= last && YEARS.contains(&first) && YEARS.contains(&last), "a span of years")
}

/// A number that columns and sums can hold.
fn number(n: Decimal) -> Checked {
    ensure(n.scale() <= 15 && n.mantissa().unsigned_abs() < 10u128.pow(18), "a number")
}

fn unit(u: &Unit) -> Checked {
    let powers = u.powers();
    let sorted = powers.windows(2).all(|p| matches!(p, [a, b] if a.0 < b.0));
    ensure(sorted && powers.iter().all(|p| p.1 != 0), "a unit")
}

fn parameter(p: &Parameter, lists: &[CodeList]) -> Checked {
    let what = "a parameter";
    ensure(is_name(&p.code), what)?;
    unit(&p.unit)?;
    let list = match (p.kind, p.list) {
        (ParameterType::Codes, Some(list)) => Some(lists.get(usize::from(list)).ok_or(Flaw(what))?),
        (ParameterType::Codes, None) | (_, Some(_)) => return Err(Flaw(what)),
        (_, None) => None,
    };
    for pair in p.values.windows(2) {
        let apart = matches!(pair, [a, b] if a.to.is_some_and(|to| to < b.from));
        ensure(apart, "the days of a parameter")?;
    }
    for value in &p.values {
        ensure(value.to.is_none_or(|to| value.from <= to), "the days of a parameter")?;
        match (&value.value, p.kind) {
            (ParameterValue::Number(n), ParameterType::Number) => number(*n)?,
            (ParameterValue::Codes(codes), ParameterType::Codes) => {
                let entries = list.map_or(0, |l| l.entries.len());
                ensure(codes.iter().all(|c| usize::try_from(*c).is_ok_and(|c| c < entries)), what)?;
            }
            (ParameterValue::Date(_), ParameterType::Date)
            | (ParameterValue::Bool(_), ParameterType::Bool)
            | (ParameterValue::Text(_), ParameterType::Text) => {}
            _ => return Err(Flaw(what)),
        }
    }
    Ok(())
}

fn table(t: &Table, r: &Rulebook) -> Checked {
    ensure(!t.fields.is_empty() && t.fields.len() <= MOST_ENTRIES, "the fields of a table")?;
    ensure(t.rules.len() <= MOST_ENTRIES, "the rules of a table")?;
    unique(t.fields.iter().map(|f| f.code.as_str()), "the fields of a table")?;
    unique(t.rules.iter().map(|f| f.code.as_str()), "the rules of a table")?;
    t.fields.iter().try_for_each(|f| field(f, &r.lists))?;
    years(t.years)?;
    positions(&t.key, t, "the key of a table")?;
    if let Some(day) = t.day {
        let kind = t.fields.get(usize::from(day)).map(|f| f.kind);
        ensure(matches!(kind, Some(FieldType::Date | FieldType::Year)), "the day of a table")?;
    }
    let duplicates = t.rules.iter().filter(|rule| rule.is_duplicate()).count();
    ensure(duplicates == usize::from(!t.key.is_empty()), "the duplicate rule of a table")?;
    for rule in &t.rules {
        positions(&rule.on, t, "the fields of a rule")?;
        ensure(rule.check.is_none() || rule.between.is_none(), "a rule")?;
        if let Some(between) = &rule.between {
            self::between(between, t, r)?;
        }
    }
    Ok(())
}

fn field(f: &Field, lists: &[CodeList]) -> Checked {
    let what = "a field";
    ensure(is_name(&f.code), what)?;
    ensure((f.kind == FieldType::Code) == f.list.is_some(), what)?;
    if let Some(list) = f.list {
        in_range(list, lists.len(), what)?;
    }
    for bound in f.min.iter().chain(&f.max) {
        let kept = bound.at_scale(f.kind.scale()).is_some_and(|m| i64::try_from(m).is_ok());
        ensure(kept && f.kind.unit().is_some(), "the bounds of a field")?;
    }
    Ok(())
}

fn positions(all: &[u16], table: &Table, what: &'static str) -> Checked {
    all.iter().try_for_each(|p| in_range(*p, table.fields.len(), what))?;
    let mut all = all.to_vec();
    all.sort_unstable();
    ensure(all.windows(2).all(|pair| matches!(pair, [a, b] if a != b)), what)
}

fn between(between: &Between, t: &Table, r: &Rulebook) -> Checked {
    let what = "a rule between rows";
    let is = |table: &Table, at: u16, kind| {
        ensure(table.fields.get(usize::from(at)).is_some_and(|f| f.kind == kind), what)
    };
    match between {
        Between::Overlap(s) | Between::Gap(s) => {
            positions(&s.by, t, what)?;
            is(t, s.from, FieldType::Date)?;
            is(t, s.to, FieldType::Date)
        }
        Between::Attendance(a) => {
            let sheet = r.tables.get(usize::from(a.table)).ok_or(Flaw(what))?;
            positions(&a.who, sheet, what)?;
            for (own, other, kind) in [
                (a.network, a.sheet_network, FieldType::Code),
                (a.day, a.sheet_day, FieldType::Date),
                (a.subject, a.sheet_subject, FieldType::Text),
            ] {
                is(t, own, kind)?;
                is(sheet, other, kind)?;
            }
            is(t, a.listed, FieldType::Count)?;
            is(t, a.came, FieldType::Count)?;
            is(sheet, a.present, FieldType::Bool)
        }
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;
    use crate::expression::Expr;
    use crate::rulebook::NotCompiled;
    use proptest::prelude::*;

    #[test]
    fn the_built_in_rulebook_comes_back_the_same() {
        let r = Rulebook::built_in();
        assert_eq!(verify(r), Ok(()));
        let bytes = r.compile();
        assert_eq!(bytes, r.compile());
        assert_eq!(Rulebook::from_compiled(&bytes).as_ref(), Ok(r));
    }

    #[test]
    fn forms_get_their_part_of_either_form() {
        let r = Rulebook::built_in();
        let (whole, cut) = (r.compile(), r.compile_for_forms());
        assert_eq!(Rulebook::from_compiled(&cut), Err(NotCompiled::ForForms));
        let (from_whole, from_cut) =
            (Rulebook::for_forms(&whole).unwrap(), Rulebook::for_forms(&cut).unwrap());
        for part in [&from_whole, &from_cut] {
            assert_eq!((part.lists.len(), part.tables.len()), (r.lists.len(), r.tables.len()));
            assert_eq!(part.tables[0].rules[0].message, r.tables[0].rules[0].message);
            assert!(part.records.milestones.is_empty() && part.matrix.questions.is_empty());
        }
        assert_eq!((&from_whole.tables, &from_whole.indicators), (&r.tables, &r.indicators));
        let said = |r: &Rulebook| r.tables.iter().filter(|t| t.basis.how.is_some()).count();
        assert!(said(&from_whole) > 0);
        assert_eq!(said(&from_cut), 0);
        assert!(Rulebook::for_forms(&cut[..cut.len() - 1]).is_err());
    }

    #[test]
    fn other_bytes_are_refused_with_their_reason() {
        let bytes = Rulebook::built_in().compile();
        let refused = |bytes: &[u8]| Rulebook::from_compiled(bytes).unwrap_err();
        assert_eq!(refused(b""), NotCompiled::OtherFile);
        assert_eq!(refused(b"code = \"x\""), NotCompiled::OtherFile);
        let broken = NotCompiled::Damaged { what: "the bytes break off, or say what cannot be" };
        let mut other = bytes.clone();
        other[8] = 99;
        assert_eq!(refused(&other), NotCompiled::OtherFormat { found: 99 });
        assert_eq!(refused(&bytes[..bytes.len() - 1]), broken);
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(refused(&longer), NotCompiled::Damaged { what: "bytes left over" });
        longer.resize(5 << 20, 0);
        assert_eq!(refused(&longer), NotCompiled::TooLong);
    }

    #[test]
    fn positions_out_of_range_are_found() {
        let broken = |change: &dyn Fn(&mut Rulebook)| {
            let mut r = Rulebook::built_in().clone();
            change(&mut r);
            Rulebook::from_compiled(&r.compile()).unwrap_err().to_string()
        };
        for (what, text) in [
            (broken(&|r| r.tables[0].key.push(99)), "the key of a table"),
            (broken(&|r| r.tables[0].fields[0].list = Some(99)), "a field"),
            (broken(&|r| r.tables[0].years = Some((i32::MIN, i32::MAX))), "a span of years"),
            (broken(&|r| r.indicators[0].table = 99), "the table of an indicator"),
            (broken(&|r| r.indicators.swap(0, 1)), "the order of the indicators"),
            (broken(&|r| r.indicators[0].value.expr = Expr::Field(0)), "a formula"),
            (broken(&|r| r.tables[0].rules[0].check.as_mut().unwrap().expr = Expr::Has(99)), "a formula"),
            (broken(&|r| r.lists[0].entries.truncate(2)), "the list of networks"),
            (
                broken(&|r| r.matrix.questions[0].criteria[0].indicators[0].indicator = 999),
                "an indicator of the matrix",
            ),
            (broken(&|r| r.records.milestones[0].tables.push(99)), "the tables of a milestone"),
            (
                broken(&|r| {
                    let twice = r.tables[0].fields[6].computed.clone().map(|mut f| {
                        f.expr = Expr::Field(6);
                        f
                    });
                    r.tables[0].fields[6].computed = twice;
                }),
                "a circle of computed fields",
            ),
        ] {
            assert!(what.contains(text), "{what} / {text}");
        }
    }

    #[test]
    fn an_indicator_of_answers_is_refused_in_bytes_too() {
        let text = "extends = \"centre-val-de-loire\"\ncode = \"x\"\nversion = \"1\"\n\
                    label = { fr = \"x\", en = \"x\" }\n[[survey]]\ncode = \"enquete_agents\"\n\
                    [[survey.question_posee]]\ncode = \"connait\"\nkind = \"oui-non\"\n\
                    label = { fr = \"x\", en = \"x\" }\n";
        let mut r = Rulebook::from_toml(text, "x.toml").unwrap();
        assert_eq!(verify(&r), Ok(()));
        let answers = r.survey("enquete_agents").unwrap().table.unwrap();
        let meetings =
            r.indicators.iter_mut().find(|i| i.value.text == "count()" && i.filter.is_none()).unwrap();
        (meetings.table, meetings.per) = (answers, Vec::new());
        let refused = Rulebook::from_compiled(&r.compile()).unwrap_err().to_string();
        assert!(refused.contains("an indicator of the answers to a survey"), "{refused}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_bytes_make_it_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
            let mut bytes = Rulebook::built_in().compile();
            for (at, byte) in changes {
                let at = 10 + at.index(bytes.len() - 10);
                bytes[at] = byte;
            }
            if let Ok(r) = Rulebook::from_compiled(&bytes) {
                prop_assert_eq!(verify(&r), Ok(()));
                prop_assert_eq!(Rulebook::from_compiled(&r.compile()), Ok(r));
            }
        }
    }
}
