"""Reading, reports and figures, and the cases that every face answers alike."""

import io
import json
from pathlib import Path

import pytest

import spro

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted(p for p in (ROOT / "tests" / "conformance").iterdir() if p.is_dir())
GOOD = b"reseau,annee,date,structures_invitees,structures_participantes,objet\nDreux,2017,2017-01-17,10,9,A\n"
BAD = GOOD.replace(b"10,9", b"10,11")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_case_gives_its_answers(case):
    about = json.loads((case / "case.json").read_text("utf-8"))
    files = []
    for path in sorted((case / "input").iterdir()):
        file = io.BytesIO(path.read_bytes())
        file.name = path.name
        files.append(file)
    campaign = spro.read(files, reseau=about.get("reseau"))
    assert campaign.report().json() + "\n" == (case / "diagnostics.json").read_text("utf-8")
    assert campaign.indicators().json() + "\n" == (case / "indicators.json").read_text("utf-8")


def test_the_examples():
    campaign = spro.read(ROOT / "spro-core" / "examples" / "data")
    report = campaign.report()
    assert (len(campaign), len(report.errors), len(report.warnings)) == (9, 15, 2)
    assert {table: len(rows) for table, rows in campaign.tables.items()} == {"coordination": 27, "formation": 48, "reunions": 103}
    assert campaign.report_html().startswith("<!DOCTYPE html>")


def test_errors_as_dicts_hide_what_was_typed():
    report = spro.read(BAD, name="reunions.csv").report()
    (error,) = report.errors_as_dicts()
    assert error["type"] == "reunions.participantes-au-plus-invitees"
    assert error["input"] == "11"
    assert "input" not in report.errors_as_dicts(hide_input=True)[0]


def test_views_are_escaped():
    report = spro.read(BAD, name="<script>.csv").report()
    assert "<script>" not in report._repr_html_()
    assert "<script>" not in report._repr_markdown_()


def test_what_cannot_be_done_is_said():
    with pytest.raises(spro.SproError, match="Dreux"):
        spro.read(GOOD, name="a.csv", reseau="Chartres")
    with pytest.raises(spro.SproError, match="int"):
        spro.read(3)
    assert spro.read("nowhere.csv").report().failures[0].path == "nowhere.csv"
