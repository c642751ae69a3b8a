"""Conventions, amendments and funding requests: records that know what the rulebook says of them."""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal

from spro import _records as r
from spro import _spro
from spro._ask import Lang, ask, rows_of
from spro._record import Record
from spro._rulebook import Rulebook, read_text

__all__ = [
    "Amendment",
    "Convention",
    "Dossier",
    "FundingRequest",
    "ScdlExport",
    "ScdlLine",
    "check_charter",
    "check_records",
    "check_requests",
    "export_scdl",
    "import_scdl",
    "read_dossiers",
]


class Convention(r.Convention):
    """A convention: with a network, with a department (points relais conseil), or the financial one of a year.

    Money is :class:`decimal.Decimal` in euros. See :class:`spro._records.Convention` for the attributes.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from spro import Convention, Period
    >>> year = Period(from_=date(2017, 1, 1), to=date(2017, 12, 31))
    >>> convention = Convention(reseau="Dreux", structure="ML", genre="financiere", periode=year, montant=Decimal("10000.01"))
    >>> payment = convention.payment_schedule()[0]
    >>> payment.amount, payment.month
    (Decimal('5000.00'), '2017-03')
    """

    def payment_schedule(self, *, rulebook: Rulebook | None = None, lang: Lang = "fr") -> tuple[r.Payment, ...]:
        """What the rulebook promises for it: the advance of a financial convention. Empty for the other kinds.

        Raises :class:`spro.SproError` where a parameter says nothing on its first day. Source: ``cr-2016-11-29#2``.
        """
        return rows_of(r.Payment, ask("payment_schedule", _book(rulebook), record=self, lang=lang))

    def state(self, on: datetime.date, *, lang: Lang = "fr") -> r.ConventionState:
        """Where it stands on a day: only what happened on or before that day counts.

        >>> from datetime import date
        >>> from spro import Convention, Period
        >>> Convention(structure="ML", genre="cadre", periode=Period(), vote_le=date(2016, 11, 25)).state(date(2016, 12, 1)).stage
        'voted'
        """
        return r.ConventionState.from_dict(ask("convention_state", _book(None), record=self, day=on, lang=lang))


class Amendment(r.Amendment):
    """An amendment (avenant) to a convention, in one network, and the members that it must reach.

    >>> from datetime import date
    >>> from spro import Amendment, Relay
    >>> members = (Relay(structure="CIO", transmis_le=date(2016, 12, 3)), Relay(structure="ML"))
    >>> amendment = Amendment(modifie="convention SPRO", reseau="Dreux", vote_le=date(2016, 11, 25), membres=members)
    >>> amendment.relay_state(date(2016, 12, 4)).has_not
    ('ML',)
    """

    def relay_state(self, on: datetime.date, *, rulebook: Rulebook | None = None, lang: Lang = "fr") -> r.RelayState:
        """Who has it on a day, who has not, and since when. Source: ``cr-2016-11-29#2``."""
        return r.RelayState.from_dict(ask("relay_state", _book(rulebook), record=self, day=on, lang=lang))


class FundingRequest(r.FundingRequest):
    """A request for funding (demande de subvention).

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from spro import FundingRequest
    >>> request = FundingRequest(
    ...     reseau="Dreux", annee=2017, structure="ML", porte_convention_financiere=True, coordonne=True,
    ...     subvention_totale=Decimal(10000), subvention_coordination=Decimal("3000.01"), date_envoi=date(2017, 1, 12),
    ... )
    >>> [found.code for found in request.check()]
    ['demandes.plafond-coordination']
    """

    def check(self, *, rulebook: Rulebook | None = None, lang: Lang = "fr") -> tuple[r.Diagnostic, ...]:
        """Everything that is wrong with it, by the rules of the table ``demandes``."""
        return check_requests([self], rulebook=rulebook, lang=lang)

    def unjudged(self, *, rulebook: Rulebook | None = None) -> dict[str, str]:
        """The rules that cannot be judged for its year, each with the parameter that says nothing."""
        return dict(ask("unjudged", _book(rulebook), record=self))

    def actions_total(self) -> Decimal | None:
        """What its actions cost together; None where none is listed."""
        total = ask("actions_total", _book(None), record=self)
        return None if total is None else Decimal(total)

    def convention(self, *, rulebook: Rulebook | None = None, lang: Lang = "fr") -> Convention:
        """The financial convention that it leads to, not voted nor signed yet."""
        return Convention.from_dict(ask("convention_of", _book(rulebook), record=self, lang=lang))


class Dossier(Record):
    """The conventions and amendments of a file.

    Attributes:
        path (str): The file.
        conventions (tuple[Convention, ...]): The conventions.
        avenants (tuple[Amendment, ...]): The amendments.
    """

    path: str
    conventions: tuple[Convention, ...] = ()
    avenants: tuple[Amendment, ...] = ()


