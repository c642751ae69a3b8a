"""Tables on a real local Spark: the answers of one process with the same rows."""

import os
import sys

import polars
import pytest

import spro
import spro.spark

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support:FutureWarning")

COLUMNS = ["reseau", "annee", "date", "structures_invitees", "structures_participantes", "objet"]


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("spro")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.session.timeZone": "UTC",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def meetings():
    """Rows in an order of their own, with every kind of error; equal rows, written differently, stand far apart."""
    networks = ["Dreux", "dreux", "Cher", "Orléans", "Chartres"]
    lines = []
    for i in range(3000):
        year = 2016 + i % 3
        invited = i % 17
        came = invited + 1 if i % 61 == 0 else i % (invited + 1)
        day = f"{year if i % 97 else year - 1}-{1 + i % 12:02}-{1 + i % 28:02}"
        lines.append((networks[i % 5], year, day, None if i % 113 == 0 else invited, came, f"Réunion {i % 700}"))
    return polars.DataFrame(lines, schema=dict(zip(COLUMNS, [polars.String, polars.Int64, polars.String, polars.Int64, polars.Int64, polars.String])), orient="row")


@pytest.fixture(scope="module")
def frame(session, meetings):
    # A source in 3 partitions, in the order of the rows.
    return session.createDataFrame(session.sparkContext.parallelize(meetings.rows(), 3), "reseau string, annee long, date string, structures_invitees long, structures_participantes long, objet string")


def test_rows_are_judged_as_in_one_process(frame, meetings):
    wanted = spro.validate("reunions", meetings)
    assert {found.code for found in wanted.errors} == {
        "reunions.date-dans-annee",
        "reunions.doublon",
        "reunions.participantes-au-plus-invitees",
        "reunions.reseau.liste",
        "reunions.structures_invitees.requis",
    }
    found = spro.spark.validate(frame, "reunions").toArrow()
    assert found.column_names == wanted.table.columns
    assert found.to_pylist() == wanted.table.to_dicts()


def test_figures_are_those_of_one_process(frame, meetings):
    partial = spro.spark.partial(frame, table="reunions")
    assert partial.to_bytes() == spro.partial(meetings).to_bytes()
    for per in (["reseau", "annee"], ["departement", "annee"], ["region"]):
        assert partial.indicators(per=per) == spro.indicators(meetings, per=per)


def test_row_numbers_may_stand_in_a_column(frame, meetings, session):
    numbered = meetings.with_row_index("ligne").with_columns(polars.col("ligne").cast(polars.Int64)).sample(fraction=1.0, shuffle=True, seed=7)
    shuffled = session.createDataFrame(numbered.to_arrow(compat_level=polars.CompatLevel.oldest())).repartition(3)
    found = spro.spark.validate(shuffled, "reunions", row="ligne", name="a.csv").toArrow()
    assert found.to_pylist() == spro.validate("reunions", meetings, name="a.csv").table.to_dicts()


def test_columns_are_judged_before_any_work(frame, session):
    with pytest.raises(spro.SproError, match="« date » manque"):
        spro.spark.validate(frame.drop("date"), "reunions")
    with pytest.raises(spro.SproError, match="sans fuseau"):
        spro.spark.indicators(frame.withColumn("date", frame["date"].cast("timestamp")))
    with pytest.raises(spro.SproError, match="« ligne » n’existe pas"):
        spro.spark.validate(frame, "reunions", row="ligne")
    other = spro.spark.validate(frame.withColumn("remarque", frame["objet"]), "reunions").toArrow()
    assert [(line["code"], line["raw"]) for line in other.to_pylist() if line["row"] is None] == [("reunions.colonne-inconnue", "remarque")]


def test_days_and_amounts_of_spark_and_no_rows(session):
    import datetime
    from decimal import Decimal

    schema = "reseau string, annee int, structure_coordinatrice string, agents short, etp decimal(38,18)"
    lines = [("Dreux", 2017, "ML", 2, Decimal("0.8")), ("Dreux", 2017, "ML", 2, Decimal("2.5"))]
    found = spro.spark.validate(session.createDataFrame(lines, schema), "coordination").toArrow().to_pylist()
    assert [(line["code"], line["row"]) for line in found] == [("coordination.doublon", 1), ("coordination.etp-au-plus-agents", 1)]
    none = session.createDataFrame([], "reseau string, annee int, date date, structures_invitees int, structures_participantes int, objet string")
    assert spro.spark.validate(none, "reunions").count() == 0
    assert len(spro.spark.indicators(none)) == 0
    one = session.createDataFrame([("Cher", 2017, datetime.date(2017, 3, 1), 4, 3, "A")], none.schema)
    row = next(line for line in spro.spark.indicators(one) if line.indicator == "2" and line.annee == 2017)
    assert (str(row.value), row.reseau) == ("0.75", "Cher")
