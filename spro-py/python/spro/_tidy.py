"""Answers as tables, one row a thing said: for data frame libraries, altair and plotly.

Exact values are texts; beside them, in ``…_float``, stands the nearest double, for plotting.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spro._table import Table

__all__ = ["diagnostics", "evaluation", "figures", "located"]

_TEXTS = ("path", "reseau", "code", "severity", "table")
_DIAGNOSTICS = dict.fromkeys(_TEXTS, "text") | {"row": "int"} | dict.fromkeys(
    ("field", "sheet", "cell", "raw", "message", "help", "suggestion", "source"), "text"
)
_LOCATED = {"path": "text", "code": "text", "severity": "text", "table": "text", "row": "int", "field": "text"}
_PLACE = {"indicator": "text", "reseau": "text", "departement": "text", "region": "text", "annee": "int"}
_VALUE = dict.fromkeys(("value", "unit", "numerator", "denominator", "status", "why"), "text") | {"value_float": "float"}
_COMPLETENESS = dict.fromkeys(("tables_due", "tables_returned", "rows", "rows_rejected", "cells_repaired"), "int") | {"enough": "bool"}
_EVALUATION = {
    "figures": _PLACE
    | _VALUE
    | dict.fromkeys(("rows_used", "rows_left_out", "rows_filtered", "rows_rejected"), "int")
    | {f"completeness_{name}": kind for name, kind in _COMPLETENESS.items()}
    | {"trend_difference": "text", "trend_difference_float": "float", "trend_why": "text", "position_rank": "int", "position_of": "int"},
    "verdicts": _PLACE | dict.fromkeys(("verdict", "why", "comparison", "threshold", "author"), "text") | {"date": "date"},
    "spreads": {"indicator": "text", "annee": "int", "count": "int"}
    | {name + ending: kind for name in ("least", "q1", "median", "q3", "greatest") for ending, kind in (("", "text"), ("_float", "float"))},
    "returns": {"table": "text", "annee": "int", "reseau": "text", "due": "bool", "rows": "int", "rejected": "int"},
    "milestones": {"milestone": "text", "label": "text", "last_day": "date", "standing": "text", "question": "text", "asked": "int"},
}


def _with_floats(row: dict[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    exact = ((name, row.get(name.removesuffix("_float"))) for name in columns if name.endswith("_float"))
    return row | {name: None if text is None else float(text) for name, text in exact}


def _table(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> Table:
    return Table.from_dicts([_with_floats(row, columns) for row in rows], columns)


def _found(answer: dict[str, Any], columns: dict[str, str]) -> Table:
    places = ({"path": file["path"], "reseau": file["reseau"], **found} for file in answer["files"] for found in file["diagnostics"])
    return _table(places, columns)


def diagnostics(answer: dict[str, Any]) -> Table:
    """What was found, one row each."""
    return _found(answer, _DIAGNOSTICS)


def located(answer: dict[str, Any]) -> Table:
    """What was found and where, without its words."""
    return _found(answer, _LOCATED)


def figures(answer: list[dict[str, Any]]) -> Table:
    """Figures, one row each."""
    return _table(answer, _PLACE | _VALUE)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A figure with what stands under it in columns of its own."""
    out = {name: value for name, value in row.items() if not isinstance(value, (dict, list))}
    for under in ("rows", "completeness", "trend", "position"):
        out |= {f"{under}_{name}": value for name, value in (row[under] or {}).items()}
    return out


def evaluation(answer: dict[str, Any]) -> dict[str, Table]:
    """The figures, verdicts, spreads, returns and milestones of an evaluation."""
    rows = {
        "figures": [_flat(row) for row in answer["figures"]],
        "verdicts": [{name: row[name] for name in _PLACE} | verdict for row in answer["figures"] for verdict in row["verdicts"]],
        "spreads": answer["spreads"],
        "returns": answer["returns"],
        "milestones": answer["milestones"],
    }
    return {name: _table(rows[name], columns) for name, columns in _EVALUATION.items()}
