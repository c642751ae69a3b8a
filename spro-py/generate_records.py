"""Writes python/spro/_records.py: the types of the engine's answers, with their documentation, from its sources.

    python spro-py/generate_records.py           writes the file
    python spro-py/generate_records.py --check   fails where a type or an attribute of the file is not the engine's

A struct that is serialized becomes a record with the same keys; an enum of names becomes a literal type.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "spro-core" / "src"
TARGET = ROOT / "spro-py" / "python" / "spro" / "_records.py"
# A page's dialogue with a form: what is typed cell by cell, posted, imported into it and written from it.
PAGES = ("mod.rs", "fill.rs", "form.rs", "import.rs", "posted.rs")
# The report as a file, which `Campaign.write_report` writes.
REPORT = ("report.rs", "findings.rs")
SOURCES = [
    "value/period.rs",
    "rulebook/basis.rs",
    "rulebook/field.rs",
    "rulebook/network.rs",
    "rulebook/parameter.rs",
    "rulebook/reference.rs",
    "rulebook/scheme.rs",
    "rulebook/survey.rs",
    "rulebook/table.rs",
    "finding/diagnostic.rs",
    "finding/tally.rs",
    "network/members.rs",
    "convention/amendment.rs",
    "convention/payment.rs",
    "convention/record.rs",
    "convention/request.rs",
    "convention/state.rs",
    "prescription/answer.rs",
    "exchange/scdl/convert.rs",
    "exchange/scdl/problem.rs",
    *sorted(f"wire/{path.name}" for path in (CORE / "wire").glob("*.rs") if path.name not in PAGES + REPORT),
]
# These hold formulas and positions, which
# `wire::describe` and `wire::definition` give in words and codes, or are given in words by the answers themselves.
LEFT_OUT = {"CellValue", "Field", "Table", "Rule", "Parameter", "DatedValue", "ParameterValue", "Answer", "Publication", "Way"}
RENAMED = {"Problem": "ScdlProblem", "Explanation": "ExplanationAnswer"}
# Texts that are exact decimals.
DECIMALS = {
    "ChoiceRow": {"share", "low", "high"},
    "ExplanationAnswer": {"value", "numerator", "denominator"},
    "FigureRow": {"value", "numerator", "denominator"},
    "GroupRow": {"silent_share", "median"},
    "IndicatorRow": {"value", "numerator", "denominator"},
    "SettingsRow": {"completude_minimale", "dominance_maximale"},
    "SpreadRow": {"least", "q1", "median", "q3", "greatest"},
    "TrendRow": {"difference"},
    "VerdictRow": {"threshold"},
}
# What Python gets in another form than the engine writes: type, documentation.
OTHER = {
    ("RelayState", "way"): ("str", "``by-coordinator`` or ``official-signing``."),
    ("Survey", "table"): None,
}
ADDED = {
    "RelayState": [
        ("exception", "RelayException | None", "What the rulebook records, where the way is an official signing."),
        ("coverage", "Decimal | None", "The share of the members that have it; None where there are none."),
    ],
}
SIMPLE = {
    "String": "str",
    "&'static str": "str",
    "Words": "str",
    "Month": "str",
    "bool": "bool",
    "NaiveDate": "datetime.date",
    "Cents": "Decimal",
    "Decimal": "Decimal",
    "Value": "Any",
    "Map<String, Value>": "dict[str, Any]",
    **dict.fromkeys(["u8", "u16", "u32", "u64", "usize", "i32", "i64"], "int"),
}
STRUCT = re.compile(r"((?:^ *(?:///[^\n]*|#\[[^\n]*)\n)*)^pub struct (\w+) \{\n(.*?)^\}", re.M | re.S)
ENUM = re.compile(r"((?:^ *(?:///[^\n]*|#\[[^\n]*)\n)*)^pub enum (\w+) \{\n(.*?)^\}", re.M | re.S)
FIELD = re.compile(r"((?:^ *(?:///[^\n]*|#\[[^\n]*)\n)*)^    pub (\w+): (.*),$", re.M)
VARIANT = re.compile(r"((?:^ *(?:///[^\n]*|#\[[^\n]*)\n)*)^    (\w+),$", re.M)
KEYWORDS = {"from"}


def documentation(head: str) -> str:
    lines = [line.strip().removeprefix("///").strip() for line in head.splitlines() if line.strip().startswith("///")]
    text = " ".join(line for line in lines if line)
    text = re.sub(r"\[`([^`\]]+)`\]", lambda m: f"`{m[1].split('::')[-1]}`", text)
    return text.replace("`", "``").replace("\\", "\\\\").replace(" null ", " None ").replace("null;", "None;").replace("; null", "; None")


def option(head: str, name: str) -> str | None:
    found = re.search(rf'#\[serde\(.*?\b{name} = "([^"]+)"', head)
    return found[1] if found else None


def cased(name: str, rule: str | None) -> str:
    if rule == "kebab-case":
        return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()
    return name.lower() if rule == "lowercase" else name


def python_type(rust: str) -> str:
    for shape, form in ((r"Option<(.*)>", "{} | None"), (r"Vec<(.*)>", "tuple[{}, ...]")):
        if found := re.fullmatch(shape, rust):
            return form.format(python_type(found[1]))
    if found := re.fullmatch(r"\((\w+), (\w+)\)", rust):
        return f"tuple[{python_type(found[1])}, {python_type(found[2])}]"
    name = rust.rsplit("::", 1)[-1]
    return SIMPLE.get(rust) or SIMPLE.get(name) or RENAMED.get(name, name)


def sources() -> tuple[dict[str, tuple[str, list[str]]], dict[str, tuple[str, list[tuple[str, str, bool, str]]]]]:
    """The enums (documentation, names) and the structs (documentation, attributes) by name."""
    enums: dict[str, tuple[str, list[str]]] = {}
    structs: dict[str, tuple[str, list[tuple[str, str, bool, str]]]] = {}
    for path in SOURCES:
        text = (CORE / path).read_text("utf-8").split("#[cfg(test)]")[0].split("#[cfg(all(test")[0]
        for head, name, body in ENUM.findall(text):
            variants = VARIANT.findall(body)
            if name not in LEFT_OUT and "Serialize" in head and variants:
                rule = option(head, "rename_all")
                enums[name] = (documentation(head), [option(h, "rename") or cased(v, rule) for h, v in variants])
        for head, rust_name, body in STRUCT.findall(text):
            if rust_name in LEFT_OUT or "Serialize" not in head:
                continue
            name = RENAMED.get(rust_name, rust_name)
            structs[name] = (documentation(head), attributes(name, body))
    return enums, structs


def attributes(name: str, body: str) -> list[tuple[str, str, bool, str]]:
    """Name, type, whether it has a default, documentation."""
    out = []
    for head, rust_name, rust_type in FIELD.findall(body):
        key = option(head, "rename") or rust_name
        about = documentation(head)
        kind = python_type(rust_type)
        if key in DECIMALS.get(name, ()):
            kind = kind.replace("str", "Decimal")
        if (name, rust_name) in OTHER:
            other = OTHER[name, rust_name]
            if other is None:
                continue
            kind, about = other
        optional = re.search(r"serde\(.*\bdefault\b", head) or "skip_serializing_if" in head
        out.append((key + "_" if key in KEYWORDS else key, kind, bool(optional), about))
    out += [(key, kind, False, about) for key, kind, about in ADDED.get(name, [])]
    return out


def wrapped(text: str, indent: str, width: int = 118) -> list[str]:
    lines, line = [], indent
    for word in text.split():
        if len(line) + len(word) + 1 > width and line.strip():
            lines.append(line.rstrip())
            line = indent + "    "
        line += word + " "
    return [*lines, line.rstrip()]


def module() -> str:
    enums, structs = sources()
    names = sorted([*enums, *structs])
    out = [
        '"""The types of the engine\'s answers. Written by generate_records.py from its sources; not to be edited."""',
        "",
        "from __future__ import annotations",
        "",
        "import datetime",
        "from decimal import Decimal",
        "from typing import Any, Literal",
        "",
        "from spro._record import Record",
        "",
        "__all__ = [",
        *[f'    "{name}",' for name in names],
        "]",
    ]
    for name, (about, values) in sorted(enums.items()):
        literal = ", ".join(f'"{value}"' for value in values)
        out += ["", *[line.replace("#     ", "# ") for line in wrapped(about, "# ")], f"{name} = Literal[{literal}]"]
    # A default stands before what has it.
    for name, (about, fields) in sorted(structs.items(), key=lambda item: (item[0] != "Period", item[0])):
        out += ["", "", f"class {name}(Record):"]
        doc = wrapped(f'"""{about}', "    ")
        doc = [doc[0], *[line[4:] for line in doc[1:]]]
        out += [*doc, "", "    Attributes:"]
        for key, kind, _default, text in fields:
            out += wrapped(f"{key} ({kind}): {text}", "        ")
        out += ['    """', ""]
        for key, kind, default, _text in fields:
            value = "" if not default else " = ()" if kind.startswith("tuple") else " = Period()" if kind == "Period" else " = None"
            out.append(f"    {key}: {kind}{value}")
    return "\n".join(out) + "\n"


def drift() -> list[str]:
    """What the file says otherwise than the engine. A new attribute is no drift: records keep what they do not know."""
    sys.path.insert(0, str(ROOT / "spro-py" / "python"))
    written = dict(re.findall(r"^class (\w+)\(Record\):\n(.*?)(?=^class |\Z)", TARGET.read_text("utf-8"), re.M | re.S))
    found = []
    for name, (_about, fields) in sources()[1].items():
        if name not in written:
            found.append(f"{name} is missing")
            continue
        own = dict(re.findall(r"^    (\w+): (.*?)(?: = .*)?$", written[name], re.M))
        engine = {key: kind for key, kind, _default, _text in fields}
        found += [f"{name}.{key} is not in the engine as {kind}" for key, kind in own.items() if engine.get(key) != kind]
    return found


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        problems = drift()
        print("\n".join(problems) or "the records are the engine's")
        sys.exit(bool(problems))
    TARGET.write_text(module(), "utf-8")
    print(f"{TARGET.relative_to(ROOT)} written")
