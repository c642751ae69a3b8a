"""Writes the workbooks to read: the three tables in a sheet each, of 30 and of 50 000 rows, with real dates and numbers."""

import datetime
import pathlib

import polars as pl
import xlsxwriter

SIZES = {30: {"reunions": 12, "formation": 14, "coordination": 4},
         50_000: {"reunions": 20_000, "formation": 20_000, "coordination": 10_000}}  # fmt: skip
TITLES = {"reunions": "Réunions", "formation": "Formation", "coordination": "Coordination"}


def book(path: pathlib.Path, source: pathlib.Path, rows: int) -> pathlib.Path:
    """The workbook of the first rows of the typed tables in `source`, written where it is missing."""
    if path.exists():
        return path
    written = xlsxwriter.Workbook(str(path))
    day = written.add_format({"num_format": "dd/mm/yyyy"})
    for table, many in SIZES[rows].items():
        frame = pl.read_ipc(source / "arrow" / f"{table}.arrow").head(many)
        sheet = written.add_worksheet(TITLES[table])
        sheet.write_row(0, 0, frame.columns)
        for at, row in enumerate(frame.iter_rows(), 1):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(at, column, datetime.datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    sheet.write(at, column, value)
    written.close()
    return path


def truth(source: pathlib.Path, rows: int) -> list[tuple[str, int, int]]:
    """Of each table: its rows, and the sum of its counts."""
    out = []
    for table, many in SIZES[rows].items():
        frame = pl.read_ipc(source / "arrow" / f"{table}.arrow").head(many)
        counts = [name for name in frame.columns if name.startswith(("agents", "structures_"))]
        out.append((table, many, sum(frame[name].sum() for name in counts)))
    return sorted(out)
