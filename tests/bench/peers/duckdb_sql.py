"""DuckDB: each file into a table of texts, typed columns and one condition a rule in SQL, located errors from the rows
that break any, repeated rows and figures by GROUP BY."""

import duckdb
from common import REGION, TABLES, long, main
from model import TRAINED

DB = duckdb.connect()
PLAIN = ("text", "code")


def literals(words):
    return "(" + ",".join("'" + word.replace("'", "''") + "'" for word in words) + ")"


def parsed(field, paths):
    if field.kind == "date":
        text = f"TRY_STRPTIME({field.code}, '%d/%m/%Y')::DATE" if paths.french else f"TRY_CAST({field.code} AS DATE)"
    elif field.kind == "fte":
        text = f"replace({field.code}, ',', '.')" if paths.french else field.code
        text = f"TRY_CAST({text} AS DOUBLE)"
    else:
        text = f"TRY_CAST({field.code} AS BIGINT)"
    return f"{text} AS v_{field.code}"


def rules(table):
    """(column, rule, whether it is an error, condition)."""
    for field in table.fields:
        text, meant = field.code, field.code if field.kind in PLAIN else f"v_{field.code}"
        if field.required is not False:
            yield field.code, "requis", field.required is True, f"{text} IS NULL"
        if field.kind not in PLAIN:
            yield field.code, "type", True, f"{text} IS NOT NULL AND {meant} IS NULL"
        if field.least is not None:
            most = "" if field.most is None else f" OR {meant} > {field.most}"
            yield field.code, "borne", True, f"{meant} < {field.least}{most}"
        if field.allowed is not None:
            yield field.code, "liste", True, f"{text} NOT IN {literals(field.allowed)}"
        if field.longest is not None:
            yield field.code, "longueur", True, f"length({text}) > {field.longest}"
    for rule in table.at_most:
        yield rule.smaller, rule.code, rule.error, f"v_{rule.smaller} > v_{rule.larger}"
    if table.in_year:
        yield "date", "date-dans-annee", True, "year(v_date) <> v_annee"


def read(table, paths):
    columns = "{" + ",".join(f"'{column}':'VARCHAR'" for column in table.columns) + "}"
    DB.execute(
        f"CREATE OR REPLACE TEMP TABLE raw_{table.code} AS SELECT * FROM read_csv('{paths.of(table.code)}', "
        f"delim='{paths.separator}', header=true, quote='\"', escape='\"', columns={columns}, auto_detect=false)"
    )


def check(table, paths, *, typed=True):
    """Makes the tables of typed rows and of repeated ones; the query of the located errors.

    Without `typed`, the columns of values are in the raw table already.
    """
    broken, name = list(rules(table)), table.code
    bad = " OR ".join(f"coalesce({condition}, false)" for _, _, error, condition in broken if error)
    told = " OR ".join(f"coalesce({condition}, false)" for _, _, _, condition in broken)
    values = [parsed(field, paths) for field in table.fields if field.kind not in PLAIN] if typed else []
    DB.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT *, ({bad}) AS bad, ({told}) AS told "
        f"FROM (SELECT {', '.join(['rowid AS line', '*', *values])} FROM raw_{name})"
    )
    key = ", ".join(table.key)
    needed = [field.code for field in table.fields if field.code in table.key and field.required is True]
    whole = " AND ".join(f"{column} IS NOT NULL" for column in needed)
    DB.execute(
        f"CREATE OR REPLACE TEMP TABLE again_{name} AS SELECT unnest(lines[2:]) AS line FROM ("
        f"SELECT list_sort(list(line)) AS lines FROM {name} SEMI JOIN ("
        f"SELECT hash({key}) AS h FROM {name} GROUP BY h HAVING count(*) > 1) twice ON hash({key}) = twice.h "
        f"WHERE {whole} GROUP BY {key} HAVING count(*) > 1)"
    )
    again = f"line IN (SELECT line FROM again_{name})"
    cases = [f"CASE WHEN {condition} THEN {{'c':'{c}','r':'{rule}'}} END" for c, rule, _, condition in broken]
    cases.append(f"CASE WHEN {again} THEN {{'c':'','r':'doublon'}} END")
    return (
        f'SELECT \'{name}\' AS "table", line AS "row", e.c AS "column", e.r AS rule FROM ('
        f"SELECT line, unnest(list_filter([{', '.join(cases)}], lambda x: x IS NOT NULL)) AS e "
        f"FROM {name} WHERE told OR {again})"
    )


def sums(table):
    name = table.code
    good = f"FROM {name} WHERE NOT bad AND line NOT IN (SELECT line FROM again_{name}) GROUP BY ALL"
    if name == "reunions":
        rate = "v_structures_participantes / v_structures_invitees"
        what = f"""count(*) AS lines, sum(v_structures_invitees) AS invited, sum(v_structures_participantes) AS present,
            sum({rate}) FILTER (v_structures_invitees > 0) AS rates,
            count(*) FILTER (v_structures_invitees > 0) AS rated"""
    elif name == "formation":
        what = ", ".join(
            f"sum(v_{column}) AS s{code}, sum(v_{column}) FILTER (v_agents IS NOT NULL) AS p{code}, "
            f"sum(v_agents) FILTER (v_{column} IS NOT NULL) AS w{code}"
            for code, column in TRAINED.items()
        )
    else:
        what = "sum(v_agents) AS agents, sum(v_etp) AS etp"
    DB.execute(f"CREATE OR REPLACE TEMP TABLE of_{name} AS SELECT reseau AS territory, v_annee AS year, {what} {good}")


def levels(table):
    name = table.code
    if name == "reunions":
        shown = 'lines AS "1", present / invited AS "2", rates / rated AS "2-moyenne"'
    elif name == "formation":
        shown = ", ".join(f's{code} AS "{code}", p{code} / w{code} AS "{code}-taux"' for code in TRAINED)
    else:
        shown = 'agents AS "24", etp AS "25"'
    region = (
        f"SELECT '{REGION}' AS territory, year, sum(COLUMNS(* EXCLUDE (territory, year))) FROM of_{name} GROUP BY year"
    )
    return [
        DB.sql(f"SELECT territory, year, {shown} FROM {source}").to_arrow_table()
        for source in (f"of_{name}", f"({region})")
    ]


def run(paths):
    queries = []
    for table in TABLES.values():
        read(table, paths)
        queries.append(check(table, paths))
    errors = DB.sql(" UNION ALL ".join(queries)).to_arrow_table()
    for table in TABLES.values():
        sums(table)
    return errors, [levels(table) for table in TABLES.values()]


def located(errors):
    return zip(*(column.to_pylist() for column in errors.columns))


def figures(of_tables):
    return long([(by, t.to_pylist()) for pair in of_tables for by, t in zip(("reseau", "region"), pair)])


if __name__ == "__main__":
    main(globals())
