"""The library in Python, as somebody in a notebook calls it: files in, a report and figures out."""

import spro
from common import REGION, agree, main

LEVELS = ("reseau", "region")
ASKED = {indicator for indicators in agree.INDICATORS.values() for indicator in indicators}


def answers(campaign):
    """What was found, and the figures at both levels."""
    return campaign.report(), [campaign.indicators(per=(by, "annee")) for by in LEVELS]


def run(paths):
    return answers(spro.read(str(paths.folder / paths.form)))


def located(report):
    for found in (*report.errors, *report.warnings):
        yield found.table, found.row, found.field or "", found.code.rsplit(".")[-1]


def figures(levels):
    for by, rows in zip(LEVELS, levels):
        for row in rows:
            if row.value is not None and row.indicator in ASKED:
                yield by, REGION if by == "region" else row.reseau, row.annee, row.indicator, row.value


if __name__ == "__main__":
    main(globals())
