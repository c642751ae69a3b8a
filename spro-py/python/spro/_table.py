"""Tables that any data frame library takes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias, overload

from spro import _spro
from spro._record import _plain

__all__ = ["Row", "Table", "Tables"]

Row: TypeAlias = dict[str, str | int | float | bool | Decimal | datetime.date | None]
"""A row: column names and values. Amounts and decimals are exact, days are days, what is blank is None."""


class Table:
    """Rows and named columns, for any data frame library, without any being installed.

    ``polars.DataFrame(table)``, ``pyarrow.table(table)``, ``pandas.DataFrame.from_arrow(table)``,
    ``duckdb.from_arrow(table)``: they take it by the Arrow PyCapsule interface, without a copy. As a sequence
    it holds dicts.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="a.csv")
    >>> table = campaign.tables["coordination"]
    >>> table
    Table(1 row: fichier, reseau, annee, structure_coordinatrice, agents, etp)
    >>> table[0]["etp"]
    Decimal('0.8')
    """

    def __init__(self, native: _spro.Table) -> None:
        self._native = native

    @classmethod
    def from_dicts(cls, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> Table:
        """A table of dicts. ``columns`` gives the names and types: ``text``, ``int``, ``float``, ``bool`` or ``date`` (ISO texts)."""
        return cls(_spro.Table.from_columns([(name, kind, [row.get(name) for row in rows]) for name, kind in columns.items()]))

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns()

    def to_dicts(self) -> list[Row]:
        """The rows as dicts."""
        return self._native.rows(0, len(self))

    def __len__(self) -> int:
        return len(self._native)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                return [self[i] for i in range(start, stop, step)]
            return self._native.rows(start, max(start, stop))
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(f"row {index} of a table of {len(self)}")
        return self._native.rows(at, at + 1)[0]

    def __iter__(self) -> Iterator[Row]:
        step = 1024
        for start in range(0, len(self), step):
            yield from self._native.rows(start, start + step)

    def __reversed__(self) -> Iterator[Row]:
        return (self[at] for at in range(len(self) - 1, -1, -1))

    def __contains__(self, row: object) -> bool:
        return any(known == row for known in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.columns == other.columns and self.to_dicts() == other.to_dicts()

    __hash__ = None  # type: ignore[assignment]

    def __copy__(self) -> Table:
        return self

    def __deepcopy__(self, memo: object) -> Table:
        # Nothing changes a table.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        rows = self.to_dicts()
        values = [[_plain(row[name]) for row in rows] for name in self.columns]
        return _again, (list(zip(self.columns, self._native.kinds(), values, strict=True)),)

    def __repr__(self) -> str:
        return f"Table({len(self)} row{'' if len(self) == 1 else 's'}: {', '.join(self.columns)})"

    def __arrow_c_schema__(self) -> object:
        """The columns as an Arrow schema, in a capsule."""
        return self._native.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as an Arrow stream, in a capsule. Another schema is not made: the reader casts what it wants otherwise."""
        return self._native.__arrow_c_stream__(requested_schema)


def _again(columns: list[tuple[str, str, list[Any]]]) -> Table:
    return Table(_spro.Table.from_columns(columns))


class Tables(Mapping[str, Table]):
    """The tables that were returned, by code, in the rulebook's order."""

    def __init__(self, native: _spro.Campaign | None, codes: list[str], submission: int | None = None) -> None:
        self._native = native
        self._codes = codes
        self._submission = submission
        # Those that came from another process, which has the campaign.
        self._sent: dict[str, Table] = {}

    def __getitem__(self, code: str) -> Table:
        if code not in self._codes:
            raise KeyError(code)
        return Table(self._native.table(code, self._submission)) if self._native else self._sent[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __copy__(self) -> Tables:
        return self

    def __deepcopy__(self, memo: object) -> Tables:
        # Nothing changes them.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _sent, (dict(self),)

    def __repr__(self) -> str:
        return f"Tables({', '.join(self._codes)})"


def _sent(tables: dict[str, Table]) -> Tables:
    again = Tables(None, list(tables))
    again._sent = tables
    return again
