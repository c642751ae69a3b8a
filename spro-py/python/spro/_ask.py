"""Asking the engine: one way in for every operation, with requests and answers as JSON."""

from __future__ import annotations

import datetime
import json
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from spro import _spro
from spro._record import Record, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Lang = Literal["fr", "en"]


def plain(value: Any) -> Any:
    """A value of a request as JSON has it."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def _request(request: dict[str, Any]) -> str:
    return json.dumps({key: plain(value) for key, value in request.items() if value is not None})


def text(operation: str, rulebook: _spro.Rulebook | None, campaign: _spro.Campaign | None = None, /, **request: Any) -> str:
    """The answer of an operation as the engine writes it."""
    return _spro.ask(operation, _request(request), rulebook, campaign)


def ask(operation: str, rulebook: _spro.Rulebook | None, campaign: _spro.Campaign | None = None, /, **request: Any) -> Any:
    """The answer of an operation, parsed."""
    return json.loads(text(operation, rulebook, campaign, **request))


def make(operation: str, rulebook: _spro.Rulebook | None, campaign: _spro.Campaign | None = None, /, **request: Any) -> bytes:
    """The file that an operation makes."""
    return bytes(_spro.make(operation, _request(request), rulebook, campaign))


def rows_of(record: type[Any], values: Iterable[dict[str, Any]]) -> tuple[Any, ...]:
    """Records of JSON objects."""
    return tuple([record.from_dict(value) for value in values])
