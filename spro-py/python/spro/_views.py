"""How results look in a notebook: one description, written as HTML and as Markdown.

The HTML has no script, loads nothing and inherits its colours, so that it is legible on light and dark pages; what is
said by a colour elsewhere is said in words here. Every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from spro import _records as r
    from spro._ask import Lang

# Rows that a view shows at most; the rest is counted.
MOST_ROWS = 60

_STYLE = (
    "<style>"
    ".spro-view{font:14px/1.45 system-ui,sans-serif;color:inherit;max-width:100%;overflow-x:auto}"
    ".spro-view table{font:inherit;border-collapse:collapse;margin:.6em 0;color:inherit;background:none}"
    ".spro-view caption,.spro-view h4{text-align:left;font-weight:600;font-size:1em;margin:.6em 0 .2em;color:inherit}"
    ".spro-view th,.spro-view td{text-align:left!important;vertical-align:top;padding:.25em .7em;"
    "border:0;border-bottom:1px solid rgba(128,128,128,.45);background:none;color:inherit;white-space:normal}"
    ".spro-view th{font-weight:600;border-bottom-width:2px}"
    ".spro-view .n{text-align:right!important;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".spro-view p{margin:.3em 0;color:inherit}"
    "</style>"
)


def escape(text: str, *, quote: bool = True) -> str:
    """The text as HTML shows it."""
    # As `html.escape`, whose module brings the names of all entities along.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;") if quote else text


def pick(lang: Lang, fr: str, en: str) -> str:
    """The text in the language."""
    return fr if lang == "fr" else en


class View:
    """Titles, sentences and tables, in their order."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._html: list[str] = []
        self._markdown: list[str] = []

    def title(self, text: str) -> View:
        """A heading."""
        self._html.append(f"<h4>{escape(text)}</h4>")
        self._markdown.append(f"**{_inline(text)}**")
        return self

    def text(self, text: str) -> View:
        """A sentence."""
        self._html.append(f"<p>{escape(text)}</p>")
        self._markdown.append(_inline(text))
        return self

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] = ()) -> View:
        """A table; the columns at the positions ``numbers`` stand to the right."""
        rows, right = list(rows), set(numbers)

        def cells(row: Sequence[object], tag: str) -> str:
            mark = [' class="n"' if at in right else "" for at in range(len(row))]
            scope = ' scope="col"' if tag == "th" else ""
            return "".join(f"<{tag}{scope}{mark[at]}>{escape(_shown(cell))}</{tag}>" for at, cell in enumerate(row))

        body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows[:MOST_ROWS])
        self._html.append(f"<table><thead><tr>{cells(heads, 'th')}</tr></thead><tbody>{body}</tbody></table>")
        lines = ["| " + " | ".join(_inline(head) for head in heads) + " |"]
        lines.append("|" + "|".join("---:" if at in right else "---" for at in range(len(heads))) + "|")
        lines += ["| " + " | ".join(_inline(_shown(cell)) for cell in row) + " |" for row in rows[:MOST_ROWS]]
        self._markdown.append("\n".join(lines))
        if len(rows) > MOST_ROWS:
            more = len(rows) - MOST_ROWS
            self.text(pick(self.lang, f"… et {more} autres lignes.", f"… and {more} more rows."))
        return self

    def html(self) -> str:
        """As HTML."""
        return f'<div class="spro-view" lang="{self.lang}">{_STYLE}{"".join(self._html)}</div>'

    def markdown(self) -> str:
        """As Markdown."""
        return "\n\n".join(self._markdown)


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def _inline(text: str) -> str:
    """A text that Markdown leaves as it is, on one line."""
    text = escape(" ".join(text.split()), quote=False)
    return "".join("\\" + c if c in "\\`*_[]|~$#" else c for c in text)


SEVERITIES = {"fr": {"error": "✖\u00a0erreur", "warning": "▲\u00a0à\u00a0vérifier", "info": "· info"}, "en": {"error": "✖\u00a0error", "warning": "▲\u00a0warning", "info": "· note"}}
VERDICTS = {
    "fr": {"met": "atteint", "not met": "non atteint", "cannot say": "on ne peut pas dire"},
    "en": {"met": "met", "not met": "not met", "cannot say": "cannot say"},
}
STANDINGS = {
    "upcoming": "à venir",
    "under way": "en cours",
    "past": "passé",
    "done": "données rendues",
    "due": "données attendues",
    "late": "données en retard",
}


