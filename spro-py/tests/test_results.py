"""Reports, figures, evaluations and explanations: values, equality, pickles, views, and what becomes of a defect."""

import copy
import datetime
import json
import pickle
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import spro

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "spro-core" / "examples" / "data"
DAY = datetime.date(2018, 6, 30)
HOSTILE = "<script>alert(1)</script>|`*_[x](javascript:1)"


@pytest.fixture(scope="module")
def campaign():
    return spro.read(EXAMPLES)


@pytest.fixture(scope="module")
def results(campaign):
    return {
        "report": campaign.report(),
        "indicators": campaign.indicators(per=["region", "annee"]),
        "evaluation": campaign.evaluate(as_of=DAY),
        "explanation": campaign.explain("2", reseau="Dreux", annee=2017),
    }


def command(*arguments):
    done = subprocess.run([sys.executable, "-m", "spro", *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("report", ["validate"]),
        ("indicators", ["indicators", "--per", "region,annee"]),
        ("explanation", ["explain", "2", "--reseau", "Dreux", "--annee", 2017]),
    ],
)
def test_the_json_is_that_of_the_command_line(results, name, arguments):
    written = command(*arguments, EXAMPLES, "--format", "json")
    assert results[name].json() + "\n" == written
    assert results[name].to_dict() == json.loads(written)


def test_the_evaluation_of_the_command_line_is_the_report(campaign, results, tmp_path):
    written = command("evaluate", EXAMPLES, "--as-of", DAY, "--format", "json")
    report = campaign.write_report(tmp_path / "rapport.json", as_of=DAY).read_text("utf-8")
    assert report.rstrip("\n") == written.rstrip("\n")
    # All that the evaluation answers, and what was found and cited beside it.
    answer = results["evaluation"].to_dict()
    assert {key: json.loads(written)[key] for key in answer} == answer


def test_results_are_values(results, campaign):
    for name, result in results.items():
        for other in (pickle.loads(pickle.dumps(result)), copy.copy(result), copy.deepcopy(result)):
            assert other == result, name
            assert hash(other) == hash(result)
            assert repr(other) == repr(result)
        assert result != result.json()
    assert campaign.report() == results["report"]
    assert campaign.report(lang="en") != results["report"]
    assert len({*results.values(), campaign.report()}) == 4


def test_the_figures_are_exact(results):
    figure = results["evaluation"].figure("2", reseau="Dreux", annee=2017)
    assert figure.value == results["explanation"].answer.value == Decimal("0.730769230769")
    assert figure.numerator / figure.denominator != figure.value
    with pytest.raises(KeyError):
        results["evaluation"].figure("2", reseau="Chartres", annee=2017)


def test_results_are_matched_by_pattern(results):
    match results["report"]:
        case spro.Report([first, *_], warnings):
            assert (first.severity, {w.severity for w in warnings}) == ("error", {"warning"})


def test_errors_are_told_as_pydantic_tells_them(results):
    errors = results["report"].errors_as_dicts()
    assert len(errors) == len(results["report"].errors) == 15
    assert all(set(error) == {"type", "loc", "msg", "input", "ctx", "url"} for error in errors)
    hidden = results["report"].errors_as_dicts(hide_input=True)
    typed = [(error, found.raw) for error, found in zip(hidden, results["report"].errors, strict=True) if found.raw]
    assert typed and all("input" not in error and raw not in error["msg"] for error, raw in typed)


def test_what_was_typed_can_be_hidden(campaign, results):
    report = campaign.report(hide_input=True)
    assert report == results["report"] and "input" not in report.errors_as_dicts()[0]
    copied = pickle.loads(pickle.dumps(report))
    for view in (report._repr_html_(), report._repr_markdown_(), copied._repr_html_()):
        assert "•••" in view and "14/02/2015" not in view
    assert "14/02/2015" in results["report"]._repr_html_()
    assert "input" in report.errors_as_dicts(hide_input=False)[0]


def test_no_value_is_left_in_what_is_hidden():
    head = "reseau,annee,date,structures_invitees,structures_participantes,objet\n"
    long = "quatorze environ, à ce que l’on m’a dit au téléphone la semaine passée, mais il faudrait demander à nouveau"
    lines = ["Dreux,2017,13/03/2017,8,9,Bilan", "Dreux,2017,13/03/2017,8,6,Bilan", f'Dreux,2017,14/03/2017,"{long}",6,C', "Drx,2017,15 mars 17,8,6,D"]
    campaign = spro.read((head + "\n".join(lines)).encode(), name="a.csv")
    typed = ["13/03/2017", " 8 ", "9 structures", "quatorze", "Drx", "Dreux", "mars"]
    for lang in ("fr", "en"):
        open_, hidden = campaign.report(lang=lang), campaign.report(lang=lang, hide_input=True)
        assert len(open_.errors) == 4
        shown = [str(error["msg"]) + str(error["ctx"]) for error in open_.errors_as_dicts()]
        kept = [str(error["msg"]) + str(error["ctx"]) for error in hidden.errors_as_dicts()]
        for text in typed[:5]:
            assert text in "".join(shown), text
        again = pickle.loads(pickle.dumps(hidden))
        by_hand = spro.Report(open_.json(), lang=lang, hide_input=True)
        views = [view for each in (hidden, again, by_hand) for view in (each._repr_html_(), each._repr_markdown_())]
        for told in (*kept, *views, *map(str, again.errors_as_dicts()), *map(str, by_hand.errors_as_dicts())):
            assert "•••" in told or "a.csv" not in told
            # What stands in the rulebook is nobody's secret: its list names a network.
            assert not [text for text in typed if text in told.replace("Indre-et-Loire, Dreux, Cher", "")], told
        assert [found["type"] for found in again.errors_as_dicts()] == [found.code for found in open_.errors]


