"""What a campaign answers: reports, figures, evaluations and explanations."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast, overload

from spro import _records as r
from spro import _spro, _tidy, _views
from spro._ask import Lang, ask, text
from spro._record import decimal_text
from spro._table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Evaluation", "Explanation", "Finding", "Indicators", "Report", "Result"]

# What a code is called as an address; there is no page behind it: `Rulebook.definition(code)` explains it.
_HELP = "urn:spro:"


class Finding(r.Diagnostic):
    """Something found in a file: a :class:`Diagnostic` with the path of its file.

    Attributes:
        path (str): The file.
    """

    path: str


class Result:
    """An answer of the engine: its JSON text, which every face gives alike, and views of it.

    Two results are equal where their texts are. They can be pickled and copied.
    """

    __slots__ = ("_lang", "_made")

    # The text, or what makes it when it is first asked for.
    _made: str | Callable[[], str]

    def __init__(self, text: str, *, lang: Lang = "fr") -> None:
        self._made = text
        self._lang: Lang = lang

    @property
    def _text(self) -> str:
        if not isinstance(self._made, str):
            self._made = self._made()
        return self._made

    def json(self) -> str:
        """The answer as the command line writes it, byte for byte (without the line feed at its end)."""
        return self._text

    def to_dict(self) -> Any:
        """The answer as plain dicts, lists, texts and numbers."""
        return json.loads(self._text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        return type(self) is type(other) and self._text == other._text

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._text))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (type(self), self._text, self._lang))

    def _view(self) -> _views.View:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self._view().html()

    def _repr_markdown_(self) -> str:
        return self._view().markdown()


def _again(cls: type[Any], text: str, lang: Lang) -> Any:
    return cls(text, lang=lang)


def _report_again(text: str, without: str, lang: Lang, hide_input: bool) -> Report:
    report = Report(text, lang=lang, hide_input=hide_input)
    report._without = without
    return report


def _findings_in(text: str) -> tuple[Finding, ...]:
    files = json.loads(text)["files"]
    return tuple([Finding.from_dict({"path": file["path"], **one}) for file in files for one in file["diagnostics"]])


def _masked(text: str) -> str:
    """An answer whose words may name what was typed, where nobody can tell them apart any more."""
    answer = json.loads(text)
    for file in answer["files"]:
        for one in file["diagnostics"]:
            one |= {"raw": one["raw"] and "•••", "message": "•••", "help": "•••", "suggestion": None}
    return json.dumps(answer)


def report_of(campaign: _spro.Campaign, lang: Lang, hide_input: bool) -> Report:
    """The report of a campaign, whose words are made when somebody reads them."""
    if lang not in ("fr", "en"):
        # Said now and not when the report is read.
        text("validation", None, campaign, lang=lang)
    report = Report("", lang=lang, hide_input=hide_input)
    report._made = lambda: text("validation", None, campaign, lang=lang)
    report._without = lambda: text("validation_without_values", None, campaign, lang=lang)
    report._native = campaign
    return report


class _Tabular(Result):
    """A result that is one table, which any data frame library takes: ``polars.DataFrame(result)``."""

    __slots__ = ()

    @property
    def table(self) -> Table:
        """The result as a table, one row each."""
        raise NotImplementedError

    def __arrow_c_schema__(self) -> object:
        """The columns of :attr:`table` as an Arrow schema, in a capsule."""
        return self.table.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows of :attr:`table` as an Arrow stream, in a capsule."""
        return self.table.__arrow_c_stream__(requested_schema)


