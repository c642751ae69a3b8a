"""The one exception of the package."""


class SproError(Exception):
    """The program could not do what was asked; its text says why and what to do.

    What is wrong in the data is never raised: it is in the report.
    """

    __module__ = "spro"
