"""Writes the tables of a run into README.md, between the marks of their part."""

import datetime
import importlib.metadata
import os
import platform
import re
import subprocess

from machine import HERE

PACKAGES = (
    "polars", "duckdb", "pandas", "pandera", "dataframely", "pydantic", "jsonschema-rs", "frictionless", "pyarrow",
    "python-calamine", "fastexcel", "openpyxl",
)  # fmt: skip


def into_readme(made: dict[str, list[str]]) -> None:
    """Each part's tables in their place; a part that was not measured keeps what it has."""
    path = HERE / "README.md"
    text = path.read_text(encoding="utf-8")
    for part, tables in (made | {"machine": [conditions()]}).items():
        start, end = f"<!-- {part} -->", f"<!-- /{part} -->"
        before, found, rest = text.partition(start)
        if found:
            text = before + start + "\n" + "\n".join(tables) + end + rest.partition(end)[2]
    path.write_text(text, encoding="utf-8")


def conditions() -> str:
    """The machine's kind, the versions and the day."""
    with open("/proc/cpuinfo") as info:
        processor = re.search(r"model name\s*: (.*)", info.read())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    lines = [
        f"Measured on {datetime.date.today().isoformat()}, {os.cpu_count()} cores "
        f"({processor[1] if processor else platform.machine()}), {memory:.0f} GB, {platform.system()}.",
        f"Python {platform.python_version()}, Node.js {said('node', '--version')}, {said('rustc', '--version')}.",
        f"{versions}; {npm_versions()}.",
    ]
    return "\n".join(lines) + "\n"


def said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "none"


def npm_versions() -> str:
    import json

    listed = json.loads((HERE / "browser/package.json").read_text(encoding="utf-8"))["devDependencies"]
    return ", ".join(f"{name} {version}" for name, version in listed.items())
