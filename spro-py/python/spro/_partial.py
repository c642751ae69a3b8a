"""Sums behind the indicators, which parts of the data give and anybody may put together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from spro import _spro
from spro._ask import Lang
from spro._results import Indicators
from spro._rulebook import Rulebook

__all__ = ["Partial", "definitions"]


def definitions(rulebook: Rulebook | str | os.PathLike[str] | bytes | None) -> _spro.Rulebook | None:
    """A rulebook as the engine takes it; from the path of a file, or from the bytes of a compiled one."""
    if rulebook is None:
        return None
    if isinstance(rulebook, bytes):
        return _spro.Rulebook.from_compiled(rulebook)
    return rulebook._native if isinstance(rulebook, Rulebook) else _spro.Rulebook.load(os.fspath(rulebook), "fr")


class Partial:
    """The sums behind the indicators of some rows; mergeable in any order, on any number of machines.

    Equal parts have equal bytes. Made by :func:`partial`, :meth:`Campaign.partial` and :meth:`from_bytes`.
    """

    def __init__(self, native: _spro.Partial) -> None:
        self._native = native

    @staticmethod
    def from_bytes(data: bytes, *, rulebook: Rulebook | str | os.PathLike[str] | bytes | None = None) -> Partial:
        """The partial result of bytes that :meth:`to_bytes` gave. Raises :class:`SproError` for any others."""
        return Partial(_spro.Partial.from_bytes(data, definitions(rulebook)))

    def to_bytes(self) -> bytes:
        """Its bytes."""
        return bytes(self._native.to_bytes())

    def merge(self, *others: Partial) -> Partial:
        """This one and others together. Raises :class:`SproError` where they were gathered by different rulebooks."""
        native = self._native
        for other in others:
            native = native.merge(other._native)
        return Partial(native)

    def indicators(self, *, per: Iterable[str] = ("reseau", "annee"), lang: Lang = "fr") -> Indicators:
        """The figures, as :meth:`Campaign.indicators` gives them."""
        return Indicators(self._native.indicators([per] if isinstance(per, str) else list(per)), lang=lang)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Partial) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.to_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return _partial, (self.to_bytes(), bytes(self._native.rulebook_bytes()))

    def __repr__(self) -> str:
        return f"Partial({len(self.to_bytes())} bytes)"


def _partial(data: bytes, rulebook: bytes) -> Partial:
    return Partial.from_bytes(data, rulebook=rulebook)