def hostile():
    rows = f"reseau,annee,date,structures_invitees,structures_participantes,objet\nDreux,2017,2017-01-17,10,{HOSTILE},A\n"
    campaign = spro.read(rows.encode(), name=f"{HOSTILE.replace('/', '')}.csv")
    return {
        "report": campaign.report(),
        "report in English": campaign.report(lang="en"),
        "campaign": campaign,
        "indicators": campaign.indicators(),
        "evaluation": campaign.evaluate(as_of=DAY),
        "explanation": campaign.explain("2", reseau="Dreux"),
    }


@pytest.mark.parametrize("name", ["report", "report in English", "campaign", "indicators", "evaluation", "explanation"])
def test_views_run_nothing_and_show_no_markup_of_the_data(name):
    result = hostile()[name]
    page, text = result._repr_html_(), result._repr_markdown_()
    assert "<script" not in page and "<script" not in text
    assert not re.search(r"(?<!\\)[`]|(?<!\\)\]\(", text)
    # What the view itself writes is closed, and loads nothing.
    for tag in ("table", "tr", "td", "th", "div", "p", "h4"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag
    assert not re.search(r"(?:src|href|url)\s*[=(]", page)
    # Colours come from the page around it, so that it is legible on a dark one.
    assert re.findall(r"[;{](?:color|background):([^;}]+)", page).count("inherit") >= 5
    assert "#" not in page.split("<style>")[1].split("</style>")[0]


def test_views_say_in_words_what_colours_would(results):
    page = results["report"]._repr_html_()
    assert "✖\u00a0erreur" in page and "▲\u00a0à\u00a0vérifier" in page
    assert "<td>SPRO Cher tableaux de bord 2017.xlsx</td>" in page
    assert results["evaluation"]._repr_markdown_().startswith("**Évaluation au 30/06/2018**")
    assert "\u00a0%" in results["evaluation"]._repr_html_()
    assert "\u00a0pt</td>" in results["evaluation"]._repr_html_()
    assert "rejected" not in results["explanation"]._repr_html_()


def test_a_long_view_says_what_it_leaves_out(campaign):
    assert "129 autres lignes" in campaign.indicators()._repr_markdown_()


def test_one_exception_for_everything():
    with pytest.raises(spro.SproError, match="on purpose"):
        spro._spro.fail_on_purpose()
    assert spro.SproError.__mro__[1] is Exception
    book = spro.Rulebook.built_in()
    for wrong in (
        lambda: book.definition("rien"),
        lambda: book.parameter("rien", on=DAY),
        lambda: book.coordination("Chartres", on=DAY),
        lambda: book.may_prescribe("ML", "rien", on=DAY),
        lambda: book.schema(table="rien"),
        lambda: book.template("rien"),
        lambda: book.xlsform("rien"),
        lambda: spro.Rulebook.load("nowhere.toml"),
        lambda: spro.Rulebook.from_toml("code ="),
        lambda: spro.Rulebook.from_compiled(b"spro"),
        lambda: spro.read(EXAMPLES).explain("rien"),
        lambda: spro.read(EXAMPLES).indicators(per="commune"),
        lambda: spro.read(EXAMPLES).report(lang="de"),
    ):
        with pytest.raises(spro.SproError) as raised:
            wrong()
        assert type(raised.value) is spro.SproError
        assert str(raised.value).strip()


def test_files_are_written_once(campaign, tmp_path):
    for name, start in [("r.html", b"<!DOCTYPE"), ("r.xlsx", b"PK"), ("r.json", b"{"), ("r.csv", b"\xef\xbb\xbf")]:
        assert campaign.write_report(tmp_path / name, as_of=DAY).read_bytes().startswith(start)
    with pytest.raises(spro.SproError, match="existe déjà"):
        campaign.write_report(tmp_path / "r.html")
    campaign.write_report(tmp_path / "r.html", overwrite=True)
    with pytest.raises(spro.SproError, match=r"\.html"):
        campaign.write_report(tmp_path / "r.pdf")
    returned = campaign.write_returns(tmp_path / "retour")
    wrong = {Path(found.path).stem for found in campaign.report().errors}
    assert {path.stem.removesuffix(" - à corriger") for path in returned} == wrong
    assert all(path.read_bytes()[:2] == b"PK" for path in returned)


def test_what_was_read_goes_on_in_a_template(campaign):
    path = str(EXAMPLES / "SPRO Dreux tableaux de bord 2017.ods")
    again = spro.read(campaign.filled_template(path), name="Dreux.xlsx", reseau="Dreux")
    first = spro.read(path)
    assert again.indicators().json() == first.indicators().json()
