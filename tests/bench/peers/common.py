"""How every Python peer is run: checked against the truth, or timed in a process of its own.

A peer is a module with `run(paths) -> (errors, figures)` from CSV files to located errors and figures in the tool's own
structures; `located(errors)` and `figures(figures)`, which are not timed, give them as tuples to compare. `LACKS` names
the rules that the tool cannot express; a tool that computes no figures gives None for them.

    python tests/bench/peers/PEER.py check|time FOLDER [--form iso|fr] [--runs 5] [--seconds 6]

prints one line of JSON.
"""

import argparse
import gc
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

import agree  # noqa: E402
import model  # noqa: E402

TABLES, REGION = model.tables(), model.REGION


class Paths:
    """Where the tables are, and how they are written."""

    def __init__(self, folder: pathlib.Path, form: str) -> None:
        self.folder, self.form = folder, form
        self.french = form == "fr"
        self.separator = ";" if self.french else ","
        self.date = "%d/%m/%Y" if self.french else "%Y-%m-%d"

    def of(self, table: str) -> str:
        return str(self.folder / self.form / f"{table}.csv")


def peak() -> float:
    """Megabytes that this process has held at most. (`ru_maxrss` may be the parent's.)"""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def processor() -> float:
    """Seconds of processor time that all threads of this process have used."""
    used = os.times()
    return used.user + used.system


def timed(run, runs: int, seconds: float) -> dict:
    """The first call, then up to `runs` more within `seconds`."""

    def once() -> float:
        gc.collect()
        start = time.perf_counter()
        answer = run()
        spent = time.perf_counter() - start
        del answer
        return spent

    base, first, most = peak(), once(), peak()
    later, begun, before = [], time.perf_counter(), processor()
    while len(later) < runs and time.perf_counter() - begun < seconds:
        later.append(once())
    spent = (processor() - before) / len(later) if later else before
    return {"cold": first, "processor": spent, "base_mb": base, "peak_mb": most, "times": later}


def main(peer: dict) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=("check", "time"))
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--form", choices=("iso", "fr"), default="iso")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0)
    given = parser.parse_args()
    paths = Paths(given.folder, given.form)
    # A folder may hold one table only.
    for table in [code for code in TABLES if not pathlib.Path(paths.of(code)).exists()]:
        del TABLES[table]
    if given.mode == "time":
        print(json.dumps(timed(lambda: peer["run"](paths), given.runs, given.seconds)))
        return
    errors, figures = peer["run"](paths)
    figures = None if figures is None else peer["figures"](figures)
    found = peer["located"](errors)
    lacks = peer.get("LACKS", ())
    print(json.dumps({"differ": agree.disagreements(given.folder, found, figures, lacks=lacks)}, ensure_ascii=False))


def long(wide: list[tuple[str, list[dict]]]):
    """Figures as (by, territory, year, indicator, value) from rows with one column an indicator."""
    for by, rows in wide:
        for row in rows:
            for indicator, value in row.items():
                if indicator not in ("territory", "year") and value is not None and value == value:
                    yield by, row["territory"], row["year"], indicator, value
