"""The library in Python, as somebody in a notebook calls it: files in, a report, a table of what was found, and figures."""

import spro
from common import REGION, agree, main

LEVELS = ("reseau", "region")
ASKED = {indicator for indicators in agree.INDICATORS.values() for indicator in indicators}


def answers(campaign):
    """What was found, by row, field and rule, and the figures at both levels."""
    report = campaign.report()
    return (report, report.located), [campaign.indicators(per=(by, "annee")) for by in LEVELS]


def run(paths):
    return answers(spro.read(str(paths.folder / paths.form)))


def located(errors):
    report, table = errors
    told = [(row["table"], row["row"], row["field"] or "", row["code"]) for row in table if row["severity"] != "info"]
    worded = [(found.table, found.row, found.field or "", found.code) for found in (*report.errors, *report.warnings)]
    assert sorted(told) == sorted(worded), "the words are about other places"
    return [(*place, code.rsplit(".")[-1]) for *place, code in told]


def figures(levels):
    for by, rows in zip(LEVELS, levels):
        for row in rows:
            if row.value is not None and row.indicator in ASKED:
                yield by, REGION if by == "region" else row.reseau, row.annee, row.indicator, row.value


if __name__ == "__main__":
    main(globals())
