"""Plots on matplotlib, which is loaded when the first one is drawn.

Sober and safe: one blue and one grey that differ in lightness, so that they can be told apart in print and by
colour-blind readers; what differs in meaning differs in shape or hatching too. Each function gives the axes, to be
changed at will.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spro import _records as r
from spro._ask import Lang
from spro._error import SproError
from spro._views import pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from spro._answers import Answers
    from spro._results import Evaluation

BLUE = "#0b5394"
LIGHT = "#9fc5e8"
INK = "#222222"
GREY = "#6b6b6b"
RULE = "#d0d0d0"
# A figure beside its mark, on white, so that no line runs through it.
BESIDE: dict[str, Any] = {
    "xytext": (4, 0),
    "textcoords": "offset points",
    "va": "center",
    "fontsize": 9,
    "color": INK,
    "zorder": 5,
    "bbox": {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"},
}
MARKS = ["o", "s", "^", "D", "v", "P", "X", "<", ">", "*"]
LINES: list[Any] = ["-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (8, 3)), (0, (5, 4, 1, 4))]


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError:
        raise SproError("les graphiques demandent matplotlib. Installez-le : pip install 'spro[plot]'.") from None
    _figure, made = pyplot.subplots(figsize=(width, height), layout="constrained")
    return made


def _plain(ax: Axes, *, along: str) -> None:
    """Takes away what says nothing, and draws the grid of the axis of numbers behind the marks."""
    for side in ("top", "right", "left" if along == "x" else "top"):
        ax.spines[side].set_visible(False)
    ax.grid(axis="x" if along == "x" else "y", color=RULE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelcolor=INK)


def number(value: Decimal | float, unit: str, lang: Lang) -> str:
    """A number as the engine prints it, in its unit."""
    from spro._results import _shown

    exact = value if isinstance(value, Decimal) else Decimal(str(round(float(value), 9)))
    return _shown([(exact, unit)], lang)[0]


def _ticks(axis: Any, unit: str, lang: Lang) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

    axis.set_major_locator(MaxNLocator(nbins=6, integer=unit != "ratio" and unit != "fte"))
    if unit == "ratio":
        # Whole percents: the exact figures stand beside the marks.
        symbol = "\u00a0%" if lang == "fr" else "%"
        axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=symbol))
    else:
        axis.set_major_formatter(FuncFormatter(lambda value, _at: number(value, unit, lang)))


UNITS = {
    "fr": {"ratio": "taux", "count": "nombre", "fte": "équivalents temps plein (ETP)", "euro": "euros"},
    "en": {"ratio": "rate", "count": "number", "fte": "full-time equivalents", "euro": "euros"},
}


def _unit(unit: str, lang: Lang) -> str:
    return UNITS[lang].get(unit, unit)


def _title(ax: Axes, title: str, under: str) -> None:
    import textwrap

    ax.set_title(f"{textwrap.fill(title, 64)}\n", loc="left", fontsize=12, fontweight="bold", color=INK)
    ax.text(0, 1.015, under, transform=ax.transAxes, fontsize=9.5, color=GREY, va="bottom")


def _of(evaluation: Evaluation, indicator: str) -> list[r.FigureRow]:
    found = [row for row in evaluation.figures if row.indicator == indicator]
    if not found:
        known = ", ".join(dict.fromkeys(row.indicator for row in evaluation.figures))
        raise SproError(f"l’indicateur « {indicator} » n’a pas de chiffre dans cette évaluation. Connus : {known}.")
    return found


def networks(evaluation: Evaluation, indicator: str, *, annee: int | None, ax: Axes | None, lang: Lang) -> Axes:
    """Bars of the networks in a year, with the region's value as a line."""
    all_rows = _of(evaluation, indicator)
    with_value = [row.annee for row in all_rows if row.value is not None]
    year = annee if annee is not None else max(with_value, default=all_rows[-1].annee)
    rows = [row for row in all_rows if row.annee == year]
    own = [row for row in rows if row.reseau is not None]
    own.sort(key=lambda row: (row.value is not None, row.value or Decimal(0), row.reseau or ""))
    region = next((row for row in rows if row.region is not None and row.value is not None), None)
    unit = all_rows[0].unit
    ax = _axes(ax, 7.5, 1.6 + 0.36 * max(len(own), 3))
    for at, row in enumerate(own):
        if row.value is None:
            ax.text(0, at, f" {_why(row, lang)}", va="center", fontsize=9, color=GREY, style="italic")
            continue
        whole = row.completeness.enough
        ax.barh(at, float(row.value), height=0.66, color=BLUE if whole else "white", edgecolor=BLUE, hatch=None if whole else "////")
        ax.annotate(number(row.value, unit, lang), (float(row.value), at), **BESIDE)
    values = [float(row.value) for row in own if row.value is not None] or [1.0]
    most = max(values) * 1.16 or 1.0
    total = ""
    if region is not None and region.value is not None:
        said = number(region.value, unit, lang)
        label = pick(lang, f"région : {said}", f"region: {said}")
        if float(region.value) <= most:
            ax.axvline(float(region.value), color=INK, linewidth=1.3, linestyle=(0, (4, 2)))
            ax.annotate(label, (float(region.value), -0.85), **BESIDE)
        else:
            # A sum over the region stands far outside of the networks' values.
            total = f" · {label}"
    ax.set_yticks(range(len(own)), [row.reseau or "" for row in own])
    ax.set_ylim(-1.25, len(own) - 0.4)
    ax.set_xlim(min(0.0, *values), most)
    _ticks(ax.xaxis, unit, lang)
    _plain(ax, along="x")
    ax.set_xlabel(_unit(unit, lang), color=GREY)
    partial = any(row.value is not None and not row.completeness.enough for row in own)
    hatched = pick(lang, " · hachuré : données incomplètes", " · hatched: incomplete data") if partial else ""
    _title(ax, evaluation.label(indicator), pick(lang, f"indicateur {indicator}, {year}", f"indicator {indicator}, {year}") + total + hatched)
    return ax


