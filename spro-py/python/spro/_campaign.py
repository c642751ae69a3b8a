"""Returned workbooks, read and checked together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spro import _spro
from spro._answers import Answers
from spro._error import SproError
from spro._partial import Partial, definitions
from spro._rulebook import Rulebook
from spro._table import Tables

__all__ = ["Campaign", "Submission", "read"]


class Submission:
    """What one file holds: its ``path``, the code of its network in ``reseau`` (None where it is not one), its ``tables``."""

    __match_args__ = ("path", "reseau", "tables")

    def __init__(self, path: str, reseau: str | None, tables: Tables) -> None:
        self.path = path
        self.reseau = reseau
        self.tables = tables

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Submission):
            return NotImplemented
        return (self.path, self.reseau, self.tables) == (other.path, other.reseau, other.tables)

    def __hash__(self) -> int:
        return hash((self.path, self.reseau))

    def __repr__(self) -> str:
        return f"Submission({self.path!r}, reseau={self.reseau!r}, tables={list(self.tables)})"


class Campaign(Answers):
    """The returns of many networks, read and checked together; made by :func:`read`."""

    def __init__(self, native: _spro.Campaign, contents: dict[str, bytes] | None = None) -> None:
        self._native = native
        self._contents = contents or {}

    def __len__(self) -> int:
        return len(self._native)

    def __iter__(self) -> Iterator[Submission]:
        for at, (path, reseau, codes) in enumerate(self._native.submissions()):
            yield Submission(path, reseau, Tables(self._native, codes, at))

    def __repr__(self) -> str:
        return f"Campaign({len(self)} file{'' if len(self) == 1 else 's'})"

    def __copy__(self) -> Campaign:
        return self

    def __deepcopy__(self, memo: object) -> Campaign:
        # Nothing changes a campaign.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a Campaign stays in its process: send its files, its tables, its report() or its partial()")

    @property
    def tables(self) -> Tables:
        """The tables that were returned, by code: each a :class:`Table` of its rows over all files, ``fichier`` first."""
        codes: dict[str, None] = {}
        for _, _, of_file in self._native.submissions():
            codes.update(dict.fromkeys(of_file))
        return Tables(self._native, [code for code in self._native.table_codes() if code in codes])

    def partial(self) -> Partial:
        """The sums behind the figures, to be merged with those of other campaigns."""
        return Partial(self._native.partial())


def _bar() -> Callable[[int, int, str | None], None] | None:
    """A progress bar, where somebody looks and ``tqdm`` is there."""
    if not (sys.stderr and sys.stderr.isatty()):
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    bar = None

    def show(done: int, total: int, path: str | None) -> None:
        nonlocal bar
        if bar is None:
            # One file is read before a bar would be seen.
            if total < 2:
                return
            bar = tqdm(total=total, unit="fichier", leave=False)
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return show


def read(
    source: Any,
    *,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
    reseau: str | None = None,
    name: str | None = None,
    on_progress: Callable[[int, int, str | None], object] | None = None,
) -> Campaign:
    """Reads a file, a folder, several of them, bytes, or a file-like object.

    ``source`` is a path (text or :mod:`pathlib`), bytes, an open file, or several of these; a folder stands for the
    workbooks in it and below it, sorted by path. ``rulebook`` is a :class:`Rulebook` or the path of one. Files are read in parallel, and the answer is that of one after the
    other. ``name`` is the file name of bytes or of a file-like object. ``reseau`` is the network that all files are
    about. A file that cannot be used stops no other: it is in ``report().failures``.

    ``on_progress(done, total, path)`` is called as files are done, first with 0 and no path; what it raises ends the
    reading, as Ctrl+C does. Without one a bar is shown where ``tqdm`` is installed and the standard error is a terminal.

    Raises :class:`SproError` where nothing can be done, such as for an unknown ``reseau``.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="coordination.csv")
    >>> campaign.tables["coordination"][0]["etp"]
    Decimal('0.8')
    """
    paths: list[str] = []
    contents: list[tuple[str, bytes]] = []
    alone = isinstance(source, (str, bytes, bytearray, memoryview, os.PathLike)) or hasattr(source, "read")
    many = isinstance(source, Iterable) and not alone
    for one in source if many else [source]:
        if isinstance(one, (str, os.PathLike)):
            paths.append(os.fspath(one))
        elif isinstance(one, (bytes, bytearray, memoryview)):
            contents.append((name or "données", bytes(one)))
        elif hasattr(one, "read"):
            data = one.read()
            if isinstance(data, str):
                data = data.encode()
            if not isinstance(data, (bytes, bytearray, memoryview)):
                raise SproError(f"{type(one).__name__}.read() donne {type(data).__name__} : il faut des octets ou du texte.")
            contents.append((name or _name(one), bytes(data)))
        else:
            raise SproError(f"{type(one).__name__} ne se lit pas : donnez un chemin, un dossier, des octets ou un fichier ouvert.")
    contents = _apart(contents)
    native = _spro.read(paths, contents, definitions(rulebook), reseau, "fr", on_progress or _bar())
    return Campaign(native, dict(contents))


def _name(file: Any) -> str:
    """The name of an open file; one that was opened by its number has none."""
    name = getattr(file, "name", None)
    return os.path.basename(os.fspath(name)) if isinstance(name, (str, os.PathLike)) and name else "données"


def _apart(contents: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Contents under names of their own: an answer about a file must not go to another one."""
    taken: set[str] = {name for name, _ in contents}
    seen: set[str] = set()
    out = []
    for name, data in contents:
        stem, ending = os.path.splitext(name)
        number = 1
        while name in seen or (number > 1 and name in taken):
            number += 1
            name = f"{stem} ({number}){ending}"
        seen.add(name)
        out.append((name, data))
    return out
