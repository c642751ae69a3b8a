"""Tables to and from data frame libraries: every layout of columns, and the answers of files with the same rows."""

import copy
import csv
import datetime
import io
import json
import pickle
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import nanoarrow
import narwhals
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import spro

EXAMPLES = Path(__file__).resolve().parents[2] / "spro-core" / "examples" / "data"
COLUMNS = ["reseau", "annee", "date", "structures_invitees", "structures_participantes", "objet"]
DAY = datetime.date(2017, 1, 17)
GOOD = {
    "reseau": "Dreux",
    "annee": 2017,
    "date": DAY,
    "structures_invitees": 10,
    "structures_participantes": 9,
    "objet": "Réunion de réseau",
}


def rows(*changes):
    return [GOOD | change for change in changes]


def codes(report):
    return [found.code for found in report.errors + report.warnings + report.infos]


def as_csv(lines, names=COLUMNS):
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


# ---- out


@pytest.fixture(scope="module")
def campaign():
    return spro.read(EXAMPLES)


def test_a_table_is_pickled_and_copied(campaign):
    tables = [*campaign.tables.values(), campaign.report().table, campaign.evaluate().tables["figures"], campaign.evaluate().tables["milestones"]]
    for table in tables:
        again = pickle.loads(pickle.dumps(table))
        assert again == table and polars.DataFrame(again).schema == polars.DataFrame(table).schema
        assert copy.copy(table) == copy.deepcopy(table) == table
    for submission in campaign:
        for again in (pickle.loads(pickle.dumps(submission)), copy.deepcopy(submission)):
            assert again == submission and hash(again) == hash(submission)
            assert list(again.tables) == list(submission.tables) and again.tables["reunions"].to_dicts() == submission.tables["reunions"].to_dicts()
    assert next(iter(campaign)) != list(campaign)[-1]
    assert copy.deepcopy({"read": campaign})["read"].report() == campaign.report()
    with pytest.raises(TypeError, match="partial"):
        pickle.dumps(campaign)


def test_every_library_takes_every_table(campaign):
    tables = [*campaign.tables.values(), *campaign.evaluate().tables.values(), campaign.report().table, campaign.indicators().table]
    for table in tables:
        wanted = table.to_dicts()
        assert pyarrow.table(table).num_rows == len(table) == len(wanted)
        assert pyarrow.schema(table).names == table.columns
        exact = pyarrow.table(table).to_pylist()
        assert exact == wanted
        assert polars.DataFrame(table).to_dicts() == wanted
        assert pandas.DataFrame.from_arrow(table).shape == (len(table), len(table.columns))
        assert duckdb.from_arrow(table).columns == table.columns
        meetings = table
        assert len(duckdb.sql("select * from meetings").fetchall()) == len(meetings)
        assert nanoarrow.Array(nanoarrow.c_array_stream(table).get_next()).to_pylist()[:1] == wanted[:1]
        assert narwhals.from_arrow(table, backend="polars").columns == table.columns


def test_values_are_those_of_python(campaign):
    meeting = campaign.tables["reunions"][0]
    assert list(meeting)[:2] == ["fichier", "reseau"]
    assert isinstance(meeting["date"], datetime.date)
    assert isinstance(meeting["structures_invitees"], int)
    assert isinstance(campaign.tables["coordination"][0]["etp"], Decimal)


def test_results_are_tables_too(campaign):
    for result in (campaign.report(), campaign.indicators()):
        assert pyarrow.table(result).to_pylist() == polars.DataFrame(result).to_dicts() == result.table.to_dicts()
    figures = campaign.evaluate().tables["figures"]
    rate = next(row for row in figures if (row["indicator"], row["region"], row["annee"]) == ("2", "24", 2017))
    assert rate["value_float"] == float(rate["value"])
    assert rate["completeness_tables_due"] == 9


def test_a_table_is_a_sequence(campaign):
    table = campaign.tables["reunions"]
    assert len(table) == 103
    assert table[-1] == table[102] == list(table)[-1]
    assert table[1:3] == [table[1], table[2]]
    assert table[::-50] == [table[102], table[52], table[2]]
    assert table[5:2] == []
    with pytest.raises(IndexError):
        table[103]
    assert table == campaign.tables["reunions"]
    assert table != campaign.tables["formation"]
    assert set(campaign.tables) == {"reunions", "formation", "coordination"}
    with pytest.raises(KeyError):
        campaign.tables["demandes"]


