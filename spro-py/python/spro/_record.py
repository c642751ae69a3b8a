"""Records: plain, typed, frozen values that the engine answers with or is asked about."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Self, dataclass_transform
elif sys.version_info >= (3, 11):
    from typing import dataclass_transform
else:

    def dataclass_transform(**_options: object) -> Any:
        return lambda cls: cls


__all__ = ["Record", "decimal_text"]

T = TypeVar("T", bound="Record")
_MISSING = object()


def decimal_text(number: Decimal) -> str:
    """A decimal as the engine writes it: plain digits with a point, never an exponent.

    >>> decimal_text(Decimal("1E-9"))
    '0.000000001'
    """
    return format(number, "f")


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A frozen value with named attributes, equal to another with equal attributes.

    Attributes have the names of the JSON keys; a key that is a word of Python has an underscore behind it (``from_``).
    Decimals are :class:`decimal.Decimal`, days :class:`datetime.date`, lists are tuples.

    >>> from spro import Period
    >>> period = Period(from_=datetime.date(2017, 1, 1), to=None)
    >>> period
    Period(from_=datetime.date(2017, 1, 1), to=None)
    >>> period == Period.from_dict(period.to_dict())
    True
    """

    __slots__ = ("_extra", "_values")
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}
    _types: ClassVar[dict[str, str] | None] = {}

    if not TYPE_CHECKING:

        def __init_subclass__(cls) -> None:
            own = cls.__dict__.get("__annotations__", {})
            fields = tuple(name for name in own if not name.startswith("_"))
            if not fields:
                return
            cls.__match_args__ = cls.__match_args__ + fields
            cls._types = {**cls._types, **{name: own[name] for name in fields}}
            cls._defaults = {**cls._defaults, **{n: cls.__dict__[n] for n in fields if n in cls.__dict__}}
            for index, name in enumerate(cls.__match_args__):
                if name in fields:
                    setattr(cls, name, property(_getter(index)))

        def __init__(self, **values: Any) -> None:
            names = self.__match_args__
            try:
                row = tuple([self._taken(n, values.pop(n)) if n in values else self._defaults[n] for n in names])
            except KeyError as missing:
                raise TypeError(f"{type(self).__name__}() needs {missing.args[0]}=") from None
            if values:
                raise TypeError(f"{type(self).__name__}() has no {next(iter(values))}=; it has {', '.join(names)}")
            object.__setattr__(self, "_values", row)
            object.__setattr__(self, "_extra", {})

        def _taken(self, name: str, value: Any) -> Any:
            """A value as its attribute holds it, so that equal records are equal however they were written."""
            if value is None or isinstance(value, Record):
                return value
            kind = self._types[name]
            if isinstance(value, float) and kind.startswith("Decimal"):
                raise TypeError(f"{type(self).__name__}({name}=…) is exact: Decimal({str(value)!r}), not {value!r}")
            try:
                if not (isinstance(value, str) and kind.startswith("tuple")):
                    return _readers(type(self))[name](value)
                why = None
            except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
                why = error
            raise TypeError(f"{type(self).__name__}({name}=…) takes {kind}, not {value!r}") from why

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed; use replace({name}=…)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # What a newer engine says beyond the attributes of this class.
            if not name.startswith("_"):
                value = self._extra.get(name, _MISSING)
                if value is not _MISSING:
                    return value
            raise AttributeError(f"{type(self).__name__} has no {name}; it has {', '.join(self.__match_args__)}")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return self._values == other._values and self._extra == other._extra  # type: ignore[attr-defined, no-any-return]

    def __hash__(self) -> int:
        return hash((type(self).__name__, _hashable(self._values), _hashable(self._extra)))

    def __repr__(self) -> str:
        pairs = zip(self.__match_args__, self._values, strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restored, (type(self), self.to_dict()))

    def replace(self, **changes: Any) -> Self:
        """The same with other values for some attributes.

        >>> from spro import Party
        >>> Party(structure="ML").replace(signe_le=datetime.date(2017, 1, 12)).signe_le
        datetime.date(2017, 1, 12)
        """
        return type(self)(**{**dict(zip(self.__match_args__, self._values, strict=True)), **changes})

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON has it: decimals and days as texts, tuples as lists."""
        pairs = zip(self.__match_args__, self._values, strict=True)
        return {**{_key(name): _plain(value) for name, value in pairs}, **self._extra}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The record of a JSON object. A key that is missing takes its default; one too many is kept as it is."""
        row = []
        readers = _readers(cls)
        for name in cls.__match_args__:
            value = values.get(_key(name), _MISSING)
            if value is _MISSING:
                if name not in cls._defaults:
                    raise TypeError(f"{cls.__name__} needs {_key(name)!r}")
                row.append(cls._defaults[name])
            else:
                row.append(value if value is None else readers[name](value))
        made = object.__new__(cls)
        object.__setattr__(made, "_values", tuple(row))
        known = {_key(name) for name in cls.__match_args__}
        object.__setattr__(made, "_extra", {k: v for k, v in values.items() if k not in known})
        return made

    if TYPE_CHECKING:
        _values: tuple[Any, ...]
        _extra: dict[str, Any]


def _getter(index: int) -> Any:
    return lambda self: self._values[index]


def _restored(cls: type[T], values: dict[str, Any]) -> T:
    return cls.from_dict(values)


def _key(name: str) -> str:
    return name[:-1] if name.endswith("_") else name


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _hashable(value: Any) -> Any:
    """What equal values have in common: 100 and 100.00 are one amount."""
    if isinstance(value, (list, tuple)):
        return tuple([_hashable(item) for item in value])
    if isinstance(value, dict):
        return frozenset((key, _hashable(item)) for key, item in value.items())
    return value


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


_SIMPLE: dict[str, Any] = {"Decimal": Decimal, "datetime.date": _day}
_READERS: dict[type, dict[str, Any]] = {}


def _readers(cls: type[Record]) -> dict[str, Any]:
    """For each attribute what makes it from a JSON value; found once a class, when first needed."""
    found = _READERS.get(cls)
    if found is None:
        scope = {}
        for base in reversed(cls.__mro__):
            scope.update(vars(sys.modules.get(base.__module__, sys)))
        found = _READERS[cls] = {name: _reader(str(text), scope) for name, text in (cls._types or {}).items()}
    return found


def _reader(text: str, scope: dict[str, Any]) -> Any:
    text = text.removesuffix(" | None")
    if text.startswith("tuple[") and text.endswith(", ...]"):
        item = _reader(text[len("tuple[") : -len(", ...]")], scope)
        return lambda values: tuple([item(value) for value in values])
    if text in _SIMPLE:
        return _SIMPLE[text]
    if text.startswith("tuple["):
        return tuple
    first, *rest = text.split(".")
    record = scope.get(first)
    for name in rest:
        record = getattr(record, name, None)
    if isinstance(record, type) and issubclass(record, Record):
        return lambda value: value if isinstance(value, Record) else record.from_dict(value)
    return lambda value: value
