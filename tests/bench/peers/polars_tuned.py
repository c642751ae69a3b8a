"""Polars as somebody would tune it who has measured: lists as Enum, small integers, one mask of what is wrong, the
rules one by one on the few bad rows only, and the repeated rows by a group on a key of 64 bits, exact on the candidates."""

import polars as pl
import polars_lazy as lazy
from common import TABLES, main
from polars_lazy import figures, located, scan  # noqa: F401  (parts of a peer)

col = pl.col
SMALL = {"whole": pl.Int32, "year": pl.Int16}


def parsed(field, paths):
    if field.kind == "code":
        return col(field.code).cast(pl.Enum(list(field.allowed)), strict=False)
    if field.kind in SMALL:
        return col(field.code).cast(SMALL[field.kind], strict=False)
    return lazy.parsed(field, paths)


def is_good(field):
    """Whether a cell gives no error."""
    meant, text = col("v_" + field.code), col(field.code)
    if field.kind == "text":
        short = (text.str.len_bytes() <= field.longest) | (text.str.len_chars() <= field.longest)
        return short if field.required is True else short | text.is_null()
    good = meant.is_not_null()
    if field.least is not None:
        good = meant >= field.least if field.most is None else meant.is_between(field.least, field.most)
    return good if field.required is True else good.fill_null(False) | text.is_null()


def plan(table, frame, paths):
    """The frame with its values, the key of the row, and whether it has an error or a warning."""
    value = lambda code: col("v_" + code)  # noqa: E731
    good = [is_good(field).fill_null(False) for field in table.fields]
    warned = [col(field.code).is_null() for field in table.fields if field.required is None]
    for rule in table.at_most:
        broken = (value(rule.smaller) > value(rule.larger)).fill_null(False)
        (good if rule.error else warned).append(~broken if rule.error else broken)
    if table.in_year:
        good.append((value("date").dt.year().cast(pl.Int16) == value("annee")).fill_null(True))
    key = col(table.key[0]).hash(0)
    for at, column in enumerate(table.key[1:], 1):
        key = key ^ col(column).hash(at)
    typed = [parsed(field, paths).alias("v_" + field.code) for field in table.fields if field.kind != "text"]
    return frame.with_columns(*typed, key.alias("key")).with_columns(
        pl.all_horizontal(good).alias("good"), pl.any_horizontal(warned or [pl.lit(False)]).alias("warned")
    )


def repeated(table, frame):
    """The rows whose key an earlier row has."""
    needed = [field.code for field in table.fields if field.code in table.key and field.required is True]
    keys = frame.lazy().group_by("key").agg(pl.len()).filter(col("len") > 1).select("key").collect()
    candidates = frame.lazy().join(keys.lazy(), on="key", how="semi").drop_nulls(needed).sort("row").collect()
    return candidates.filter(pl.struct(table.key).is_first_distinct().not_())["row"]


def check(table, paths):
    """Located errors, and the sums over the good rows."""
    values = [f"v_{field.code}" for field in table.fields if field.kind not in ("text", "code", "date")]
    frame = plan(table, scan(paths, table), paths)
    frame = frame.select("row", *table.columns, *values, "v_reseau", "key", "good", "warned").collect()
    again = repeated(table, frame)
    good = frame["good"].scatter(again, False)
    bad = frame.filter(~good | frame["warned"]).select("row", *table.columns)
    # The rules one by one, on the rows that break any.
    told, broken = lazy.masked(table, bad.lazy(), paths)
    told = told.with_columns(
        col("row").is_in(again.implode()).alias(f"rule{len(broken) - 1}"), pl.lit(True).alias("told")
    )
    errors = lazy.located_in(table, told, broken).collect()
    counts = [f"v_{field.code}" for field in table.fields if field.kind == "whole"]
    kept = frame.lazy().filter(good).select(*values, col("v_reseau").alias("reseau"))
    return errors, kept.with_columns(col(counts).cast(pl.Int64))


def run(paths):
    found, summed = [], []
    for table in TABLES.values():
        errors, kept = check(table, paths)
        found.append(errors)
        summed.append(lazy.sums(table, kept).with_columns(col("territory").cast(pl.String)))
    return pl.concat(found), [lazy.both_levels(t, s) for t, s in zip(TABLES.values(), pl.collect_all(summed))]


if __name__ == "__main__":
    main(globals())
