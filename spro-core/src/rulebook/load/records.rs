//! Records beside the tables: tenures, schemes, conventions, exceptions to the relay duty, milestones.

use super::builder::{Builder, Kind};
use super::error::{expected, known, words};
use super::gather::Gathered;
use super::lists::{DEPARTMENT, NETWORK};
use super::section::{Located, Section};
use crate::rulebook::{
    Basis, ConventionKind, KnownConvention, Milestone, MilestoneKind, Obligation, Records, RelayException,
    Right, Scheme, Sender, Tenure,
};
use crate::value::Period;
use std::mem::take;

const SCHEME: Kind = Kind("Le dispositif", "The scheme");
const CONVENTION: Kind = Kind("La convention", "The convention");
const MILESTONE: Kind = Kind("Le jalon", "The milestone");
const STRUCTURE: Kind = Kind("La structure", "The structure");

impl<'a> Builder<'a> {
    pub fn records(&mut self, gathered: &mut Gathered<'a>) -> Records {
        let mut tenures: Vec<Tenure> =
            take(&mut gathered.tenures).into_iter().filter_map(|s| self.tenure(s)).collect();
        tenures.sort_by(|a, b| (&a.network, a.period.from).cmp(&(&b.network, b.period.from)));
        let mut schemes: Vec<Scheme> =
            take(&mut gathered.schemes).into_iter().filter_map(|s| self.scheme(s)).collect();
        schemes.sort_by(|a, b| a.code.cmp(&b.code));
        let mut conventions: Vec<KnownConvention> =
            take(&mut gathered.conventions).into_iter().filter_map(|s| self.convention(s)).collect();
        conventions.sort_by(|a, b| a.code.cmp(&b.code));
        let mut relay_exceptions: Vec<RelayException> = take(&mut gathered.relay_exceptions)
            .into_iter()
            .filter_map(|s| self.relay_exception(s))
            .collect();
        relay_exceptions.sort_by(|a, b| (&a.network, a.voted_on).cmp(&(&b.network, b.voted_on)));
        let mut milestones: Vec<Milestone> =
            take(&mut gathered.milestones).into_iter().filter_map(|s| self.milestone(s)).collect();
        milestones.sort_by(|a, b| (a.due, &a.code).cmp(&(b.due, &b.code)));
        Records { tenures, schemes, conventions, relay_exceptions, milestones }
    }

    fn tenure(&mut self, mut s: Section<'a>) -> Option<Tenure> {
        let network = s.text("reseau", &mut self.problems);
        let structure = s.text("structure", &mut self.problems);
        let name = s.opt_words("name", &mut self.problems);
        let period = self.period(&mut s);
        let basis = self.basis(&mut s, None);
        s.finish(&mut self.problems);
        let network = self.network_code(&network?);
        let structure = self.structure_code(&structure?);
        Some(Tenure { network: network?, structure: structure?, name, period, basis })
    }

    fn scheme(&mut self, mut s: Section<'a>) -> Option<Scheme> {
        let code = s.code(&mut self.problems);
        let label = s.words("label", &mut self.problems);
        let basis = self.basis(&mut s, None);
        let rights = s.tables("right", &mut self.problems);
        let obligations = s.tables("obligation", &mut self.problems);
        s.finish(&mut self.problems);
        let rights = rights.into_iter().filter_map(|r| self.right(r, &basis)).collect();
        let obligations = obligations.into_iter().filter_map(|o| self.obligation(o, &basis)).collect();
        let code = code?;
        self.take(SCHEME, code.value, &code.place).then_some(())?;
        Some(Scheme { code: code.value.to_owned(), label: label?, rights, obligations, basis })
    }

    fn right(&mut self, mut s: Section<'a>, inherited: &Basis) -> Option<Right> {
        let structures = s.texts("structures", &mut self.problems);
        let period = self.period(&mut s);
        let reason = s.words("reason", &mut self.problems);
        let basis = self.basis(&mut s, Some(inherited));
        s.finish(&mut self.problems);
        let structures = structures.iter().filter_map(|c| self.structure_code(c)).collect();
        Some(Right { structures, period, reason: reason?, basis })
    }

    fn obligation(&mut self, mut s: Section<'a>, inherited: &Basis) -> Option<Obligation> {
        if !s.has("required") {
            let _ = s.any("required", &mut self.problems);
        }
        let required = s.opt_bool("required", &mut self.problems);
        let networks = s.texts("reseaux", &mut self.problems);
        let period = self.period(&mut s);
        let reason = s.words("reason", &mut self.problems);
        let basis = self.basis(&mut s, Some(inherited));
        s.finish(&mut self.problems);
        let networks = networks.iter().filter_map(|c| self.network_code(c)).collect();
        Some(Obligation { required: required?, networks, period, reason: reason?, basis })
    }

