"""Whatever the engine does can be done from Python, and the tables of the README say how."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

import spro

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "spro-core" / "src"
README = (ROOT / "spro-py" / "README.md").read_text("utf-8")
# Rust or command on the left, Python on the right.
TABLE = re.findall(r"^\| (`[^|]*) \| ([^|]*) \|$", README, re.M)
# Modules that users of the crate call; the README says what the others are.
OFFERED = [
    "arrow",
    "campaign",
    "charter",
    "convention",
    "evaluation",
    "exchange",
    "exchange/scdl",
    "network",
    "prescription",
    "report",
    "report/html",
    "report/return_to_sender",
    "schema",
    "template",
    "wire",
]


def named(cell):
    return re.findall(r"`([^`]+)`", cell)


def commands(*path):
    """The commands of the command line with those below them, as its help lists them."""
    done = subprocess.run([sys.executable, "-m", "spro", *path, "--help"], capture_output=True, text=True, check=True)
    listed = re.search(r"^Commandes\s:\n(.*?)\n\n", done.stdout, re.M | re.S)
    below = re.findall(r"^  ([a-z-]+)", listed[1], re.M) if listed else []
    return [command for name in below for command in commands(*path, name)] if below else [" ".join(path)]


def test_each_command_is_a_method():
    assert "rulebook check" in commands()
    assert [name for name in commands() if not any(name in named(left) for left, _ in TABLE)] == []


@pytest.mark.parametrize("module", OFFERED)
def test_each_function_of_the_engine_is_reachable(module):
    text = re.sub(r"^\s*//.*$", "", (CORE / module / "mod.rs").read_text("utf-8"), flags=re.M)
    used = re.findall(r"^pub use ([^;]*);", text, re.M)
    names = [n for one in used for n in re.findall(r"\b(?:[a-z][a-z0-9_]*|[A-Z][A-Z_]+)\b", re.sub(r"\w+ as |\w+::", "", one))]
    names = [name for name in names if name not in ("as", "self")] + re.findall(r"^pub fn (\w+)", text, re.M)
    told = {name.rsplit("::", 1)[-1] for left, _ in TABLE for name in named(left)}
    assert sorted(set(names) - told) == [], f"of {module}: give them a method, and a line in spro-py/README.md"


def test_each_module_of_the_engine_has_its_place():
    modules = re.findall(r"^pub mod (\w+);", (CORE / "lib.rs").read_text("utf-8"), re.M)
    told = README.split("## From the engine to Python")[1]
    assert [name for name in modules if not re.search(rf"`{name}(`|::)", told) and name != "cli"] == []


def test_what_the_readme_names_is_there():
    missing = []
    for _left, right in TABLE:
        for path in named(right):
            thing = spro
            for name in path.split("."):
                thing = getattr(thing, name, None)
            if thing is None:
                missing.append(path)
    assert missing == []
    assert sum(len(named(right)) for _, right in TABLE) > 80


def test_each_type_of_an_answer_is_public():
    spec = importlib.util.spec_from_file_location("generate_records", ROOT / "spro-py" / "generate_records.py")
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    enums, structs = generator.sources()
    assert sorted(name for name in [*enums, *structs] if name not in spro.__all__) == []
