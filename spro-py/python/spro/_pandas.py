"""Data frames of pandas where pyarrow is not installed: pandas needs it for its Arrow interface, and we do not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from spro import _spro
from spro._ask import Lang
from spro._error import SproError
from spro._record import decimal_text
from spro._views import pick

__all__ = ["exported"]

# A 64-bit integer, which a column of whole numbers has room for.
_LARGEST = 2**63


def exported(frame: Any, lang: Lang) -> Any:
    """The frame itself; a frame of pandas that could not be exported, as a table of the engine."""
    if type(frame).__module__.split(".")[0] != "pandas" or not hasattr(frame, "columns") or find_spec("pyarrow"):
        return frame
    named = [(name, frame.index.get_level_values(at)) for at, name in enumerate(frame.index.names) if name is not None]
    named += [(name, frame.iloc[:, at]) for at, name in enumerate(frame.columns)]
    return _spro.Table.from_columns([(str(name), *_column(str(name), values, lang)) for name, values in named])


def _column(name: str, column: Any, lang: Lang) -> tuple[str, list[Any]]:
    blank = column.isna().tolist()
    values = [None if is_blank else value for value, is_blank in zip(column.tolist(), blank, strict=True)]
    kinds = {type(value) for value in values if value is not None}
    for takes, kind, made in _KINDS:
        if all(map(takes, kinds)):
            try:
                return kind, [None if value is None else made(value) for value in values]
            except ValueError:
                continue
    odd = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise SproError(
        pick(
            lang,
            f"La colonne « {name} » contient des valeurs de type {odd}. Il faut des nombres, des textes ou des dates sans fuseau horaire.",
            f"The column “{name}” holds values of type {odd}. Needed: numbers, texts or dates without a time zone.",
        )
    )


def _among(*types: type) -> Callable[[type], bool]:
    return lambda kind: issubclass(kind, types)


def _whole(value: int) -> int:
    if not -_LARGEST <= value < _LARGEST:
        raise ValueError(value)
    return value


def _day(value: datetime.date) -> str:
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            raise ValueError(value)
        return value.date().isoformat()
    return value.isoformat()


# What the values of a column may be, the type of a column that holds them, and how each is put into it: the first that fits.
_KINDS: tuple[tuple[Callable[[type], bool], str, Callable[[Any], Any]], ...] = (
    (_among(str), "text", str),
    (_among(bool), "bool", bool),
    (lambda kind: issubclass(kind, int) and kind is not bool, "int", _whole),
    (lambda kind: issubclass(kind, (int, float)) and kind is not bool, "float", float),
    (_among(datetime.date), "date", _day),
    # The engine reads exact digits where a number of the column does not fit.
    (lambda kind: issubclass(kind, (int, Decimal)) and kind is not bool, "text", lambda value: decimal_text(Decimal(value))),
)
