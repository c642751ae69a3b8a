"""frictionless with Table Schema: constraints, the primary key, and the rules across columns as checks in Python (its own
row constraints, which are formulas in text, are three times slower). It computes no figures."""

import re

from common import TABLES, main
from frictionless import Check, Checklist, Dialect, Resource, Schema, errors, formats


class Across(Check):
    """A rule across the columns of a row."""

    type = "across"
    Errors = [errors.RowConstraintError]

    def __init__(self, name, broken):
        super().__init__()
        self.name, self.broken = name, broken

    def validate_row(self, row):
        if self.broken(row):
            yield errors.RowConstraintError.from_row(row, note=self.name)


def more(row, smaller, larger):
    return row[smaller] is not None and row[larger] is not None and row[smaller] > row[larger]


def other_year(row):
    return row["date"] is not None and row["annee"] is not None and row["date"].year != row["annee"]


def descriptor(field, paths):
    constraints = {"required": field.required is not False}
    if field.allowed is not None:
        constraints["enum"] = list(field.allowed)
    if field.longest is not None:
        constraints["maxLength"] = field.longest
    if field.least is not None:
        constraints["minimum"] = field.least
    if field.most is not None:
        constraints["maximum"] = field.most
    kinds = {"text": "string", "code": "string", "fte": "number", "date": "date"}
    out = {"name": field.code, "type": kinds.get(field.kind, "integer"), "constraints": constraints}
    if field.kind == "date":
        out["format"] = paths.date
    if field.kind == "fte" and paths.french:
        out["decimalChar"] = ","
    return out


def check(table, paths):
    fields = [descriptor(field, paths) for field in table.fields]
    checks = [Across(rule.code, lambda row, r=rule: more(row, r.smaller, r.larger)) for rule in table.at_most]
    if table.in_year:
        checks.append(Across("date-dans-annee", other_year))
    resource = Resource(
        path=f"{table.code}.csv",
        basepath=str(paths.folder / paths.form),
        schema=Schema.from_descriptor({"fields": fields, "primaryKey": list(table.key)}),
        encoding="utf-8",
        dialect=Dialect(controls=[formats.CsvControl(delimiter=paths.separator)]),
    )
    report = resource.validate(Checklist(checks=checks), limit_errors=10**9)
    return [(table, error) for error in report.tasks[0].errors]


def run(paths):
    return [each for table in TABLES.values() for each in check(table, paths)], None


RULES = {"required": "requis", "enum": "liste", "minimum": "borne", "maximum": "borne", "maxLength": "longueur"}


def located(found):
    for table, error in found:
        across = {rule.code: rule.smaller for rule in table.at_most} | {"date-dans-annee": "date"}
        row = error.row_number - 2
        if error.type == "type-error":
            yield table.code, row, error.field_name, "type"
        elif error.type == "constraint-error":
            constraint = re.match(r'constraint "(\w+)"', error.note).group(1)
            yield table.code, row, error.field_name, RULES[constraint]
        elif error.type == "primary-key":
            # It also compares keys that are not whole, which the rule leaves alone.
            cells = dict(zip(table.columns, error.cells))
            needed = [field.code for field in table.fields if field.code in table.key and field.required is True]
            if all(cells[column] for column in needed):
                yield table.code, row, "", "doublon"
        elif error.type == "row-constraint":
            yield table.code, row, across[error.note], error.note
        else:
            yield table.code, row, "?", error.type


if __name__ == "__main__":
    main(globals())