class ScdlLine(Record):
    """A line of an open-data file of subsidies.

    Attributes:
        convention (Convention | None): The convention that was read; None where the line has problems, and on export.
        lost (tuple[Unexpressed, ...]): What the other side has no place for.
        problems (tuple[ScdlProblem, ...]): What the schema does not allow.
    """

    convention: Convention | None = None
    lost: tuple[r.Unexpressed, ...] = ()
    problems: tuple[r.ScdlProblem, ...] = ()


class ScdlExport(Record):
    """Conventions as an open-data file of subsidies.

    Attributes:
        csv (str): The file; lines with problems are left out.
        lines (tuple[ScdlLine, ...]): For each convention what was lost, or what is wrong.
    """

    csv: str
    lines: tuple[ScdlLine, ...]


def _book(rulebook: Rulebook | None) -> _spro.Rulebook | None:
    return None if rulebook is None else rulebook._native


def check_requests(
    requests: Iterable[r.FundingRequest], *, rulebook: Rulebook | None = None, lang: Lang = "fr"
) -> tuple[r.Diagnostic, ...]:
    """Everything that is wrong with funding requests; the ``row`` of each finding is the position of its request.

    >>> check_requests([])
    ()
    """
    return rows_of(r.Diagnostic, ask("check_requests", _book(rulebook), record=list(requests), lang=lang))


def check_records(
    conventions: Iterable[r.Convention] = (),
    amendments: Iterable[r.Amendment] = (),
    *,
    as_of: datetime.date | None = None,
    rulebook: Rulebook | None = None,
    lang: Lang = "fr",
) -> tuple[r.Diagnostic, ...]:
    """What is wrong with a set of conventions and amendments: days, missing departments, official signings.

    Without a day, no official signing is told to be missing.

    >>> from spro import Convention, Period
    >>> found = check_records([Convention(departement="18", structure="PRC", genre="prc", periode=Period())])
    >>> found[0].code
    'conventions.prc-manquante'
    """
    record = {"conventions": list(conventions), "avenants": list(amendments)}
    return rows_of(r.Diagnostic, ask("check_records", _book(rulebook), record=record, day=as_of, lang=lang))


def read_dossiers(*paths: str | os.PathLike[str], lang: Lang = "fr") -> tuple[Dossier, ...]:
    """The conventions and amendments in JSON and TOML files, or in the files of folders.

    Raises :class:`spro.SproError` for a file whose records cannot be read.

    >>> read_dossiers()
    ()
    """
    return rows_of(Dossier, ask("read_dossiers", _book(None), paths=paths, lang=lang))


def export_scdl(
    conventions: Iterable[r.Convention],
    *,
    columns: Mapping[str, str],
    beneficiaries: Mapping[str, Mapping[str, str]] | None = None,
    lang: Lang = "fr",
) -> ScdlExport:
    """Conventions as a file of the French open-data schema for subsidies (SCDL Subventions 2.0).

    ``columns`` are texts under the schema's column names that the publication adds to all lines, ``beneficiaries`` those
    of each structure. What a convention says itself (day, beneficiary, amount) goes before them.

    >>> export_scdl([], columns={"objet": "SPRO"}).csv.split(",")[0]
    'nomAttribuant'
    """
    own = {name: dict(given) for name, given in (beneficiaries or {}).items()}
    request = {"record": list(conventions), "columns": dict(columns), "own_columns": own}
    return ScdlExport.from_dict(ask("scdl_export", _book(None), lang=lang, **request))


def import_scdl(file: str | os.PathLike[str] | io.TextIOBase, *, lang: Lang = "fr") -> tuple[ScdlLine, ...]:
    """The lines of an SCDL file of subsidies, each with its convention, or with what is wrong.

    >>> import io
    >>> line = import_scdl(io.StringIO("nomAttribuant,montant\\nRégion,12\\n"))[0]
    >>> line.convention is None, line.problems[0].column
    (True, 'idAttribuant')
    """
    if isinstance(file, (str, os.PathLike)):
        return rows_of(ScdlLine, ask("scdl_import", _book(None), paths=[os.fspath(file)], lang=lang))
    lines = [{(key or "").strip(): value or "" for key, value in line.items() if key} for line in csv.DictReader(file)]
    return rows_of(ScdlLine, ask("scdl_import", _book(None), lines=lines, lang=lang))


def check_charter(path: str | os.PathLike[str], *, lang: Lang = "fr") -> tuple[str, ...]:
    """Everything that a brand charter (TOML) misses, in words; empty where it is complete.

    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "charte.toml"
    >>> _ = path.write_text("")
    >>> len(check_charter(path)) > 1
    True
    """
    text, folder = read_text(path)
    return tuple(ask("charter", _book(None), text=text, folder=folder, lang=lang))
