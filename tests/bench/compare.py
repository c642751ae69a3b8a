"""Runs the library and the other tools in turn, each measurement in a process of its own, and prints tables.

Started by `tests/bench/run`, which sets everything up and tells the options.
"""

import argparse
import importlib
import sys

from machine import Tools

SMALL = ("spro", "polars", "polars tuned", "pandera (polars)")
PARTS = ("csv", "growth", "memory", "workbook", "browser", "campaign")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/bench/run")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--part", default="")
    parser.add_argument("--rows", default="")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--form", default="iso,fr")
    return parser.parse_args()


def main() -> int:
    given = options()
    words = lambda text: [word.strip() for word in text.split(",") if word.strip()]  # noqa: E731
    only = tuple(SMALL if given.small else words(given.only))
    sizes = [int(n) for n in words(given.rows)] or ([100_000] if given.small else [1_000, 100_000, 1_000_000])
    parts = words(given.part) or (["csv"] if given.small else list(PARTS))
    tools = Tools(only=only, full=given.full, rounds=given.rounds or (3 if given.small else 5))
    made = {}
    for part in parts:
        if part not in PARTS:
            print(f"no part {part}; there are: {', '.join(PARTS)}", file=sys.stderr)
            return 2
        # Each part needs packages of its own; the campaign needs none.
        compare = importlib.import_module(f"{part}_part").compare
        match part:
            case "csv":
                made[part] = compare(tools, sizes, words(given.form))
            case "memory":
                made[part] = compare(tools, sizes)
            case _:
                made[part] = compare(tools)
        print("\n" + "\n".join(made[part]), flush=True)
    if given.write:
        importlib.import_module("written").into_readme(made)
    return 1 if tools.disagreed else 0


if __name__ == "__main__":
    sys.exit(main())
