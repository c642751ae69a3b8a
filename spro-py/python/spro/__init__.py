"""Rulebook, validation and indicators for the French regional guidance networks (SPRO)."""

from spro._error import SproError
from spro._spro import version

__all__ = ["SproError", "__version__"]

__version__: str = version()
