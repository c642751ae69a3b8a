"""How many meetings of a data frame a second are checked and aggregated, and how long `import spro` takes.

    python spro-py/benches/frames.py [ROWS]

The frame has the columns and the kinds of rows of `cargo bench -p spro-core --features toml --bench engine`, whose line
`check_duplicates_and_aggregate` is the measure: the engine alone, on one core, from columns in memory.
"""

import datetime
import statistics
import subprocess
import sys
import time

import polars

import spro

NETWORKS = ["Orléans", "Pithiviers", "Nogent/Châteaudun", "Châteauroux", "Montargis", "Indre-et-Loire", "Dreux", "Cher", "Loir-et-Cher"]


def meetings(rows):
    """Meetings of all networks and of the years 2016 to 2018; one in a hundred on a day of another year, one in a hundred with
    more taking part than invited."""
    row = polars.int_range(rows, eager=True)

    def below(end, seed):
        return (row.hash(seed) % polars.Series([end], dtype=polars.UInt64)).cast(polars.Int64)

    year, invited = below(3, 1), below(40, 2)
    shown = polars.select(polars.when(below(100, 3) == 0).then((year + 1) % 3).otherwise(year)).to_series()
    came = polars.select(polars.when(below(100, 4) == 0).then(invited + 1).otherwise(below(1 << 30, 5) % (invited + 1))).to_series()
    start = polars.Series([datetime.date(2016, 1, 1)]).cast(polars.Int32)[0]
    days = polars.Series([start, start + 366, start + 731]).gather(shown) + below(365, 6)
    return polars.DataFrame(
        {
            "reseau": polars.Series(NETWORKS).gather(below(len(NETWORKS), 7)),
            "annee": year + 2016,
            "date": days.cast(polars.Int32).cast(polars.Date),
            "structures_invitees": invited,
            "structures_participantes": came,
            "objet": polars.select(polars.format("Réunion {}", below(4096, 8))).to_series(),
        }
    )


def timed(what, work, rows, times=7):
    work()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    best, median = min(spent), statistics.median(spent)
    print(f"{what:<42} {best * 1e3:8.1f} ms least  {median * 1e3:8.1f} ms median  {rows / median / 1e6:6.2f} M rows/s")


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    frame = meetings(rows)
    print(f"{rows} rows from polars {polars.__version__}, {frame.estimated_size() / 1e6:.0f} MB")
    timed("checked and aggregated (spro.partial)", lambda: spro.partial(frame, table="reunions"), rows)
    coded = frame.with_columns(polars.col("reseau", "objet").cast(polars.Categorical))
    timed("the same, texts as dictionaries", lambda: spro.partial(coded, table="reunions"), rows)
    timed("with the figures (spro.indicators)", lambda: spro.indicators(frame, table="reunions"), rows)
    timed("with every error in words (spro.validate)", lambda: spro.validate("reunions", frame), rows, times=1)
    for what, code in (("Python alone", "pass"), ("import spro", "import spro")):
        timed(what, lambda code=code: subprocess.run([sys.executable, "-c", code], check=True), 0, times=15)


if __name__ == "__main__":
    main()
