"""Runs the library and the other tools in turn, each measurement in a process of its own, and prints tables.

Started by `tests/bench/run`, which sets everything up and tells the options.
"""

import argparse
import sys

import csv_part
from machine import Tools

SMALL = ("spro", "polars", "polars, tuned", "pandera (polars)")
PARTS = ("csv",)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/bench/run")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="", help="names of tools, or their beginnings")
    parser.add_argument("--part", default=",".join(PARTS))
    parser.add_argument("--rows", default="")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--form", default="iso,fr")
    return parser.parse_args()


def main() -> int:
    given = options()
    only = SMALL if given.small else tuple(name.strip() for name in given.only.split(",") if name.strip())
    rows = [int(n) for n in given.rows.split(",") if n] or ([100_000] if given.small else [1_000, 100_000, 1_000_000])
    tools = Tools(only=only, full=given.full, rounds=given.rounds or (3 if given.small else 5))
    parts = given.part.split(",")
    out = []
    if "csv" in parts:
        out += csv_part.compare(tools, rows, given.form.split(","))
    for table in out:
        print(f"\n{table}", flush=True)
    return 1 if tools.disagreed else 0


if __name__ == "__main__":
    sys.exit(main())
