"""Tables that stand on a Spark cluster, checked and aggregated where they are.

Needs PySpark 4 (``pip install spro[spark]``) and this package on every worker. The answers are those of one machine with
the same rows in the same order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spro import _spro
from spro._error import SproError
from spro._ask import Lang
from spro._campaign import Campaign
from spro._partial import Partial, definitions
from spro._results import Indicators
from spro._rulebook import Rulebook
from spro._table import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["indicators", "partial", "validate"]

_ROW, _KEY, _ORDER, _PARTIAL = "__spro_row", "__spro_key", "__spro_order", "partial"
_INDEX_BITS = 33
"""Bits of Spark's row ids that count within a partition."""


def validate(
    df: DataFrame,
    table: str,
    *,
    row: str | None = None,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    name: str | None = None,
    lang: Lang = "fr",
) -> DataFrame:
    """Checks the rows of a Spark DataFrame against the rules of a table; everything found, one row each.

    Columns are named by the codes of the fields. The answer has the columns and rows of
    ``spro.validate(table, frame).table``, in the order of the rows. Equal rows are found wherever they stand: rows are
    brought together by their key, as the rules read it, before the duplicate rule looks at them. That costs one shuffle
    of the table and one count of its rows.

    ``row`` names a column of whole numbers that says which row each row is, from 0. Without one, rows are counted in the
    order in which ``df.collect()`` gives them; this needs a source that gives the same rows in the same order each time,
    such as files. Give ``row``, or ``df.cache()`` first, where it does not.

    Raises :class:`SproError` before any work where a column is missing, misnamed or of a wrong type.
    """
    compiled = _compiled(rulebook)
    about_columns = _look(df, table, row, compiled, name, lang)
    empty = _arrow_of(about_columns)

    def check(chunks: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa
        import pyarrow.compute as pc

        campaign = _read(chunks, table, compiled, name, lang)
        if campaign is None:
            return
        found = pa.table(_findings(campaign, lang))
        # What is said of columns is said once, for the whole.
        found = found.filter(pc.is_valid(found["row"]))
        found = found.append_column(_ORDER, pa.array(range(len(found)), pa.int64()))
        yield from found.to_batches()

    from pyspark.sql.pandas.types import from_arrow_schema

    spark = df.sparkSession
    schema = from_arrow_schema(empty.schema)
    found = _together(df, table, row, compiled).mapInArrow(check, _with(schema, _ORDER))
    if len(empty):
        first = spark.createDataFrame([tuple(line.values()) for line in empty.to_pylist()], schema)
        first = first.selectExpr("*", f"-1L as {_ORDER}")
        found = first.unionByName(found)
    return found.orderBy(found["row"].asc_nulls_first(), _ORDER).select(*schema.names)


def partial(
    df: DataFrame,
    *,
    table: str | None = None,
    row: str | None = None,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    lang: Lang = "fr",
) -> Partial:
    """The sums behind the indicators of a Spark DataFrame, over the rows that no error keeps out.

    Each partition is summed up where it stands, the sums are merged here: they are small, whatever the number of rows.
    ``row`` as in :func:`validate`.
    """
    compiled = _compiled(rulebook)
    code = table or _spro.table_code(_arrow_schema(df).empty_table(), definitions(compiled), lang)
    _look(df, code, row, compiled, None, lang)

    def sums(chunks: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        campaign = _read(chunks, code, compiled, None, lang)
        if campaign is not None:
            yield pa.record_batch({_PARTIAL: pa.array([bytes(campaign.partial().to_bytes())], pa.binary())})

    parts = _together(df, code, row, compiled).mapInArrow(sums, f"{_PARTIAL} binary").collect()
    none = Partial(_spro.read_frames_of([(code, None, _arrow_schema(df).empty_table())], definitions(compiled), lang=lang).partial())
    return none.merge(*(Partial.from_bytes(bytes(part[0]), rulebook=compiled) for part in parts))


def indicators(
    df: DataFrame,
    *,
    table: str | None = None,
    per: Iterable[str] = ("reseau", "annee"),
    row: str | None = None,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    lang: Lang = "fr",
) -> Indicators:
    """The figures of a Spark DataFrame: those of ``spro.indicators(frame)`` with the same rows."""
    return partial(df, table=table, row=row, rulebook=rulebook, lang=lang).indicators(per=per, lang=lang)


def _compiled(rulebook: Rulebook | str | os.PathLike[str] | None) -> bytes | None:
    """A rulebook as it is sent to the workers; None for the one that they have."""
    native = definitions(rulebook)
    return None if native is None else bytes(native.compile())


def _arrow_schema(df: DataFrame) -> Any:
    from pyspark.sql.pandas.types import to_arrow_schema

    # Which time zone does not matter: no field takes a moment that has one.
    return to_arrow_schema(df.schema, timezone="UTC")


def _arrow_of(table: Table) -> Any:
    import pyarrow as pa

    return pa.table(table)


def _look(df: DataFrame, table: str, row: str | None, rulebook: bytes | None, name: str | None, lang: Lang) -> Table:
    """What there is to say about the columns; raises where they are not those of the table."""
    schema = _arrow_schema(df)
    if row is not None:
        if row not in schema.names:
            raise SproError(
                f"La colonne « {row} » n’existe pas : donnez celle des numéros de ligne."
                if lang != "en"
                else f"There is no column “{row}”: name the one of the row numbers."
            )
        schema = schema.remove(schema.get_field_index(row))
    native = _spro.read_frames_of([(table, name, schema.empty_table())], definitions(rulebook), lang=lang)
    return _findings(native, lang)


def _findings(native: Any, lang: Lang) -> Table:
    return Campaign(native).report(lang=lang).table


def _with(schema: Any, name: str) -> Any:
    from pyspark.sql.types import LongType, StructField, StructType

    return StructType([*schema.fields, StructField(name, LongType(), False)])


def _together(df: DataFrame, table: str, row: str | None, rulebook: bytes | None) -> DataFrame:
    """The rows with their numbers, those with the same key in one partition, in the order of their numbers."""
    from pyspark.sql import functions as f

    if row is not None:
        numbered = df.withColumn(_ROW, f.col(row).cast("long")).drop(row)
        first: dict[int, int] = {}
    else:
        numbered = df.withColumn(_ROW, f.monotonically_increasing_id())
        part = f.shiftright(_ROW, _INDEX_BITS)
        counts = numbered.select(part.alias("part")).groupBy("part").count().collect()
        starts, total = {}, 0
        for part_number, count in sorted((line[0], line[1]) for line in counts):
            starts[part_number] = total
            total += count
        first = starts
    schema = _with(numbered.schema, _KEY)

    def keyed(chunks: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        native = definitions(rulebook)
        for chunk in chunks:
            rows = chunk.column(_ROW).to_pylist()
            if first:
                mask = (1 << _INDEX_BITS) - 1
                rows = [first[number >> _INDEX_BITS] + (number & mask) for number in rows]
            keys = pa.table(Table(_spro.row_keys(chunk, table, native)))["key"].to_pylist()
            # A row that is not judged may stand anywhere: its number spreads it.
            keys = [number if key is None else key for key, number in zip(keys, rows, strict=True)]
            columns = [chunk.column(i) for i in range(chunk.num_columns - 1)]
            columns += [pa.array(rows, pa.int64()), pa.array(keys, pa.int64())]
            yield pa.record_batch(columns, names=[*chunk.schema.names, _KEY])

    shuffled = numbered.mapInArrow(keyed, schema)
    if _spro.is_read_whole(table, definitions(rulebook)):
        parts = shuffled.repartition(1)
    else:
        # As many partitions as before: a partition is what a worker can hold.
        parts = shuffled.repartition(max(df.rdd.getNumPartitions(), 1), _KEY)
    return parts.sortWithinPartitions(_ROW).drop(_KEY)


def _read(chunks: Iterator[Any], table: str, rulebook: bytes | None, name: str | None, lang: Lang) -> Any:
    """The rows of a partition, checked; None where there are none."""
    import pyarrow as pa

    first = next(chunks, None)
    if first is None:
        return None

    def all_chunks() -> Iterator[Any]:
        yield first
        yield from chunks

    reader = pa.RecordBatchReader.from_batches(first.schema, all_chunks())
    # Spark has a worker for each core: one thread each.
    return _spro.read_frames_of([(table, name, reader)], definitions(rulebook), numbered_by=_ROW, threads=1, lang=lang)