def test_what_is_written_is_read_again(campaign):
    for code, table in campaign.tables.items():
        for frame in (table, polars.DataFrame(table), pyarrow.table(table)):
            again = spro.from_frames({code: frame}).tables[code]
            names = [name for name in table.columns if name != "fichier"]
            assert [{n: row[n] for n in names} for row in again] == [{n: row[n] for n in names} for row in table]


def test_streams_can_be_taken_again_and_let_go(campaign):
    table = campaign.tables["reunions"]
    for _ in range(3):
        table.__arrow_c_stream__()
        table.__arrow_c_schema__()
        assert pyarrow.table(table).num_rows == 103


# ---- in


def arrow(kinds, lines):
    return pyarrow.table({name: pyarrow.array([line[name] for line in lines], kinds.get(name)) for name in COLUMNS})


@pytest.mark.parametrize("width", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "decimal128(9, 2)", "decimal256(40, 3)"])
def test_numbers_of_any_width(width):
    name, _, scale = width.partition("(")
    kind = getattr(pyarrow, name)(*map(int, scale.rstrip(")").split(","))) if scale else getattr(pyarrow, name)()
    lines = rows({}, {"structures_invitees": None, "objet": "A"}, {"structures_participantes": 11, "objet": "B"})
    cast = Decimal if scale else float if name.startswith("float") else int
    for line in lines:
        for field in ("structures_invitees", "structures_participantes"):
            line[field] = None if line[field] is None else cast(line[field])
    report = spro.validate("reunions", arrow({"structures_invitees": kind, "structures_participantes": kind}, lines))
    assert codes(report) == ["reunions.structures_invitees.requis", "reunions.participantes-au-plus-invitees"]


@pytest.mark.parametrize(
    "kind",
    [
        pyarrow.date32(),
        pyarrow.date64(),
        pyarrow.timestamp("s"),
        pyarrow.timestamp("ms"),
        pyarrow.timestamp("us"),
        pyarrow.timestamp("ns"),
        pyarrow.string(),
        pyarrow.large_string(),
        pyarrow.string_view(),
        pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
    ],
    ids=str,
)
def test_dates_of_any_layout(kind):
    days = pyarrow.array(["2017-01-17", "2016-01-17"] if "string" in str(kind) else [DAY, DAY.replace(year=2016)])
    table = arrow({}, rows({}, {"objet": "B"})).set_column(2, "date", days.cast(kind) if not pyarrow.types.is_dictionary(kind) else days.dictionary_encode())
    report = spro.validate("reunions", table)
    assert codes(report) == ["reunions.date-dans-annee"]
    assert report.errors[0].raw == ("2016-01-17" if "string" in str(kind) else "17/01/2016")


@pytest.mark.parametrize("kind", [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view(), "dictionary", "large dictionary"], ids=str)
def test_texts_of_any_layout(kind):
    networks = pyarrow.array(["Dreux", "dreux", "Chartres", None], pyarrow.string() if isinstance(kind, str) else kind)
    if isinstance(kind, str):
        networks = networks.dictionary_encode()
        if "large" in kind:
            networks = networks.cast(pyarrow.dictionary(pyarrow.int64(), pyarrow.large_string()))
    table = arrow({}, rows(*({"objet": o} for o in "ABCD"))).set_column(0, "reseau", networks)
    report = spro.validate("reunions", table)
    assert codes(report) == ["reunions.reseau.liste", "reunions.reseau.requis"]
    assert [found.row for found in report.errors] == [2, 3]
    assert report.errors[0].raw == "Chartres"


def test_chunks_and_slices():
    one = arrow({}, rows(*({"objet": str(i)} for i in range(10))))
    parts = [one.slice(0, 3), one.slice(3, 0), one.slice(3, 5), one.slice(8)]
    many = pyarrow.concat_tables([*parts, one.slice(2, 1)])
    report = spro.validate("reunions", many)
    assert [(found.code, found.row) for found in report.errors] == [("reunions.doublon", 10)]
    assert "ligne 3" in report.errors[0].message
    assert spro.partial(one) == spro.partial(pyarrow.concat_tables(parts)) != spro.partial(many)