class Report(_Tabular):
    """Everything that was found in the files, in one pass, in the order of the files.

    ``errors`` keep a row out of the indicators; ``warnings`` do not.

    >>> import spro
    >>> report = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,-2,0.8\\n", name="c.csv").report()
    >>> report
    Report(1 file, 1 error, 1 warning)
    >>> report.errors[0].code, report.errors[0].raw
    ('coordination.agents.borne', '-2')
    """

    __slots__ = ("_found", "_hidden", "_native", "_read", "_without")

    __match_args__ = ("errors", "warnings")

    def __init__(self, text: str, *, lang: Lang = "fr", hide_input: bool = False) -> None:
        super().__init__(text, lang=lang)
        self._hidden = hide_input
        self._native: _spro.Campaign | None = None
        self._read: r.Validation | None = None
        self._found: tuple[Finding, ...] | None = None
        # The text with a mark in the place of every value, or what makes it.
        self._without: str | Callable[[], str] = lambda: _masked(text)

    @property
    def _text_without_values(self) -> str:
        if not isinstance(self._without, str):
            self._without = self._without()
        return self._without

    @property
    def _answer(self) -> r.Validation:
        if self._read is None:
            self._read = r.Validation.from_dict(json.loads(self._text))
        return self._read

    @property
    def _findings(self) -> tuple[Finding, ...]:
        if self._found is None:
            self._found = _findings_in(self._text)
        return self._found

    @property
    def table(self) -> Table:
        """Everything that was found, one row each, in the order of the files.

        >>> import spro
        >>> report = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,-2,0.8\\n", name="c.csv").report()
        >>> report.table[0]["code"]
        'coordination.agents.borne'
        """
        if self._native is None:
            return _tidy.diagnostics(self.to_dict())
        return Table(self._native.diagnostics(self._lang))

    @property
    def located(self) -> Table:
        """The rows of :attr:`table` without their words: ``path``, ``code``, ``severity``, ``table``, ``row``, ``field``.

        Quick to have where much was found: messages are made only when they are asked for.

        >>> import spro
        >>> report = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,-2,0.8\\n", name="c.csv").report()
        >>> report.located[0]["row"], report.located[0]["field"]
        (0, 'agents')
        """
        return _tidy.located(self.to_dict()) if self._native is None else Table(self._native.located())

    def _of(self, severity: str) -> tuple[Finding, ...]:
        return tuple([found for found in self._findings if found.severity == severity])

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong; the rows concerned are left out of the indicators."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is to be looked at; the rows count."""
        return self._of("warning")

    @property
    def infos(self) -> tuple[Finding, ...]:
        """What was repaired or left aside on reading."""
        return self._of("info")

    @property
    def failures(self) -> tuple[r.FailedFile, ...]:
        """The files that could not be used: ``path`` and ``message``."""
        return self._answer.failures

    @property
    def files(self) -> tuple[r.FileReport, ...]:
        """The files with their networks, tables and diagnostics."""
        return self._answer.files

    def __reduce__(self) -> tuple[Any, ...]:
        return (_report_again, (self._text, self._text_without_values, self._lang, self._hidden))

    def errors_as_dicts(self, *, hide_input: bool | None = None) -> list[dict[str, Any]]:
        """The errors as dicts with the keys of pydantic: ``type``, ``loc``, ``msg``, ``input``, ``ctx``, ``url``.

        ``loc`` goes from the file to the field; ``hide_input`` leaves out what was typed, in the messages too. Where it
        is not given, it is that of the report.

        >>> import spro
        >>> report = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,-2,0.8\\n", name="c.csv").report()
        >>> report.errors_as_dicts()[0]["loc"]
        ('c.csv', 'D2', 'coordination', 0, 'agents')
        """
        hide_input = self._hidden if hide_input is None else hide_input
        out = []
        for found in _findings_in(self._text_without_values) if hide_input else self._findings:
            if found.severity != "error":
                continue
            places = (found.path, found.sheet, found.cell, found.table, found.row, found.field)
            loc = tuple([place for place in places if place is not None])
            ctx = {"help": found.help, "source": found.source}
            entry = {"type": found.code, "loc": loc, "msg": found.message, "input": found.raw, "ctx": ctx, "url": _HELP + found.code}
            if hide_input:
                del entry["input"]
            out.append(entry)
        return out

    def __repr__(self) -> str:
        if self._native is None:
            files, errors, warnings = len(self.files), self._answer.errors, self._answer.warnings
        else:
            files, errors, warnings = self._native.counts()
        counts = [(files, "file"), (errors, "error"), (warnings, "warning")]
        return "Report(" + ", ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in counts) + ")"

    def _view(self) -> _views.View:
        answer = r.Validation.from_dict(json.loads(self._text_without_values)) if self._hidden else self._answer
        return _views.report(answer, self._lang)


