"""What a campaign can be asked, once its files are read."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spro import _records as r
from spro import _spro, _views
from spro._ask import Lang, ask, make, rows_of, text
from spro._error import SproError
from spro._results import Evaluation, Explanation, Indicators, Report, report_of
from spro._rulebook import Rulebook

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Answers"]


class Answers:
    """The questions to a campaign. What is named ``lang`` is the language of messages and labels, ``fr`` or ``en``."""

    _native: _spro.Campaign
    _contents: dict[str, bytes]

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook that the files were read by."""
        return Rulebook(_spro.rulebook_of(self._native))

    def _text(self, operation: str, /, **request: Any) -> str:
        return text(operation, None, self._native, **request)

    def report(self, *, lang: Lang = "fr", hide_input: bool = False) -> Report:
        """Everything that was found, in French or English. ``hide_input`` keeps what was typed out of its views and of
        ``errors_as_dicts()``; ``json()`` and ``to_dict()`` stay as they are.

        >>> import spro
        >>> spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv").report()
        Report(1 file, 0 errors, 0 warnings)
        """
        return report_of(self._native, lang, hide_input)

    def indicators(self, *, per: Iterable[str] = ("reseau", "annee"), indicator: str | None = None, lang: Lang = "fr") -> Indicators:
        """The figures: of all indicators, or of one.

        ``per`` names the groups: ``reseau``, ``departement`` or ``region``, with or without ``annee``.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.indicators(per=["region", "annee"], indicator="24")[0].value
        Decimal('2')
        """
        per = [per] if isinstance(per, str) else list(per)
        return Indicators(self._text("indicators", per=per, code=indicator), lang=lang)

    def evaluate(self, *, as_of: datetime.date | None = None, lang: Lang = "fr") -> Evaluation:
        """The evaluation on a day; without one, on the last day of the last year returned.

        Thresholds come with the rulebook: without one there is evidence and no verdict.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.evaluate().as_of
        datetime.date(2017, 12, 31)
        """
        return Evaluation(self._text("evaluation", day=as_of, lang=lang), lang=lang)

    def explain(
        self,
        indicator: str,
        *,
        reseau: str | None = None,
        departement: str | None = None,
        annee: int | None = None,
        lines: int = 100,
        lang: Lang = "fr",
    ) -> Explanation:
        """How a figure came about: a network's, a department's or the region's, of a year or of all.

        ``lines`` is the most rows of each kind (used, left out, filtered, rejected) that are listed.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.explain("24", reseau="Dreux", annee=2017)
        Explanation('24', reseau='Dreux', annee=2017, value=Decimal('2'))
        """
        asked = {"code": indicator, "reseau": reseau, "departement": departement, "annee": annee, "most": lines}
        return Explanation(self._text("explanation", lang=lang, **asked), lang=lang)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table that count in the indicators, over all files: those that no error keeps out.

        Dicts of the field codes and ``fichier``, decimals and days as texts, computed columns computed.

        >>> import spro
        >>> rows = b"reseau,annee,date,structures_invitees,structures_participantes,objet\\nDreux,2017,2017-01-17,8,6,A\\n"
        >>> spro.read(rows, name="reunions.csv").rows("reunions")[0]["taux_presence"]
        '0.75'
        """
        found: list[dict[str, Any]] = ask("counted_rows", None, self._native, code=table)
        return found

    def meetings(self) -> tuple[r.MeetingRow, ...]:
        """The meetings that the attendance sheets tell of, as rows of the table of meetings.

        >>> import spro
        >>> spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv").meetings()
        ()
        """
        return r.MeetingsAnswer.from_dict(ask("meetings", None, self._native)).reunions

    def surveys(self, *, as_of: datetime.date | None = None, survey: str | None = None, lang: Lang = "fr") -> tuple[r.SurveyRow, ...]:
        """The results of the surveys, or of one: shares, intervals and medians by network. What could tell of single
        persons is None. Surveys without questions have no results.

        >>> import spro
        >>> spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv").surveys()
        ()
        """
        return rows_of(r.SurveyRow, ask("surveys", None, self._native, day=as_of, code=survey, lang=lang))

    def members(self, reseau: str | None = None, *, on: datetime.date | None = None) -> tuple[r.Member, ...]:
        """The member structures that the files name: all of them, or those of a network on a day.

        >>> import spro, datetime
        >>> members = b'{"membres": [{"reseau": "Cher", "structure": "ML", "nom_structure": "Bourges", '
        >>> members += b'"debut": "2017-01-01", "fin": "2017-12-31"}]}'
        >>> campaign = spro.read(members, name="membres.json")
        >>> [member.nom_structure for member in campaign.members("Cher", on=datetime.date(2017, 6, 1))]
        ['Bourges']
        >>> campaign.members("Cher", on=datetime.date(2018, 6, 1))
        ()
        """
        return rows_of(r.Member, ask("members", None, self._native, reseau=reseau, day=on))

    def milestones(self, *, as_of: datetime.date, lang: Lang = "fr") -> tuple[r.MilestoneRow, ...]:
        """What is due, late and done on a day, after what was returned.

        >>> import spro, datetime
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> any(milestone.missing for milestone in campaign.milestones(as_of=datetime.date(2019, 6, 1)))
        True
        """
        answer = ask("milestones", None, self._native, day=as_of, lang=lang)
        return r.MilestonesAnswer.from_dict(answer).milestones

    def report_html(self, *, as_of: datetime.date | None = None, lang: Lang = "fr") -> str:
        """The whole report as one HTML page that needs no script and loads nothing.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.report_html()[:15]
        '<!DOCTYPE html>'
        """
        return self._made("report", form="html", day=as_of, lang=lang).decode()

    def _made(self, operation: str, /, **request: Any) -> bytes:
        return make(operation, None, self._native, **request)

    def write_report(
        self,
        path: str | os.PathLike[str],
        *,
        as_of: datetime.date | None = None,
        overwrite: bool = False,
        lang: Lang = "fr",
    ) -> Path:
        """Writes the report in the form that the name asks for: .html, .xlsx, .csv (the figures) or .json. Gives its path.

        >>> import spro, tempfile, pathlib
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.write_report(pathlib.Path(tempfile.mkdtemp()) / "rapport.xlsx").name
        'rapport.xlsx'
        """
        target = Path(path)
        return _written(target, self._made("report", form=target.suffix[1:], day=as_of, lang=lang), overwrite)

    def filled_template(self, *paths: str, lang: Lang = "fr") -> bytes:
        """The rows of all files, or of the files named, in a workbook (XLSX) to go on with.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv")
        >>> campaign.filled_template()[:2]
        b'PK'
        """
        return self._made("filled", paths=paths, lang=lang)

    def return_to_sender(self, *, lang: Lang = "fr") -> dict[str, bytes]:
        """Each file with errors as it was, with a comment on each cell to mend and a sheet that lists them: new file
        name and bytes. Files without an error are left out.

        >>> import spro
        >>> campaign = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,-2,0.8\\n", name="c.csv")
        >>> list(campaign.return_to_sender())
        ['c - à corriger.xlsx']
        """
        contents: dict[str, Any] = dict(self._contents)
        sent = _spro.send_back(self._native, contents, lang)
        return {name: bytes(content) for _path, name, content, _notes in sent}

    def write_returns(self, folder: str | os.PathLike[str], *, overwrite: bool = False, lang: Lang = "fr") -> tuple[Path, ...]:
        """Writes what :meth:`return_to_sender` gives into a folder, which is made where it is missing. Gives the paths."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        returned = self.return_to_sender(lang=lang)
        return tuple([_written(target / name, content, overwrite) for name, content in returned.items()])

    def check_dossiers(self, *, as_of: datetime.date | None = None, lang: Lang = "fr") -> r.ConventionAnswer:
        """What is wrong with the funding requests, conventions and amendments in the files, and what is paid and when.

        Without a day, no official signing is told to be missing.

        >>> import spro
        >>> answer = spro.read(b"reseau,annee,structure_coordinatrice,agents,etp\\nDreux,2017,ML,2,0.8\\n", name="c.csv").check_dossiers()
        >>> answer.errors
        0
        """
        paths = [path for path in _spro.paths_of(self._native) if path not in self._contents]
        answer = ask("dossiers", None, self._native, paths=paths, day=as_of, lang=lang)
        return r.ConventionAnswer.from_dict(answer)

    def plot_completeness(self, *, as_of: datetime.date | None = None, ax: Axes | None = None, lang: Lang = "fr") -> Axes:
        """Which network returned which table for which year. Needs matplotlib (``spro[plot]``). Gives the axes."""
        return self.evaluate(as_of=as_of, lang=lang).plot_completeness(ax=ax)

    def plot_attendance(self, *, annee: int | None = None, ax: Axes | None = None, lang: Lang = "fr") -> Axes:
        """The attendance at each meeting, and each network's over the year. Needs matplotlib. Gives the axes."""
        from spro import _plot

        return _plot.attendance(self, annee=annee, ax=ax, lang=lang)

    def _repr_html_(self) -> str:
        return self._campaign_view().html()

    def _repr_markdown_(self) -> str:
        return self._campaign_view().markdown()

    def _campaign_view(self) -> _views.View:
        import json

        return _views.campaign(r.Validation.from_dict(json.loads(self._text("validation"))))


def _written(path: Path, content: bytes, overwrite: bool) -> Path:
    try:
        with open(path, "wb" if overwrite else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise SproError(f"« {path} » existe déjà. Donnez un autre nom, ou overwrite=True.") from None
    except OSError as why:
        raise SproError(f"« {path} » n’a pas pu être écrit ({why.strerror}). Vérifiez le dossier et vos droits.") from None
    return path
