"""In Node.js, what runs in a page: a table of thirty rows, one row, one cell, loading, and what a page downloads."""

from machine import HERE, Tools, answer, load, middle
from tables import number, table

NAMES = {
    "spro": "spro",
    "ajv": "ajv",
    "valibot": "valibot",
    "zod": "zod",
    "publicodes": "publicodes",
    "by_hand": "by hand",
}
LIBRARY_RULES = {
    "spro": "every rule, with messages, totals and indicators",
    "publicodes": "numbers and dates only",
}


def compare(tools: Tools) -> list[str]:
    chosen = [name for name in NAMES if tools.wants(NAMES[name])]
    samples: dict[str, list[dict]] = {}
    for _ in range(tools.rounds):
        for name in chosen:
            got = answer(["node", HERE / "browser/measure.mjs", name])
            if got["differ"]:
                tools.disagreed = True
                print(f"{name} in the browser: {got['differ']}", flush=True)
                continue
            got["load"] = load()
            samples.setdefault(name, []).append(got)
    sizes = answer(["node", HERE / "browser/bundles.mjs", *samples])
    lines = [line(name, all_, sizes[name]) for name, all_ in samples.items()]
    loads = [got["load"] for all_ in samples.values() for got in all_]
    note = f"load while measuring: {min(loads):.1f}-{max(loads):.1f}" if loads else ""
    heads = ["", "30 rows, clean", "30 rows, 6 errors", "one row", "one cell", "load", "kB, gzip", ""]
    return [table("In Node.js: the meetings of a network in a form", heads, lines, note)]


def line(name: str, samples: list[dict], size: int) -> list[str]:
    of = {key: middle([got[key] for got in samples]) for key in samples[0] if key not in ("differ", "load")}
    micro = lambda key: f"{of[key]:.3g} µs" if key in of else ""  # noqa: E731
    return [
        NAMES[name],
        micro("table_us"),
        micro("dirty_us"),
        micro("row_us"),
        micro("cell_us"),
        f"{of['load_ms']:.0f} ms",
        number(size / 1000) if size > 9_500 else f"{size / 1000:.1f}",
        LIBRARY_RULES.get(name, ""),
    ]
