"""The schemas, the survey form and the templates of the command line, held against other people's programs."""

import copy
import csv
import functools
import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
TRUTH = json.loads((ROOT / "tests" / "truth.json").read_text("utf-8"))
TABLES = ["reunions", "formation", "coordination"]
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
reseaux = ["Dreux", "Nogent/Châteaudun"]
status = "user"

  [[survey.question_posee]]
  code = "connait"
  kind = "oui-non"
  label = { fr = "Connaissez-vous les autres structures ?", en = "Do you know the other structures?" }

  [[survey.question_posee]]
  code = "echange"
  kind = "echelle"
  label = { fr = "Échangez-vous souvent ?", en = "Do you often exchange?" }

  [[survey.question_posee]]
  code = "qui"
  kind = "choix"
  label = { fr = "Avec qui surtout ?", en = "With whom most?" }
  option = [{ code = "ml", label = { fr = "Mission locale", en = "Youth office" } }, { code = "cio", label = { fr = "CIO", en = "Guidance centre" } }]

  [[survey.question_posee]]
  code = "moyen"
  kind = "choix-multiple"
  label = { fr = "Par quels moyens ?", en = "By which means?" }
  option = [{ code = "mail", label = { fr = "Courriel", en = "E-mail" } }, { code = "reunion", label = { fr = "Réunion", en = "Meeting" } }]
