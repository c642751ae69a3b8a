"""pandas, hand-written: text (read by the pyarrow engine) to typed columns to one mask a rule."""

import numpy as np
import pandas as pd
from common import REGION, TABLES, long, main
from model import TRAINED


def read(table, paths):
    return pd.read_csv(
        paths.of(table.code), sep=paths.separator, dtype="str", keep_default_na=False, na_values=[""], engine="pyarrow"
    )


def typed(table, text, paths):
    """The typed columns: a cell that cannot be read is missing."""
    out = {}
    for field in table.fields:
        cells = text[field.code]
        if field.kind == "date":
            cells = pd.to_datetime(cells, format=paths.date, errors="coerce")
        elif field.kind == "fte":
            cells = pd.to_numeric(cells.str.replace(",", ".", regex=False) if paths.french else cells, errors="coerce")
        elif field.is_number:
            cells = pd.to_numeric(cells, errors="coerce").astype("Int64")
        out[field.code] = cells
    return pd.DataFrame(out)


def rules(table, text, frame):
    """(column, rule, whether it is an error, mask)."""
    for field in table.fields:
        raw, meant = text[field.code], frame[field.code]
        if field.required is not False:
            yield field.code, "requis", field.required is True, raw.isna()
        if field.is_number or field.kind == "date":
            yield field.code, "type", True, raw.notna() & meant.isna()
        if field.least is not None:
            low = meant < field.least
            yield field.code, "borne", True, low if field.most is None else low | (meant > field.most)
        if field.allowed is not None:
            yield field.code, "liste", True, raw.notna() & ~raw.isin(field.allowed)
        if field.longest is not None:
            yield field.code, "longueur", True, raw.str.len() > field.longest
    for rule in table.at_most:
        yield rule.smaller, rule.code, rule.error, frame[rule.smaller] > frame[rule.larger]
    if table.in_year:
        yield "date", "date-dans-annee", True, frame.date.notna() & (frame.date.dt.year != frame.annee)
    needed = [field.code for field in table.fields if field.code in table.key and field.required is True]
    yield "", "doublon", True, text.duplicated(list(table.key)) & text[needed].notna().all(axis=1)


def check(table, text, frame):
    """Located errors, and the rows without any."""
    bad, found = np.zeros(len(frame), bool), []
    for column, rule, error, mask in rules(table, text, frame):
        rows = np.flatnonzero(mask.to_numpy(dtype=bool, na_value=False))
        if len(rows):
            found.append(pd.DataFrame({"table": table.code, "row": rows, "column": column, "rule": rule}))
            if error:
                bad[rows] = True
    return found, frame[~bad]


def sums(table, good):
    keys = [good.reseau.rename("territory"), good.annee.rename("year")]
    if table.code == "reunions":
        invited, present = good.structures_invitees, good.structures_participantes
        rate = present / invited.where(invited > 0)
        parts = pd.DataFrame({"invited": invited, "present": present, "rate": rate}).groupby(keys)
        out = parts.agg(
            invited=("invited", "sum"), present=("present", "sum"), rates=("rate", "sum"), rated=("rate", "count")
        )
        return out.assign(rows=parts.size())
    if table.code == "formation":
        parts = {}
        for code, column in TRAINED.items():
            trained, agents = good[column], good.agents
            parts[code], parts["part" + code] = trained, trained.where(agents.notna())
            parts["whole" + code] = agents.where(trained.notna())
        return pd.DataFrame(parts).groupby(keys).sum()
    return good[["agents", "etp"]].groupby(keys).sum()


def finish(table, s):
    if table.code == "reunions":
        return pd.DataFrame({"1": s["rows"], "2": s.present / s.invited, "2-moyenne": s.rates / s.rated})
    if table.code == "formation":
        rates = {code + "-taux": s["part" + code] / s["whole" + code] for code in TRAINED}
        return pd.DataFrame({code: s[code] for code in TRAINED} | rates)
    return s.rename(columns={"agents": "24", "etp": "25"})


def both_levels(table, good):
    of_networks = sums(table, good)
    region = of_networks.groupby("year").sum()
    region.index = pd.MultiIndex.from_product([[REGION], region.index], names=["territory", "year"])
    return [finish(table, of_networks), finish(table, region)]


def run(paths):
    found, levels = [], []
    for table in TABLES.values():
        text = read(table, paths)
        errors, good = check(table, text, typed(table, text, paths))
        found += errors
        levels.append(both_levels(table, good))
    return pd.concat(found), levels


def located(errors):
    return errors.itertuples(index=False, name=None)


def figures(levels):
    records = lambda frame: frame.reset_index().to_dict("records")  # noqa: E731
    return long([(by, records(frame)) for pair in levels for by, frame in zip(("reseau", "region"), pair)])


if __name__ == "__main__":
    main(globals())
