"""How time and memory grow with the rows: the meetings alone, from 10^5 to 10^7 rows."""

import csv_part
from machine import Tools, inputs, middle
from tables import megabytes, number, seconds, table

SIZES = (100_000, 1_000_000, 10_000_000)
NAMES = ("spro", "polars", "polars tuned", "duckdb")


def compare(tools: Tools) -> list[str]:
    chosen = [tool for tool in csv_part.TOOLS if tool.name in NAMES and tools.wants(tool.name)]
    heads = ["rows", *(f"{tool.name}{unit}" for tool in chosen for unit in (", s", ", MB"))]
    lines = []
    for rows in SIZES:
        folder = inputs(rows, only="reunions")
        samples = csv_part.measured(tools, chosen, folder, "iso")
        cells = []
        for tool in chosen:
            got = samples[tool.name]
            cells.append(seconds(middle([middle(each["times"]) or each["cold"] for each in got])))
            cells.append(megabytes(middle([each["peak_mb"] for each in got])))
        lines.append([number(rows), *cells])
    return [table("Growth: the meetings alone, ISO CSV to errors and figures", heads, lines)]
