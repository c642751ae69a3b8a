"""pydantic v2: a model for each table, made from the columns, that turns text into numbers and dates; the rules across
columns in a validator; repeated rows, warnings and figures in Python."""

import csv
import datetime
from collections import defaultdict
from typing import Annotated, Literal

from common import REGION, TABLES, main
from model import TRAINED
from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

blank = BeforeValidator(lambda text: None if text == "" else text)
french_date = BeforeValidator(lambda text: f"{text[6:]}-{text[3:5]}-{text[:2]}" if text[2:3] == "/" else text)
french_number = BeforeValidator(lambda text: text.replace(",", "."))


def annotated(field, paths):
    if field.kind == "code":
        kind = Literal[field.allowed]
    elif field.kind == "text":
        kind = Annotated[str, StringConstraints(max_length=field.longest)]
    elif field.kind == "date":
        kind = Annotated[datetime.date, french_date] if paths.french else datetime.date
    else:
        kind = Annotated[float if field.kind == "fte" else int, Field(ge=field.least, le=field.most)]
        if field.kind == "fte" and paths.french:
            kind = Annotated[float, french_number, Field(ge=field.least)]
    if field.required is True:
        return Annotated[kind, BeforeValidator(needed)]
    return Annotated[kind | None, blank]


def needed(text):
    if text == "":
        raise PydanticCustomError("requis", "a value is needed")
    return text


def model(table, paths):
    """The model of a row. Rules that only warn are not in it: they would keep the row out."""
    hard = [rule for rule in table.at_most if rule.error]

    class Rules(BaseModel):
        @model_validator(mode="after")
        def across(self):
            if table.in_year and self.date.year != self.annee:
                raise PydanticCustomError("date-dans-annee", "not in the year")
            for rule in hard:
                smaller, larger = getattr(self, rule.smaller), getattr(self, rule.larger)
                if smaller is not None and larger is not None and smaller > larger:
                    raise PydanticCustomError(rule.code, "too many")
            return self

    return create_model(table.code, __base__=Rules, **{f.code: (annotated(f, paths), ...) for f in table.fields})


def check(table, paths):
    with open(paths.of(table.code), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=paths.separator))
    validate = model(table, paths).__pydantic_validator__.validate_python
    expected = [field.code for field in table.fields if field.required is None]
    soft = [rule for rule in table.at_most if not rule.error]
    found, good, seen = [], [], set()
    for at, row in enumerate(rows):
        for column in expected:
            if row[column] == "":
                found.append((table.code, at, (column,), "requis"))
        try:
            record = validate(row)
        except ValidationError as errors:
            for error in errors.errors(include_url=False, include_context=False, include_input=False):
                found.append((table.code, at, error["loc"], error["type"]))
            continue
        for rule in soft:
            smaller, larger = getattr(record, rule.smaller), getattr(record, rule.larger)
            if smaller is not None and larger is not None and smaller > larger:
                found.append((table.code, at, (rule.smaller,), rule.code))
        key = tuple(getattr(record, column) for column in table.key)
        if key in seen:
            found.append((table.code, at, (), "doublon"))
        else:
            seen.add(key)
            good.append(record)
    return found, good


def sums(table, good):
    """By network and year, and by region and year."""
    of = defaultdict(lambda: [0] * 9)
    for row in good:
        for group in (of["reseau", row.reseau, row.annee], of["region", REGION, row.annee]):
            if table.code == "reunions":
                invited, present = row.structures_invitees, row.structures_participantes
                group[0] += 1
                group[1] += invited
                group[2] += present
                if invited:
                    group[3] += present / invited
                    group[4] += 1
            elif table.code == "formation":
                for at, column in enumerate(TRAINED.values()):
                    trained = getattr(row, column)
                    if trained is not None:
                        group[3 * at] += trained
                        if row.agents is not None:
                            group[3 * at + 1] += trained
                            group[3 * at + 2] += row.agents
            else:
                group[0] += row.agents or 0
                group[1] += row.etp or 0
    return of


def finish(table, s):
    if table.code == "reunions":
        return {"1": s[0], "2": s[2] / s[1], "2-moyenne": s[3] / s[4]}
    if table.code == "formation":
        rates = {code + "-taux": s[3 * at + 1] / s[3 * at + 2] for at, code in enumerate(TRAINED)}
        return {code: s[3 * at] for at, code in enumerate(TRAINED)} | rates
    return {"24": s[0], "25": s[1]}


def run(paths):
    found, computed = [], {}
    for table in TABLES.values():
        errors, good = check(table, paths)
        found += errors
        computed |= {(table.code, *group): finish(table, s) for group, s in sums(table, good).items()}
    return found, computed


RULES = {
    "literal_error": "liste",
    "greater_than_equal": "borne",
    "less_than_equal": "borne",
    "string_too_long": "longueur",
}
SPECIAL = {"requis", "doublon", "date-dans-annee"} | {rule.code for table in TABLES.values() for rule in table.at_most}
ACROSS = {rule.code: rule.smaller for table in TABLES.values() for rule in table.at_most} | {"date-dans-annee": "date"}


def located(found):
    for table, row, place, name in found:
        column = ACROSS.get(name, place[0] if place else "")
        yield table, row, column, name if name in SPECIAL else RULES.get(name, "type")


def figures(computed):
    for (_, by, territory, year), values in computed.items():
        for indicator, value in values.items():
            yield by, territory, year, indicator, value


if __name__ == "__main__":
    main(globals())