def _shown(values: list[tuple[Any, str]], lang: Lang) -> list[str]:
    """Numbers as people read them; None where there is none."""
    rows = [None if value is None else [decimal_text(value), unit] for value, unit in values]
    return cast("list[str]", ask("shown", None, record=rows, lang=lang))


class Indicators(_Tabular):
    """Figures, one a row: a sequence of :class:`IndicatorRow`. Values are exact decimals, or None with the reason why.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
    >>> figures = campaign.indicators()
    >>> figures.where(indicator="25", annee=2017)[0].value
    Decimal('0.8')
    """

    __slots__ = ("_rows",)

    def __init__(self, text: str, *, lang: Lang = "fr") -> None:
        super().__init__(text, lang=lang)
        self._rows: tuple[r.IndicatorRow, ...] = tuple([r.IndicatorRow.from_dict(row) for row in json.loads(text)])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[r.IndicatorRow]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> r.IndicatorRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[r.IndicatorRow, ...]: ...
    def __getitem__(self, index: int | slice) -> r.IndicatorRow | tuple[r.IndicatorRow, ...]:
        return self._rows[index]

    @property
    def table(self) -> Table:
        """The figures, one row each; exact values as texts, and ``value_float`` for plotting.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.indicators(per=["region", "annee"], indicator="25").table[0]["value_float"]
        0.8
        """
        return _tidy.figures(self.to_dict())

    def where(self, **wanted: Any) -> tuple[r.IndicatorRow, ...]:
        """The rows with these values: ``indicators.where(reseau="Dreux", annee=2017)``."""
        return tuple([row for row in self._rows if all(getattr(row, key) == value for key, value in wanted.items())])

    def __repr__(self) -> str:
        computed = sum(row.value is not None for row in self._rows)
        return f"Indicators({len(self)} figures, {computed} computed)"

    def _view(self) -> _views.View:
        shown = _shown([(row.value, row.unit) for row in self._rows[: _views.MOST_ROWS]], self._lang)
        words = [value if row.value is not None else f"— ({row.why})" for row, value in zip(self._rows, shown, strict=False)]
        rest = [""] * (len(self._rows) - len(words))
        return _views.indicators(self._rows, words + rest, self._lang)


