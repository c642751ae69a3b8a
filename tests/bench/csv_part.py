"""From CSV files to located errors and figures: the library beside the tools for frames and for rows."""

import dataclasses
import sys

import agree
from machine import HERE, RELEASE, Tools, answer, inputs, load, middle
from tables import megabytes, number, seconds, table, times


@dataclasses.dataclass(frozen=True)
class Tool:
    name: str
    # The script under peers/; None for the library.
    script: str | None
    # The most rows that it is given without --full: where it needs minutes.
    most: int = 1_000_000


TOOLS = (
    Tool("spro", None, 100_000_000),
    Tool("spro (Python)", "spro_python", 10_000_000),
    Tool("polars", "polars_lazy", 100_000_000),
    Tool("polars tuned", "polars_tuned", 100_000_000),
    Tool("dataframely", "dataframely_schema"),
    Tool("pandera (polars)", "pandera_polars"),
    Tool("duckdb", "duckdb_sql"),
    Tool("pandas", "pandas_masks"),
    Tool("pandera (pandas)", "pandera_pandas"),
    Tool("jsonschema-rs", "jsonschema_rs_arrays", 100_000),
    Tool("pydantic", "pydantic_models", 100_000),
    Tool("frictionless", "frictionless_table_schema", 100_000),
)


def command(tool: Tool, mode: str, folder, form: str, *more) -> list:
    if tool.script is None:
        return [RELEASE / "examples/bench", mode, folder / form, *more]
    named = ["--runs", more[0], "--seconds", more[1]] if more else []
    return [sys.executable, HERE / "peers" / f"{tool.script}.py", mode, folder, "--form", form, *named]


def agrees(tool: Tool, folder, form: str) -> list[str]:
    """What a tool says otherwise than the generator."""
    got = answer(command(tool, "check", folder, form))
    if tool.script is not None:
        return got["differ"]
    return agree.disagreements(folder, map(tuple, got["errors"]), map(tuple, got["figures"]))


def compare(tools: Tools, sizes: list[int], forms: list[str]) -> list[str]:
    out = []
    for rows in sizes:
        folder = inputs(rows)
        for form in forms:
            chosen = [t for t in TOOLS if tools.wants(t.name) and (rows <= t.most or tools.full)]
            agreed = []
            for tool in chosen:
                differ = agrees(tool, folder, form)
                if differ:
                    tools.disagreed = True
                    print(f"{tool.name}, {rows} rows, {form}: does not agree\n  " + "\n  ".join(differ), flush=True)
                else:
                    agreed.append(tool)
            print(f"{rows} rows, {form}: {', '.join(t.name for t in agreed)} agree", flush=True)
            if agreed:
                out.append(shown(rows, form, measured(tools, agreed, folder, form)))
    return out


def measured(tools: Tools, chosen: list[Tool], folder, form: str) -> dict[str, list[dict]]:
    """Each tool once a round, in turn."""
    samples: dict[str, list[dict]] = {tool.name: [] for tool in chosen}
    slow: set[str] = set()
    for round_ in range(tools.rounds):
        for tool in chosen:
            # What needs long is measured less often: its spread matters less.
            if tool.name in slow and round_ > 1:
                continue
            got = answer(command(tool, "time", folder, form, 4, 4))
            got["load"] = load()
            samples[tool.name].append(got)
            if got["cold"] > 20:
                slow.add(tool.name)
    return samples


def shown(rows: int, form: str, samples: dict[str, list[dict]]) -> str:
    base = samples.get("polars")
    lines = []
    of = {name: summary(got) for name, got in samples.items()}
    for name, s in sorted(of.items(), key=lambda item: item[1]["seconds"]):
        lines.append([
            name, seconds(s["seconds"]), seconds(s["best"]), seconds(s["cold"]), seconds(s["processor"]),
            times(s["seconds"], of["polars"]["seconds"] if base else None), megabytes(s["peak_mb"]),
            megabytes(s["peak_mb"] - s["base_mb"]),
        ])  # fmt: skip
    loads = [got["load"] for each in samples.values() for got in each]
    title = f"CSV, {'ISO' if form == 'iso' else 'French'}, {number(rows)} rows in each of three tables"
    heads = ["", "median", "best", "first run", "processor", "× polars", "peak MB", "of it for the work"]
    return table(title, heads, lines, note=f"load while measuring: {min(loads):.1f}-{max(loads):.1f}")


def summary(samples: list[dict]) -> dict:
    every = [t for got in samples for t in got["times"] or [got["cold"]]]
    return {
        "seconds": middle([middle(got["times"]) or got["cold"] for got in samples]),
        "best": min(every),
        **{key: middle([got[key] for got in samples]) for key in ("cold", "processor", "peak_mb", "base_mb")},
    }
