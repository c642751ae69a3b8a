"""The library in Python, as somebody in a notebook calls it: files in, tables for any data frame library out."""

import spro
from common import REGION, agree, main

LEVELS = ("reseau", "region")
ASKED = {indicator for indicators in agree.INDICATORS.values() for indicator in indicators}


def run(paths):
    campaign = spro.read(str(paths.folder / paths.form))
    return campaign.report_table(), [campaign.indicators_table(per=(by, "annee")) for by in LEVELS]


def located(found):
    for row in found:
        if row["severity"] != "info":
            yield row["table"], row["row"], row["field"] or "", row["code"].rsplit(".")[-1]


def figures(levels):
    for by, table in zip(LEVELS, levels):
        for row in table:
            if row["value"] is not None and row["indicator"] in ASKED:
                yield by, REGION if by == "region" else row["reseau"], row["annee"], row["indicator"], row["value"]


if __name__ == "__main__":
    main(globals())