def short(paths: Iterable[str]) -> dict[str, str]:
    """The paths without the folders that all of them have in common."""
    names = list(paths)
    folders = [name.split("/")[:-1] for name in names]
    shared = 0
    while folders and all(len(folder) > shared and folder[shared] == folders[0][shared] for folder in folders):
        shared += 1
    return {name: "/".join(name.split("/")[shared:]) for name in names}


def counted(n: int, one: str, many: str) -> str:
    """``1 erreur``, ``2 erreurs``; French counts zero as one."""
    return f"{n} {one if n < 2 else many}"


def report(answer: r.Validation, lang: Lang) -> View:
    """What was found in the files."""
    files = len(answer.files)
    if lang == "fr":
        said = [counted(files, "fichier lu", "fichiers lus"), counted(answer.errors, "erreur", "erreurs")]
        said.append(counted(answer.warnings, "point à vérifier", "points à vérifier"))
    else:
        said = [f"{files} file{'s' * (files != 1)} read", f"{answer.errors} error{'s' * (answer.errors != 1)}"]
        said.append(f"{answer.warnings} warning{'s' * (answer.warnings != 1)}")
    view = View(lang).title(" · ".join(said))
    if answer.failures:
        heads = [pick(lang, "fichier inutilisable", "file of no use"), pick(lang, "pourquoi", "why")]
        view.table(heads, [(failure.path, failure.message) for failure in answer.failures])
    heads = ["gravité", "fichier", "feuille", "cellule", "trouvé", "message", "que faire"]
    if lang != "fr":
        heads = ["severity", "file", "sheet", "cell", "found", "message", "what to do"]
    found = [(file.path, one) for file in answer.files for one in file.diagnostics if one.severity != "info"]
    found.sort(key=lambda pair: pair[1].severity != "error")
    names = short(file.path for file in answer.files)
    rows = []
    for path, one in found:
        rows.append((SEVERITIES[lang][one.severity], names[path], one.sheet, one.cell, one.raw, one.message, one.help))
    if rows:
        view.table(heads, rows)
    return view


def territory(row: r.IndicatorRow | r.FigureRow, lang: Lang) -> str:
    """Whose figure it is."""
    if row.reseau:
        return row.reseau
    return row.departement or pick(lang, "région", "region")


def indicators(rows: Sequence[r.IndicatorRow], shown: Sequence[str], lang: Lang) -> View:
    """Figures, one line each."""
    heads = ["indicateur", "territoire", "année", "valeur", "calcul"]
    if lang != "fr":
        heads = ["indicator", "territory", "year", "value", "from"]
    everything = pick(lang, "toutes", "all")
    lines = []
    for row, value in zip(rows, shown, strict=True):
        quotient = "" if row.numerator is None or row.denominator is None else f"{row.numerator} / {row.denominator}"
        lines.append((row.indicator, territory(row, lang), row.annee or everything, value, quotient))
    return View(lang).table(heads, lines, numbers=(2, 3, 4))


