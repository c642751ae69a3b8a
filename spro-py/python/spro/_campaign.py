"""Returned workbooks, read and checked together."""

from __future__ import annotations

import datetime
import html
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from spro import _spro
from spro._error import SproError

__all__ = ["Campaign", "Report", "read"]


class Report:
    """Everything that was found in the files, in one pass, in the order of the files.

    ``errors`` keep a row out of the indicators; ``warnings`` do not. Both are lists of dicts with the keys ``path``,
    ``code``, ``severity``, ``table``, ``row`` (from 0), ``field``, ``sheet``, ``cell``, ``raw``, ``message``, ``help``,
    ``suggestion`` and ``source``.
    """

    __match_args__ = ("errors", "warnings")

    def __init__(self, answer: dict[str, Any]) -> None:
        self._answer = answer

    def _of(self, severity: str) -> list[dict[str, Any]]:
        return [
            {"path": file["path"], **found}
            for file in self._answer["files"]
            for found in file["diagnostics"]
            if found["severity"] == severity
        ]

    @property
    def errors(self) -> list[dict[str, Any]]:
        """What is wrong; the rows concerned are left out of the indicators."""
        return self._of("error")

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """What is to be looked at; the rows count."""
        return self._of("warning")

    @property
    def infos(self) -> list[dict[str, Any]]:
        """What was repaired or left aside on reading."""
        return self._of("info")

    @property
    def failures(self) -> list[dict[str, str]]:
        """The files that could not be used: ``path`` and ``message``."""
        return list(self._answer.get("failures", []))

    def to_dict(self) -> dict[str, Any]:
        """The answer of ``spro validate --format json``."""
        return json.loads(json.dumps(self._answer))

    def errors_as_dicts(self, *, hide_input: bool = False) -> list[dict[str, Any]]:
        """The errors with the keys ``type``, ``loc``, ``msg``, ``input`` and ``ctx``; ``hide_input`` leaves out what was typed."""
        out = []
        for found in self.errors:
            loc = tuple(found[k] for k in ("path", "sheet", "cell", "table", "row", "field") if found[k] is not None)
            entry = {"type": found["code"], "loc": loc, "msg": found["message"], "ctx": {"help": found["help"], "source": found["source"]}}
            if not hide_input:
                entry["input"] = found["raw"]
            out.append(entry)
        return out

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._answer == other._answer

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Report({len(self._answer['files'])} files, {self._answer['errors']} errors, {self._answer['warnings']} warnings)"

    def _lines(self) -> list[list[str]]:
        return [
            [found["severity"], found["path"], found["sheet"] or "", found["cell"] or "", found["message"], found["help"]]
            for found in self.errors + self.warnings
        ]

    def _repr_html_(self) -> str:
        heads = ["gravité", "fichier", "feuille", "cellule", "message", "que faire"]
        head = "".join(f'<th scope="col">{h}</th>' for h in heads)
        rows = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in line) + "</tr>" for line in self._lines())
        caption = html.escape(repr(self))
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _repr_markdown_(self) -> str:
        lines = ["| gravité | fichier | feuille | cellule | message | que faire |", "|---|---|---|---|---|---|"]
        for line in self._lines():
            cells = (html.escape(c).replace("|", "\\|").replace("\n", " ") for c in line)
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)


class Campaign:
    """The returns of many networks, read and checked together; made by :func:`read`."""

    def __init__(self, native: _spro.Campaign) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(json.loads(self._native.rows())["files"])

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

    def report(self, *, lang: str = "fr") -> Report:
        """Everything that was found, in French or English."""
        return Report(json.loads(self._native.validation(lang)))

    def indicators(self, *, per: Iterable[str] = ("reseau", "annee")) -> list[dict[str, Any]]:
        """The figures: one dict each, values as exact decimal texts, or None with the reason in ``why``.

        ``per`` names the groups: ``reseau``, ``departement`` or ``region``, with or without ``annee``.
        """
        return json.loads(self._native.indicators(list(per)))

    def evaluate(self, *, as_of: datetime.date | None = None, lang: str = "fr") -> dict[str, Any]:
        """The evaluation on a day; without one, on the last day of the last year returned."""
        return json.loads(self._native.evaluate(None if as_of is None else as_of.isoformat(), lang))

    def report_html(self, *, as_of: datetime.date | None = None, lang: str = "fr") -> str:
        """The whole report as one HTML page that needs no script and loads nothing."""
        return self._native.report_html(None if as_of is None else as_of.isoformat(), lang)


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
    return Campaign(_spro.read(paths, contents, path, reseau, "fr"))
