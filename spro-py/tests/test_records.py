"""Records, rulebooks, conventions: everything the engine says beside the results of a campaign."""

import copy
import datetime
import importlib.util
import io
import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import spro

ROOT = Path(__file__).resolve().parents[2]
DOSSIER = ROOT / "spro-core" / "examples" / "dossiers" / "demandes-2017.toml"
CHARTER = ROOT / "spro-core" / "examples" / "charte" / "charte.toml"
day = datetime.date

cents = st.integers(-(10**12), 10**12).map(lambda n: Decimal(n).scaleb(-2))
days = st.none() | st.dates(day(1990, 1, 1), day(2090, 1, 1))
texts = st.text(max_size=12)
parties = st.builds(spro.Party, structure=texts, signe_le=days)
conventions = st.builds(
    spro.Convention,
    reseau=st.none() | texts,
    structure=texts,
    genre=st.sampled_from(["cadre", "prc", "financiere"]),
    periode=st.builds(spro.Period, from_=days, to=days),
    montant=st.none() | cents,
    vote_le=days,
    signataires=st.lists(parties, max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(conventions)
def test_a_record_is_a_value(convention):
    for other in (
        spro.Convention.from_dict(json.loads(json.dumps(convention.to_dict()))),
        pickle.loads(pickle.dumps(convention)),
        copy.deepcopy(convention),
        convention.replace(),
    ):
        assert other == convention and hash(other) == hash(convention)
        assert type(other) is spro.Convention
    assert eval(repr(convention), {**vars(spro), "Convention": spro.Convention, "Party": spro.Party, "Period": spro.Period, "Decimal": Decimal, "datetime": datetime}) == convention


def test_a_record_is_the_same_however_it_is_written():
    year = spro.Period(from_=day(2017, 1, 1), to=day(2017, 12, 31))
    party = spro.Party(structure="ML", signe_le=day(2017, 1, 12))
    wanted = spro.Convention(structure="ML", genre="financiere", periode=year, montant=Decimal(100), signataires=(party,))
    for changes in (
        {"montant": Decimal("100.00")},
        {"montant": 100},
        {"montant": "100.0"},
        {"signataires": [party]},
        {"signataires": (each for each in [party])},
        {"signataires": [party.replace(signe_le=datetime.datetime(2017, 1, 12, 9, 30))]},
        {"signataires": [party.replace(signe_le="2017-01-12")]},
    ):
        other = wanted.replace(**changes)
        assert other == wanted and {wanted: 1}[other] == 1, changes
        assert pickle.loads(pickle.dumps(other)) == wanted
    for name, value in (("montant", 100.1), ("montant", "cent"), ("vote_le", 2017), ("vote_le", "hier"), ("signataires", "ML"), ("signataires", 3), ("signataires", ["ML"])):
        with pytest.raises(TypeError, match=rf"Convention\({name}=…\)"):
            wanted.replace(**{name: value})


@settings(max_examples=25, deadline=None)
@given(amount=st.integers(0, 10**11).map(lambda n: Decimal(n).scaleb(-2)))
def test_the_advance_is_half_and_never_more(amount):
    year = spro.Period(from_=day(2017, 1, 1), to=day(2017, 12, 31))
    convention = spro.Convention(reseau="Dreux", structure="ML", genre="financiere", periode=year, montant=amount)
    (payment,) = convention.payment_schedule()
    assert amount - 2 * payment.amount in (Decimal(0), Decimal("0.01"))
    assert (payment.month, payment.kind, payment.annee) == ("2017-03", "acompte", 2017)


def test_records_do_not_change_and_say_what_they_miss():
    party = spro.Party(structure="ML")
    with pytest.raises(AttributeError, match="replace"):
        party.structure = "CIO"
    with pytest.raises(AttributeError, match="it has structure, signe_le"):
        party.nom
    with pytest.raises(TypeError, match="needs structure="):
        spro.Party()
    with pytest.raises(TypeError, match="has no nom="):
        spro.Party(structure="ML", nom="x")
    match party.replace(signe_le=day(2017, 1, 12)):
        case spro.Party(structure, signed):
            assert (structure, signed) == ("ML", day(2017, 1, 12))
    newer = spro.Party.from_dict({"structure": "ML", "qualite": "carrier"})
    assert newer.qualite == "carrier" and newer.to_dict()["qualite"] == "carrier"


def test_the_types_are_those_of_the_engine():
    spec = importlib.util.spec_from_file_location("generate_records", ROOT / "spro-py" / "generate_records.py")
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    assert generator.drift() == [], "run: python spro-py/generate_records.py"


def test_a_rulebook_is_a_value():
    book = spro.Rulebook.built_in()
    other = spro.Rulebook.from_toml('extends = "centre-val-de-loire"\ncode = "autre"\nversion = "1"\nlabel = { fr = "A", en = "A" }\n')
    assert pickle.loads(pickle.dumps(other)) == other != book
    assert copy.deepcopy(book) == book and hash(copy.deepcopy(book)) == hash(book)
    assert "reunions" in book._repr_html_() and "reunions" in book._repr_markdown_()
    # A network takes an extension's synonyms along; everything else is still there.
    assert {t.code for t in other.describe().tables} == {t.code for t in book.describe().tables}


def test_every_code_of_the_rulebook_has_a_definition():
    book = spro.Rulebook.built_in()
    for lang in ("fr", "en"):
        about = book.describe(lang=lang)
        codes = [entry.code for entry in (*about.tables, *about.indicators, *about.parameters)]
        codes += [rule.code for table in about.tables for rule in table.rules]
        codes += [f"{table.code}.{field.code}" for table in about.tables for field in table.fields]
        for code in codes:
            found = book.definition(code, lang=lang)
            assert found.code == code and found.label
            assert found.kind != "rule" or (found.help and found.severity)
            assert (found.symbols is None) == (found.words is None)


def test_parameters_answer_in_their_own_types():
    book = spro.Rulebook.built_in()
    kinds = {}
    for parameter in book.describe().parameters:
        first = day.fromisoformat(parameter.values[0].from_)
        answer = book.parameter(parameter.code, on=first)
        kinds[answer.kind] = type(answer.value)
        before = book.parameter(parameter.code, on=first - datetime.timedelta(days=1))
        assert (before.value is None) == (before.why is not None)
    assert kinds["number"] is Decimal and kinds["date"] is day and kinds["bool"] is bool


def test_a_rulebook_tells_all_that_is_wrong_with_it():
    wrong = 'extends = "centre-val-de-loire"\n[[threshold]]\nindicator = "rien"\n'
    problems = spro.Rulebook.check("seuil.toml", text=wrong)
    assert len(problems) > 1 and {p.path for p in problems} == {"seuil.toml"}
    with pytest.raises(spro.SproError, match="seuil.toml"):
        spro.Rulebook.from_toml(wrong, name="seuil.toml")
    assert spro.Rulebook.check(DOSSIER) != ()


def test_prescription_and_coordination_on_a_day():
    book = spro.Rulebook.built_in()
    before, after = day(2016, 12, 31), day(2017, 1, 1)
    needed = [book.prescription_required("programme-regional", on=on, reseau="Orléans").verdict for on in (before, after)]
    assert needed == ["yes", "no"]
    assert book.prescription_required("programme-regional", on=before, reseau="Dreux").verdict == "unknown"
    assert book.may_prescribe("POLE_EMPLOI", "cheque-formation", on=before, lang="en").reason
    assert [book.coordination("indre et loire", on=on).state for on in (before, after)] == ["unknown", "by"]


def test_requests_and_conventions_of_a_dossier():
    campaign = spro.read(DOSSIER)
    answer = campaign.check_dossiers(as_of=day(2017, 1, 31))
    written = json.loads(json.dumps(answer.to_dict()))
    assert written["files"][0]["path"] == str(DOSSIER)
    requests = [spro.FundingRequest.from_dict({k: v for k, v in row.items() if k in spro.FundingRequest.__match_args__}) for row in campaign.tables["demandes"]]
    alone = [(found.row, found.code) for found in spro.check_requests(requests)]
    assert alone == [(found.row, found.code) for found in answer.files[0].diagnostics if found.severity != "info"]
    if not answer.errors:
        schedule = [payment for request in requests for payment in request.convention().payment_schedule()]
        assert tuple(schedule) == answer.files[0].schedule


def test_an_amendment_reaches_its_members():
    members = (spro.Relay(structure="CIO", transmis_le=day(2016, 12, 3)), spro.Relay(structure="ML"))
    own = {"modifie": "convention SPRO", "vote_le": day(2016, 11, 25), "membres": members, "signe_le": day(2017, 1, 12)}
    passed = spro.Amendment(reseau="Dreux", envoye_au_coordonnateur_le=day(2016, 12, 1), **own).relay_state(day(2017, 1, 12))
    assert (passed.way, passed.exception, passed.has_not, passed.waiting_days) == ("by-coordinator", None, ("ML",), 42)
    assert passed.coverage == Decimal("0.5")
    signed = spro.Amendment(reseau="Nogent/Châteaudun", **own).relay_state(day(2017, 1, 12))
    assert (signed.way, signed.has_not) == ("official-signing", ())
    assert signed.exception.signing == day(2017, 1, 12)
    found = spro.check_records(amendments=[spro.Amendment(reseau="Nogent/Châteaudun", **{**own, "signe_le": None})], as_of=day(2017, 2, 1))
    assert [one.severity for one in found] and found[0].code.startswith("avenants.")


def test_open_data_there_and_back(tmp_path):
    year = spro.Period(from_=day(2017, 1, 1), to=day(2017, 12, 31))
    parties = (spro.Party(structure="ML Dreux", signe_le=day(2017, 1, 12)),)
    convention = spro.Convention(
        reseau="Dreux", structure="ML Dreux", genre="financiere", periode=year, montant=Decimal("47800.20"), signataires=parties
    )
    columns = {
        "nomAttribuant": "Région",
        "idAttribuant": "23450002300028",
        "objet": "Animation du réseau",
        "conditionsVersement": "échelonné",
        "datesPeriodeVersement": "2017-03-01/2017-12-31",
        "notificationUE": "non",
    }
    own = {"ML Dreux": {"rnaBeneficiaire": "W123456789"}}
    export = spro.export_scdl([convention, convention.replace(montant=None)], columns=columns, beneficiaries=own)
    assert [problem.column for problem in export.lines[1].problems] == ["montant"]
    assert "reseau" in {lost.what for lost in export.lines[0].lost}
    path = tmp_path / "scdl.csv"
    path.write_text(export.csv, "utf-8", newline="")
    for source in (path, io.StringIO(export.csv)):
        (line,) = spro.import_scdl(source)
        assert (line.convention.montant, line.convention.structure) == (Decimal("47800.20"), "ML Dreux")
        assert line.problems == ()
    with pytest.raises(spro.SproError, match="objets"):
        spro.export_scdl([convention], columns={"objets": "x"})


def test_templates_schemas_and_forms(tmp_path):
    book = spro.Rulebook.built_in()
    made = spro.read(book.template("reunions"), name="reunions.xlsx")
    assert len(made.tables["reunions"]) == 0
    assert book.schema()["$schema"].endswith("2020-12/schema")
    assert {r["name"] for r in book.schema(standard="table-schema")["resources"]} >= {"reunions"}
    assert spro.check_charter(CHARTER) == ()
    page = book.attendance_sheet(charter=CHARTER, form="html").decode()
    assert "data:image/png;base64," in page
    assert book.attendance_sheet(charter=CHARTER)[:2] == b"PK"
    lines = book.calendar(as_of=day(2017, 1, 1)).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and sum(line == "BEGIN:VEVENT" for line in lines) == len(book.milestones(as_of=day(2017, 1, 1)))


SURVEY = """
extends = "centre-val-de-loire"
code = "enquete"
version = "1"
label = { fr = "Enquête", en = "Survey" }
[[survey]]
code = "connaissance"
label = { fr = "Se connaître", en = "Knowing each other" }
audience = "agents"
from = 2017-03-01
to = 2017-06-30
reseaux = ["Dreux", "Cher"]
status = "user"
  [[survey.question_posee]]
  code = "connait"
  kind = "oui-non"
  label = { fr = "Connaissez-vous les autres structures ?", en = "Do you know the other structures?" }
"""


def test_a_survey_is_counted_and_small_groups_are_hidden(tmp_path):
    path = tmp_path / "enquete.toml"
    path.write_text(SURVEY, "utf-8")
    book = spro.Rulebook.load(path)
    survey = next(survey for survey in book.surveys() if survey.code == "connaissance")
    assert survey.questions[0].kind == "oui-non"
    assert book.xlsform("connaissance")[:2] == b"PK"
    answers = ["Dreux,oui"] * 7 + ["Dreux,non"] * 6 + ["Cher,oui"] * 2
    campaign = spro.read("\n".join(["reseau,connait", *answers, ""]).encode(), name="connaissance.csv", rulebook=path)
    found = next(survey for survey in campaign.evaluate(as_of=day(2017, 12, 31)).surveys if survey.survey == "connaissance")
    assert {row.reseau: row.n for row in found.persons}["Cher"] is None


def test_an_amount_that_is_none_is_named():
    year = spro.Period(from_=day(2017, 1, 1), to=day(2017, 12, 31))
    for amount in ("100.001", "1E+30", "NaN"):
        convention = spro.Convention(structure="ML", genre="financiere", periode=year, montant=Decimal(amount))
        with pytest.raises(spro.SproError, match="100.001|1000000000000000000000000000000|NaN"):
            convention.payment_schedule()
