"""Makes what is measured: the three tables of many networks, with errors planted in 2 % of the rows, and the truth beside.

    python tests/bench/generate.py FOLDER ROWS [ROWS ...] [--only reunions] [--seed 7]

FOLDER/ROWS then holds, for ROWS rows in each table:

    iso/TABLE.csv        `,`, 2017-03-02, 2.35; UTF-8
    fr/TABLE.csv         `;`, 02/03/2017, 2,35; UTF-8
    arrow/TABLE.arrow    typed columns; a cell that is not of its type is null
    truth.csv            table,row,column,rule: every error and warning of the CSV files, row from 0
    truth_arrow.csv      the same of the typed columns, where what is not of its type is missing
    figures.csv          by,territory,year,indicator,value: the figures over the rows without an error

The same seed gives the same files. The truth is what was planted: no peer and no part of the library computes it.
"""

import argparse
import pathlib
import tomllib

import numpy as np
import polars as pl

RULEBOOK = pathlib.Path(__file__).parents[2] / "spro-core/rulebook/centre-val-de-loire"
TABLES = ("reunions", "formation", "coordination")
# One row in fifty is bad.
BAD = 50
SUBJECTS = [
    "Comité de pilotage", "Comité technique", "Accueil des nouveaux partenaires", "Forum des métiers",
    "Bilan annuel", "Préparation du forum, volet jeunes", "Échanges de pratiques", "Formation des agents",
    "Charte du réseau, signature", "Point sur l'observatoire", "Atelier « premier accueil »",
    "Groupe de travail numérique", "Présentation de l'offre \"Avenir\"", "Cartographie des structures",
    "Lien avec les entreprises", "Réunion plénière",
]  # fmt: skip
TRUTH = {"table": pl.String, "row": pl.Int64, "column": pl.String, "rule": pl.String}


def codes(file: str, key: str) -> list[str]:
    """The codes of networks or of the entries of the first list, as the rulebook has them."""
    rulebook = tomllib.loads((RULEBOOK / file).read_text(encoding="utf-8"))
    entries = rulebook[key] if key == "network" else rulebook["list"][0]["entry"]
    return [entry["code"] for entry in entries]


NETWORKS = codes("networks.toml", "network")
STRUCTURES = codes("structures.toml", "list")


class Table:
    """Typed columns, the cells to write otherwise, and what was planted."""

    def __init__(self, name: str, columns: dict[str, pl.Series]) -> None:
        self.name, self.columns, self.rows = name, columns, len(next(iter(columns.values())))
        self.text: list[tuple[str, np.ndarray, object]] = []
        self.typed: list[tuple[str, np.ndarray, object]] = []
        self.truth: list[tuple[np.ndarray, str, str, str]] = []
        self.rejected = np.zeros(self.rows, bool)
        self.planted = np.zeros(self.rows, bool)

    def put(self, column: str, rows: np.ndarray, typed: object, text: object = None) -> None:
        """Other values in some cells: `typed` in the columns, `text` in the files where it is written otherwise.

        `text` may differ by form: a dictionary with `iso` and `fr`.
        """
        self.typed.append((column, rows, typed))
        if text is None and not isinstance(typed, pl.Series) and typed is not None:
            text = str(typed)
        self.text.append((column, rows, typed if isinstance(typed, pl.Series) and text is None else text))

    def found(self, rows: np.ndarray, column: str, rule: str, typed: str | None = None, *, error: bool = True) -> None:
        """These rows break a rule; `typed` names the rule that the typed column breaks, where it is another."""
        self.truth.append((rows, column, rule, typed or rule))
        self.planted[rows] = True
        if error:
            self.rejected[rows] = True

    def truth_frame(self, *, typed: bool) -> pl.DataFrame:
        parts = [
            pl.DataFrame(
                {"table": [self.name] * len(rows), "row": rows, "column": [column] * len(rows),
                 "rule": [of_typed if typed else of_text] * len(rows)},
                schema=TRUTH,
            )
            for rows, column, of_text, of_typed in self.truth
        ]  # fmt: skip
        return pl.concat(parts).sort("row", "column", "rule")

    def typed_frame(self) -> pl.DataFrame:
        columns = dict(self.columns)
        for column, rows, value in self.typed:
            columns[column] = scattered(columns[column], rows, value)
        return pl.DataFrame(columns)

    def text_frame(self, form: str) -> pl.DataFrame:
        columns = {name: written(series, form) for name, series in self.columns.items()}
        for column, rows, value in self.text:
            value = value[form] if isinstance(value, dict) else value
            value = written(value, form) if isinstance(value, pl.Series) else value
            columns[column] = scattered(columns[column], rows, value)
        return pl.DataFrame(columns)


