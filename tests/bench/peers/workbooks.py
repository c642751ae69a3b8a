"""Reading the three sheets of a workbook, by library:  python tests/bench/peers/workbooks.py NAME FILE RUNS SECONDS"""

import json
import sys

from common import timed

SHEETS = {"Réunions": "reunions", "Formation": "formation", "Coordination": "coordination"}


def is_count(heading):
    return heading.startswith(("agents", "structures_"))


def of_rows(rows):
    """Number of rows and sum of the counts, of rows of cells under their headings."""
    heads, *body = rows
    columns = [at for at, heading in enumerate(heads) if is_count(heading)]
    cells = (row[at] for row in body for at in columns)
    return len(body), sum(cell for cell in cells if isinstance(cell, int | float))


def of_frame(frame):
    return len(frame), sum(frame[heading].sum() for heading in frame.columns if is_count(heading))


def pandas_calamine(path):
    import pandas as pd

    return list(pd.read_excel(path, sheet_name=list(SHEETS), engine="calamine").values()), of_frame


def polars_calamine(path):
    import polars as pl

    frames = pl.read_excel(path, sheet_name=list(SHEETS), engine="calamine", infer_schema_length=None)
    return list(frames.values()), of_frame


def fastexcel_arrow(path):
    import fastexcel

    book = fastexcel.read_excel(path)
    return [book.load_sheet(name).to_arrow() for name in SHEETS], lambda t: of_frame(t.to_pandas())


def python_calamine(path):
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(path) as book:
        return [book.get_sheet_by_name(name).to_python() for name in SHEETS], of_rows


def openpyxl_read_only(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = [list(book[name].iter_rows(values_only=True)) for name in SHEETS]
    book.close()
    return rows, of_rows


PEERS = {
    "pandas with calamine": pandas_calamine,
    "polars": polars_calamine,
    "fastexcel": fastexcel_arrow,
    "python-calamine": python_calamine,
    "openpyxl": openpyxl_read_only,
}

if __name__ == "__main__":
    _, name, path, runs, seconds = sys.argv
    read = PEERS[name]
    # Imports are not timed.
    sheets, count = read(path)
    tables = [[table, *map(int, count(sheet))] for table, sheet in zip(SHEETS.values(), sheets)]
    print(json.dumps(timed(lambda: read(path), int(runs), float(seconds)) | {"tables": tables}))
