"""Typed columns in memory (meetings, from an Arrow file that is loaded first) to located errors and figures.

python tests/bench/peers/memory.py NAME check|time FOLDER [--runs 5] [--seconds 6]
"""

import argparse
import json
import pathlib

from common import agree, long, model, timed

TABLE = model.tables()["reunions"]
LEVELS = ("reseau", "region")


class Polars:
    """One mask of what is wrong, the rules one by one on the bad rows, repeated rows by a key of 64 bits."""

    def __init__(self, path):
        import polars as pl
        import polars_lazy as lazy

        self.pl, self.lazy = pl, lazy
        self.frame = pl.read_ipc(path).with_row_index("row")

    def run(self):
        pl, lazy, col = self.pl, self.lazy, self.pl.col
        year, date, subject = col("annee"), col("date"), col("objet")
        invited, present = col("structures_invitees"), col("structures_participantes")
        good = [
            col("reseau").is_in(list(TABLE.fields[0].allowed)), year.is_between(2000, 2100), date.dt.year() == year,
            invited >= 0, present.is_between(0, invited), subject.is_null() | (subject.str.len_bytes() <= 500) | (subject.str.len_chars() <= 500),
        ]  # fmt: skip
        key = (subject.hash(3) ^ col("reseau").hash(1) ^ date.hash(2)).alias("key")
        all_good = pl.all_horizontal([condition.fill_null(False) for condition in good]).alias("good")
        frame = self.frame.lazy().select("row", all_good, subject.is_null().alias("warned"), key).collect()
        twice = frame.lazy().group_by("key").agg(pl.len()).filter(col("len") > 1).select("key")
        rows = frame.lazy().join(twice, on="key", how="semi").select("row").collect()["row"].sort()
        whole = self.frame[rows].drop_nulls(["reseau", "date"])
        again = whole.filter(pl.struct(TABLE.key).is_first_distinct().not_())["row"]
        good = frame["good"].scatter(again, False)
        told = self.frame.filter(~good | frame["warned"])
        typed = [field.code for field in TABLE.fields if field.kind not in ("text", "code")]
        told = told.with_columns(col(typed).name.prefix("v_"), pl.lit(True).alias("told"))
        broken = list(lazy.rules(TABLE))[:-1] + [("", "doublon", True, col("row").is_in(again.implode()))]
        masks = [rows.fill_null(False).alias(f"rule{at}") for at, (_, _, _, rows) in enumerate(broken)]
        errors = lazy.located_in(TABLE, told.lazy().with_columns(masks), broken).collect()
        kept = self.frame.lazy().filter(good).select("reseau", col(typed).name.prefix("v_"))
        return errors, lazy.both_levels(TABLE, lazy.sums(TABLE, kept).collect())

    def located(self, errors):
        return errors.iter_rows()

    def figures(self, levels):
        return long([(by, frame.to_dicts()) for by, frame in zip(LEVELS, levels)])


class DuckDb:
    """A table of DuckDB's own, checked and aggregated in SQL."""

    def __init__(self, path):
        import duckdb_sql as sql
        import pyarrow as pa

        self.sql = sql
        self.frame = pa.ipc.open_file(path).read_all()
        frame = self.frame  # noqa: F841  (DuckDB finds it by its name)
        names = [field.code for field in TABLE.fields if field.kind not in sql.PLAIN]
        typed = ", ".join(f"{name} AS v_{name}" for name in names)
        sql.DB.execute(f"CREATE TABLE raw_reunions AS SELECT *, {typed} FROM frame")

    def run(self):
        sql = self.sql
        errors = sql.DB.sql(sql.check(TABLE, None, typed=False)).to_arrow_table()
        sql.sums(TABLE)
        return errors, sql.levels(TABLE)

    def located(self, errors):
        return self.sql.located(errors)

    def figures(self, levels):
        return self.sql.figures([levels])


class Pandas:
    """Columns of pandas, one mask a rule."""

    def __init__(self, path):
        import pandas_masks as masks
        import pyarrow as pa

        self.masks = masks
        frame = pa.ipc.open_file(path).read_all().to_pandas()
        for field in TABLE.fields:
            if field.is_number:
                frame[field.code] = frame[field.code].astype("Int64")
            elif field.kind == "date":
                frame[field.code] = self.masks.pd.to_datetime(frame[field.code])
        self.frame = frame

    def run(self):
        errors, good = self.masks.check(TABLE, self.frame, self.frame)
        return self.masks.pd.concat(errors), self.masks.both_levels(TABLE, good)

    def located(self, errors):
        return errors.itertuples(index=False, name=None)

    def figures(self, levels):
        return self.masks.figures([levels])


class Spro:
    """The library in Python: a frame in, a table of what was found by row, field and rule, and figures out."""

    def __init__(self, path):
        import polars as pl
        import spro
        import spro_python

        self.spro, self.python, self.frame = spro, spro_python, pl.read_ipc(path)

    def run(self):
        return self.python.answers(self.spro.from_frames({"reunions": self.frame}))

    def located(self, errors):
        return self.python.located(errors)

    def figures(self, levels):
        return self.python.figures(levels)


TOOLS = {"spro (Python)": Spro, "polars": Polars, "duckdb": DuckDb, "pandas": Pandas}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=TOOLS)
    parser.add_argument("mode", choices=("check", "time"))
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0)
    given = parser.parse_args()
    tool = TOOLS[given.name](str(given.folder / "arrow/reunions.arrow"))
    if given.mode == "time":
        print(json.dumps(timed(tool.run, given.runs, given.seconds)))
        return
    errors, figures = tool.run()
    found, figures = tool.located(errors), tool.figures(figures)
    differ = agree.disagreements(given.folder, found, figures, truth="truth_arrow.csv", tables=["reunions"])
    print(json.dumps({"differ": differ}, ensure_ascii=False))


if __name__ == "__main__":
    main()
