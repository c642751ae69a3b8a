"""Data frames of any library, checked and aggregated as files are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from spro import _spro
from spro._ask import Lang
from spro._campaign import Campaign
from spro._pandas import exported
from spro._partial import Partial, definitions
from spro._results import Indicators, Report
from spro._rulebook import Rulebook

__all__ = ["from_frames", "indicators", "partial", "validate"]


def validate(
    table: str,
    frame: Any,
    *,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    name: str | None = None,
    lang: Lang = "fr",
) -> Report:
    """Checks the rows of a data frame against the rules of a table: everything that is wrong, in one pass.

    ``frame`` is any object with ``__arrow_c_stream__`` or ``__arrow_c_array__``: a DataFrame of polars or pandas, a
    table of pyarrow, a relation of duckdb. Its columns are named by the codes of the fields; numbers of any width,
    dates, texts and dictionaries of texts are taken as they are, and texts are read as typed cells are. What is found
    is what would be found in a CSV with the same rows, except that a frame has no cells: ``row`` counts from 0, the
    lines that messages name from 1. ``name`` stands in the place of a file's path.

    Raises :class:`SproError` for a column that is missing, misnamed or of a wrong type, and names it.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,3\\n", name="a.csv")
    >>> spro.validate("coordination", campaign.tables["coordination"]).warnings[0].code
    'coordination.etp-au-plus-agents'
    """
    native = _spro.read_frames_of([(table, name, exported(frame, lang))], definitions(rulebook), lang=lang)
    return Campaign(native).report(lang=lang)


def indicators(
    frame: Any,
    *,
    table: str | None = None,
    per: Iterable[str] = ("reseau", "annee"),
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    lang: Lang = "fr",
) -> Indicators:
    """The figures of a data frame, over the rows that no error keeps out; as :meth:`Campaign.indicators` gives them.

    ``table`` is the code of the table; without one it is told from the columns.
    """
    native = _spro.read_frames_of([(table, None, exported(frame, lang))], definitions(rulebook), lang=lang)
    return Campaign(native).indicators(per=per, lang=lang)


def from_frames(
    frames: Mapping[str, Any],
    *,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    lang: Lang = "fr",
) -> Campaign:
    """A campaign whose tables stand in data frames, by code: from a database to the report.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="a.csv")
    >>> spro.from_frames({"coordination": campaign.tables["coordination"]}).tables["coordination"][0]["reseau"]
    'Dreux'
    """
    named = [(table, None, exported(frame, lang)) for table, frame in frames.items()]
    return Campaign(_spro.read_frames_of(named, definitions(rulebook), keep_rows=True, lang=lang))


def partial(
    frame: Any,
    *,
    table: str | None = None,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    lang: Lang = "fr",
) -> Partial:
    """The sums behind the indicators of a data frame, to be merged with those of others.

    Duplicates are looked for within the frame alone: equal rows must not stand in different parts.
    """
    return Partial(_spro.read_frames_of([(table, None, exported(frame, lang))], definitions(rulebook), lang=lang).partial())