def test_more_rows_than_one_piece():
    lines = 200_000
    frame = polars.DataFrame({"n": range(lines)}).select(
        reseau=polars.lit("Dreux"),
        annee=polars.lit(2017),
        date=polars.lit(DAY),
        structures_invitees=polars.lit(10),
        structures_participantes=polars.when(polars.col("n") == 150_000).then(11).otherwise(9),
        objet=polars.when(polars.col("n") == 199_999).then(polars.lit("0")).otherwise(polars.col("n").cast(str)),
    )
    report = spro.validate("reunions", frame)
    assert [(found.code, found.row) for found in report.errors] == [
        ("reunions.participantes-au-plus-invitees", 150_000),
        ("reunions.doublon", 199_999),
    ]
    meetings = next(row for row in spro.indicators(frame) if row.indicator == "1" and row.annee == 2017)
    assert meetings.value == 199_998


@pytest.mark.parametrize(
    "make",
    [
        polars.DataFrame,
        pandas.DataFrame,
        pyarrow.Table.from_pylist,
        pyarrow.RecordBatch.from_pylist,
        lambda lines: nanoarrow.c_array(pyarrow.RecordBatch.from_pylist(lines)),
    ],
    ids=["polars", "pandas", "pyarrow", "record batch", "nanoarrow"],
)
def test_frames_of_every_library(make):
    report = spro.validate("reunions", make(rows({}, {}, {"structures_participantes": 12, "objet": "B"})))
    assert codes(report) == ["reunions.doublon", "reunions.participantes-au-plus-invitees"]
    assert report.errors[1].raw == "12"


def test_duckdb_and_lazy_sources():
    table = meetings = arrow({}, rows({}, {"structures_participantes": 12, "objet": "B"}))
    assert len(meetings) == 2
    assert codes(spro.validate("reunions", duckdb.sql("select * from meetings"))) == ["reunions.participantes-au-plus-invitees"]
    reader = pyarrow.RecordBatchReader.from_batches(table.schema, (batch for batch in table.to_batches()))
    assert codes(spro.validate("reunions", reader)) == ["reunions.participantes-au-plus-invitees"]

    def fails():
        yield from table.to_batches()
        raise RuntimeError("la source est partie")

    reader = pyarrow.RecordBatchReader.from_batches(table.schema, fails())
    with pytest.raises(spro.SproError, match="la source est partie"):
        spro.validate("reunions", reader)


def test_relations_of_one_connection(campaign):
    connection = duckdb.connect()
    for code, table in campaign.tables.items():
        connection.register(f"given_{code}", pyarrow.table(table))
        connection.execute(f"create table {code} as select * exclude (fichier) from given_{code}")
    together = spro.from_frames({code: connection.table(code) for code in campaign.tables})
    alone = spro.from_frames({code: connection.table(code).to_arrow_table() for code in campaign.tables})
    assert together.report() == alone.report() and together.indicators() == alone.indicators()
    assert [file.tables[0].rows for file in together.report().files] == [len(table) for table in campaign.tables.values()]
    assert together.tables["formation"] == alone.tables["formation"]
    assert together.evaluate() == alone.evaluate()


def test_rows_stay_as_they_were_read():
    frame = pandas.DataFrame(rows({}, {"objet": "B"}))
    campaign = spro.from_frames({"reunions": frame})
    frame.loc[:, "structures_participantes"] = 12
    numbers = frame["structures_invitees"].to_numpy(copy=False)
    numbers.flags.writeable = True
    numbers[:] = 1
    assert [(row["structures_invitees"], row["structures_participantes"]) for row in campaign.tables["reunions"]] == [(10, 9)] * 2
    assert campaign.explain("1", reseau="Dreux", annee=2017).answer.counts.used == 2


