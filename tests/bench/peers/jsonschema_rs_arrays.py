"""jsonschema-rs on one JSON array a table. The csv module reads the cells, Python turns into numbers what is one; what is
not stays text and is found by the type. JSON Schema cannot compare two cells nor two rows, and computes no figures."""

import csv
import re

import jsonschema_rs
from common import TABLES, main

LACKS = {"doublon", "date-dans-annee"} | {rule.code for table in TABLES.values() for rule in table.at_most}


def number(kind, text, paths):
    try:
        if kind == "fte":
            return float(text.replace(",", ".") if paths.french else text)
        return int(text)
    except ValueError:
        return text


def read(table, paths):
    with open(paths.of(table.code), encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=paths.separator)
        next(rows)
        kinds = [(at, field.kind) for at, field in enumerate(table.fields) if field.is_number]
        dates = [at for at, field in enumerate(table.fields) if field.kind == "date" and paths.french]
        out = []
        for row in rows:
            for at, kind in kinds:
                row[at] = number(kind, row[at], paths)
            for at in dates:
                row[at] = f"{row[at][6:]}-{row[at][3:5]}-{row[at][:2]}"
            out.append({column: cell for column, cell in zip(table.columns, row) if cell != ""})
    return out


def property_of(field):
    if field.kind == "date":
        return {"type": "string", "format": "date"}
    if field.allowed is not None:
        return {"enum": list(field.allowed)}
    if field.kind == "text":
        return {"type": "string", "maxLength": field.longest}
    bounds = {"minimum": field.least} | ({} if field.most is None else {"maximum": field.most})
    return {"type": "number" if field.kind == "fte" else "integer", **bounds}


def validator(table):
    row = {
        "type": "object",
        "properties": {field.code: property_of(field) for field in table.fields},
        "required": [field.code for field in table.fields if field.required is not False],
        "additionalProperties": False,
    }
    draft = "https://json-schema.org/draft/2020-12/schema"
    return jsonschema_rs.validator_for({"$schema": draft, "type": "array", "items": row}, validate_formats=True)


def run(paths):
    found = []
    for table in TABLES.values():
        for error in validator(table).iter_errors(read(table, paths)):
            found.append((table.code, error.instance_path, error.kind.name, error.message))
    return found, None


RULES = {
    "minimum": "borne",
    "maximum": "borne",
    "maxLength": "longueur",
    "enum": "liste",
    "type": "type",
    "format": "type",
}


def located(found):
    for table, place, name, message in found:
        if name == "required":
            yield table, place[0], re.search(r'"(\w+)" is a required', message).group(1), "requis"
        else:
            yield table, place[0], place[1], RULES.get(name, name)


if __name__ == "__main__":
    main(globals())