WHYS = {
    "not submitted": "tableau non rendu",
    "no usable row": "aucune ligne complète",
    "denominator is zero": "dénominateur nul",
    "overflow": "trop grand",
}


def _why(row: r.FigureRow, lang: Lang) -> str:
    why = row.why or ""
    if lang != "fr":
        return why
    return WHYS.get(why, why.replace("rejected by rule", "écarté par la règle"))


def trend(evaluation: Evaluation, indicator: str, *, reseaux: Sequence[str] | None, ax: Axes | None, lang: Lang) -> Axes:
    """Lines of the networks over the years, named at their ends, with the region's in bold."""
    rows = _of(evaluation, indicator)
    unit = rows[0].unit
    names = list(dict.fromkeys(row.reseau for row in rows if row.reseau is not None))
    chosen = [name for name in names if reseaux is None or name in reseaux]
    ax = _axes(ax, 8, 4.8)
    ends: list[tuple[float, str, float, bool]] = []
    series: list[tuple[str, list[r.FigureRow], bool]] = [(n, [row for row in rows if row.reseau == n], False) for n in chosen]
    series.append((pick(lang, "région", "region"), [row for row in rows if row.region is not None], True))
    for at, (name, own, bold) in enumerate(series):
        points = [(row.annee, float(row.value)) for row in own if row.value is not None]
        if not points:
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        style: dict[str, Any] = {"color": INK, "linewidth": 2.6, "marker": "o", "markersize": 6, "zorder": 3}
        if not bold:
            style = {"color": BLUE, "linewidth": 1.3, "linestyle": LINES[at % len(LINES)], "marker": MARKS[at % len(MARKS)], "markersize": 5}
        ax.plot(xs, ys, **style)
        ends.append((ys[-1], name, xs[-1], bold))
    years = sorted({row.annee for row in rows if row.value is not None}) or [evaluation.as_of.year]
    ax.set_xlim(years[0] - 0.15, years[-1] + 0.15 + 0.5 * max(1, (years[-1] - years[0]) / 2))
    ax.set_ylim(bottom=min(0.0, ax.get_ylim()[0]))
    _names(ax, ends, years[-1])
    ax.set_xticks(years, [str(year) for year in years])
    _ticks(ax.yaxis, unit, lang)
    _plain(ax, along="y")
    ax.set_ylabel(_unit(unit, lang), color=GREY)
    span = f"{years[0]}–{years[-1]}"
    _title(ax, evaluation.label(indicator), pick(lang, f"indicateur {indicator}, {span}", f"indicator {indicator}, {span}"))
    return ax


def _names(ax: Axes, ends: list[tuple[float, str, float, bool]], last: float) -> None:
    """Writes the names at the right, moved apart so that none covers another, each with a thin line to its point."""
    low, high = ax.get_ylim()
    least = (high - low) * 0.052
    ends = sorted(ends)
    heights: list[float] = []
    for y, _name, _x, _bold in ends:
        heights.append(max(y, heights[-1] + least if heights else low + least))
    over = max(0.0, heights[-1] - high) if heights else 0.0
    for height, (y, name, x, bold) in zip(heights, ends, strict=True):
        ax.plot([x, last + 0.1], [y, height - over], color=RULE, linewidth=0.8, zorder=1)
        ax.text(last + 0.12, height - over, name, va="center", fontsize=9, color=INK, fontweight="bold" if bold else "normal")


