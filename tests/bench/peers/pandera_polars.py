"""pandera on polars: typed with polars, then a schema with lazy validation, the rules across columns as checks of the
frame; figures with polars."""

import warnings

import polars as pl
import polars_lazy as lazy
from common import TABLES, main
from polars_lazy import figures  # noqa: F401  (a part of a peer)

warnings.filterwarnings("ignore")
import pandera.polars as pa  # noqa: E402

col = pl.col
TYPES = {"text": pl.String, "code": pl.String, "whole": pl.Int64, "year": pl.Int64, "fte": pl.Float64, "date": pl.Date}


def schema(table):
    columns = {"row": pa.Column(None)}
    for field in table.fields:
        checks = []
        if field.allowed is not None:
            checks.append(pa.Check.isin(list(field.allowed)))
        if field.longest is not None:
            checks.append(pa.Check.str_length(max_value=field.longest))
        if field.least is not None and field.most is None:
            checks.append(pa.Check.ge(field.least))
        elif field.least is not None:
            checks.append(pa.Check.in_range(field.least, field.most))
        columns[field.code] = pa.Column(TYPES[field.kind], checks, nullable=field.required is False)
    across = [(rule.code, col(rule.smaller) <= col(rule.larger)) for rule in table.at_most]
    if table.in_year:
        across.append(("date-dans-annee", col("date").dt.year() == col("annee")))
    needed = [col(field.code).is_null() for field in table.fields if field.code in table.key and field.required is True]
    across.append(("doublon", pl.struct(table.key).is_first_distinct() | pl.any_horizontal(needed)))
    checks = [
        pa.Check(lambda data, e=e: data.lazyframe.select(e.fill_null(True)), name=name, error=name)
        for name, e in across
    ]
    return pa.DataFrameSchema(columns, checks=checks)


def codes(table):
    """What pandera calls a failure: column, rule, whether it is an error."""
    of = {rule.code: (rule.smaller, rule.code, rule.error) for rule in table.at_most}
    return of | {"date-dans-annee": ("date", "date-dans-annee", True), "doublon": ("", "doublon", True)}


RULES = {"greater_than_or_equal_to": "borne", "in_range": "borne", "isin": "liste", "str_length": "longueur"}


def check(table, text, paths):
    """Located errors in pandera's form, with what polars could not read, and the rows without errors."""
    kinds = [field for field in table.fields if field.kind not in ("text", "code")]
    frame = text.with_columns(lazy.parsed(field, paths).alias(field.code) for field in kinds)
    unread = {
        field.code: text["row"].filter(text[field.code].is_not_null() & frame[field.code].is_null())
        for field in kinds
        if frame[field.code].null_count() > text[field.code].null_count()
    }
    try:
        schema(table).validate(frame, lazy=True)
        return (table, unread, None), frame
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    # What only warns keeps its row.
    warned = [field.code for field in table.fields if field.required is None]
    soft = [rule.code for rule in table.at_most if not rule.error]
    missing = (col("check") == "not_nullable") & col("column").is_in(warned)
    hard = cases.filter(~missing & ~col("check").is_in(soft))["index"].drop_nulls()
    bad = pl.concat([hard.cast(pl.UInt32), *(rows.cast(pl.UInt32) for rows in unread.values())]).unique()
    good = pl.repeat(True, len(frame), eager=True).scatter(bad, False)
    return (table, unread, cases), frame.filter(good)


def run(paths):
    found, summed = [], []
    for table, text in zip(TABLES.values(), pl.collect_all([lazy.scan(paths, table) for table in TABLES.values()])):
        errors, good = check(table, text, paths)
        found.append(errors)
        values = {field.code: f"v_{field.code}" for field in table.fields if field.kind not in ("text", "code")}
        summed.append(lazy.sums(table, good.lazy().rename(values)))
    return found, [lazy.both_levels(t, s) for t, s in zip(TABLES.values(), pl.collect_all(summed))]


def located(found):
    for table, unread, cases in found:
        across = codes(table)
        types = {(column, row) for column, rows in unread.items() for row in rows}
        for column, row in types:
            yield table.code, row, column, "type"
        for column, name, row in [] if cases is None else cases.select("column", "check", "index").iter_rows():
            if name in across:
                yield table.code, row, *across[name][:2]
            elif name == "not_nullable":
                if (column, row) not in types:
                    yield table.code, row, column, "requis"
            else:
                yield table.code, row, column, RULES.get(name.split("(")[0], name)


if __name__ == "__main__":
    main(globals())