def scattered(series: pl.Series, rows: np.ndarray, value: object) -> pl.Series:
    if not isinstance(value, pl.Series):
        value = pl.Series([value] * len(rows), dtype=series.dtype)
    return series.scatter(rows, value)


def written(series: pl.Series, form: str) -> pl.Series:
    """A column as its cells are typed in a file."""
    if series.dtype == pl.Date:
        return series.dt.to_string("%Y-%m-%d" if form == "iso" else "%d/%m/%Y")
    if series.dtype == pl.Float64:
        text = series.cast(pl.String).str.strip_suffix(".0")
        return text if form == "iso" else text.str.replace(".", ",", literal=True)
    return series.cast(pl.String)


def plan(rng: np.random.Generator, rows: int, kinds: list[str]) -> dict[str, np.ndarray]:
    """The rows that each kind of error is planted in: never the first row, no row twice."""
    chosen = rng.choice(rows - 1, rows // BAD, replace=False) + 1
    return {kind: np.sort(chosen[at :: len(kinds)]) for at, kind in enumerate(kinds)}


def days(dates: np.ndarray) -> pl.Series:
    return pl.Series(dates.astype("datetime64[D]")).cast(pl.Date)


def dates_in(years: np.ndarray, day: np.ndarray) -> np.ndarray:
    return (years - 1970).astype("datetime64[Y]").astype("datetime64[D]") + day.astype("timedelta64[D]")


def of_every_table(table: Table, bad: dict[str, np.ndarray]) -> None:
    """Errors that every table can have: in the network and in the year."""
    rows = bad["reseau requis"]
    table.put("reseau", rows, None)
    table.found(rows, "reseau", "requis")
    rows = bad["reseau liste"]
    table.put("reseau", rows, "Réseau inconnu")
    table.found(rows, "reseau", "liste")
    rows = bad["annee type"]
    table.put("annee", rows, None, "année")
    table.found(rows, "annee", "type", "requis")
    rows = bad["annee borne"]
    table.put("annee", rows, 1999)
    table.found(rows, "annee", "borne")


def repeated(rng: np.random.Generator, table: Table, rows: np.ndarray, key: list[str], rule: str) -> None:
    """Gives rows the key of an earlier row with nothing planted, each such row's at most once."""
    usable = ~table.planted
    usable[rows] = False
    good = np.flatnonzero(usable)
    before = np.searchsorted(good, rows)
    source = good[(rng.random(len(rows)) * before).astype(int)]
    source, first = np.unique(source, return_index=True)
    rows = rows[first]
    order = np.argsort(rows)
    rows, source = rows[order], source[order]
    for column in key:
        table.put(column, rows, table.columns[column].gather(source))
    table.found(rows, "", rule)


def reunions(rng: np.random.Generator, rows: int) -> Table:
    network = rng.integers(0, len(NETWORKS), rows)
    year = rng.integers(2016, 2019, rows)
    day = rng.integers(0, 365, rows)
    date = dates_in(year, day)
    invited = 1 + rng.poisson(12, rows)
    present = rng.binomial(invited, 0.7)
    subject = pl.select(
        pl.Series(SUBJECTS).gather(rng.integers(0, len(SUBJECTS), rows))
        + " – séance "
        + pl.Series(np.arange(rows)).cast(pl.String)
    ).to_series()
    table = Table("reunions", {
        "reseau": pl.Series(NETWORKS).gather(network), "annee": pl.Series(year), "date": days(date),
        "structures_invitees": pl.Series(invited), "structures_participantes": pl.Series(present), "objet": subject,
    })  # fmt: skip
    bad = plan(rng, rows, [
        "reseau requis", "reseau liste", "annee type", "annee borne", "date type", "date annee", "invitees type",
        "invitees borne", "participantes borne", "participantes plus", "objet requis", "objet longueur", "doublon",
    ])  # fmt: skip
    of_every_table(table, bad)
    # The date goes with the year: nothing but the bounds of the year is broken.
    at = bad["annee borne"]
    table.put("date", at, days(dates_in(np.full(len(at), 1999), day[at])))
    at = bad["date type"]
    table.put("date", at, None, {"iso": "2017-13-45", "fr": "45/13/2017"})
    table.found(at, "date", "type", "requis")
    at = bad["date annee"]
    table.put("date", at, days(dates_in(np.where(year[at] == 2016, 2017, 2016), day[at])))
    table.found(at, "date", "date-dans-annee")
    at = bad["invitees type"]
    table.put("structures_invitees", at, None, "douze")
    table.found(at, "structures_invitees", "type", "requis")
    # Fewer than none were invited, and fewer still came: two numbers out of bounds, in order.
    at = bad["invitees borne"]
    table.put("structures_invitees", at, -4)
    table.put("structures_participantes", at, -5)
    table.found(at, "structures_invitees", "borne")
    table.found(at, "structures_participantes", "borne")
    at = bad["participantes borne"]
    table.put("structures_participantes", at, -1)
    table.found(at, "structures_participantes", "borne")
    at = bad["participantes plus"]
    table.put("structures_participantes", at, pl.Series(invited[at] + 1))
    table.found(at, "structures_participantes", "participantes-au-plus-invitees")
    # Two missing subjects of a network and a day would be a repeated row.
    at = bad["objet requis"]
    place = network[at].astype(np.int64) * 10**6 + date[at].astype(np.int64)
    at = at[np.sort(np.unique(place, return_index=True)[1])]
    table.put("objet", at, None)
    table.found(at, "objet", "requis", error=False)
    at = bad["objet longueur"]
    table.put("objet", at, pl.select(subject.gather(at) + pl.lit(" " + "é" * 500)).to_series())
    table.found(at, "objet", "longueur")
    repeated(rng, table, bad["doublon"], ["reseau", "annee", "date", "objet"], "doublon")
    return table


def formation(rng: np.random.Generator, rows: int) -> Table:
    structure = pl.Series(STRUCTURES).gather(rng.integers(0, len(STRUCTURES), rows))
    name = pl.select(structure + " antenne " + pl.Series(np.arange(rows)).cast(pl.String)).to_series()
    agents = rng.poisson(14, rows)
    trained = {what: rng.binomial(agents, 0.35) for what in ("formation", "seminaire", "professionnalisation")}
    table = Table("formation", {
        "reseau": pl.Series(NETWORKS).gather(rng.integers(0, len(NETWORKS), rows)),
        "annee": pl.Series(rng.integers(2016, 2019, rows)), "structure": structure, "nom_structure": name,
        "agents": pl.Series(agents), **{f"agents_{what}": pl.Series(n) for what, n in trained.items()},
    })  # fmt: skip
    bad = plan(rng, rows, [
        "reseau requis", "reseau liste", "annee type", "annee borne", "structure requis", "structure liste",
        "nom longueur", "agents type", "agents borne", "agents requis", "formation borne", "seminaire requis",
        "formation plus", "seminaire plus", "professionnalisation plus", "doublon",
    ])  # fmt: skip
    of_every_table(table, bad)
    at = bad["structure requis"]
    table.put("structure", at, None)
    table.found(at, "structure", "requis")
    at = bad["structure liste"]
    table.put("structure", at, "LYCEE")
    table.found(at, "structure", "liste")
    at = bad["nom longueur"]
    table.put("nom_structure", at, pl.select(name.gather(at) + pl.lit(" " + "é" * 200)).to_series())
    table.found(at, "nom_structure", "longueur")
    at = bad["agents type"]
    table.put("agents", at, None, "onze")
    table.found(at, "agents", "type", "requis")
    at = bad["agents borne"]
    for column in ("agents", *(f"agents_{what}" for what in trained)):
        table.put(column, at, -3)
        table.found(at, column, "borne")
    at = bad["agents requis"]
    table.put("agents", at, None)
    table.found(at, "agents", "requis", error=False)
    at = bad["formation borne"]
    table.put("agents_formation", at, -1)
    table.found(at, "agents_formation", "borne")
    at = bad["seminaire requis"]
    table.put("agents_seminaire", at, None)
    table.found(at, "agents_seminaire", "requis", error=False)
    for what in trained:
        at = bad[f"{what} plus"]
        table.put(f"agents_{what}", at, pl.Series(agents[at] + 1))
        table.found(at, f"agents_{what}", f"{what}-au-plus-agents")
    repeated(rng, table, bad["doublon"], ["reseau", "annee", "structure", "nom_structure"], "doublon")
    return table


def coordination(rng: np.random.Generator, rows: int) -> Table:
    agents = rng.poisson(6, rows)
    fte = np.floor(agents * rng.random(rows) * 100) / 100
    structure = pl.Series(STRUCTURES).gather(rng.integers(0, len(STRUCTURES), rows))
    name = pl.select(structure + " coordination " + pl.Series(np.arange(rows)).cast(pl.String)).to_series()
    table = Table("coordination", {
        "reseau": pl.Series(NETWORKS).gather(rng.integers(0, len(NETWORKS), rows)),
        "annee": pl.Series(rng.integers(2017, 2020, rows)), "structure_coordinatrice": name,
        "agents": pl.Series(agents), "etp": pl.Series(fte),
    })  # fmt: skip
    bad = plan(rng, rows, [
        "reseau requis", "reseau liste", "annee type", "annee borne", "structure requis", "agents type",
        "agents borne", "etp type", "etp borne", "etp plus", "doublon",
    ])  # fmt: skip
    of_every_table(table, bad)
    at = bad["structure requis"]
    table.put("structure_coordinatrice", at, None)
    table.found(at, "structure_coordinatrice", "requis")
    at = bad["agents type"]
    table.put("agents", at, None, "six")
    table.found(at, "agents", "type", "requis")
    at = bad["agents borne"]
    table.put("agents", at, -3)
    table.put("etp", at, -3.0, "-3")
    table.found(at, "agents", "borne")
    table.found(at, "etp", "borne")
    at = bad["etp type"]
    table.put("etp", at, None, "deux")
    table.found(at, "etp", "type", "requis")
    at = bad["etp borne"]
    table.put("etp", at, -0.5, {"iso": "-0.5", "fr": "-0,5"})
    table.found(at, "etp", "borne")
    # More full-time equivalents than agents: a warning, the row counts.
    at = bad["etp plus"]
    table.put("etp", at, pl.Series(agents[at] + 0.5))
    table.found(at, "etp", "etp-au-plus-agents", error=False)
    repeated(rng, table, bad["doublon"], ["reseau", "annee", "structure_coordinatrice"], "doublon")
    return table


def ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """A rate over the rows that have both numbers."""
    both = part.is_not_null() & whole.is_not_null()
    return part.filter(both).sum() / whole.filter(both).sum()


def figures(table: Table) -> pl.DataFrame:
    """Every indicator by network and year and by region and year, over the rows that no error keeps out."""
    col = pl.col
    of = {
        "reunions": {
            "1": pl.len(), "2": ratio(col("structures_participantes"), col("structures_invitees")),
            "2-moyenne": (col("structures_participantes") / col("structures_invitees")).mean(),
        },
        "formation": {
            code + suffix: value
            for code, what in (("7", "formation"), ("7bis", "seminaire"), ("20", "professionnalisation"))
            for suffix, value in (
                ("", col(f"agents_{what}").sum()),
                ("-taux", ratio(col(f"agents_{what}"), col("agents"))),
            )
        },
        "coordination": {"24": col("agents").sum(), "25": (col("etp") * 100).round().cast(pl.Int64).sum() / 100},
    }[table.name]  # fmt: skip
    good = table.typed_frame().filter(pl.Series(~table.rejected)).rename({"annee": "year"})
    parts = []
    for by, territory in (("reseau", col("reseau")), ("region", pl.lit("Centre-Val de Loire"))):
        wide = good.group_by(territory.alias("territory"), "year").agg(
            *(value.cast(pl.Float64).alias(code) for code, value in of.items())
        )
        long = wide.unpivot(index=["territory", "year"], variable_name="indicator")
        parts.append(long.select(pl.lit(by).alias("by"), "territory", "year", "indicator", "value"))
    return pl.concat(parts).sort("by", "territory", "year", "indicator")


MAKERS = {"reunions": reunions, "formation": formation, "coordination": coordination}


def generate(folder: pathlib.Path, rows: int, seed: int = 7, tables: tuple[str, ...] = TABLES) -> None:
    for form in ("iso", "fr", "arrow"):
        (folder / form).mkdir(parents=True, exist_ok=True)
    made = []
    for name in tables:
        table = MAKERS[name](np.random.default_rng([seed, rows, TABLES.index(name)]), rows)
        table.text_frame("iso").write_csv(folder / "iso" / f"{name}.csv")
        table.text_frame("fr").write_csv(folder / "fr" / f"{name}.csv", separator=";")
        table.typed_frame().write_ipc(folder / "arrow" / f"{name}.arrow")
        made.append((table.truth_frame(typed=False), table.truth_frame(typed=True), figures(table)))
        del table
    for at, file in enumerate(("truth.csv", "truth_arrow.csv", "figures.csv")):
        pl.concat([parts[at] for parts in made]).write_csv(folder / file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("rows", nargs="+", type=int)
    parser.add_argument("--only", choices=TABLES, action="append")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    for rows in given.rows:
        generate(given.folder / str(rows), rows, given.seed, tuple(given.only or TABLES))


if __name__ == "__main__":
    main()
