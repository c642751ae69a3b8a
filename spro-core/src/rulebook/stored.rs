//! How definitions stand in a compiled rulebook. Parts are read in the order in which they are named here.

use super::{
    AnswerKind, AttendanceSheets, Audience, Basis, Between, CodeList, Collection, Comparison, ConventionKind,
    Criterion, DatedValue, Department, Field, FieldType, Indicator, IndicatorLink, KnownConvention,
    ListEntry, Matrix, Milestone, MilestoneKind, Network, Obligation, Parameter, ParameterType,
    ParameterValue, Question, Records, Region, RelayException, Requirement, Right, Rule, Scheme, Section,
    Sender, Severity, Source, Spans, Status, Survey, SurveyOption, SurveyQuestion, Table, Tenure, Threshold,
};
use crate::value::stored::{Reader, Stored, stored_names, stored_parts};

stored_names! {
    Status { Sourced, Inferred, User }
    Severity { Error, Warning, Info }
    Requirement { Optional, Expected, Required }
    FieldType { Year, Date, Count, Decimal, Money, Fte, Ratio, Bool, Text, Code }
    ParameterType { Number, Date, Bool, Text, Codes }
    Comparison { AtLeast, Above, AtMost, Below }
    ConventionKind { Framework, PrcDepartmental, Financial }
    Sender { Region, Coordinator }
    MilestoneKind { Event, Start, Deadline }
    Audience { Agents, Users }
    AnswerKind { YesNo, Scale, Single, Multiple }
}

stored_parts! {
    Source { code, label, sections }
    Section { code, label }
    Basis { source, status, how }
    Region { code, label, basis }
    Department { code, label, basis }
    Network { code, label, synonyms, department, region, basis }
    CodeList { code, label, entries, basis }
    ListEntry { code, label, synonyms, basis }
    Parameter { code, label, kind, unit, list, values, basis }
    DatedValue { from, to, value }
    Table { code, label, hint, names, years, fields, key, day, rules, basis }
    Field {
        code, label, hint, example, kind, list, required, min, max, max_length, personal, headers, computed,
        basis
    }
    Rule { code, check, between, on, severity, message, help, basis }
    Spans { by, from, to }
    AttendanceSheets {
        network, day, subject, listed, came, table, sheet_network, sheet_day, sheet_subject, who, present
    }
    Indicator { code, label, table, value, filter, per, unit, basis }
    Threshold { indicator, network, year, comparison, value, author, date, basis }
    Records { tenures, schemes, conventions, relay_exceptions, milestones }
    Tenure { network, structure, name, period, basis }
    Scheme { code, label, rights, obligations, basis }
    Right { structures, period, reason, basis }
    Obligation { required, networks, period, reason, basis }
    KnownConvention { code, label, kind, department, sender, period, basis }
    RelayException { network, voted_on, signing, label, basis }
    Milestone { code, label, kind, from, due, included, by, tables, years, question, basis }
    Matrix { questions, collections, surveys }
    Question { code, label, criteria, indicators, basis }
    Criterion { code, label, about, open, indicators, basis }
    IndicatorLink { indicator, basis }
    Collection { indicators, collector, period, basis }
    Survey { code, label, audience, period, question, networks, questions, table, basis }
    SurveyQuestion { code, label, kind, options, basis }
    SurveyOption { code, label }
}

impl Stored for ParameterValue {
    fn store(&self, out: &mut Vec<u8>) {
        match self {
            Self::Number(number) => {
                out.push(0);
                number.store(out);
            }
            Self::Date(day) => {
                out.push(1);
                day.store(out);
            }
            Self::Bool(value) => {
                out.push(2);
                value.store(out);
            }
            Self::Text(text) => {
                out.push(3);
                text.store(out);
            }
            Self::Codes(codes) => {
                out.push(4);
                codes.store(out);
            }
        }
    }

    fn load(from: &mut Reader<'_>) -> Self {
        match from.byte() {
            0 => Self::Number(Stored::load(from)),
            1 => Self::Date(Stored::load(from)),
            2 => Self::Bool(Stored::load(from)),
            3 => Self::Text(Stored::load(from)),
            4 => Self::Codes(Stored::load(from)),
            _ => {
                from.fail();
                Self::Bool(false)
            }
        }
    }
}

impl Stored for Between {
    fn store(&self, out: &mut Vec<u8>) {
        match self {
            Self::Overlap(spans) => {
                out.push(0);
                spans.store(out);
            }
            Self::Gap(spans) => {
                out.push(1);
                spans.store(out);
            }
            Self::Attendance(sheets) => {
                out.push(2);
                sheets.store(out);
            }
        }
    }

    fn load(from: &mut Reader<'_>) -> Self {
        match from.byte() {
            0 => Self::Overlap(Stored::load(from)),
            1 => Self::Gap(Stored::load(from)),
            tag => {
                if tag != 2 {
                    from.fail();
                }
                Self::Attendance(Stored::load(from))
            }
        }
    }
}
