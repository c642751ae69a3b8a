"""From typed columns in memory to located errors and figures: the meetings of the three tables."""

import sys

from machine import HERE, Tools, answer, inputs, load, middle
from tables import megabytes, number, seconds, table, times

NAMES = ("spro (Python)", "polars", "duckdb", "pandas")


def compare(tools: Tools, sizes: list[int]) -> list[str]:
    out = []
    for rows in sizes:
        folder = inputs(rows)
        chosen = []
        for name in filter(tools.wants, NAMES):
            differ = answer(command(name, "check", folder))["differ"]
            if differ:
                tools.disagreed = True
                print(f"{name}, {rows} rows in memory: does not agree\n  " + "\n  ".join(differ), flush=True)
            else:
                chosen.append(name)
        if chosen:
            out.append(shown(rows, measured(tools, chosen, folder)))
    return out


def command(name: str, mode: str, folder, *more) -> list:
    return [sys.executable, HERE / "peers/memory.py", name, mode, folder, *more]


def measured(tools: Tools, chosen: list[str], folder) -> dict[str, list[dict]]:
    samples: dict[str, list[dict]] = {name: [] for name in chosen}
    for _ in range(tools.rounds):
        for name in chosen:
            got = answer(command(name, "time", folder, "--runs", 8, "--seconds", 4))
            samples[name].append(got | {"load": load()})
    return samples


def shown(rows: int, samples: dict[str, list[dict]]) -> str:
    of = {name: middle([middle(got["times"]) or got["cold"] for got in all_]) for name, all_ in samples.items()}
    lines = [
        [
            name,
            seconds(of[name]),
            seconds(min(min(got["times"], default=got["cold"]) for got in samples[name])),
            seconds(middle([got["processor"] for got in samples[name]])),
            times(of[name], of.get("polars")),
            megabytes(middle([got["peak_mb"] - got["base_mb"] for got in samples[name]])),
        ]
        for name in sorted(of, key=of.get)
    ]
    loads = [got["load"] for all_ in samples.values() for got in all_]
    note = f"load while measuring: {min(loads):.1f}-{max(loads):.1f}" if loads else ""
    heads = ["", "median", "best", "processor", "× polars", "MB for the work"]
    return table(f"In memory (Arrow), {number(rows)} meetings", heads, lines, note)
