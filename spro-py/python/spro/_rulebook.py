"""Rulebooks: the definitions of tables, rules, indicators and parameters, and what they say on a day."""

from __future__ import annotations

import datetime
import os
from typing import Any, Literal

from spro import _records as r
from spro import _spro, _views
from spro._ask import Lang, ask, make, rows_of

__all__ = ["Rulebook"]


class Rulebook:
    """All definitions of a region, checked: tables, fields, rules, indicators, parameters, networks and records.

    It never changes. Without another one, everything works by that of Centre-Val de Loire (:meth:`built_in`).

    >>> import datetime
    >>> rulebook = Rulebook.built_in()
    >>> rulebook.code
    'centre-val-de-loire'
    >>> rulebook.parameter("taux_acompte", on=datetime.date(2017, 3, 1)).value
    Decimal('0.5')
    """

    __slots__ = ("_cache", "_native")

    def __init__(self, native: _spro.Rulebook) -> None:
        self._native = native
        self._cache: dict[str, r.Description] = {}

    @classmethod
    def built_in(cls) -> Rulebook:
        """The rulebook of Centre-Val de Loire, which comes with the package.

        >>> Rulebook.built_in().code
        'centre-val-de-loire'
        """
        return cls(_spro.Rulebook.built_in())

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, lang: Lang = "fr") -> Rulebook:
        """The rulebook in a TOML file. ``extends`` in it may name the built-in one or a file beside it.

        Raises :class:`spro.SproError` with everything that is wrong: line, column, what was expected.

        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "test.toml"
        >>> _ = path.write_text('extends = "centre-val-de-loire"\\ncode = "test"\\nversion = "1"\\n'
        ...                     'label = { fr = "Essai", en = "Test" }\\n')
        >>> Rulebook.load(path).version
        '1'
        """
        return cls(_spro.Rulebook.load(os.fspath(path), lang))

    @classmethod
    def from_toml(cls, text: str, *, name: str = "référentiel.toml", lang: Lang = "fr") -> Rulebook:
        """The rulebook in a TOML text, which may extend the built-in one; ``name`` is what messages call it.

        >>> rulebook = Rulebook.from_toml('''
        ... extends = "centre-val-de-loire"
        ... code = "avec-seuil"
        ... version = "1"
        ... label = { fr = "Avec un seuil", en = "With a threshold" }
        ...
        ... [[threshold]]
        ... indicator = "2"
        ... compare = ">="
        ... value = 0.75
        ... author = "Comité de pilotage"
        ... date = 2017-06-30
        ... ''')
        >>> rulebook.code
        'avec-seuil'
        """
        return cls(_spro.Rulebook.from_toml(text, name, lang))

    @classmethod
    def from_compiled(cls, data: bytes) -> Rulebook:
        """The rulebook that :meth:`compile` gave. Everything is checked again.

        >>> Rulebook.from_compiled(Rulebook.built_in().compile()) == Rulebook.built_in()
        True
        """
        return cls(_spro.Rulebook.from_compiled(data))

    @staticmethod
    def check(path: str | os.PathLike[str], *, text: str | None = None, lang: Lang = "fr") -> tuple[r.RulebookProblem, ...]:
        """Everything that is wrong with the rulebook in a file, or in ``text``; empty where nothing is.

        >>> Rulebook.check("r.toml", text='code = 3')[0].line
        1
        """
        import json

        return rows_of(r.RulebookProblem, json.loads(_spro.Rulebook.problems(os.fspath(path), text, lang)))

    @staticmethod
    def example() -> str:
        """The text (TOML) of a rulebook that extends another, to be adapted: questions for the surveys.

        >>> Rulebook.from_toml(Rulebook.example()).surveys()[0].questions != ()
        True
        """
        return _spro.Rulebook.example()

    def compile(self) -> bytes:
        """The rulebook as one block of bytes: for the browser, for pickles, for :meth:`from_compiled`.

        >>> len(Rulebook.built_in().compile()) > 10_000
        True
        """
        return bytes(self._native.compile())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rulebook):
            return NotImplemented
        return self._native is other._native or self.compile() == other.compile()

    def __hash__(self) -> int:
        return hash((self.code, self.version))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Rulebook.from_compiled, (self.compile(),))

    def __repr__(self) -> str:
        return f"Rulebook({self.code!r}, version={self.version!r})"

    def _repr_html_(self) -> str:
        return _views.rulebook(self.describe()).html()

    def _repr_markdown_(self) -> str:
        return _views.rulebook(self.describe()).markdown()

    @property
    def code(self) -> str:
        """Its code."""
        return self.describe().code

    @property
    def version(self) -> str:
        """The version of the definitions, apart from that of the package."""
        return self.describe().version

    def describe(self, *, lang: Lang = "fr") -> r.Description:
        """The whole rulebook in one language: networks, lists, tables with fields and rules, parameters, indicators.

        >>> [table.code for table in Rulebook.built_in().describe().tables][:3]
        ['reunions', 'formation', 'coordination']
        """
        found = self._cache.get(lang)
        if found is None:
            found = self._cache[lang] = r.Description.from_dict(ask("describe", self._native, lang=lang))
        return found

    def definition(self, code: str, *, lang: Lang = "fr") -> r.Definition:
        """What a code stands for: an indicator (``2``), a table (``reunions``), a field (``reunions.date``), a rule
        (``reunions.participantes-au-plus-invitees``) or a parameter (``taux_acompte``), with its formula in words and
        its source.

        >>> rule = Rulebook.built_in().definition("reunions.participantes-au-plus-invitees")
        >>> rule.symbols
        'structures_participantes <= structures_invitees'
        >>> rule.basis.source
        'cr-2016-11-29#9a'
        """
        return r.Definition.from_dict(ask("definition", self._native, code=code, lang=lang))

    def parameter(self, code: str, *, on: datetime.date, lang: Lang = "fr") -> r.ParameterAnswer:
        """What a parameter says on a day. Its ``value`` is a Decimal, a date, a bool, a text or a tuple of codes; None
        with the reason in ``why`` where no entry covers the day (never the nearest one).

        >>> import datetime
        >>> answer = Rulebook.built_in().parameter("taux_acompte", on=datetime.date(2010, 1, 1))
        >>> answer.value, answer.why
        (None, 'parameter taux_acompte not in force')
        """
        answer = r.ParameterAnswer.from_dict(ask("parameter", self._native, code=code, day=on, lang=lang))
        return answer.replace(value=_typed(answer.value, answer.kind))

    def questions(self, *, lang: Lang = "fr") -> tuple[r.QuestionRow, ...]:
        """The evaluation questions with their criteria and indicators.

        >>> [question.question for question in Rulebook.built_in().questions()]
        ['Q1', 'Q2', 'Q3']
        """
        return rows_of(r.QuestionRow, ask("questions", self._native, lang=lang))

    def networks(self, *, lang: Lang = "fr") -> tuple[r.Network, ...]:
        """The local networks with their departments.

        >>> Rulebook.built_in().networks()[0].department
        '45'
        """
        return rows_of(r.Network, ask("networks", self._native, lang=lang))

    def departments(self, *, lang: Lang = "fr") -> tuple[r.Department, ...]:
        """The departments.

        >>> len(Rulebook.built_in().departments())
        6
        """
        return rows_of(r.Department, ask("departments", self._native, lang=lang))

    def region(self, *, lang: Lang = "fr") -> r.Region:
        """The region.

        >>> Rulebook.built_in().region().code
        '24'
        """
        return r.Region.from_dict(ask("region", self._native, lang=lang))

    def sources(self, *, lang: Lang = "fr") -> tuple[r.Source, ...]:
        """The documents that entries cite.

        >>> [source.code for source in Rulebook.built_in().sources()][0]
        'cr-2016-11-29'
        """
        return rows_of(r.Source, ask("sources", self._native, lang=lang))

    def surveys(self, *, lang: Lang = "fr") -> tuple[r.Survey, ...]:
        """The surveys with their questions.

        >>> [survey.audience for survey in Rulebook.built_in().surveys()]
        ['agents', 'usagers']
        """
        return rows_of(r.Survey, ask("surveys", self._native, lang=lang))

    def conventions(self, *, lang: Lang = "fr") -> tuple[r.KnownConvention, ...]:
        """The conventions that the rulebook knows of.

        >>> {convention.kind for convention in Rulebook.built_in().conventions()} >= {"prc"}
        True
        """
        return rows_of(r.KnownConvention, ask("conventions", self._native, lang=lang))

    def relay_exceptions(self, *, lang: Lang = "fr") -> tuple[r.RelayException, ...]:
        """The networks where an amendment is signed officially instead of being passed on.

        >>> [exception.network for exception in Rulebook.built_in().relay_exceptions()]
        ['Nogent/Châteaudun']
        """
        return rows_of(r.RelayException, ask("relay_exceptions", self._native, lang=lang))

    def tenures(self, *, lang: Lang = "fr") -> tuple[r.TenureRow, ...]:
        """Who coordinates which network, and when.

        >>> Rulebook.built_in().tenures()[0].reseau
        'Indre-et-Loire'
        """
        return rows_of(r.TenureRow, ask("tenures", self._native, lang=lang))

    def tenure_breaks(self, *, lang: Lang = "fr") -> tuple[r.TenureBreakRow, ...]:
        """The days between two tenures of a network on which nobody coordinates it, or on which two structures do.

        >>> Rulebook.built_in().tenure_breaks()
        ()
        """
        return rows_of(r.TenureBreakRow, ask("tenure_breaks", self._native, lang=lang))

    def coordination(self, reseau: str, *, on: datetime.date, lang: Lang = "fr") -> r.CoordinationAnswer:
        """Who coordinates a network on a day: ``state`` is ``by``, ``unknown`` or ``several``.

        >>> import datetime
        >>> Rulebook.built_in().coordination("Indre-et-Loire", on=datetime.date(2017, 1, 1)).tenures[0].structure
        'CAD'
        """
        answer = ask("coordination", self._native, reseau=reseau, day=on, lang=lang)
        return r.CoordinationAnswer.from_dict(answer)

    def schemes(self, *, lang: Lang = "fr") -> tuple[r.Scheme, ...]:
        """The schemes that a person enters by prescription: who may prescribe them, and when.

        >>> [scheme.code for scheme in Rulebook.built_in().schemes()][0]
        'cheque-formation'
        """
        return rows_of(r.Scheme, ask("schemes", self._native, lang=lang))

    def may_prescribe(self, structure: str, scheme: str, *, on: datetime.date, lang: Lang = "fr") -> r.PrescriptionAnswer:
        """Whether a kind of structure may prescribe a scheme on a day: ``verdict`` is ``yes``, ``no`` or ``unknown``.

        >>> import datetime
        >>> Rulebook.built_in().may_prescribe("ML", "cheque-formation", on=datetime.date(2016, 12, 1)).verdict
        'yes'
        """
        answer = ask("may_prescribe", self._native, structure=structure, code=scheme, day=on, lang=lang)
        return r.PrescriptionAnswer.from_dict(answer)

    def prescription_required(self, scheme: str, *, on: datetime.date, reseau: str, lang: Lang = "fr") -> r.PrescriptionAnswer:
        """Whether a person needs a prescription to enter a scheme on a day, in a network.

        >>> import datetime
        >>> book = Rulebook.built_in()
        >>> book.prescription_required("programme-regional", on=datetime.date(2017, 2, 1), reseau="Dreux").verdict
        'no'
        """
        answer = ask("prescription_required", self._native, code=scheme, day=on, reseau=reseau, lang=lang)
        return r.PrescriptionAnswer.from_dict(answer)

    def milestones(self, *, as_of: datetime.date, lang: Lang = "fr") -> tuple[r.MilestoneRow, ...]:
        """What is due, late and done on a day, as long as nothing is returned (see :meth:`Campaign.milestones`).

        >>> import datetime
        >>> milestones = Rulebook.built_in().milestones(as_of=datetime.date(2017, 1, 1))
        >>> {milestone.standing for milestone in milestones} <= {"upcoming", "under way", "past", "done", "due", "late"}
        True
        """
        answer = ask("milestones", self._native, day=as_of, lang=lang)
        return r.MilestonesAnswer.from_dict(answer).milestones

    def calendar(self, *, as_of: datetime.date, lang: Lang = "fr") -> str:
        """The milestones as the text of a calendar file (.ics); write it with ``newline=""``.

        >>> import datetime
        >>> Rulebook.built_in().calendar(as_of=datetime.date(2017, 1, 1)).splitlines()[0]
        'BEGIN:VCALENDAR'
        """
        return str(ask("calendar", self._native, day=as_of, lang=lang))

    def schema(
        self, *, standard: Literal["json-schema", "table-schema"] = "json-schema", table: str | None = None, lang: Lang = "fr"
    ) -> dict[str, Any]:
        """The rulebook, or one table of it, as JSON Schema 2020-12 or as a Frictionless Table Schema (Data Package).

        >>> Rulebook.built_in().schema(standard="table-schema", table="reunions")["fields"][0]["name"]
        'reseau'
        """
        tables = [] if table is None else [table]
        answer: dict[str, Any] = ask("schema", self._native, form=standard, tables=tables, lang=lang)
        return answer

    def xlsform(self, survey: str, *, lang: Lang = "fr") -> bytes:
        """The questionnaire of a survey as an XLSForm workbook, for ODK and KoboToolbox.

        Raises :class:`spro.SproError` where the rulebook names the survey and not its questions.

        >>> Rulebook.built_in().xlsform("rien")
        Traceback (most recent call last):
        spro.SproError: cette enquête n’a pas de formulaire...
        """
        return make("xlsform", self._native, code=survey, lang=lang)

    def template(self, *tables: str, lang: Lang = "fr") -> bytes:
        """A workbook (XLSX) to fill in; without tables, with those that every network fills in.

        >>> Rulebook.built_in().template("reunions")[:2]
        b'PK'
        """
        return make("template", self._native, tables=tables, lang=lang)

    def attendance_sheet(
        self, *, charter: str | os.PathLike[str] | None = None, form: Literal["xlsx", "html"] = "xlsx", lang: Lang = "fr"
    ) -> bytes:
        """The attendance sheet to be printed and signed, as a workbook or a page; ``charter`` is a brand charter (TOML).

        >>> Rulebook.built_in().attendance_sheet(form="html")[:15]
        b'<!DOCTYPE html>'
        """
        text, folder = read_text(charter)
        return make("attendance_sheet", self._native, text=text, folder=folder, form=form, lang=lang)


def read_text(path: str | os.PathLike[str] | None) -> tuple[str | None, str | None]:
    """The text of a file, and its folder."""
    if path is None:
        return None, None
    with open(path, encoding="utf-8") as file:
        return file.read(), os.path.dirname(os.fspath(path))


def _typed(value: Any, kind: str) -> Any:
    from decimal import Decimal

    if value is None:
        return None
    if kind == "number":
        return Decimal(value)
    if kind == "date":
        return datetime.date.fromisoformat(value)
    if kind == "codes":
        return tuple(value)
    return value
