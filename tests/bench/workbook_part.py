"""Reading a workbook: the library to typed columns with the place of every cell, the others to frames or rows."""

import sys

import books
from machine import HERE, RELEASE, Tools, answer, inputs, load, middle
from tables import megabytes, number, seconds, table, times

PEERS = ("pandas with calamine", "polars", "fastexcel", "python-calamine", "openpyxl")
BASE = "pandas with calamine"


def compare(tools: Tools) -> list[str]:
    source = inputs(100_000)
    return [shown(rows, measured(tools, source, rows)) for rows in books.SIZES]


def measured(tools: Tools, source, rows: int) -> dict[str, list[dict]]:
    path = books.book(source / f"{rows}.xlsx", source, rows)
    truth = [list(each) for each in books.truth(source, rows)]
    samples: dict[str, list[dict]] = {}
    for _ in range(tools.rounds):
        for name in filter(tools.wants, ("spro", *PEERS)):
            command = [RELEASE / "examples/bench", "book"]
            if name != "spro":
                command = [sys.executable, HERE / "peers/workbooks.py", name]
            got = answer([*command, path, 200 if rows < 1000 else 7, 3])
            if sorted(together(got["tables"])) != truth:
                tools.disagreed = True
                print(f"{name}, workbook of {rows} rows: {got['tables']} instead of {truth}", flush=True)
                continue
            got["load"] = load()
            samples.setdefault(name, []).append(got)
    return samples


def together(parts: list[list]) -> list[list]:
    """One line a table: a sheet may be read in several parts."""
    sums: dict[str, list[int]] = {}
    for name, rows, counts in parts:
        of = sums.setdefault(name, [0, 0])
        of[0] += rows
        of[1] += counts
    return [[name, *of] for name, of in sums.items()]


def shown(rows: int, samples: dict[str, list[dict]]) -> str:
    of = {name: middle([middle(got["times"]) for got in all_]) for name, all_ in samples.items()}
    lines = [
        [
            name,
            seconds(of[name]),
            seconds(min(min(got["times"]) for got in samples[name])),
            seconds(middle([got["processor"] for got in samples[name]])),
            times(of[name], of.get(BASE)),
            megabytes(middle([got["peak_mb"] for got in samples[name]])),
        ]
        for name in sorted(of, key=of.get)
    ]
    loads = [got["load"] for all_ in samples.values() for got in all_]
    note = f"load while measuring: {min(loads):.1f}-{max(loads):.1f}" if loads else ""
    heads = ["", "median", "best", "processor", f"× {BASE}", "peak MB"]
    return table(f"Workbook, {number(rows)} rows in three sheets", heads, lines, note)