def test_what_is_found_is_told_with_and_without_words():
    frame = polars.DataFrame(rows({}, {}, {"structures_participantes": 12, "objet": "B"}, {"reseau": "Chartres", "objet": None}))
    frame = frame.with_columns(remarque=1)
    for lang in ("fr", "en"):
        report = spro.validate("reunions", frame, name="mars", lang=lang)
        again = pickle.loads(pickle.dumps(report))
        assert (repr(report), report.table, report.located) == (repr(again), again.table, again.located)
        assert (len(report.errors), len(report.warnings), len(report.infos)) == (3, 1, 1)
        columns = report.located.columns
        assert columns == ["path", "code", "severity", "table", "row", "field"]
        assert report.located.to_dicts() == [{name: row[name] for name in columns} for row in report.table]
        told = [{"reseau": "Dreux"} | found.to_dict() for found in report.infos + report.errors + report.warnings]
        assert sorted(report.table, key=str) == sorted(({name: found[name] for name in report.table.columns} for found in told), key=str)
    with pytest.raises(spro.SproError, match="lang"):
        spro.validate("reunions", frame, lang="de")


def test_blanks_of_pandas_are_blank():
    frame = pandas.DataFrame(rows({}, {"structures_invitees": None, "objet": None}, {"objet": "C"}))
    assert frame["structures_invitees"].dtype == "float64"
    assert codes(spro.validate("reunions", frame)) == ["reunions.structures_invitees.requis", "reunions.objet.requis"]


def test_a_column_of_nulls_alone_is_blank():
    for make in (polars.DataFrame, pyarrow.Table.from_pylist):
        report = spro.validate("reunions", make(rows({"objet": None, "structures_invitees": None})))
        assert codes(report) == ["reunions.structures_invitees.requis", "reunions.objet.requis"]


def test_floats_that_are_not_whole_are_asked():
    frame = polars.DataFrame(rows({"structures_invitees": 10.5}))
    report = spro.validate("reunions", frame)
    assert codes(report) == ["reunions.structures_invitees.type"]
    assert report.errors[0].raw == "10,5"


def test_numbers_that_do_not_fit_are_told_row_by_row():
    for kind, large in ((pyarrow.uint64(), 2**64 - 1), (pyarrow.decimal128(38, 0), 10**30), (pyarrow.decimal128(38, 2), Decimal(10) ** 20)):
        numbers = pyarrow.array([large, None, 10], kind)
        table = arrow({}, rows({}, {"objet": "B"}, {"objet": "C"})).set_column(3, "structures_invitees", numbers)
        report = spro.validate("reunions", table)
        assert [(found.row, found.code.rpartition(".")[2]) for found in report.errors] == [(0, "type"), (1, "requis")], kind
        assert report.errors[0].raw.startswith(str(large)), kind
    paid = {"reseau": "Dreux", "annee": 2017, "structure": "ML", "porte_convention_financiere": True, "coordonne": True}
    request = polars.DataFrame([paid | {"subvention_totale": euros} for euros in (10**17, 12)])
    assert [(found.row, found.raw) for found in spro.validate("demandes", request).errors] == [(0, str(10**17))]


def test_whole_numbers_of_128_bits():
    frame = polars.DataFrame(rows({}, {"structures_participantes": 12, "objet": "B"}))
    wide = frame.with_columns(polars.col("structures_invitees", "structures_participantes", "annee").cast(polars.Int128))
    assert spro.validate("reunions", wide) == spro.validate("reunions", frame)
    with pytest.raises(spro.SproError, match="« annee »"):
        spro.validate("reunions", frame.with_columns(polars.col("annee").cast(polars.UInt128)))


def test_rows_that_are_not_there_are_blank():
    table = arrow({}, rows({}, {"objet": "B"}, {"objet": "C"}))
    columns = [column.combine_chunks() for column in table.columns]
    struct = pyarrow.StructArray.from_arrays(columns, table.column_names, mask=pyarrow.array([False, True, False]))
    for frame in (struct, struct.slice(1)):
        report = spro.validate("reunions", frame)
        assert {found.row for found in report.errors} == {1 if len(frame) == 3 else 0}
        assert {found.code.rpartition(".")[2] for found in report.errors} == {"requis"}


