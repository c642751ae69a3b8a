"""Plots: what they show, in which words, and that they are drawn without a warning."""

import datetime
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import spro

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def campaign():
    return spro.read(ROOT / "spro-core" / "examples" / "data")


@pytest.fixture(scope="module")
def evaluation(campaign):
    return campaign.evaluate(as_of=datetime.date(2018, 6, 30))


def drawn(axes):
    """Draws it, so that a text outside of the picture or a missing sign is found."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes.figure.canvas.draw()
    pyplot.close(axes.figure)
    return axes


def texts(axes):
    said = [text.get_text() for text in axes.texts] + [axes.get_title(loc="left"), axes.get_xlabel(), axes.get_ylabel()]
    return [text.strip() for text in said if text.strip()]


def test_bars_stand_for_the_networks_values(evaluation):
    axes = drawn(evaluation.plot("2", annee=2017))
    shown = dict(zip([label.get_text() for label in axes.get_yticklabels()], [bar.get_width() for bar in axes.patches], strict=True))
    figures = {row.reseau: float(row.value) for row in evaluation.figures if (row.indicator, row.annee) == ("2", 2017) and row.reseau}
    assert shown == figures and list(shown.values()) == sorted(shown.values())
    said = texts(axes)
    assert "73,1\u00a0%" in said and "Taux de présence aux réunions" in said
    assert any(text.startswith("région : ") for text in said)
    # Incomplete data is told by hatching and in words, not by colour alone.
    hatched = [bar.get_hatch() is not None for bar in axes.patches]
    complete = {r.reseau: r.completeness.enough for r in evaluation.figures if (r.indicator, r.annee) == ("2", 2017)}
    assert hatched == [not complete[name] for name in shown]
    assert any(hatched) == ("hachuré" in " ".join(said))


def test_units_and_language(campaign, evaluation):
    assert "équivalents temps plein (ETP)" in texts(drawn(evaluation.plot("25")))
    english = campaign.evaluate(lang="en")
    said = texts(drawn(english.plot("1")))
    assert any(text.startswith("indicator 1, ") for text in said) and "number" in said
    assert any("taking part" in text for text in texts(drawn(campaign.plot_attendance(lang="en"))))


def test_trends_name_each_line(evaluation):
    axes = drawn(evaluation.plot_trend("2", reseaux=["Dreux", "Cher"]))
    assert {text.get_text() for text in axes.texts} >= {"Dreux", "Cher", "région"}
    drawn(evaluation.plot_trend("2"))


def test_completeness_counts_the_rows(campaign, evaluation):
    axes = drawn(campaign.plot_completeness(as_of=datetime.date(2018, 6, 30)))
    slots = [row for row in evaluation.answer.returns if row.rows]
    assert sum(int(text.get_text()) for text in axes.texts) == sum(row.rows for row in slots)
    # What is due and missing has its mark too.
    dreux = spro.read(ROOT / "spro-core" / "examples" / "data" / "SPRO Dreux tableaux de bord 2017.ods")
    alone = drawn(dreux.plot_completeness(as_of=datetime.date(2020, 1, 31)))
    answer = dreux.evaluate(as_of=datetime.date(2020, 1, 31)).answer.returns
    missing = [row for row in answer if row.due and not row.rows]
    assert missing and len(alone.collections) == len(alone.texts) + len(missing)


def test_attendance_shows_the_meetings_that_count(campaign):
    axes = drawn(campaign.plot_attendance(annee=2017))
    marks = sum(len(mark.get_offsets()) for mark in axes.collections)
    rows = [row for row in campaign.rows("reunions") if row["annee"] == 2017 and row["taux_presence"]]
    assert marks == len(rows) > 30
    rates = {row.reseau: row.value for row in campaign.indicators(indicator="2").where(annee=2017)}
    assert sorted(line.get_xdata()[0] for line in axes.lines) == sorted(float(rate) for rate in rates.values())


def test_given_axes_are_used(evaluation):
    figure, axes = pyplot.subplots()
    assert evaluation.plot("2", ax=axes) is axes
    pyplot.close(figure)


def test_what_cannot_be_drawn_is_said(evaluation):
    with pytest.raises(spro.SproError, match="rien"):
        evaluation.plot("rien")
    code = "import sys; sys.modules['matplotlib'] = None; import spro; spro.read(b'', name='a.csv').evaluate().plot_completeness()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "SproError" in done.stderr and "spro[plot]" in done.stderr