    fn convention(&mut self, mut s: Section<'a>) -> Option<KnownConvention> {
        let code = s.code(&mut self.problems);
        let label = s.words("label", &mut self.problems);
        let kinds = [ConventionKind::Framework, ConventionKind::PrcDepartmental, ConventionKind::Financial];
        let kind = self.choice(&mut s, "kind", &kinds.map(|k| (k.code(), k)));
        let senders = [("region", Sender::Region), ("coordonnateur", Sender::Coordinator)];
        let sender = self.choice(&mut s, "sender", &senders);
        let department = s.opt_text("department", &mut self.problems);
        let period = self.period(&mut s);
        let basis = self.basis(&mut s, None);
        s.finish(&mut self.problems);
        let department = department.map(|d| self.department_code(&d));
        let code = code?;
        self.take(CONVENTION, code.value, &code.place).then_some(())?;
        let department = department.map_or(Some(None), |d| d.map(Some))?;
        let (code, label) = (code.value.to_owned(), label?);
        Some(KnownConvention { code, label, kind: kind?, department, sender: sender?, period, basis })
    }

    fn relay_exception(&mut self, mut s: Section<'a>) -> Option<RelayException> {
        let network = s.text("reseau", &mut self.problems);
        let voted_on = s.date("voted_on", &mut self.problems);
        let signing = s.date("signing", &mut self.problems);
        let label = s.words("label", &mut self.problems);
        let basis = self.basis(&mut s, None);
        s.finish(&mut self.problems);
        let network = self.network_code(&network?)?;
        Some(RelayException { network, voted_on: voted_on?, signing: signing?, label: label?, basis })
    }

    fn milestone(&mut self, mut s: Section<'a>) -> Option<Milestone> {
        let code = s.code(&mut self.problems);
        let label = s.words("label", &mut self.problems);
        let kinds = [
            ("evenement", MilestoneKind::Event),
            ("debut", MilestoneKind::Start),
            ("echeance", MilestoneKind::Deadline),
        ];
        let kind = self.choice(&mut s, "kind", &kinds);
        let from = s.opt_date("from", &mut self.problems);
        let due = s.date("due", &mut self.problems);
        let included = s.opt_bool("included", &mut self.problems).unwrap_or(true);
        let by = s.strings("by", &mut self.problems);
        let tables = s.texts("tables", &mut self.problems);
        let years = s.opt_span("years", &mut self.problems);
        let question = s.opt_text("question", &mut self.problems);
        let basis = self.basis(&mut s, None);
        if let (Some(from), Some(due)) = (from, due)
            && due < from
        {
            self.end_before_start(&s);
        }
        s.finish(&mut self.problems);
        let question = self.question_code(question);
        let tables = tables.iter().filter_map(|t| self.table_position(t)).collect();
        let code = code?;
        self.take(MILESTONE, code.value, &code.place).then_some(())?;
        let code = code.value.to_owned();
        let (label, kind, due) = (label?, kind?, due?);
        Some(Milestone { code, label, kind, from, due, included, by, tables, years, question, basis })
    }

    pub fn period(&mut self, s: &mut Section<'a>) -> Period {
        let from = s.opt_date("from", &mut self.problems);
        let to = s.opt_date("to", &mut self.problems);
        let period = Period { from, to };
        if period.is_empty() {
            self.end_before_start(s);
        }
        period
    }

    fn end_before_start(&mut self, s: &Section<'a>) {
        self.problems.add(
            &s.place,
            words("La fin vient avant le début.", "The end comes before the start."),
            expected("un premier jour, puis un dernier", "a first day, then a last one"),
        );
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        s: &mut Section<'a>,
        key: &'static str,
        all: &[(&str, T)],
    ) -> Option<T> {
        let text = s.text(key, &mut self.problems)?;
        let found = all.iter().find(|(name, _)| *name == text.value).map(|(_, value)| *value);
        if found.is_none() {
            self.problems.add(
                &text.place,
                words(
                    format!("« {key} » n'a pas la valeur « {} ».", text.value),
                    format!("\"{key}\" does not have the value \"{}\".", text.value),
                ),
                known(text.value, all.iter().map(|(name, _)| *name)),
            );
        }
        found
    }

    pub fn network_code(&mut self, code: &Located<&str>) -> Option<String> {
        let codes: Vec<String> = self.networks.iter().map(|n| n.code.clone()).collect();
        self.one_of(NETWORK, code, &codes)
    }

    fn department_code(&mut self, code: &Located<&str>) -> Option<String> {
        let codes: Vec<String> = self.departments.iter().map(|d| d.code.clone()).collect();
        self.one_of(DEPARTMENT, code, &codes)
    }

    fn structure_code(&mut self, code: &Located<&str>) -> Option<String> {
        let list = self.lists.iter().find(|l| l.code == "structure");
        let codes: Vec<String> = list.into_iter().flat_map(|l| &l.entries).map(|e| e.code.clone()).collect();
        self.one_of(STRUCTURE, code, &codes)
    }

    fn one_of(&mut self, kind: Kind, code: &Located<&str>, codes: &[String]) -> Option<String> {
        if codes.iter().any(|c| c == code.value) {
            return Some(code.value.to_owned());
        }
        self.unknown(kind, code, codes.iter().map(String::as_str));
        None
    }
}
