"""Returned workbooks, read and checked together."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from spro import _spro
from spro._answers import Answers
from spro._error import SproError

__all__ = ["Campaign", "read"]


class Campaign(Answers):
    """The returns of many networks, read and checked together; made by :func:`read`."""

    def __init__(self, native: _spro.Campaign, contents: dict[str, bytes] | None = None) -> None:
        self._native = native
        self._contents = contents or {}

    def __len__(self) -> int:
        return len(self._native)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(json.loads(self._text("rows"))["files"])

    def __repr__(self) -> str:
        return f"Campaign({len(self)} files)"

    @property
    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """For each table its rows, over all files: dicts with ``fichier`` and the field codes. Blank cells are None."""
        out: dict[str, list[dict[str, Any]]] = {}
        for file in self:
            for table, rows in file["tables"].items():
                out.setdefault(table, []).extend({"fichier": file["path"], **row} for row in rows)
        return out


def read(
    source: Any,
    *,
    rulebook: str | os.PathLike[str] | None = None,
    reseau: str | None = None,
    name: str | None = None,
) -> Campaign:
    """Reads a file, a folder, several of them, bytes, or a file-like object.

    ``name`` is the file name of bytes or of a file-like object. A file that cannot be used stops no other: it is in
    ``report().failures``. Raises :class:`SproError` where nothing can be done, such as for an unknown ``reseau``.

    >>> import spro
    >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="coordination.csv")
    >>> campaign.tables["coordination"][0]["etp"]
    '0.8'
    """
    paths: list[str] = []
    contents: list[tuple[str, bytes]] = []
    many = isinstance(source, Iterable) and not isinstance(source, (str, bytes, bytearray, os.PathLike)) and not hasattr(source, "read")
    for one in source if many else [source]:
        if isinstance(one, (str, os.PathLike)):
            paths.append(os.fspath(one))
        elif isinstance(one, (bytes, bytearray)):
            contents.append((name or "données", bytes(one)))
        elif hasattr(one, "read"):
            data = one.read()
            if isinstance(data, str):
                data = data.encode()
            contents.append((name or os.path.basename(str(getattr(one, "name", "données"))), data))
        else:
            raise SproError(f"{type(one).__name__} ne se lit pas : donnez un chemin, un dossier, des octets ou un fichier ouvert.")
    path = None if rulebook is None else os.fspath(rulebook)
    return Campaign(_spro.read(paths, contents, path, reseau, "fr"), dict(contents))
