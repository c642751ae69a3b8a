"""dataframely: a schema for each table, `filter` for the good rows and the failures, which cast the numbers itself; dates
and decimal commas are parsed, and what only warns is found, with polars; figures with polars."""

import dataframely as dy
import polars as pl
import polars_lazy as lazy
from common import TABLES, main
from polars_lazy import figures  # noqa: F401  (a part of a peer)

col = pl.col
TYPES = {"whole": dy.Int64, "year": dy.Int64, "fte": dy.Float64}


def column(field):
    nullable = field.required is not True
    if field.kind in TYPES:
        return TYPES[field.kind](min=field.least, max=field.most, nullable=nullable)
    if field.kind == "date":
        return dy.Date(nullable=True)
    allowed = None if field.allowed is None else {"liste": lambda text: text.is_in(list(field.allowed))}
    return dy.String(nullable=nullable, max_length=field.longest, check=allowed)


def schema(table):
    parts = {"row": dy.Int64()} | {field.code: column(field) for field in table.fields}
    across = {rule.code: col(rule.smaller) <= col(rule.larger) for rule in table.at_most if rule.error}
    if table.in_year:
        parts["text_date"] = dy.String()
        across["date-type"] = col("text_date").is_null() | col("date").is_not_null()
        across["date-dans-annee"] = col("date").dt.year() == col("annee")
    needed = [col(field.code).is_null() for field in table.fields if field.code in table.key and field.required is True]
    key = ["text_date" if code == "date" else code for code in table.key]
    across["doublon"] = pl.struct(key).is_first_distinct() | pl.any_horizontal(needed)
    rules = {name: dy.rule()(lambda cls, e=e: e) for name, e in across.items()}
    return type(table.code, (dy.Schema,), parts | rules)


def prepared(table, paths):
    frame = lazy.scan(paths, table).with_columns(col("row").cast(pl.Int64))
    for field in table.fields:
        if field.kind == "date":
            frame = frame.with_columns(col(field.code).alias("text_date"), lazy.parsed(field, paths).alias(field.code))
        elif field.kind == "fte" and paths.french:
            frame = frame.with_columns(col(field.code).str.replace(",", ".", literal=True))
    return frame.collect()


def warnings(table, frame):
    """What keeps its row: missing cells that are expected, and rules that only warn."""
    number = lambda code: col(code).cast(pl.Float64, strict=False)  # noqa: E731
    found = [(field.code, "requis", col(field.code).is_null()) for field in table.fields if field.required is None] + [
        (r.smaller, r.code, number(r.smaller) > number(r.larger)) for r in table.at_most if not r.error
    ]
    for code, rule, broken in found:
        rows = frame.lazy().filter(broken).select("row")
        yield rows.select(pl.lit(table.code).alias("table"), "row", pl.lit(f"{code}|{rule}").alias("rule"))


def check(table, paths):
    frame = prepared(table, paths)
    good, failed = schema(table).filter(frame.lazy(), cast=True).collect_all()
    details = failed.details()
    rules = [name for name in details.columns if name in failed._rule_columns]
    lines = (
        details.lazy().select("row", col(rules).cast(pl.String)).unpivot(on=rules, index="row", variable_name="rule")
    )
    lines = lines.filter(col("value") == "invalid").select(pl.lit(table.code).alias("table"), "row", "rule")
    return pl.concat(pl.collect_all([lines, *warnings(table, frame)])), good


def run(paths):
    found, summed = [], []
    for table in TABLES.values():
        errors, good = check(table, paths)
        found.append(errors)
        values = {field.code: f"v_{field.code}" for field in table.fields if field.kind not in ("text", "code")}
        summed.append(lazy.sums(table, good.lazy().rename(values)))
    return pl.concat(found), [lazy.both_levels(t, s) for t, s in zip(TABLES.values(), pl.collect_all(summed))]


RULES = {
    "min": "borne",
    "max": "borne",
    "dtype": "type",
    "nullability": "requis",
    "max_length": "longueur",
    "check__liste": "liste",
}


def located(errors):
    lines = list(errors.iter_rows())
    columns = {"date-dans-annee": "date", "doublon": ""}
    columns |= {rule.code: rule.smaller for table in TABLES.values() for rule in table.at_most}
    unread = {(table, row, name.split("|")[0]) for table, row, name in lines if name.endswith("|dtype")}
    for table, row, name in lines:
        if name == "date-type":
            yield table, row, "date", "type"
        elif name in columns:
            yield table, row, columns[name], name
        else:
            column, rule = name.split("|")
            if rule != "nullability" or (table, row, column) not in unread:
                yield table, row, column.removeprefix("text_"), RULES.get(rule, rule)


if __name__ == "__main__":
    main(globals())
