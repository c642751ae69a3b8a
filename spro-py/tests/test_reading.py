"""Reading: from anything, in a fixed order, watched and interrupted."""

import io
import os
import signal
import sys
from pathlib import Path

import pytest

import spro

EXAMPLES = Path(__file__).resolve().parents[2] / "spro-core" / "examples" / "data"
HEAD = "reseau,annee,date,structures_invitees,structures_participantes,objet\n"
GOOD = (HEAD + "Dreux,2017,2017-01-17,10,9,A\n").encode()


def test_every_way_to_name_a_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(GOOD)
    wanted = [row["objet"] for row in spro.read(path).tables["reunions"]]
    assert wanted == ["A"]
    text = io.StringIO(GOOD.decode())
    with path.open("rb") as file:
        sources = [str(path), path, tmp_path, [path], (p for p in [path]), file, GOOD, bytearray(GOOD), memoryview(GOOD), io.BytesIO(GOOD), text, [GOOD]]
        for source in sources:
            campaign = spro.read(source)
            assert (len(campaign), [row["objet"] for row in campaign.tables["reunions"]]) == (1, wanted), source
    assert [submission.path for submission in spro.read(tmp_path)] == [str(path).replace(os.sep, "/")]
    assert next(iter(spro.read(GOOD, name="b.csv"))).path == "b.csv"


def test_contents_of_one_name_are_told_apart():
    bad = (HEAD + "Dreux,2017,2017-01-17,10,99,A\n").encode()
    worse = (HEAD + "Cher,2017,2017-01-17,10,999,B\n").encode()
    for source, names in (
        ([GOOD, bad, worse], ["données", "données (2)", "données (3)"]),
        ([io.BytesIO(GOOD), io.BytesIO(bad)], ["données", "données (2)"]),
    ):
        assert [submission.path for submission in spro.read(source)] == names
    campaign = spro.read([GOOD, bad, worse], name="a.csv")
    assert [submission.path for submission in campaign] == ["a.csv", "a (2).csv", "a (3).csv"]
    returned = campaign.return_to_sender()
    assert list(returned) == ["a (2) - à corriger.xlsx", "a (3) - à corriger.xlsx"]
    rows = [spro.read(content, name="b.xlsx").tables["reunions"][0] for content in returned.values()]
    assert [(row["reseau"], row["structures_participantes"]) for row in rows] == [("Dreux", 99), ("Cher", 999)]


def test_files_of_one_name_in_two_folders_all_go_back(tmp_path):
    for number, network in enumerate(("Cher", "Dreux")):
        (tmp_path / network).mkdir()
        (tmp_path / network / "2017.csv").write_text(HEAD + f"{network},2017,2017-01-17,1{number},99,A\n", encoding="utf-8")
    campaign = spro.read(tmp_path)
    returned = campaign.return_to_sender()
    assert list(returned) == ["Cher - 2017 - à corriger.xlsx", "Dreux - 2017 - à corriger.xlsx"]
    networks = [spro.read(content, name="a.xlsx").tables["reunions"][0]["reseau"] for content in returned.values()]
    assert networks == ["Cher", "Dreux"]
    assert [path.name for path in campaign.write_returns(tmp_path / "retours")] == list(returned)


def test_an_open_file_need_not_have_a_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(GOOD)
    with open(os.open(path, os.O_RDONLY), "rb") as file:
        assert next(iter(spro.read(file))).path == "données"

    class Odd:
        def read(self):
            return 3

    with pytest.raises(spro.SproError, match="Odd"):
        spro.read(Odd())


def test_submissions_come_in_the_order_of_their_paths():
    campaign = spro.read(EXAMPLES)
    paths = [submission.path for submission in campaign]
    assert (len(campaign), paths) == (9, sorted(paths, key=os.fsencode))
    for submission in campaign:
        assert submission.reseau
        assert set(submission.tables) <= {"reunions", "formation", "coordination"}
        for code, table in submission.tables.items():
            assert {row["fichier"] for row in table} <= {submission.path}, code
    assert sum(len(submission.tables["reunions"]) for submission in campaign) == len(campaign.tables["reunions"])
    match next(iter(campaign)):
        case spro.Submission(path, reseau, tables):
            assert (path, reseau, list(tables)) == (paths[0], "Nogent/Châteaudun" if "Nogent" in paths[0] else reseau, list(tables))


def test_progress_is_told_in_order():
    told = []
    campaign = spro.read(EXAMPLES, on_progress=lambda *args: told.append(args))
    paths = [None, *(submission.path for submission in campaign)]
    assert told == [(done, 9, path) for done, path in enumerate(paths)]


def test_what_the_callback_raises_ends_the_reading():
    class Enough(Exception):
        pass

    def stop(done, total, path):
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        spro.read(EXAMPLES, on_progress=stop)


def test_a_bar_is_shown_on_a_terminal_only(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        spro.read(EXAMPLES)
        assert ("| 0/9 " in stream.getvalue()) == shown
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert len(spro.read(EXAMPLES)) == 9
    assert stream.getvalue() == ""


@pytest.mark.skipif(os.name == "nt", reason="the signal of Ctrl+C is sent otherwise")
def test_ctrl_c_ends_the_reading(tmp_path):
    for number in range(100):
        (tmp_path / f"{number}.csv").write_bytes(GOOD)
    told = []

    def interrupt(done, total, path):
        told.append(done)
        if done == 3:
            os.kill(os.getpid(), signal.SIGINT)

    # A shell starts what it puts in the background with this signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            spro.read(tmp_path, on_progress=interrupt)
    finally:
        signal.signal(signal.SIGINT, before)
    assert told == [0, 1, 2, 3]
    assert len(spro.read(tmp_path)) == 100