class Evaluation(Result):
    """The answers to the evaluation questions on a day: figures, completeness, trends, verdicts, milestones, surveys.

    >>> import spro, datetime
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
    >>> evaluation = campaign.evaluate(as_of=datetime.date(2017, 12, 31))
    >>> evaluation
    Evaluation(as_of=2017-12-31, 3 questions, 2 years)
    >>> [question.question for question in evaluation.answer.questions]
    ['Q1', 'Q2', 'Q3']
    """

    __slots__ = ("answer",)
    __match_args__ = ("answer",)

    #: The whole answer, typed.
    answer: r.EvaluationAnswer

    def __init__(self, text: str, *, lang: Lang = "fr") -> None:
        super().__init__(text, lang=lang)
        self.answer = r.EvaluationAnswer.from_dict(json.loads(text))

    @property
    def as_of(self) -> datetime.date:
        """The day of the evaluation."""
        return self.answer.as_of

    @property
    def figures(self) -> tuple[r.FigureRow, ...]:
        """The figures, by indicator, territory and year."""
        return self.answer.figures

    @property
    def questions(self) -> tuple[r.QuestionRow, ...]:
        """The questions with their criteria and indicators."""
        return self.answer.questions

    @property
    def milestones(self) -> tuple[r.MilestoneRow, ...]:
        """The milestones on that day."""
        return self.answer.milestones

    @property
    def surveys(self) -> tuple[r.SurveyRow, ...]:
        """The surveys; what could tell of single persons is not shown."""
        return self.answer.surveys

    @property
    def tables(self) -> dict[str, Table]:
        """Tidy tables: ``figures``, ``verdicts``, ``spreads``, ``returns`` and ``milestones``, for altair or plotly.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> list(campaign.evaluate().tables)
        ['figures', 'verdicts', 'spreads', 'returns', 'milestones']
        """
        return _tidy.evaluation(self.to_dict())

    def figure(self, indicator: str, *, annee: int, reseau: str | None = None, departement: str | None = None) -> r.FigureRow:
        """One figure: a network's, a department's, or the region's. KeyError where there is none.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.evaluate().figure("25", reseau="Dreux", annee=2017).value
        Decimal('0.8')
        """
        for row in self.figures:
            if (row.indicator, row.annee, row.reseau, row.departement) == (indicator, annee, reseau, departement):
                return row
        raise KeyError((indicator, annee, reseau or departement))

    def label(self, indicator: str) -> str:
        """The name of an indicator."""
        for question in self.questions:
            links = [*question.indicators, *[link for criterion in question.criteria for link in criterion.indicators]]
            for link in links:
                if link.indicator == indicator:
                    return link.label
        return indicator

    def plot(self, indicator: str, *, annee: int | None = None, ax: Axes | None = None) -> Axes:
        """The networks' values of a year beside the region's, greatest first. Needs matplotlib (``spro[plot]``).

        A hatched bar stands on incomplete data. Without ``annee``, the last year that has a value. The language is that
        of the evaluation (``campaign.evaluate(lang="en")``). Gives the axes.
        """
        from spro import _plot

        return _plot.networks(self, indicator, annee=annee, ax=ax, lang=self._lang)

    def plot_trend(self, indicator: str, *, reseaux: tuple[str, ...] | list[str] | None = None, ax: Axes | None = None) -> Axes:
        """The values of networks over the years, with the region's. Needs matplotlib. Gives the axes."""
        from spro import _plot

        return _plot.trend(self, indicator, reseaux=reseaux, ax=ax, lang=self._lang)

    def plot_completeness(self, *, ax: Axes | None = None) -> Axes:
        """Which network returned which table for which year. Needs matplotlib. Gives the axes."""
        from spro import _plot

        return _plot.completeness(self, ax=ax, lang=self._lang)

    def __repr__(self) -> str:
        years = len(self.answer.annees)
        return f"Evaluation(as_of={self.as_of}, {len(self.questions)} questions, {years} year{'s' * (years != 1)})"

    def _view(self) -> _views.View:
        region = [(at, row) for at, row in enumerate(self.figures) if row.region is not None]
        shown = _shown([(row.value, row.unit) for _, row in region], self._lang)
        moved = _shown([(row.trend.difference, row.unit) for _, row in region], self._lang)
        values = {at: v if row.value is not None else f"— ({row.why})" for (at, row), v in zip(region, shown, strict=True)}
        trends = {}
        for (at, row), text in zip(region, moved, strict=True):
            if row.trend.difference is not None:
                # A share moves by points, not by percents.
                text = text.replace("%", "pt" if "\u00a0%" in text else " pt") if row.unit == "ratio" else text
                trends[at] = text if row.trend.difference < 0 else f"+{text}"
        return _views.evaluation(self.answer, values, trends, self._lang)


class Explanation(Result):
    """How a figure came about: formula, parameters, rows and cells.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
    >>> explanation = campaign.explain("25", reseau="Dreux", annee=2017)
    >>> explanation.answer.rows[0].cells[0].cell
    'E2'
    """

    __slots__ = ("answer",)
    __match_args__ = ("answer",)

    #: The whole answer, typed.
    answer: r.ExplanationAnswer

    def __init__(self, text: str, *, lang: Lang = "fr") -> None:
        super().__init__(text, lang=lang)
        self.answer = r.ExplanationAnswer.from_dict(json.loads(text))

    def __repr__(self) -> str:
        a = self.answer
        return f"Explanation({a.indicator!r}, reseau={a.reseau!r}, annee={a.annee!r}, value={a.value!r})"

    def _view(self) -> _views.View:
        a = self.answer
        value = _shown([(a.value, a.unit)], self._lang)[0] if a.value is not None else f"— ({a.why})"
        return _views.explanation(a, value, self._lang)
