"""pandera on pandas: typed with pandas (its own coercion would stop the other checks of a column at the first cell that
cannot be read), then a schema with lazy validation; figures with pandas."""

import warnings

import pandas as pd
from common import TABLES, main
from pandas_masks import both_levels, figures, read, typed  # noqa: F401  (parts of a peer)

warnings.filterwarnings("ignore")
import pandera.pandas as pa  # noqa: E402

TYPES = {"text": str, "code": str, "whole": "Int64", "year": "Int64", "fte": float, "date": "datetime64[us]"}


def true_where_unknown(answers):
    return answers.fillna(True).astype(bool)


def schema(table):
    columns = {}
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
    checks = [
        pa.Check(
            lambda d, r=rule: (
                true_where_unknown(d[r.smaller] <= d[r.larger]) | d[r.smaller].isna() | d[r.larger].isna()
            ),
            name=rule.code,
        )
        for rule in table.at_most
    ]
    if table.in_year:
        right = lambda d: true_where_unknown(d.date.dt.year == d.annee) | d.date.isna()  # noqa: E731
        checks.append(pa.Check(right, name="date-dans-annee"))
    needed = [field.code for field in table.fields if field.code in table.key and field.required is True]
    first = lambda d: ~d.duplicated(list(table.key)) | d[needed].isna().any(axis=1)  # noqa: E731
    checks.append(pa.Check(first, name="doublon"))
    return pa.DataFrameSchema(columns, checks=checks)


def check(table, paths):
    text = read(table, paths)
    frame = typed(table, text, paths)
    unread = {
        field.code: (frame[field.code].isna() & text[field.code].notna()).to_numpy().nonzero()[0]
        for field in table.fields
        if field.is_number or field.kind == "date"
    }
    try:
        schema(table).validate(frame, lazy=True)
        return (table, unread, None), frame
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    # What only warns keeps its row.
    warned = [field.code for field in table.fields if field.required is None]
    missing = (cases["check"] == "not_nullable") & cases["column"].isin(warned)
    soft = cases["check"].isin([rule.code for rule in table.at_most if not rule.error])
    bad = set(cases[~missing & ~soft]["index"].dropna().astype(int))
    return (table, unread, cases), frame.drop(index=list(bad.union(*unread.values())))


def run(paths):
    found, levels = [], []
    for table in TABLES.values():
        errors, good = check(table, paths)
        found.append(errors)
        levels.append(both_levels(table, good))
    return found, levels


RULES = {"greater_than_or_equal_to": "borne", "in_range": "borne", "isin": "liste", "str_length": "longueur"}


def located(found):
    for table, unread, cases in found:
        across = {rule.code: rule.smaller for rule in table.at_most} | {"date-dans-annee": "date", "doublon": ""}
        types = {(column, row) for column, rows in unread.items() for row in rows}
        for column, row in types:
            yield table.code, int(row), column, "type"
        # A rule across columns fails once for each of its columns.
        told = set() if cases is None else set(zip(cases["column"], cases["check"], cases["index"]))
        lines = {
            ("", name, row) if name in across else (column, name, row) for column, name, row in told if not pd.isna(row)
        }
        for column, name, row in lines:
            if name in across:
                yield table.code, int(row), across[name], name
            elif name == "not_nullable":
                if (column, row) not in types:
                    yield table.code, int(row), column, "requis"
            else:
                yield table.code, int(row), column, RULES.get(name.split("(")[0], name)


if __name__ == "__main__":
    main(globals())
