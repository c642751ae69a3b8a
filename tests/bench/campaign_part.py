"""Whole campaigns through the command `spro`, as who evaluates waits for them: seconds and memory beside the aims.

Needs nothing but Python and the built program: rulebooks and returned tables are written into a temporary folder.
"""

import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from machine import RELEASE, ROOT, Tools, answer, load, middle
from tables import megabytes, number, seconds, table

SPRO = RELEASE / "spro"
EXAMPLES = ROOT / "spro-core/examples/data"
FORMS = ("html", "xlsx", "json")
FIRST_YEAR = 2017
# Rows of a network in a year.
MEETINGS, STRUCTURES = 4, ("ML", "CIO", "POLE_EMPLOI")
HEAD = """extends = "centre-val-de-loire"
code = "campagne"
version = "1"
label = { fr = "Campagne de mesure", en = "Campaign to be measured" }
"""


def compare(tools: Tools) -> list[str]:
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        lines += examples(tools, place)
        many = campaign(place / "many", regions=13, networks=100, years=10)
        lines += reports(tools, "13 regions × 100 networks × 10 years", many, "5 s, 500 MiB")
        # A rulebook holds 10,000 networks; nine are built in.
        wide = campaign(place / "wide", regions=10, networks=999, years=1)
        lines += reports(tools, "9,990 networks, one year", wide, "")
    heads = ["", "rows", "median", "best", "peak MiB", "aim"]
    return [table("Whole campaigns, from the start of `spro` to its end", heads, lines, f"load: {load():.1f}")]


def examples(tools: Tools, place: pathlib.Path) -> list[list[str]]:
    """The nine returned workbooks of the examples."""
    checked = measured(tools, [[SPRO, "validate", EXAMPLES], [SPRO, "indicators", EXAMPLES]])
    lines = [line("examples, `validate` and `indicators`", "", checked, "0.3 s")]
    for form in FORMS:
        got = measured(tools, [report(EXAMPLES, place / f"examples.{form}")])
        lines.append(line(f"examples, report as {form}", "", got, "1 s"))
    return lines


def reports(tools: Tools, name: str, made: tuple[pathlib.Path, int], aim: str) -> list[list[str]]:
    folder, rows = made
    found = answer([SPRO, "validate", folder / "tables", "--rulebook", folder / "rulebook.toml", "--format", "json"])
    read = sum(each["rows"] for file in found["files"] for each in file["tables"])
    if (read, found["errors"], found["warnings"]) != (rows, 0, 0):
        tools.disagreed = True
        print(f"{name}: {read} rows read, {found['errors']} errors, {found['warnings']} warnings", flush=True)
        return []
    lines = []
    for form in FORMS:
        command = report(folder / "tables", folder / f"report.{form}", "--rulebook", folder / "rulebook.toml")
        lines.append(line(f"{name}, report as {form}", number(rows), measured(tools, [command]), aim))
    return lines


def report(tables: pathlib.Path, target: pathlib.Path, *more) -> list:
    return [SPRO, "evaluate", tables, "--report", target, "--force", *more]


def line(name: str, rows: str, got: tuple[list[float], float], aim: str) -> list[str]:
    times, peak = got
    return [name, rows, seconds(middle(times)), seconds(min(times)), megabytes(peak), aim]


def measured(tools: Tools, commands: list[list]) -> tuple[list[float], float]:
    """The seconds of each round, the commands one after the other, and the largest memory in MiB of any of them."""
    times, peak = [], 0.0
    for _ in range(tools.rounds):
        began = time.perf_counter()
        peak = max([peak, *map(run, commands)])
        times.append(time.perf_counter() - began)
    return times, peak


def run(command: list) -> float:
    """Runs a command that finds errors or not, and returns its peak memory in MiB."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        # 1 is an answer: the examples have errors.
        if child.returncode not in (0, 1):
            said.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))}\n{said.read().decode()[-2000:]}")
    # Linux counts in KiB, macOS in bytes.
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def campaign(folder: pathlib.Path, *, regions: int, networks: int, years: int) -> tuple[pathlib.Path, int]:
    """A rulebook laid over the built-in one, what its networks return, and how many rows that is.

    A rulebook has one region: those of the campaign stand in it as departments. The networks and departments that the
    built-in one has are there beside them, and return nothing.
    """
    (folder / "tables").mkdir(parents=True)
    places = [(f"R{region:02}", f"Réseau {region:02}-{n:04}") for region in range(regions) for n in range(networks)]
    with (folder / "rulebook.toml").open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for region in range(regions):
            label = words(f"Région {region:02}", f"Region {region:02}")
            out.write(f'\n[[department]]\ncode = "R{region:02}"\n{label}')
        for region, name in places:
            out.write(f'\n[[network]]\ncode = "{name}"\n{words(name, name)}department = "{region}"\n')
    rows = 0
    for region in range(regions):
        names = [name for of, name in places if of == f"R{region:02}"]
        for what, heads, of_network in TABLES:
            with (folder / f"tables/{what}-{region:02}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                out.writerow(["reseau", "annee", *heads])
                for name in names:
                    for year in range(FIRST_YEAR, FIRST_YEAR + years):
                        made = [[name, year, *row] for row in of_network(year, hash_of(name, year))]
                        out.writerows(made)
                        rows += len(made)
    return folder, rows


def words(fr: str, en: str) -> str:
    return f'label = {{ fr = "{fr}", en = "{en}" }}\n'


def hash_of(name: str, year: int) -> int:
    """A number that is the same in every run."""
    return sum(name.encode()) * 31 + year * 17


def meetings(year: int, seed: int) -> list[list]:
    invited = 8 + seed % 9
    return [
        [f"{year}-{3 * n + 1:02}-{1 + seed % 28:02}", invited, invited - (seed + n) % 6, f"Réunion {n + 1}"]
        for n in range(MEETINGS)
    ]


def training(_year: int, seed: int) -> list[list]:
    agents = 6 + seed % 20
    return [
        [structure, f"{structure} {at}", agents + at, agents // 2, agents // 3, agents // 4]
        for at, structure in enumerate(STRUCTURES)
    ]


def coordination(_year: int, seed: int) -> list[list]:
    return [["Mission locale", 1 + seed % 4, f"0.{1 + seed % 9}"]]


TABLES = (
    ("reunions", ["date", "structures_invitees", "structures_participantes", "objet"], meetings),
    ("formation", ["structure", "nom_structure", "agents", "agents_formation", "agents_seminaire",
                   "agents_professionnalisation"], training),
    ("coordination", ["structure_coordinatrice", "agents", "etp"], coordination),
)  # fmt: skip