def completeness(evaluation: Evaluation, *, ax: Axes | None, lang: Lang) -> Axes:
    """A mark a network, table and year: a full square for what was returned, an empty one for what is due."""
    slots = [row for row in evaluation.answer.returns if row.rows or row.due]
    columns = sorted({(row.table, row.annee) for row in slots}, key=lambda c: (_order(slots, c[0]), c[1]))
    names = list(dict.fromkeys(row.reseau for row in evaluation.answer.returns))
    places, middles, width = _places(columns)
    ax = _axes(ax, 2.2 + 0.55 * width, 2.3 + 0.36 * max(len(names), 3))
    for row in slots:
        x, y = places[row.table, row.annee], len(names) - 1 - names.index(row.reseau)
        if not row.rows:
            ax.scatter(x, y, s=200, marker="s", facecolors="white", edgecolors=INK, linewidths=1.2)
            continue
        rejected = row.rejected > 0
        ax.scatter(x, y, s=220, marker="s", facecolors=LIGHT if rejected else BLUE, edgecolors=BLUE, linewidths=1.2)
        ax.text(x, y, str(row.rows), ha="center", va="center", fontsize=8, color=INK if rejected else "white")
    ax.set_yticks(range(len(names)), names[::-1])
    ax.set_xticks([places[c] for c in columns], [str(year) for _, year in columns])
    ax.set_xlim(-0.7, width - 0.3)
    ax.set_ylim(-0.6, len(names) - 0.4)
    above = ax.secondary_xaxis("top")
    above.set_xticks(list(middles.values()), list(middles), fontweight="bold")
    above.spines["top"].set_visible(False)
    above.tick_params(length=0, labelcolor=INK)
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0, labelcolor=INK)
    key = pick(
        lang,
        "Chiffre : lignes rendues. Clair : dont des lignes écartées par une erreur.\nCarré vide : attendu, non rendu.",
        "Figure: rows returned. Light: some of them kept out by an error.\nEmpty square: due, not returned.",
    )
    ax.set_xlabel(key, color=GREY, loc="left", fontsize=9)
    day = evaluation.as_of.strftime("%d/%m/%Y") if lang == "fr" else evaluation.as_of.isoformat()
    title = pick(lang, f"Tableaux rendus au {day}", f"Tables returned as of {day}")
    ax.set_title(title, loc="left", fontsize=12, fontweight="bold", color=INK, pad=26)
    return ax


def _places(columns: list[tuple[str, int]]) -> tuple[dict[tuple[str, int], float], dict[str, float], float]:
    """Where each table and year stands, where the name of each table, and how wide all is; tables stand apart."""
    places: dict[tuple[str, int], float] = {}
    middles: dict[str, float] = {}
    at = 0.0
    for table in dict.fromkeys(table for table, _ in columns):
        own = [column for column in columns if column[0] == table]
        # A name takes the room of two columns.
        room = max(float(len(own)), 0.21 * len(table))
        start = at + (room - len(own)) / 2
        for offset, column in enumerate(own):
            places[column] = start + offset
        middles[table] = start + (len(own) - 1) / 2
        at += room + 0.4
    return places, middles, max(at, 4.0)


def _order(slots: Sequence[r.ReturnRow], table: str) -> int:
    return next(at for at, row in enumerate(slots) if row.table == table)


def attendance(campaign: Answers, *, annee: int | None, ax: Axes | None, lang: Lang) -> Axes:
    """A mark a meeting, and each network's rate over the year."""
    rows = [row for row in campaign.rows("reunions") if row["taux_presence"] is not None]
    years = sorted({row["annee"] for row in rows})
    if not years:
        raise SproError("aucune réunion n’a de taux de présence : il faut le nombre d’invités et de participants.")
    year = annee if annee is not None else years[-1]
    pooled = {row.reseau: row.value for row in campaign.indicators(indicator="2").where(annee=year) if row.reseau}
    names = sorted(pooled, key=lambda name: (pooled[name] is not None, pooled[name] or Decimal(0), name))
    ax = _axes(ax, 7.5, 1.7 + 0.38 * max(len(names), 3))
    for at, name in enumerate(names):
        rates = [float(row["taux_presence"]) for row in rows if row["annee"] == year and row["reseau"] == name]
        ax.scatter(rates, [at] * len(rates), s=34, facecolors=LIGHT, edgecolors=BLUE, linewidths=0.9, zorder=2)
        value = pooled[name]
        if value is None:
            ax.text(0.01, at, pick(lang, "pas de réunion complète", "no complete meeting"), va="center", fontsize=9, color=GREY, style="italic")
            continue
        ax.plot([float(value)] * 2, [at - 0.3, at + 0.3], color=INK, linewidth=3, solid_capstyle="butt", zorder=3)
        ax.text(1.02, at, number(value, "ratio", lang), va="center", fontsize=9, color=INK, transform=ax.get_yaxis_transform())
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(-0.7, len(names) - 0.3)
    ax.set_xlim(0, max(1.02, *[float(row["taux_presence"]) for row in rows if row["annee"] == year] or [1.0]))
    _ticks(ax.xaxis, "ratio", lang)
    _plain(ax, along="x")
    ax.set_xlabel(pick(lang, "participants / invités", "taking part / invited"), color=GREY)
    under = pick(lang, "un point par réunion · trait et chiffre : taux de l’année", "a dot a meeting · bar and figure: rate of the year")
    _title(ax, pick(lang, f"Présence aux réunions des réseaux, {year}", f"Attendance at the networks’ meetings, {year}"), under)
    return ax
