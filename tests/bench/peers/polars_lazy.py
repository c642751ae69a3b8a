"""Polars, hand-written and lazy: text to typed columns to one mask a rule. The few bad rows are turned into located
errors, the good ones are aggregated, and the three tables are collected together."""

import polars as pl
from common import REGION, TABLES, long, main
from model import TRAINED

col = pl.col


def scan(paths, table):
    return pl.scan_csv(
        paths.of(table.code),
        separator=paths.separator,
        schema={column: pl.String for column in table.columns},
        row_index_name="row",
    )


def parsed(field, paths):
    """The typed value of a cell, null where it cannot be read."""
    text = col(field.code)
    if field.kind == "date":
        return text.str.to_date(paths.date, strict=False)
    if field.kind == "fte":
        text = text.str.replace(",", ".", literal=True) if paths.french else text
        return text.cast(pl.Float64, strict=False)
    return text.cast(pl.Int64, strict=False)


def value(field):
    """The column that holds what a cell means."""
    return col("v_" + field.code if field.kind not in ("text", "code") else field.code)


def rules(table):
    """(column, rule, whether it is an error, the rows that break it)."""
    of = {field.code: value(field) for field in table.fields}
    for field in table.fields:
        text, meant = col(field.code), of[field.code]
        if field.required is not False:
            yield field.code, "requis", field.required is True, text.is_null()
        if field.kind not in ("text", "code"):
            yield field.code, "type", True, text.is_not_null() & meant.is_null()
        if field.least is not None:
            broken = meant < field.least if field.most is None else ~meant.is_between(field.least, field.most)
            yield field.code, "borne", True, broken
        if field.allowed is not None:
            yield field.code, "liste", True, text.is_not_null() & ~text.is_in(list(field.allowed))
        if field.longest is not None:
            yield field.code, "longueur", True, text.str.len_chars() > field.longest
    for rule in table.at_most:
        yield rule.smaller, rule.code, rule.error, of[rule.smaller] > of[rule.larger]
    if table.in_year:
        yield "date", "date-dans-annee", True, of["date"].dt.year() != of["annee"]
    # A row whose key is not whole is not compared.
    needed = [field.code for field in table.fields if field.code in table.key and field.required is True]
    yield (
        "",
        "doublon",
        True,
        col("key").is_first_distinct().not_()
        & col(needed[0]).is_not_null().and_(*(col(column).is_not_null() for column in needed[1:])),
    )


def masked(table, frame, paths):
    """The frame with a mask for each rule, and one for the rows that no figure may use."""
    broken = list(rules(table))
    names = [f"rule{at}" for at in range(len(broken))]
    frame = frame.with_columns(
        # A key of 64 bits: that two of a million rows share one by accident is a matter of 3 in 10^8.
        pl.struct(table.key).hash().alias("key"),
        *(
            parsed(field, paths).alias("v_" + field.code)
            for field in table.fields
            if field.kind not in ("text", "code")
        ),
    ).with_columns(rows.fill_null(False).alias(name) for name, (_, _, _, rows) in zip(names, broken))
    errors = [name for name, (_, _, error, _) in zip(names, broken) if error]
    return frame.with_columns(pl.any_horizontal(errors).alias("bad"), pl.any_horizontal(names).alias("told")), broken


def located_in(table, frame, broken):
    """One line a broken rule, from the rows that break any."""
    names = [f"rule{at}" for at in range(len(broken))]
    told = frame.filter("told").select("row", *names)
    lines = told.unpivot(on=names, index="row", variable_name="mask").filter("value")
    meaning = pl.LazyFrame({"mask": names, "column": [b[0] for b in broken], "rule": [b[1] for b in broken]})
    return lines.join(meaning, on="mask").select(pl.lit(table.code).alias("table"), "row", "column", "rule")


def sums(table, good):
    """What the figures are made of, by network and year."""
    groups = good.group_by(col("reseau").alias("territory"), col("v_annee").alias("year"))
    if table.code == "reunions":
        invited, present = col("v_structures_invitees"), col("v_structures_participantes")
        rates = (present / invited).filter(invited > 0)
        return groups.agg(
            pl.len().alias("rows"),
            invited.sum().alias("invited"),
            present.sum().alias("present"),
            rates.sum().alias("rates"),
            rates.count().alias("rated"),
        )
    if table.code == "formation":
        agents = col("v_agents")
        of = {code: col("v_" + column) for code, column in TRAINED.items()}
        return groups.agg(
            expression
            for code, trained in of.items()
            for expression in (
                trained.sum().alias(code),
                trained.filter(agents.is_not_null()).sum().alias("part" + code),
                agents.filter(trained.is_not_null()).sum().alias("whole" + code),
            )
        )
    return groups.agg(col("v_agents").sum().alias("24"), col("v_etp").sum().alias("25"))


def finish(table, summed):
    """The figures of a frame of sums."""
    if table.code == "reunions":
        shown = [
            col("rows").alias("1"),
            (col("present") / col("invited")).alias("2"),
            (col("rates") / col("rated")).alias("2-moyenne"),
        ]
    elif table.code == "formation":
        shown = [col(list(TRAINED))] + [(col("part" + c) / col("whole" + c)).alias(c + "-taux") for c in TRAINED]
    else:
        shown = [col("24", "25")]
    return summed.select("territory", "year", *shown)


def both_levels(table, summed):
    """By network and year, and by region and year."""
    numbers = [name for name in summed.columns if name not in ("territory", "year")]
    region = summed.group_by("year").agg(col(numbers).sum()).with_columns(pl.lit(REGION).alias("territory"))
    return finish(table, summed), finish(table, region)


def run(paths, engine="auto"):
    queries = []
    for table in TABLES.values():
        frame, broken = masked(table, scan(paths, table), paths)
        queries += [located_in(table, frame, broken), sums(table, frame.filter(~col("bad")))]
    answers = pl.collect_all(queries, engine=engine)
    return pl.concat(answers[0::2]), [both_levels(t, s) for t, s in zip(TABLES.values(), answers[1::2])]


def located(errors):
    return errors.iter_rows()


def figures(levels):
    return long([(by, frame.to_dicts()) for pair in levels for by, frame in zip(("reseau", "region"), pair)])


if __name__ == "__main__":
    main(globals())
