"""Rulebook, validation and indicators for the French regional guidance networks (SPRO)."""

from spro._campaign import Campaign, Report, read
from spro._error import SproError
from spro._spro import version

__all__ = ["Campaign", "Report", "SproError", "__version__", "read"]

__version__: str = version()
