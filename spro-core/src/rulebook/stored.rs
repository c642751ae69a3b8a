//! How definitions stand in a compiled rulebook. Parts are read in the order in which they are named here.

use super::{
    AnswerKind, AttendanceSheets, Audience, Basis, Between, CodeList, Collection, Comparison, ConventionKind,
    Criterion, DatedValue, Department, Field, FieldType, Indicator, IndicatorLink, KnownConvention,
    ListEntry, Matrix, Milestone, MilestoneKind, Network, Obligation, Parameter, ParameterType,
    ParameterValue, Question, Records, Region, RelayException, Requirement, Right, Rule, Scheme, Section,
    Sender, Severity, Source, Spans, Status, Survey, SurveyOption, SurveyQuestion, Table, Tenure, Threshold,
};
use crate::value::stored::{stored_kinds, stored_names, stored_parts};

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
    Rule { code, label, check, between, on, severity, message, help, basis }
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

stored_kinds! {
    ParameterValue { Number = 0, Date = 1, Bool = 2, Text = 3, Codes = 4 }
    Between { Overlap = 0, Gap = 1, Attendance = 2 }
}