def test_what_is_no_capsule_is_told_and_ctrl_c_goes_through():
    def exporting(name, exported):
        def export(self, requested_schema=None):
            if isinstance(exported, type):
                raise exported
            return exported

        return type("Frame", (), {name: export})()

    swapped = pyarrow.RecordBatch.from_pylist([GOOD]).__arrow_c_array__()[::-1]
    for name, exported in (
        ("__arrow_c_stream__", 3),
        ("__arrow_c_stream__", ValueError),
        ("__arrow_c_array__", (1, 2)),
        ("__arrow_c_array__", 3),
        ("__arrow_c_array__", swapped),
    ):
        with pytest.raises(spro.SproError) as raised:
            spro.validate("reunions", exporting(name, exported))
        assert raised.value.__cause__ is not None
    with pytest.raises(KeyboardInterrupt):
        spro.validate("reunions", exporting("__arrow_c_stream__", KeyboardInterrupt))


WITHOUT_PYARROW = """
import sys
sys.modules["pyarrow"] = None
import datetime, decimal, pandas, spro
day = datetime.date(2017, 1, 17)
good = dict(reseau="Dreux", annee=2017, date=day, structures_invitees=10, structures_participantes=9, objet="A")
frame = pandas.DataFrame([good, good | dict(structures_participantes=12, objet="B"), good | dict(structures_invitees=None, objet=None)])
taken = [
    frame,
    frame.assign(date=pandas.to_datetime(frame["date"])),
    frame.astype({"annee": "UInt16", "reseau": "category", "structures_participantes": object}),
    frame.set_index("reseau"),
    frame.assign(structures_invitees=[decimal.Decimal(10), 10, None]),
]
answers = [(spro.validate("reunions", each).json(), spro.indicators(each).json()) for each in taken]
assert answers == answers[:1] * len(taken)
print(*(found.code for found in spro.validate("reunions", frame).errors + spro.validate("reunions", frame).warnings))
again = pandas.DataFrame(spro.from_frames({"reunions": frame}).tables["reunions"])
assert spro.validate("reunions", again, name="reunions").json() == answers[0][0]
try:
    spro.validate("reunions", pandas.DataFrame())
except spro.SproError as error:
    assert "« reseau » manque. Colonnes trouvées : aucune." in str(error), error
for name, odd in (("date", pandas.to_datetime(frame["date"]).dt.tz_localize("Europe/Paris")), ("objet", [1j, 2j, 3j])):
    try:
        spro.validate("reunions", frame.assign(**{name: odd}))
    except spro.SproError as error:
        print(error)
"""


