"""What every peer checks, read from the rulebook: the columns of the three tables, their bounds, and their rules."""

import dataclasses
import functools
import pathlib
import tomllib

RULEBOOK = pathlib.Path(__file__).parents[2] / "spro-core/rulebook/centre-val-de-loire"
REGION = "Centre-Val de Loire"


@dataclasses.dataclass(frozen=True)
class Field:
    """A column: `kind` is text, code, whole, fte, date or year."""

    code: str
    kind: str
    # Whether a blank cell is an error (True), a warning (None) or nothing (False).
    required: bool | None
    least: int | None = None
    most: int | None = None
    longest: int | None = None
    allowed: tuple[str, ...] | None = None

    @property
    def is_number(self) -> bool:
        return self.kind in ("whole", "fte", "year")


@dataclasses.dataclass(frozen=True)
class AtMost:
    """A rule: the number in `smaller` is at most the one in `larger`."""

    code: str
    smaller: str
    larger: str
    error: bool


@dataclasses.dataclass(frozen=True)
class Table:
    """A table: `in_year` says whether its dates must be of the year beside them (`date-dans-annee`)."""

    code: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    at_most: tuple[AtMost, ...]
    in_year: bool

    @property
    def columns(self) -> list[str]:
        return [field.code for field in self.fields]

    def numbers(self) -> list[str]:
        return [field.code for field in self.fields if field.is_number]


# Counted over the rows of formation: indicator, column.
TRAINED = {
    "7": "agents_formation",
    "7bis": "agents_seminaire",
    "20": "agents_professionnalisation",
}
KINDS = {"count": "whole"}


def toml(file: str) -> dict:
    return tomllib.loads((RULEBOOK / file).read_text(encoding="utf-8"))


@functools.cache
def lists() -> dict[str, tuple[str, ...]]:
    networks = tuple(network["code"] for network in toml("networks.toml")["network"])
    structures = next(each for each in toml("structures.toml")["list"] if each["code"] == "structure")
    return {"reseau": networks, "structure": tuple(entry["code"] for entry in structures["entry"])}


def field(entry: dict) -> Field:
    return Field(
        code=entry["code"],
        kind=KINDS.get(entry["type"], entry["type"]),
        required={True: True, "expected": None}.get(entry.get("required", False), False),
        least=entry.get("min"),
        most=entry.get("max"),
        longest=entry.get("max_length"),
        allowed=lists()[entry["list"]] if "list" in entry else None,
    )


def table(entry: dict) -> Table:
    at_most, in_year = [], False
    for rule in entry["rule"]:
        words = rule.get("check", "").split()
        if len(words) == 3 and words[1] == "<=":
            at_most.append(AtMost(rule["code"], words[0], words[2], rule.get("severity", "error") == "error"))
        in_year |= rule["code"] == "date-dans-annee"
    # A computed column is not in the files: there is nothing in it to check.
    fields = tuple(field(each) for each in entry["field"] if "computed" not in each)
    return Table(entry["code"], fields, tuple(entry["key"]), tuple(at_most), in_year)


@functools.cache
def tables() -> dict[str, Table]:
    """The three tables of the rulebook, by code."""
    known = {entry["code"]: entry for entry in toml("tables.toml")["table"]}
    return {code: table(known[code]) for code in ("reunions", "formation", "coordination")}