"""


@functools.cache
def binary():
    """The command line, built with the features of the Rust tests so that nothing is compiled twice."""
    command = ["cargo", "build", "-q", "--locked", "-p", "spro-core", "--all-features", "--bin", "spro"]
    command += ["--message-format", "json"]
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    messages = map(json.loads, built.stdout.splitlines())
    return next(m["executable"] for m in messages if m.get("executable") and m["target"]["name"] == "spro")


def run(*arguments):
    return subprocess.run([binary(), *map(str, arguments)], capture_output=True, text=True, check=False)


def spro(*arguments):
    done = run(*arguments)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def submission():
    return json.loads(spro("schema", "--as", "json-schema"))


@pytest.fixture(scope="session")
def rows():
    return {table: json.loads(spro("schema", "--as", "json-schema", "--table", table)) for table in TABLES}


@pytest.fixture(scope="session")
def tables():
    return {table: json.loads(spro("schema", "--as", "table-schema", "--table", table)) for table in TABLES}


def problems(schema, value):
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def test_the_schemas_are_schemas(submission, rows):
    for schema in [submission, *rows.values()]:
        Draft202012Validator.check_schema(schema)


def test_the_true_rows_of_every_example_are_valid(submission, rows):
    for file in TRUTH.values():
        whole = {"reseau": file["reseau"], "tables": file["tables"]}
        beside = {"reseau": file["reseau"], **file["tables"]}
        for value in (whole, beside, {"files": [whole, beside]}):
            assert problems(submission, value) == []
        for table, schema in rows.items():
            assert problems(schema, file["tables"].get(table, [])) == []
            for row in file["tables"].get(table, []):
                assert problems(schema, row) == []


def test_what_the_command_line_reads_is_valid(submission):
    read = json.loads(spro("read", ROOT / "spro-core" / "examples" / "data", "--format", "json"))
    assert len(read["files"]) == len(TRUTH)
    assert problems(submission, read) == []


def test_a_row_says_its_network_where_its_file_does_not(submission):
    row = {"annee": 2017, "structure_coordinatrice": "CIO"}
    assert problems(submission, {"tables": {"coordination": [row]}}) != []
    assert problems(submission, {"reseau": None, "tables": {"coordination": [row]}}) != []
    assert problems(submission, {"coordination": [row]}) != []
    assert problems(submission, {"tables": {"coordination": [{"reseau": "Dreux", **row}]}}) == []
    assert problems(submission, {"coordination": [{"reseau": "Dreux", **row}]}) == []
    assert problems(submission, {"reseau": "Atlantide", "coordination": [row]}) != []


def test_what_the_schema_takes_the_engine_takes(submission):
    fields = ("requis", "type", "borne", "liste", "longueur")
    taken = 0
    for file in sorted((ROOT / "tests" / "conformance").glob("*/input/*.json")):
        if problems(submission, json.loads(file.read_text("utf-8"))):
            continue
        taken += 1
        answer = json.loads((file.parents[1] / "diagnostics.json").read_text("utf-8"))
        found = [d["code"] for f in answer["files"] for d in f["diagnostics"] if d["severity"] == "error"]
        assert [code for code in found if code.endswith(fields)] == [], file
    assert taken >= 10


MEETING = {
    "reseau": "Dreux",
    "annee": 2017,
    "date": "2017-11-29",
    "structures_invitees": 14,
    "structures_participantes": 12,
    "objet": None,
}


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("structures_invitees", -1, "minimum"),
        ("structures_invitees", 1.5, "integer"),
        ("structures_invitees", None, "integer"),
        ("annee", 1999, "minimum"),
        ("date", "29/11/2017", "does not match"),
        ("objet", "x" * 501, "too long"),
        ("reseau", "Drex", "is not one of"),
        ("taux_presence", "85,7 %", "does not match"),
    ],
)
def test_what_is_wrong_in_a_row_is_found(rows, field, value, part):
    assert problems(rows["reunions"], MEETING) == []
    found = problems(rows["reunions"], {**MEETING, field: value})
    assert len(found) == 1 and part in found[0], found


def test_rules_that_the_standards_cannot_say_are_listed(rows, tables):
    for listed in (rows["reunions"]["$defs"]["row"], tables["reunions"]):
        rules = {rule["code"]: rule for rule in listed["x-spro-rules"]}
        rule = rules["reunions.participantes-au-plus-invitees"]
        assert rule["expression"] == "structures_participantes <= structures_invitees"
        assert set(rule["message"]) == {"fr", "en"}


def csv_file(path, schema, given):
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [field["name"] for field in schema["fields"]])
        writer.writeheader()
        writer.writerows(given)


# What frictionless and its dependencies warn of is not about the schema.
@pytest.mark.filterwarnings("default")
def test_frictionless_takes_the_true_rows_and_finds_the_wrong_ones(tables, tmp_path):
    from frictionless import Resource, Schema

    for table, schema in tables.items():
        descriptor = copy.deepcopy(schema)
        given = [
            {"reseau": file["reseau"], **row} for file in TRUTH.values() for row in file["tables"].get(table, [])
        ]
        csv_file(tmp_path / f"{table}.csv", schema, given)
        # A repeated row of the examples is wrong by the key, and told as such.
        report = Resource(path=f"{table}.csv", basepath=str(tmp_path), schema=Schema.from_descriptor(descriptor)).validate()
        kinds = {error.type for task in report.tasks for error in task.errors}
        assert kinds <= {"primary-key"}, (table, kinds)

    wrong = {**MEETING, "date": "29/11/2017", "structures_invitees": "-1", "reseau": "Drex", "annee": ""}
    csv_file(tmp_path / "faux.csv", tables["reunions"], [wrong])
    schema = Schema.from_descriptor(copy.deepcopy(tables["reunions"]))
    report = Resource(path="faux.csv", basepath=str(tmp_path), schema=schema).validate()
    found = {(error.field_name, error.type) for task in report.tasks for error in task.errors}
    assert found == {
        ("reseau", "constraint-error"),
        ("annee", "constraint-error"),
        ("date", "type-error"),
        ("structures_invitees", "constraint-error"),
    }


@pytest.mark.filterwarnings("default")
def test_frictionless_takes_the_package_of_all_tables():
    from frictionless import Package

    package = Package.from_descriptor(json.loads(spro("schema", "--as", "table-schema")))
    assert set(TABLES) < {resource.name for resource in package.resources}


@pytest.mark.filterwarnings("default")
def test_the_survey_form_is_one_that_survey_tools_take(tmp_path):
    from pyxform.xls2xform import convert

    rulebook, form = tmp_path / "enquete.toml", tmp_path / "connaissance.xlsx"
    rulebook.write_text(SURVEY, "utf-8")
    spro("schema", "--as", "xlsform", "--survey", "connaissance", "--rulebook", rulebook, "-o", form)
    made = convert(str(form), validate=False)
    assert made.warnings == []
    for name in ("reseau", "connait", "echange", "qui", "moyen", "moyen_mail", "moyen_reunion"):
        assert f"/data/{name}\"" in made.xform, name
    assert "Nogent/Châteaudun" in made.xform
    assert "selected(" in made.xform

    # What the tools export is read as the table of the answers.
    export = tmp_path / "reponses.csv"
    export.write_text(
        "start,reseau,connait,echange,qui,moyen,moyen_mail,moyen_reunion\n"
        "2017-04-03T10:00:00,Dreux,oui,4,ml,mail reunion,oui,oui\n"
        "2017-04-04T11:00:00,Nogent/Châteaudun,non,,cio,,,\n",
        "utf-8",
    )
    read = json.loads(spro("read", export, "--rulebook", rulebook, "--format", "json"))
    assert read["files"][0]["tables"]["connaissance"] == [
        {"reseau": "Dreux", "connait": True, "echange": 4, "qui": "ml", "moyen_mail": True, "moyen_reunion": True},
        {
            "reseau": "Nogent/Châteaudun",
            "connait": False,
            "echange": None,
            "qui": "cio",
            "moyen_mail": None,
            "moyen_reunion": None,
        },
    ]


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("survey", ["enquete_agents", "enquete_usagers"])
def test_the_example_questionnaire_is_a_form_too(tmp_path, survey):
    from pyxform.xls2xform import convert

    rulebook = ROOT / "spro-core" / "examples" / "enquete" / "questionnaire.toml"
    spro("schema", "--as", "xlsform", "--survey", survey, "--rulebook", rulebook, "-o", tmp_path / "form.xlsx")
    made = convert(str(tmp_path / "form.xlsx"), validate=False)
    assert made.warnings == []
    assert f'id="{survey}"' in made.xform and "Dreux" in made.xform


@pytest.mark.filterwarnings("default")
def test_another_reader_opens_the_template(tmp_path):
    import openpyxl

    spro("template", "-o", tmp_path / "modele.xlsx")
    book = openpyxl.load_workbook(tmp_path / "modele.xlsx")
    assert book.sheetnames == ["Notice", "Réunions", "Formation", "Coordination", "Listes"]
    meetings = book["Réunions"]
    assert meetings.freeze_panes == "A5"
    assert [cell.value for cell in meetings[4]][:2] == ["Année", "Date de la réunion"]
    checks = {str(check.sqref): check for check in meetings.data_validations.dataValidation}
    assert checks["B2"].type == "list"
    assert "14" in checks["C5:C104"].error and checks["C5:C104"].operator == "greaterThanOrEqual"
    assert meetings["F5"].value == '=IF(COUNT($C5,$D5)<2,"",IFERROR($D5/$C5,""))'
    assert meetings["B5"].number_format == "dd/mm/yyyy"


def test_a_file_is_replaced_only_when_told_to(tmp_path):
    file = tmp_path / "modele.xlsx"
    file.write_text("à garder", "utf-8")
    for command in (["template"], ["template", "--table", "emargement"]):
        done = run(*command, "-o", file)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert "existe déjà" in done.stderr and "--force" in done.stderr
    assert file.read_text("utf-8") == "à garder"
    assert run("template", "-o", file, "--force").returncode == 0
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["template", "-o", "DIR/modele.pdf"], "XLSX"),
        (["template", "-o", "DIR/m.xlsx", "--table", "reunion"], "Tableaux connus : reunions"),
        (["template", "-o", "DIR/nulle/part.xlsx"], "dossier"),
        (["template", "-o", "DIR/m.xlsx", "--charter", "DIR/charte.toml"], "émargement"),
        (["template", "-o", "DIR/m.html", "--table", "emargement", "--charter", "DIR/charte.toml"], "pas pu être lu"),
        (["schema", "--as", "xlsform", "--survey", "enquete_agents", "-o", "DIR/e.xlsx"], "restent à écrire"),
        (["schema", "--as", "json-schema", "--table", "x"], "Tableaux connus"),
        (["charter", "check", "DIR/charte.toml"], "pas pu être lu"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path, arguments, part):
    done = run(*[argument.replace("DIR", str(tmp_path)) for argument in arguments])
    assert (done.returncode, done.stdout) == (2, ""), done
    assert part in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_charter_is_told_all_that_it_misses(tmp_path):
    good = ROOT / "spro-core" / "examples" / "charte" / "charte.toml"
    assert run("charter", "check", good).returncode == 0
    empty = tmp_path / "vide.toml"
    empty.write_text("", "utf-8")
    done = run("charter", "check", empty)
    assert done.returncode == 1
    assert done.stdout.count("manque") == 9, done.stdout