def test_pandas_without_pyarrow():
    done = subprocess.run([sys.executable, "-c", WITHOUT_PYARROW], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    told, *wrong = done.stdout.splitlines()
    assert told.split() == ["reunions.participantes-au-plus-invitees", "reunions.structures_invitees.requis", "reunions.objet.requis"]
    assert ["« date »" in wrong[0], "« objet »" in wrong[1], len(wrong)] == [True, True, 2]


def test_decimals_with_more_digits_than_are_kept_are_read_as_in_a_file():
    lines = [{"reseau": "Dreux", "annee": 2017, "structure_coordinatrice": "ML", "agents": 3, "etp": Decimal("0.12345678")}]
    frame = spro.validate("coordination", polars.DataFrame(lines))
    file = spro.read(as_csv([lines[0] | {"etp": "0,12345678"}], list(lines[0])), name="coordination").report()
    assert [(f.code, f.raw) for f in frame.infos] == [(f.code, f.raw) for f in file.infos]
    assert frame.infos


# ---- columns


def test_a_column_that_is_missing_is_named():
    frame = polars.DataFrame(rows({})).drop("date")
    with pytest.raises(spro.SproError, match="« date » manque. Colonnes trouvées : reseau, annee"):
        spro.validate("reunions", frame)
    with pytest.raises(spro.SproError, match="“date” is missing"):
        spro.validate("reunions", frame, lang="en")


@pytest.mark.parametrize(("found", "wanted"), [("Objet", "objet"), ("Date", "date"), ("structures_invites", "structures_invitees")])
def test_a_column_that_is_misnamed_is_named(found, wanted):
    with pytest.raises(spro.SproError, match=f"« {found} » n’est pas connue, et « {wanted} » manque"):
        spro.validate("reunions", polars.DataFrame(rows({})).rename({wanted: found}))


@pytest.mark.parametrize(
    ("column", "values", "kind", "needed"),
    [
        ("date", [True], "Boolean", "des dates"),
        ("structures_invitees", [DAY], "Date32", "nombres entiers"),
        ("objet", [3], "Int64", "des textes"),
        ("reseau", [28], "Int64", "codes, noms"),
        ("structures_invitees", [[1]], "List", "nombres entiers"),
        ("date", [datetime.datetime(2017, 1, 17, tzinfo=datetime.timezone.utc)], "Timestamp", "sans fuseau"),
    ],
)
def test_a_column_of_a_wrong_type_is_named(column, values, kind, needed):
    frame = polars.DataFrame(rows({})).with_columns(polars.Series(column, values))
    with pytest.raises(spro.SproError, match=f"« {column} » .*{kind}.*{needed}"):
        spro.validate("reunions", frame)
    with pytest.raises(spro.SproError, match=kind):
        spro.validate("reunions", frame.clear())


def test_other_columns_are_told():
    report = spro.validate("reunions", polars.DataFrame(rows({})).with_columns(remarque=polars.lit("x")))
    assert [(found.code, found.raw, found.row) for found in report.infos] == [("reunions.colonne-inconnue", "remarque", None)]


def test_what_is_no_frame_is_named():
    for thing in (3, "reunions.csv", [{"reseau": "Dreux"}]):
        with pytest.raises(spro.SproError, match=type(thing).__name__):
            spro.validate("reunions", thing)
    with pytest.raises(spro.SproError, match="colonnes"):
        spro.validate("reunions", pyarrow.chunked_array([[1, 2]]))
    with pytest.raises(spro.SproError, match="« reunion » n’existe pas"):
        spro.validate("reunion", polars.DataFrame(rows({})))
    with pytest.raises(spro.SproError, match="ne se reconnaît pas"):
        spro.indicators(polars.DataFrame({"a": [1]}))


# ---- the same as files

TEXTS = {
    "reseau": ["Dreux", "dreux ", "SPRO Cher", "Orléans", "Chartres", ""],
    "annee": ["2017", "2016", "17", "deux mille", ""],
    "date": ["2017-01-17", "17/01/2017", "3/4/17", "31/02/2017", "2016", ""],
    "structures_invitees": ["10", "9", "1 000", "12,5", "-1", "NC", ""],
    "structures_participantes": ["9", "11", "0", "douze", ""],
    "objet": ["Réunion", " Réunion", "néant", "a,b\n\"c\"", ""],
}
LINE = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in TEXTS.items()})


@settings(max_examples=30, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12), st.permutations(COLUMNS))
def test_texts_say_the_same_as_a_file(lines, names):
    lines = [line for line in lines if any(line.values())]
    data = as_csv(lines, names)
    file = spro.read(data, name="a.csv").report()
    frame = polars.DataFrame([{n: line[n] for n in names} for line in lines], schema=dict.fromkeys(names, polars.String))
    report = spro.validate("reunions", frame, name="a.csv")
    assert lined(report, 0) == lined(file, 1)
    assert lined(spro.validate("reunions", pyarrow.table(frame), name="a.csv"), 0) == lined(file, 1)


def lined(report, heading):
    answer = report.to_dict()
    for file in answer["files"]:
        for found in file["diagnostics"]:
            found["cell"] = None
            if found["code"] == "reunions.doublon":
                found["message"] = re.sub(r"ligne (\d+)", lambda m: f"ligne {int(m[1]) - heading}", found["message"])
    return json.dumps(answer, ensure_ascii=False)


TYPED = st.fixed_dictionaries(
    {
        "reseau": st.sampled_from(["Dreux", "Cher", None]),
        "annee": st.sampled_from([2016, 2017, None]),
        "date": st.one_of(st.none(), st.dates(datetime.date(2016, 12, 1), datetime.date(2017, 2, 1))),
        "structures_invitees": st.one_of(st.none(), st.integers(0, 12)),
        "structures_participantes": st.one_of(st.none(), st.integers(0, 12)),
        "objet": st.sampled_from(["A", "B", None]),
    }
)


