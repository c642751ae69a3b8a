"""Holds what a peer found, and its figures, against the truth that the generator wrote."""

import csv
import pathlib
from collections.abc import Iterable

# Sums of binary fractions differ in their last digits with the order of the rows.
TOLERANCE = 1e-9


def rows(path: pathlib.Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def disagreements(
    folder: pathlib.Path,
    found: Iterable[tuple[str, int, str, str]],
    figures: Iterable[tuple[str, str, int, str, float]] | None,
    *,
    truth: str = "truth.csv",
    lacks: Iterable[str] = (),
    tables: Iterable[str] | None = None,
) -> list[str]:
    """What differs, in words: nothing where all agree. `lacks` are rules that the tool cannot express.

    `found` has (table, row from 0, column, rule); `figures` has (by, territory, year, indicator, value), or is None for
    a tool that computes none.
    """
    lacks = set(lacks)
    expected = {
        (table, int(row), column, rule)
        for table, row, column, rule in rows(folder / truth)
        if rule not in lacks and (tables is None or table in tables)
    }
    listed = list(found)
    seen = set(listed)
    out = []
    if len(listed) != len(seen):
        out.append(f"{len(listed) - len(seen)} errors are told twice")
    for what, which in (("missed", expected - seen), ("wrong", seen - expected)):
        if which:
            out.append(f"{len(which)} {what}: {sorted(which, key=str)[:4]}")
    if figures is not None:
        out += different_figures(folder, figures, tables)
    return out


INDICATORS = {
    "reunions": ("1", "2", "2-moyenne"),
    "formation": ("7", "7-taux", "7bis", "7bis-taux", "20", "20-taux"),
    "coordination": ("24", "25"),
}


def different_figures(folder: pathlib.Path, figures: Iterable, tables: Iterable[str] | None) -> list[str]:
    asked = {indicator for table in tables or INDICATORS for indicator in INDICATORS[table]}
    expected = {
        (by, territory, int(year), indicator): float(value)
        for by, territory, year, indicator, value in rows(folder / "figures.csv")
        if indicator in asked
    }
    computed = {
        (by, territory, int(year), indicator): float(value) for by, territory, year, indicator, value in figures
    }
    out = []
    if missing := expected.keys() - computed.keys():
        out.append(f"{len(missing)} figures are missing: {sorted(missing)[:4]}")
    if more := computed.keys() - expected.keys():
        out.append(f"{len(more)} figures are not asked for: {sorted(more)[:4]}")
    for key in sorted(expected.keys() & computed.keys()):
        if abs(computed[key] - expected[key]) > TOLERANCE * max(1.0, abs(expected[key])):
            out.append(f"{key}: {computed[key]} instead of {expected[key]}")
    return out[:12]