def evaluation(answer: r.EvaluationAnswer, shown: dict[int, str], trends: dict[int, str], lang: Lang) -> View:
    """The questions, each with the region's figures of the last year."""
    day = answer.as_of.strftime("%d/%m/%Y") if lang == "fr" else answer.as_of.isoformat()
    view = View(lang).title(pick(lang, f"Évaluation au {day}", f"Evaluation as of {day}"))
    last: dict[str, tuple[int, r.FigureRow]] = {}
    for at, figure in enumerate(answer.figures):
        if figure.region is not None and (figure.indicator not in last or figure.annee >= last[figure.indicator][1].annee):
            last[figure.indicator] = (at, figure)
    heads = ["indicateur", "libellé", "année", "région", "évolution", "tableaux rendus", "seuil"]
    if lang != "fr":
        heads = ["indicator", "label", "year", "region", "change", "tables returned", "threshold"]

    def line(code: str, label: str) -> tuple[object, ...] | None:
        if code not in last:
            return None
        at, figure = last[code]
        returned = f"{figure.completeness.tables_returned} / {figure.completeness.tables_due}"
        verdict = ", ".join(VERDICTS[lang][one.verdict] for one in figure.verdicts)
        return (code, label, figure.annee, shown[at], trends.get(at, ""), returned, verdict)

    for question in answer.questions:
        view.title(f"{question.question} {question.label}")
        links = [*question.indicators, *[link for criterion in question.criteria for link in criterion.indicators]]
        lines = [line(link.indicator, link.label) for link in links]
        known = [one for one in lines if one is not None]
        if known:
            view.table(heads, known, numbers=(2, 3, 4, 5))
        else:
            view.text(pick(lang, "Aucun indicateur pour cette question.", "No indicator for this question."))
    late = [m for m in answer.milestones if m.standing in ("due", "late")]
    if late:
        view.title(pick(lang, "Échéances", "Milestones"))
        words = STANDINGS if lang == "fr" else {}
        days = [m.last_day.strftime("%d/%m/%Y") if lang == "fr" else m.last_day.isoformat() for m in late]
        rows = [(day, words.get(m.standing, m.standing), m.label) for day, m in zip(days, late, strict=True)]
        view.table([pick(lang, "jour", "day"), pick(lang, "état", "standing"), pick(lang, "quoi", "what")], rows)
    return view


FATES = {"used": "comptée", "left out": "incomplète", "filtered": "hors champ", "rejected": "écartée"}


def explanation(answer: r.ExplanationAnswer, value: str, lang: Lang) -> View:
    """A figure, its formula and its rows."""
    where = answer.reseau or answer.departement or pick(lang, "région", "region")
    year = str(answer.annee) if answer.annee else pick(lang, "toutes les années", "all years")
    view = View(lang).title(f"{answer.indicator} {answer.label} — {where}, {year}{pick(lang, ' : ', ': ')}{value}")
    view.text(f"{answer.formula.words} ({answer.formula.symbols})")
    if answer.numerator is not None and answer.denominator is not None:
        view.text(pick(lang, "Calcul : ", "From: ") + f"{answer.numerator} / {answer.denominator}")
    c = answer.counts
    view.text(
        pick(
            lang,
            f"Lignes comptées : {c.used} · incomplètes : {c.left_out} · hors champ : {c.filtered} · écartées par une erreur : {c.rejected}",
            f"Rows used: {c.used} · left out: {c.left_out} · filtered: {c.filtered} · kept out by an error: {c.rejected}",
        )
    )
    names = short(row.path for row in answer.rows)
    rows = [
        (
            names[row.path],
            row.sheet,
            ", ".join(f"{cell.cell or cell.field} = {cell.value or '—'}" for cell in row.cells),
            FATES.get(row.fate, row.fate) if lang == "fr" else row.fate,
            row.why,
        )
        for row in answer.rows
    ]
    heads = ["fichier", "feuille", "cellules", "ligne", "pourquoi"]
    if lang != "fr":
        heads = ["file", "sheet", "cells", "row", "why"]
    if rows:
        view.table(heads, rows)
    return view.text(f"Source : {answer.basis.source}" if lang == "fr" else f"Source: {answer.basis.source}")


def rulebook(answer: r.Description) -> View:
    """What a rulebook holds."""
    view = View("fr").title(f"{answer.label} ({answer.code}, version {answer.version})")
    rows = [(t.code, t.label, len(t.fields), len(t.rules), t.source) for t in answer.tables]
    view.table(["tableau", "titre", "champs", "règles", "source"], rows, numbers=(2, 3))
    return view.table(["indicateur", "libellé", "unité", "source"], [(i.code, i.label, i.unit, i.source) for i in answer.indicators])


def campaign(answer: r.Validation) -> View:
    """What a campaign holds."""
    view = View("fr")
    rows, names = [], short(file.path for file in answer.files)
    for file in answer.files:
        errors = sum(one.severity == "error" for one in file.diagnostics)
        tables = ", ".join(f"{table.table} {table.rows}" for table in file.tables)
        rows.append((names[file.path], file.reseau, tables, errors))
    return view.table(["fichier", "réseau", "tableaux (lignes)", "erreurs"], rows, numbers=(3,))