@settings(max_examples=30, deadline=None)
@given(st.lists(TYPED, min_size=1, max_size=12), st.integers(1, 4))
def test_typed_columns_say_the_same_as_a_file(tmp_path_factory, lines, chunk):
    lines = [line for line in lines if any(value is not None for value in line.values())]
    shown = [{k: v.strftime("%d/%m/%Y") if isinstance(v, datetime.date) else v for k, v in line.items()} for line in lines]
    data = as_csv(shown)
    path = tmp_path_factory.mktemp("typed") / "a.csv"
    path.write_bytes(data)
    from_bytes = spro.read(data, name=str(path))
    from_file = spro.read(path)
    kinds = {"reseau": pyarrow.string(), "annee": pyarrow.int16(), "date": pyarrow.date32(), "objet": pyarrow.string_view()}
    kinds |= dict.fromkeys(["structures_invitees", "structures_participantes"], pyarrow.uint8())
    table = arrow(kinds, lines)
    frame = pyarrow.concat_tables([table.slice(i, chunk) for i in range(0, len(lines), chunk)] or [table])
    report = spro.validate("reunions", frame, name=str(path))
    assert lined(report, 0) == lined(from_file.report(), 1) == lined(from_bytes.report(), 1)
    for per in (["reseau", "annee"], ["departement"], ["region", "annee"]):
        assert spro.indicators(frame, per=per) == from_file.indicators(per=per)
    assert spro.partial(frame) == from_file.partial()
    assert spro.partial(frame).indicators() == from_file.indicators()


def test_several_frames_are_judged_together():
    meetings = as_csv(rows({}, {"date": DAY.replace(day=18), "structures_invitees": 2, "structures_participantes": 2}))
    sheet = (
        "reseau,annee,date,objet,structure,nom,presente\n"
        "Dreux,2017,2017-01-18,Réunion de réseau,ML,A,true\n"
        "Dreux,2017,2017-01-18,Réunion de réseau,CIO,B,false\n"
    ).encode()
    names = {"reunions": meetings, "emargement": sheet}
    frames = {code: polars.read_csv(data) for code, data in names.items()}
    together = spro.from_frames(frames)
    assert [submission.path for submission in together] == ["reunions", "emargement"]
    assert [submission.reseau for submission in together] == ["Dreux", "Dreux"]
    found = [(f.path, f.code, f.row) for f in together.report().warnings + together.report().errors]
    assert found == [("reunions", "reunions.emargement-different", 1)]
    assert together.report_html().startswith("<!DOCTYPE html>")


# ---- parts


def test_parts_are_merged_in_any_order(campaign):
    meetings = polars.DataFrame(campaign.tables["reunions"]).drop("fichier")
    whole = spro.partial(meetings)
    parts = [spro.partial(meetings[i : i + 20]) for i in range(0, len(meetings), 20)]
    merged = parts[0].merge(*parts[1:])
    assert merged == parts[-1].merge(*parts[:-1])
    assert merged.to_bytes() == whole.to_bytes()
    assert spro.Partial.from_bytes(whole.to_bytes()) == whole
    for same in (pickle.loads(pickle.dumps(whole)), copy.deepcopy(whole)):
        assert same == whole
        assert same.indicators() == whole.indicators()
    assert hash(whole) == hash(merged)
    with pytest.raises(spro.SproError, match="partiel"):
        spro.Partial.from_bytes(b"spro")


# ---- alone


def test_without_any_library():
    code = """
import sys
for name in ("pandas", "polars", "pyarrow", "numpy", "duckdb", "tqdm"):
    sys.modules[name] = None
import spro
table = spro.read(sys.argv[1]).tables["reunions"]
again = spro.from_frames({"reunions": table})
assert len(again.tables["reunions"]) == len(table) == 103
assert spro.indicators(table)
print(len(spro.validate("reunions", table).table))
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code, EXAMPLES], check=True, capture_output=True, text=True)
    assert int(done.stdout) >= 0
