"""The types of the engine's answers. Written by generate_records.py from its sources; not to be edited."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Literal

from spro._record import Record

__all__ = [
    "Amendment",
    "AnswerKind",
    "Audience",
    "Basis",
    "BasisRow",
    "ChoiceRow",
    "Coded",
    "CompletenessRow",
    "Convention",
    "ConventionAnswer",
    "ConventionFile",
    "ConventionKind",
    "ConventionState",
    "CoordinationAnswer",
    "CriterionRow",
    "DatedText",
    "Definition",
    "Department",
    "Description",
    "Diagnostic",
    "EvaluationAnswer",
    "ExplainedCell",
    "ExplainedRow",
    "ExplanationAnswer",
    "FailedFile",
    "FieldDescription",
    "FieldType",
    "FigureRow",
    "FileReport",
    "FormulaRow",
    "FundingRequest",
    "GroupRow",
    "Holder",
    "IndicatorDescription",
    "IndicatorRow",
    "KnownConvention",
    "LinkRow",
    "ListDescription",
    "MeetingRow",
    "MeetingsAnswer",
    "Member",
    "MilestoneRow",
    "MilestonesAnswer",
    "MissingRow",
    "Network",
    "Obligation",
    "Omitted",
    "ParameterAnswer",
    "ParameterDescription",
    "ParameterRow",
    "ParameterType",
    "Party",
    "Payment",
    "PaymentKind",
    "Period",
    "PersonsRow",
    "PlannedAction",
    "PositionRow",
    "PrescriptionAnswer",
    "QuestionRow",
    "ReadAnswer",
    "ReadFile",
    "Region",
    "Relay",
    "RelayException",
    "RelayState",
    "Requirement",
    "ReturnRow",
    "Right",
    "RowsRow",
    "RuleDescription",
    "RulebookProblem",
    "ScdlProblem",
    "Scheme",
    "Section",
    "Sender",
    "SettingsRow",
    "Severity",
    "Source",
    "SpreadRow",
    "Stage",
    "Status",
    "Survey",
    "SurveyOption",
    "SurveyQuestion",
    "SurveyQuestionRow",
    "SurveyRow",
    "TableDescription",
    "TableRows",
    "TenureBreakRow",
    "TenureRow",
    "TrendRow",
    "Unexpressed",
    "Unjudged",
    "Validation",
    "Verdict",
    "VerdictRow",
]

# How a question is answered.
AnswerKind = Literal["oui-non", "echelle", "choix", "choix-multiple"]

# Whom a survey asks.
Audience = Literal["agents", "usagers"]

# The kind of a convention.
ConventionKind = Literal["cadre", "prc", "financiere"]

# What a field holds. Every number is kept as an integer at the fixed scale of its type.
FieldType = Literal["year", "date", "count", "decimal", "money", "fte", "ratio", "bool", "text", "code"]

# The type of a parameter's values.
ParameterType = Literal["number", "date", "bool", "text", "codes"]

# What a payment is. The balance is not in the source: no rule says when it is paid, so it is never scheduled.
PaymentKind = Literal["acompte"]

# What happens where a cell is blank.
Requirement = Literal["optional", "expected", "required"]

# Who sends a convention to its signatories.
Sender = Literal["region", "coordonnateur"]

# How bad a finding is.
Severity = Literal["error", "warning", "info"]

# How far a convention has come, in this order.
Stage = Literal["planned", "voted", "sent", "partly-signed", "signed", "in-force", "ended"]

# How firmly an entry is known.
Status = Literal["sourced", "inferred", "user"]

# Yes, no, or not known.
Verdict = Literal["yes", "no", "unknown"]


class Period(Record):
    """Days from one to another, both included; open on the side that is ``None``.

    Attributes:
        from_ (datetime.date | None): First day.
        to (datetime.date | None): Last day.
    """

    from_: datetime.date | None = None
    to: datetime.date | None = None


class Amendment(Record):
    """An amendment (avenant) to a convention, in one network.

    Attributes:
        modifie (str): What it amends.
        reseau (str): Code of the network.
        vote_le (datetime.date | None): The day of the vote.
        envoye_au_coordonnateur_le (datetime.date | None): The day on which the coordinator got it.
        membres (tuple[Relay, ...]): The members it must reach.
        signe_le (datetime.date | None): The day on which it was signed.
    """

    modifie: str
    reseau: str
    vote_le: datetime.date | None = None
    envoye_au_coordonnateur_le: datetime.date | None = None
    membres: tuple[Relay, ...] = ()
    signe_le: datetime.date | None = None


class Basis(Record):
    """Where an entry comes from.

    Attributes:
        source (str): ``code#section``; empty only for user entries.
        status (Status): How firmly it is known.
        how (str | None): How it was read into the source: always there for an inferred entry.
    """

    source: str
    status: Status
    how: str | None


class BasisRow(Record):
    """How an entry is known.

    Attributes:
        source (str): ``code#section``; empty for what a user added without a source.
        status (Status): ``sourced``, ``inferred`` or ``user``.
        how (str | None): How it was read into the source, where it was inferred.
    """

    source: str
    status: Status
    how: str | None


class ChoiceRow(Record):
    """How often an option was chosen.

    Attributes:
        option (str): Its code: ``oui``, ``1``, or the option's own.
        label (str): What it says.
        count (int | None): How many; None where it is not shown.
        share (Decimal | None): Their share of the answers.
        low (Decimal | None): Lower bound of the 95 % Wilson interval.
        high (Decimal | None): Upper bound.
    """

    option: str
    label: str
    count: int | None
    share: Decimal | None
    low: Decimal | None
    high: Decimal | None


class Coded(Record):
    """A code with its name.

    Attributes:
        code (str): The code.
        label (str): The name.
    """

    code: str
    label: str


class CompletenessRow(Record):
    """How complete the data behind a figure is.

    Attributes:
        tables_due (int): Tables due.
        tables_returned (int): Tables returned.
        rows (int): Rows returned.
        rows_rejected (int): Rows kept out by an error.
        cells_repaired (int): Cells of the table read otherwise than typed, over all years.
        missing (tuple[str, ...]): Codes of the networks that have not returned the table.
        enough (bool): Whether it is enough to compare and to judge.
    """

    tables_due: int
    tables_returned: int
    rows: int
    rows_rejected: int
    cells_repaired: int
    missing: tuple[str, ...]
    enough: bool


class Convention(Record):
    """A convention.

    Attributes:
        reseau (str | None): Code of the local network; none for the convention of a department.
        departement (str | None): Code of the department, for the membership of its points relais conseil.
        structure (str): The structure that carries it.
        genre (ConventionKind): Its kind.
        periode (Period): Its first and last day; a day that is ``None`` is not known.
        montant (Decimal | None): The grant, for a financial convention.
        vote_le (datetime.date | None): The day of the vote.
        envoye_le (datetime.date | None): The day on which it was sent to be signed.
        envoye_par (Sender | None): Who sent it.
        signataires (tuple[Party, ...]): Those who sign.
    """

    reseau: str | None = None
    departement: str | None = None
    structure: str
    genre: ConventionKind
    periode: Period = Period()
    montant: Decimal | None = None
    vote_le: datetime.date | None = None
    envoye_le: datetime.date | None = None
    envoye_par: Sender | None = None
    signataires: tuple[Party, ...] = ()


class ConventionAnswer(Record):
    """The answer of ``convention check``.

    Attributes:
        files (tuple[ConventionFile, ...]): The files that were read, by path.
        failures (tuple[FailedFile, ...]): The files that could not be used.
        errors (int): How many errors were found.
        warnings (int): How many warnings were found.
    """

    files: tuple[ConventionFile, ...]
    failures: tuple[FailedFile, ...] = ()
    errors: int
    warnings: int


class ConventionFile(Record):
    """One dossier.

    Attributes:
        path (str): The file.
        diagnostics (tuple[Diagnostic, ...]): What was found in it.
        schedule (tuple[Payment, ...]): What is paid, and when; empty where an error was found.
        unjudged (tuple[Unjudged, ...]): What could not be judged of a request or a convention, and why.
    """

    path: str
    diagnostics: tuple[Diagnostic, ...]
    schedule: tuple[Payment, ...]
    unjudged: tuple[Unjudged, ...] = ()


class ConventionState(Record):
    """Where a convention stands on a day: only what happened on or before that day counts.

    Attributes:
        stage (Stage): How far it has come.
        since (datetime.date | None): Since which day; ``None`` where nothing has happened.
        signed (int): How many have signed.
        of (int): How many have to.
    """

    stage: Stage
    since: datetime.date | None
    signed: int
    of: int


class CoordinationAnswer(Record):
    """Who coordinates a network on a day.

    Attributes:
        reseau (str): Code of the network.
        day (datetime.date): The day asked for.
        state (str): ``by`` one structure, ``several`` (one too many), or ``unknown``.
        tenures (tuple[TenureRow, ...]): The tenures that cover the day.
    """

    reseau: str
    day: datetime.date
    state: str
    tenures: tuple[TenureRow, ...]


class CriterionRow(Record):
    """A criterion.

    Attributes:
        criterion (str): Its code.
        label (str): Its name.
        about (str | None): What is looked at.
        open (bool): Whether it is only known that there is one.
        basis (BasisRow): How it is known.
        indicators (tuple[LinkRow, ...]): The indicators under it.
    """

    criterion: str
    label: str
    about: str | None
    open: bool
    basis: BasisRow
    indicators: tuple[LinkRow, ...]


class DatedText(Record):
    """A value with its days.

    Attributes:
        from_ (str): First day, ISO.
        to (str | None): Last day, included; None where it is open.
        value (str): The value as a text: a decimal with a point, an ISO day, ``true``, codes with commas.
    """

    from_: str
    to: str | None
    value: str


class Definition(Record):
    """What a code stands for.

    Attributes:
        code (str): The code, as data and diagnostics show it: ``2``, ``reunions``, ``reunions.date``,
            ``taux_acompte``.
        kind (str): ``table``, ``field``, ``rule``, ``indicator`` or ``parameter``.
        label (str): Its name; for a rule, what is said where it is broken.
        table (str | None): Code of the table that it belongs to.
        symbols (str | None): Its formula as the rulebook writes it: what a rule demands, what an indicator or a
            field computes.
        words (str | None): The formula in words.
        severity (Severity | None): How bad breaking a rule is.
        help (str | None): How to fill a table or field, or what to do about a broken rule.
        unit (str | None): The unit of its numbers: ``ratio``, ``count``, ``fte``, ``euro``.
        fields (tuple[str, ...]): Codes of the fields that a rule points at, or that make the groups of an indicator.
        basis (BasisRow): How it is known.
    """

    code: str
    kind: str
    label: str
    table: str | None
    symbols: str | None
    words: str | None
    severity: Severity | None
    help: str | None
    unit: str | None
    fields: tuple[str, ...]
    basis: BasisRow


class Department(Record):
    """A department of the region.

    Attributes:
        code (str): Its number (``37``), a text because of Corsica's.
        label (str): Its name.
        basis (Basis): Where it comes from.
    """

    code: str
    label: str
    basis: Basis


class Description(Record):
    """A rulebook in one language.

    Attributes:
        code (str): Its code.
        version (str): The version of the definitions.
        label (str): Its title.
        networks (tuple[Coded, ...]): The local networks.
        lists (tuple[ListDescription, ...]): The lists of codes.
        tables (tuple[TableDescription, ...]): The tables.
        parameters (tuple[ParameterDescription, ...]): The dated parameters.
        indicators (tuple[IndicatorDescription, ...]): The indicators.
    """

    code: str
    version: str
    label: str
    networks: tuple[Coded, ...]
    lists: tuple[ListDescription, ...]
    tables: tuple[TableDescription, ...]
    parameters: tuple[ParameterDescription, ...]
    indicators: tuple[IndicatorDescription, ...]


class Diagnostic(Record):
    """What is wrong in a file or form, in words. Its keys are an interface: every face gives them alike.

    Attributes:
        code (str): Stable code: ``reunions.participantes-au-plus-invitees``.
        severity (Severity): How bad it is.
        table (str): Code of the table.
        row (int | None): Index of the row within its table in the file, from 0.
        field (str | None): Code of the field.
        sheet (str | None): Name of the sheet, where the file has named sheets.
        cell (str | None): The cell as spreadsheets write it: ``E7``.
        raw (str | None): What was typed.
        message (str): What is wrong.
        help (str): What to do about it; empty where there is nothing to do.
        suggestion (str | None): The value to write instead, where one is evident.
        source (str): Where the rule comes from: ``cr-2016-11-29#9a``.
    """

    code: str
    severity: Severity
    table: str
    row: int | None
    field: str | None
    sheet: str | None
    cell: str | None
    raw: str | None
    message: str
    help: str
    suggestion: str | None
    source: str


class EvaluationAnswer(Record):
    """The answer of ``evaluate``.

    Attributes:
        as_of (datetime.date): The day of the evaluation.
        settings (SettingsRow): The settings that held on that day.
        annees (tuple[int, ...]): The years that have figures.
        later_rows (int): Rows of later years, left out.
        questions (tuple[QuestionRow, ...]): The questions with their criteria and indicators.
        unplaced (tuple[str, ...]): Indicators that stand under no question.
        figures (tuple[FigureRow, ...]): The figures, by indicator, territory (region, departments, networks) and
            year.
        spreads (tuple[SpreadRow, ...]): How the networks' values spread, by indicator and year.
        returns (tuple[ReturnRow, ...]): What was returned or is due, by table, year and network.
        milestones (tuple[MilestoneRow, ...]): The milestones on that day.
        surveys (tuple[SurveyRow, ...]): The surveys.
    """

    as_of: datetime.date
    settings: SettingsRow
    annees: tuple[int, ...]
    later_rows: int
    questions: tuple[QuestionRow, ...]
    unplaced: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    spreads: tuple[SpreadRow, ...]
    returns: tuple[ReturnRow, ...]
    milestones: tuple[MilestoneRow, ...]
    surveys: tuple[SurveyRow, ...]


class ExplainedCell(Record):
    """A cell that was read.

    Attributes:
        field (str): Code of its field.
        cell (str | None): Where it stands: ``E7``.
        value (str | None): What it holds, as people read it; None where it holds nothing.
    """

    field: str
    cell: str | None
    value: str | None


class ExplainedRow(Record):
    """A row behind a figure.

    Attributes:
        path (str): Its file.
        sheet (str | None): Its sheet, where the file has named sheets.
        row (int): Index within its table in the file, from 0.
        fate (str): ``used``, ``left out``, ``filtered`` or ``rejected``.
        why (str | None): Why it is left out, or the code of the error that keeps it out.
        cells (tuple[ExplainedCell, ...]): The cells that were read.
    """

    path: str
    sheet: str | None
    row: int
    fate: str
    why: str | None
    cells: tuple[ExplainedCell, ...]


class ExplanationAnswer(Record):
    """A figure and how it came about.

    Attributes:
        indicator (str): Code of the indicator.
        label (str): Its name.
        reseau (str | None): Code of the network; None for a department or the region.
        departement (str | None): Code of the department, where it is a department's.
        annee (int | None): The year; None for all years together.
        value (Decimal | None): The value as a decimal text.
        unit (str): Its unit.
        numerator (Decimal | None): The exact numerator of a quotient.
        denominator (Decimal | None): The exact denominator of a quotient.
        status (str): ``computed`` or ``absent``.
        why (str | None): Why there is no value.
        formula (FormulaRow): The formula.
        filter (FormulaRow | None): The condition that rows must meet.
        parameters (tuple[ParameterRow, ...]): The parameters that were read, with the days on which they hold.
        counts (RowsRow): How many rows of each kind there are.
        rows (tuple[ExplainedRow, ...]): The rows, in the order of the files; at most as many of each kind as were
            asked for.
        basis (BasisRow): How the indicator is known.
    """

    indicator: str
    label: str
    reseau: str | None
    departement: str | None
    annee: int | None
    value: Decimal | None
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    why: str | None
    formula: FormulaRow
    filter: FormulaRow | None
    parameters: tuple[ParameterRow, ...]
    counts: RowsRow
    rows: tuple[ExplainedRow, ...]
    basis: BasisRow


class FailedFile(Record):
    """A file that could not be used.

    Attributes:
        path (str): The file or folder.
        message (str): What is wrong and what to do.
    """

    path: str
    message: str


class FieldDescription(Record):
    """A field.

    Attributes:
        code (str): Its code.
        label (str): Its name.
        hint (str | None): How to fill it.
        example (str): A value as a user would type it.
        type (FieldType): What it holds.
        list (str | None): Code of its list.
        required (Requirement): What happens where it is blank.
        min (Decimal | None): Least value.
        max (Decimal | None): Greatest value.
        max_length (int | None): Most characters.
        computed (bool): Whether it is computed from the others, never typed.
    """

    code: str
    label: str
    hint: str | None
    example: str
    type: FieldType
    list: str | None
    required: Requirement
    min: Decimal | None
    max: Decimal | None
    max_length: int | None
    computed: bool


class FigureRow(Record):
    """A figure.

    Attributes:
        indicator (str): Code of the indicator.
        reseau (str | None): Code of the network, where the figure is a network's.
        departement (str | None): Code of the department, where it is a department's.
        region (str | None): Code of the region, where it is the region's.
        annee (int): The year.
        value (Decimal | None): The value as a decimal text.
        unit (str): Its unit.
        numerator (Decimal | None): The exact numerator of a quotient.
        denominator (Decimal | None): The exact denominator of a quotient.
        status (str): ``computed`` or ``absent``.
        why (str | None): Why there is no value.
        rows (RowsRow): The rows behind it.
        completeness (CompletenessRow): How complete the data behind it is.
        trend (TrendRow): How it moved from the year before.
        position (PositionRow | None): Where it stands among the networks.
        verdicts (tuple[VerdictRow, ...]): The verdicts, one a threshold.
    """

    indicator: str
    reseau: str | None
    departement: str | None
    region: str | None
    annee: int
    value: Decimal | None
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    why: str | None
    rows: RowsRow
    completeness: CompletenessRow
    trend: TrendRow
    position: PositionRow | None
    verdicts: tuple[VerdictRow, ...]


class FileReport(Record):
    """What was found in one file.

    Attributes:
        path (str): The file.
        reseau (str | None): The network, where the file tells one.
        tables (tuple[TableRows, ...]): Its tables.
        diagnostics (tuple[Diagnostic, ...]): What was found, in the order of the file.
        omitted (tuple[Omitted, ...]): What was found beyond the number that is told one by one, by code; left out
            where there is nothing.
    """

    path: str
    reseau: str | None
    tables: tuple[TableRows, ...]
    diagnostics: tuple[Diagnostic, ...]
    omitted: tuple[Omitted, ...] = ()


class FormulaRow(Record):
    """A formula in symbols and in words.

    Attributes:
        symbols (str): As the rulebook writes it.
        words (str): In words.
    """

    symbols: str
    words: str


class FundingRequest(Record):
    """A request for funding (demande de subvention): a row of the table ``demandes``, and the actions that it is
    for.

    Attributes:
        reseau (str): Code of the network.
        annee (int): The year that it asks for.
        structure (str): The applicant.
        porte_convention_financiere (bool): Whether the applicant carries the financial convention.
        coordonne (bool): Whether the applicant coordinates the network.
        subvention_totale (Decimal): The whole grant that is asked for, the coordination grant included.
        subvention_coordination (Decimal | None): The coordination grant in it; none where it is not asked for.
        date_envoi (datetime.date | None): The day on which it was sent; none where it has not been yet.
        actions (tuple[PlannedAction, ...]): The actions, where the dossier lists them.
    """

    reseau: str
    annee: int
    structure: str
    porte_convention_financiere: bool
    coordonne: bool
    subvention_totale: Decimal
    subvention_coordination: Decimal | None = None
    date_envoi: datetime.date | None = None
    actions: tuple[PlannedAction, ...] = ()


class GroupRow(Record):
    """The answers of a network, or of all together.

    Attributes:
        reseau (str | None): Code of the network; None for all together.
        n (int | None): How many answered the question.
        silent (int | None): How many answered the survey and not this question.
        silent_share (Decimal | None): Their share.
        median (Decimal | None): The median mark of a scale.
        choices (tuple[ChoiceRow, ...]): The options.
    """

    reseau: str | None
    n: int | None
    silent: int | None
    silent_share: Decimal | None
    median: Decimal | None
    choices: tuple[ChoiceRow, ...]


class Holder(Record):
    """A member that has the amendment.

    Attributes:
        structure (str): The member structure.
        since (datetime.date): Since which day.
    """

    structure: str
    since: datetime.date


class IndicatorDescription(Record):
    """An indicator.

    Attributes:
        code (str): Its code.
        label (str): What it says.
        table (str): Code of its table.
        formula (str): Its formula.
        unit (str): Its unit.
        source (str): Where it comes from.
    """

    code: str
    label: str
    table: str
    formula: str
    unit: str
    source: str


class IndicatorRow(Record):
    """One figure.

    Attributes:
        indicator (str): Code of the indicator.
        reseau (str | None): Code of the network; None for a department or the region.
        departement (str | None): Code of the department, where the value is about one.
        region (str | None): Code of the region, where the value is about it.
        annee (int | None): The year; None for all years together.
        value (Decimal | None): The value as a decimal text; None where there is none.
        unit (str): The unit of the value: ``ratio``, ``count``, ``fte``, ``euro``.
        numerator (Decimal | None): The exact numerator of a quotient.
        denominator (Decimal | None): The exact denominator of a quotient.
        status (str): ``computed``, or ``absent``.
        why (str | None): Why there is no value.
    """

    indicator: str
    reseau: str | None
    departement: str | None = None
    region: str | None = None
    annee: int | None
    value: Decimal | None
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    why: str | None


class KnownConvention(Record):
    """A convention that the rulebook knows of.

    Attributes:
        code (str): Its code.
        label (str): What it is.
        kind (ConventionKind): Its kind.
        department (str | None): The department's code, where it is one department's.
        sender (Sender): Who sends it.
        period (Period): Its days, where they are known.
        basis (Basis): Where it comes from.
    """

    code: str
    label: str
    kind: ConventionKind
    department: str | None
    sender: Sender
    period: Period
    basis: Basis


class LinkRow(Record):
    """An indicator under a question or criterion.

    Attributes:
        indicator (str): Code of the indicator.
        label (str): Its name.
        basis (BasisRow): How its place is known.
    """

    indicator: str
    label: str
    basis: BasisRow


class ListDescription(Record):
    """A list of codes.

    Attributes:
        code (str): Its code.
        label (str): What it lists.
        entries (tuple[Coded, ...]): Its entries.
    """

    code: str
    label: str
    entries: tuple[Coded, ...]


class MeetingRow(Record):
    """A row of the table ``reunions``, as attendance sheets tell it.

    Attributes:
        reseau (str): Code of the network.
        annee (int): The year of the day.
        date (datetime.date): The day.
        structures_invitees (int): How many structures the sheet lists.
        structures_participantes (int): How many of them somebody came from.
        objet (str | None): The subject.
    """

    reseau: str
    annee: int
    date: datetime.date
    structures_invitees: int
    structures_participantes: int
    objet: str | None


class MeetingsAnswer(Record):
    """The answer of ``meetings``: a file of JSON rows that is read as any other return.

    Attributes:
        reunions (tuple[MeetingRow, ...]): The rows, by network, day and subject.
    """

    reunions: tuple[MeetingRow, ...]


class Member(Record):
    """A structure is a member of a network for a time: a kind and a place, since a network can have several of a
    kind.

    Attributes:
        reseau (str): Code of the network.
        structure (str): Code of the kind of structure, in the list ``structure``.
        nom_structure (str | None): The structure's own name.
        periode (Period): The days on which it is a member.
    """

    reseau: str
    structure: str
    nom_structure: str | None = None
    periode: Period = Period()


class MilestoneRow(Record):
    """A milestone.

    Attributes:
        milestone (str): Its code.
        label (str): What it is.
        last_day (datetime.date): Its last day in time.
        standing (str): ``upcoming``, ``under way``, ``past``, ``done``, ``due`` or ``late``.
        by (tuple[str, ...]): Who has to act.
        question (str | None): Code of the question that it serves.
        asked (int): How many tables it asks for.
        missing (tuple[MissingRow, ...]): The tables that are missing.
        basis (BasisRow): How it is known.
    """

    milestone: str
    label: str
    last_day: datetime.date
    standing: str
    by: tuple[str, ...]
    question: str | None
    asked: int
    missing: tuple[MissingRow, ...]
    basis: BasisRow


class MilestonesAnswer(Record):
    """The answer of ``milestones``.

    Attributes:
        as_of (datetime.date): The day asked for.
        milestones (tuple[MilestoneRow, ...]): The milestones, by day.
    """

    as_of: datetime.date
    milestones: tuple[MilestoneRow, ...]


class MissingRow(Record):
    """A table that is missing.

    Attributes:
        reseau (str): Code of the network that owes it.
        table (str): Code of the table.
        annee (int): The year.
    """

    reseau: str
    table: str
    annee: int


class Network(Record):
    """A local network (SPRO local). Its code is the name that everybody uses: ``Dreux``, ``Nogent/Châteaudun``.

    Attributes:
        code (str): Its code.
        label (str): Its name in full.
        synonyms (tuple[str, ...]): Other ways in which people write it.
        department (str): The code of its department.
        region (str): The code of its region.
        basis (Basis): Where it comes from.
    """

    code: str
    label: str
    synonyms: tuple[str, ...]
    department: str
    region: str
    basis: Basis


class Obligation(Record):
    """Whether a prescription is needed to enter a scheme, for a time and a place.

    Attributes:
        required (bool): Whether one is needed. Where none is, none can be written either.
        networks (tuple[str, ...]): Codes of the networks where this is known to hold; empty for all of them.
        period (Period): The days on which it holds.
        reason (str): What the source says of it, for the answer.
        basis (Basis): Where it comes from.
    """

    required: bool
    networks: tuple[str, ...]
    period: Period
    reason: str
    basis: Basis


class Omitted(Record):
    """How many findings of a code are counted beside those that are told one by one.

    Attributes:
        code (str): The code: ``reunions.date.type``.
        severity (Severity): How bad they are.
        count (int): How many.
    """

    code: str
    severity: Severity
    count: int


class ParameterAnswer(Record):
    """What a parameter says on a day.

    Attributes:
        parameter (str): Its code.
        label (str): What it is.
        day (datetime.date): The day asked for.
        kind (ParameterType): What it holds.
        unit (str): Its unit, for numbers.
        value (Any): The value: a decimal text, an ISO day, a switch, a text or a list of codes; None where no entry
            covers the day.
        from_ (datetime.date | None): First day on which the value holds.
        to (datetime.date | None): Last day; None where it is open.
        why (str | None): Why there is no value.
        basis (BasisRow): How it is known.
    """

    parameter: str
    label: str
    day: datetime.date
    kind: ParameterType
    unit: str
    value: Any
    from_: datetime.date | None
    to: datetime.date | None
    why: str | None
    basis: BasisRow


class ParameterDescription(Record):
    """A parameter.

    Attributes:
        code (str): Its code.
        label (str): What it is.
        unit (str): Its unit, for numbers.
        values (tuple[DatedText, ...]): Its values by day.
        source (str): Where it comes from.
    """

    code: str
    label: str
    unit: str
    values: tuple[DatedText, ...]
    source: str


class ParameterRow(Record):
    """A parameter that a figure stands on.

    Attributes:
        parameter (str): Its code.
        value (str): Its value as people read it.
        from_ (datetime.date): First day on which it holds.
        to (datetime.date | None): Last day; None where it is open.
        rows (int): How many of the rows used read it.
        basis (BasisRow): How it is known.
    """

    parameter: str
    value: str
    from_: datetime.date
    to: datetime.date | None
    rows: int
    basis: BasisRow


class Party(Record):
    """Somebody who signs: a structure, never a person.

    Attributes:
        structure (str): The structure.
        signe_le (datetime.date | None): The day of its signature.
    """

    structure: str
    signe_le: datetime.date | None = None


class Payment(Record):
    """A payment that is due by a convention.

    Attributes:
        reseau (str | None): Code of the local network; none for the convention of a department.
        structure (str): The structure that is paid.
        annee (int): The year that the convention pays for.
        kind (PaymentKind): What the payment is.
        amount (Decimal): How much. Travels as decimal text in euros.
        month (str): The month in which it is paid; the source says no day.
    """

    reseau: str | None
    structure: str
    annee: int
    kind: PaymentKind
    amount: Decimal
    month: str


class PersonsRow(Record):
    """How many persons of a network answered.

    Attributes:
        reseau (str): Code of the network.
        n (int | None): How many; None where it is not shown.
    """

    reseau: str
    n: int | None


class PlannedAction(Record):
    """An action that a request is for.

    Attributes:
        objet (str): What it is.
        montant (Decimal): What it costs the grant.
    """

    objet: str
    montant: Decimal


class PositionRow(Record):
    """A position among the networks.

    Attributes:
        rank (int): 1 for the greatest value.
        of (int): Out of how many.
    """

    rank: int
    of: int


class PrescriptionAnswer(Record):
    """Yes, no or unknown, why, and the section that says so.

    Attributes:
        verdict (Verdict): ``yes``, ``no`` or ``unknown``.
        reason (str): Why.
        basis (BasisRow): How it is known.
    """

    verdict: Verdict
    reason: str
    basis: BasisRow


class QuestionRow(Record):
    """A question.

    Attributes:
        question (str): Its code.
        label (str): Its wording.
        basis (BasisRow): How it is known.
        criteria (tuple[CriterionRow, ...]): Its criteria.
        indicators (tuple[LinkRow, ...]): The indicators that stand under it without a criterion.
    """

    question: str
    label: str
    basis: BasisRow
    criteria: tuple[CriterionRow, ...]
    indicators: tuple[LinkRow, ...]


class ReadAnswer(Record):
    """The answer of ``read``.

    Attributes:
        files (tuple[ReadFile, ...]): The files that were read.
    """

    files: tuple[ReadFile, ...]


class ReadFile(Record):
    """The typed rows of one file.

    Attributes:
        path (str): The file.
        reseau (str | None): The network, where the file tells one.
        tables (dict[str, Any]): For each table, by code: its rows. Whole numbers are JSON numbers, decimals texts,
            days ISO texts.
    """

    path: str
    reseau: str | None
    tables: dict[str, Any]


class Region(Record):
    """The region that the networks belong to.

    Attributes:
        code (str): Its official number, a text.
        label (str): Its name.
        basis (Basis): Where it comes from.
    """

    code: str
    label: str
    basis: Basis


class Relay(Record):
    """A member, and when the coordinator passed the amendment on to it.

    Attributes:
        structure (str): The member structure.
        transmis_le (datetime.date | None): The day.
    """

    structure: str
    transmis_le: datetime.date | None = None


class RelayException(Record):
    """A network where an amendment does not go from the coordinator to each member: it is signed officially.

    Attributes:
        network (str): Code of the network.
        voted_on (datetime.date): The day of the vote of the amendments that it is about.
        signing (datetime.date): The day of the official signing.
        label (str): What the source says of it.
        basis (Basis): Where it comes from.
    """

    network: str
    voted_on: datetime.date
    signing: datetime.date
    label: str
    basis: Basis


class RelayState(Record):
    """Who has an amendment on a day, who has not, and since when.

    Attributes:
        way (str): ``by-coordinator`` or ``official-signing``.
        coordinator_since (datetime.date | None): Since when the coordinator has it; ``None`` where it has not.
        has (tuple[Holder, ...]): The members that have it, in the order of the record.
        has_not (tuple[str, ...]): The members that have not.
        waiting_days (int | None): How many days those have been waiting since the coordinator got it (or since the
            day of the official signing); ``None`` where that has not happened.
        exception (RelayException | None): What the rulebook records, where the way is an official signing.
        coverage (Decimal | None): The share of the members that have it; None where there are none.
    """

    way: str
    coordinator_since: datetime.date | None
    has: tuple[Holder, ...]
    has_not: tuple[str, ...]
    waiting_days: int | None
    exception: RelayException | None
    coverage: Decimal | None


class ReturnRow(Record):
    """A table of a year, returned or due.

    Attributes:
        table (str): Code of the table.
        annee (int): The year.
        reseau (str): Code of the network.
        due (bool): Whether it is due on the day of the evaluation.
        rows (int): Rows returned.
        rejected (int): Rows kept out by an error.
    """

    table: str
    annee: int
    reseau: str
    due: bool
    rows: int
    rejected: int


class Right(Record):
    """Kinds of structures that may prescribe a scheme for a time.

    Attributes:
        structures (tuple[str, ...]): Codes of the list ``structure``.
        period (Period): The days on which they may.
        reason (str): What the source says of it, for the answer.
        basis (Basis): Where it comes from.
    """

    structures: tuple[str, ...]
    period: Period
    reason: str
    basis: Basis


class RowsRow(Record):
    """The rows behind a figure.

    Attributes:
        used (int): Rows that the value stands on.
        left_out (int): Rows that lack a value which the formula needs.
        filtered (int): Rows that the indicator is not about.
        rejected (int): Rows kept out by an error.
    """

    used: int
    left_out: int
    filtered: int
    rejected: int


class RuleDescription(Record):
    """A rule.

    Attributes:
        code (str): Its code, as diagnostics show it.
        severity (Severity): How bad breaking it is.
        check (str | None): The formula that must not be false; none for the rule on duplicates.
        help (str): What to do about it.
        source (str): Where it comes from.
    """

    code: str
    severity: Severity
    check: str | None
    help: str
    source: str


class RulebookProblem(Record):
    """Something wrong with a rulebook.

    Attributes:
        path (str): The file.
        line (int | None): The line, from 1; None where the whole file is meant.
        column (int | None): The column in characters, from 1.
        message (str): What is wrong.
        expected (str): What was expected.
    """

    path: str
    line: int | None
    column: int | None
    message: str
    expected: str


class ScdlProblem(Record):
    """Something that the schema does not allow, in one column of a line.

    Attributes:
        column (str): The column's name in the schema.
        code (str): ``scdl.<column>.<what>``, such as ``scdl.idBeneficiaire.siret``.
        raw (str): What stood there; empty where nothing did.
        message (str): What is wrong and what is expected.
    """

    column: str
    code: str
    raw: str
    message: str


class Scheme(Record):
    """A scheme (dispositif), such as the training voucher.

    Attributes:
        code (str): Its code, such as ``cheque-formation``.
        label (str): Its name.
        rights (tuple[Right, ...]): Who may prescribe it, and when.
        obligations (tuple[Obligation, ...]): Whether it takes a prescription, and when.
        basis (Basis): Where it comes from.
    """

    code: str
    label: str
    rights: tuple[Right, ...]
    obligations: tuple[Obligation, ...]
    basis: Basis


class Section(Record):
    """A section of a source.

    Attributes:
        code (str): Its number or mark (``9a``).
        label (str): What it is about.
    """

    code: str
    label: str


class SettingsRow(Record):
    """The settings of the evaluation.

    Attributes:
        completude_minimale (Decimal): Least share of tables and rows for a figure to be compared and judged.
        reponses_minimales (int): Least number of answers that may be shown.
        dominance_maximale (Decimal | None): Share of one unit from which a cell may not be shown.
    """

    completude_minimale: Decimal
    reponses_minimales: int
    dominance_maximale: Decimal | None


class Source(Record):
    """A document that entries cite, as ``code#section``.

    Attributes:
        code (str): Its code, such as ``cr-2016-11-29``.
        label (str): What it is.
        sections (tuple[Section, ...]): Its sections; an entry cites one as ``code#section``. Empty where the
            document has none.
    """

    code: str
    label: str
    sections: tuple[Section, ...]


class SpreadRow(Record):
    """How the networks' values spread.

    Attributes:
        indicator (str): Code of the indicator.
        annee (int): The year.
        count (int): How many networks have a value.
        least (Decimal): The least value.
        q1 (Decimal | None): First quartile; None for fewer than four values.
        median (Decimal): The median.
        q3 (Decimal | None): Third quartile; None for fewer than four values.
        greatest (Decimal): The greatest value.
    """

    indicator: str
    annee: int
    count: int
    least: Decimal
    q1: Decimal | None
    median: Decimal
    q3: Decimal | None
    greatest: Decimal


class Survey(Record):
    """A survey.

    Attributes:
        code (str): Its code.
        label (str): Its title.
        audience (Audience): Whom it asks.
        period (Period): The days on which it is asked.
        question (str | None): Code of the evaluation question that it serves.
        networks (tuple[str, ...]): Codes of the networks that volunteered; empty where that is not known.
        questions (tuple[SurveyQuestion, ...]): Its questions; empty where the source names the survey and not what
            it asks.
        basis (Basis): Where it comes from.
    """

    code: str
    label: str
    audience: Audience
    period: Period
    question: str | None
    networks: tuple[str, ...]
    questions: tuple[SurveyQuestion, ...]
    basis: Basis


class SurveyOption(Record):
    """One answer that can be ticked.

    Attributes:
        code (str): Its code.
        label (str): What it says.
    """

    code: str
    label: str


class SurveyQuestion(Record):
    """A closed question of a survey.

    Attributes:
        code (str): Its code.
        label (str): What is asked.
        kind (AnswerKind): How it is answered.
        options (tuple[SurveyOption, ...]): The options of a choice; empty for the other kinds.
        basis (Basis): Where it comes from; the survey's where nothing else is said.
    """

    code: str
    label: str
    kind: AnswerKind
    options: tuple[SurveyOption, ...]
    basis: Basis


class SurveyQuestionRow(Record):
    """The answers to a question.

    Attributes:
        question (str): Its code.
        label (str): What was asked.
        kind (AnswerKind): ``oui-non``, ``echelle``, ``choix`` or ``choix-multiple``.
        groups (tuple[GroupRow, ...]): By network, and all together last.
    """

    question: str
    label: str
    kind: AnswerKind
    groups: tuple[GroupRow, ...]


class SurveyRow(Record):
    """The results of a survey.

    Attributes:
        survey (str): Its code.
        label (str): Its title.
        audience (Audience): Whom it asked: ``agents`` or ``usagers``.
        persons (tuple[PersonsRow, ...]): How many persons answered, by network.
        overall (int | None): How many persons answered in all.
        rejected (int): Rows kept out by an error.
        questions (tuple[SurveyQuestionRow, ...]): Its questions; empty where too few persons answered.
    """

    survey: str
    label: str
    audience: Audience
    persons: tuple[PersonsRow, ...]
    overall: int | None
    rejected: int
    questions: tuple[SurveyQuestionRow, ...]


class TableDescription(Record):
    """A table.

    Attributes:
        code (str): Its code.
        label (str): Its title.
        hint (str | None): How to fill it.
        years (tuple[int, int] | None): First and last year that the source asks for.
        key (tuple[str, ...]): Codes of the fields that tell two rows apart.
        fields (tuple[FieldDescription, ...]): Its fields.
        rules (tuple[RuleDescription, ...]): Its rules.
        source (str): Where it comes from.
    """

    code: str
    label: str
    hint: str | None
    years: tuple[int, int] | None
    key: tuple[str, ...]
    fields: tuple[FieldDescription, ...]
    rules: tuple[RuleDescription, ...]
    source: str


class TableRows(Record):
    """How many rows a table has.

    Attributes:
        table (str): Code of the table.
        rows (int): How many rows.
    """

    table: str
    rows: int


class TenureBreakRow(Record):
    """Days on which nobody coordinates a network between two tenures, or on which two structures do.

    Attributes:
        kind (str): ``gap`` or ``overlap``.
        days (Period): The days.
        tenures (tuple[TenureRow, ...]): The two tenures, in the order of time.
    """

    kind: str
    days: Period
    tenures: tuple[TenureRow, ...]


class TenureRow(Record):
    """A structure that coordinates a network for a time.

    Attributes:
        reseau (str): Code of the network.
        structure (str): Code of the kind of structure.
        name (str | None): The structure's own name.
        period (Period): The days on which it coordinates.
        basis (BasisRow): How it is known.
    """

    reseau: str
    structure: str
    name: str | None
    period: Period
    basis: BasisRow


class TrendRow(Record):
    """A trend.

    Attributes:
        difference (Decimal | None): The value minus that of the year before.
        why (str | None): Why there is none: ``first year``, ``absent``, ``incomplete``, ``overflow``.
    """

    difference: Decimal | None
    why: str | None


class Unexpressed(Record):
    """Something that the other side has no place for: where it stood, and what it was.

    Attributes:
        what (str): The field of the record, or the column of the line.
        value (str): Its value as text.
    """

    what: str
    value: str


class Unjudged(Record):
    """A rule, or the payment, that nothing could be said of.

    Attributes:
        reseau (str | None): Code of the local network, where it is known.
        structure (str): The structure.
        what (str): The code of the rule, or ``acompte``.
        why (str): Why, such as ``period not known``.
        message (str): The same for a reader.
    """

    reseau: str | None
    structure: str
    what: str
    why: str
    message: str


class Validation(Record):
    """The answer of ``validate``.

    Attributes:
        files (tuple[FileReport, ...]): The files that were read.
        failures (tuple[FailedFile, ...]): The files that could not be used.
        errors (int): How many errors were found.
        warnings (int): How many warnings were found.
    """

    files: tuple[FileReport, ...]
    failures: tuple[FailedFile, ...] = ()
    errors: int
    warnings: int


class VerdictRow(Record):
    """A verdict with the threshold that it stands on.

    Attributes:
        verdict (str): ``met``, ``not met`` or ``cannot say``.
        why (str | None): Why it cannot be said: ``absent`` or ``incomplete``.
        comparison (str): ``>=``, ``>``, ``<=`` or ``<``.
        threshold (Decimal): The threshold.
        author (str): Who set it.
        date (datetime.date): When it was set.
        basis (BasisRow): How it is known.
    """

    verdict: str
    why: str | None
    comparison: str
    threshold: Decimal
    author: str
    date: datetime.date
    basis: BasisRow
