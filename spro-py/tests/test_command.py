"""The command that comes with the package is the engine's command line."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import spro

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "spro-core" / "examples" / "data"
SCRIPT = Path(sysconfig.get_path("scripts")) / ("spro.exe" if sys.platform == "win32" else "spro")


@pytest.mark.parametrize("program", [[str(SCRIPT)], [sys.executable, "-m", "spro"]], ids=["script", "module"])
def test_it_says_its_version_and_ends_as_it_should(program, tmp_path):
    def run(*arguments):
        return subprocess.run([*program, *map(str, arguments)], capture_output=True, text=True, check=False)

    assert run("--version").stdout.split() == ["spro", spro.__version__]
    report = tmp_path / "rapport.html"
    assert run("evaluate", EXAMPLES, "--report", report).returncode == 0
    assert report.read_text("utf-8") == spro.read(EXAMPLES).report_html()
    assert run("validate", EXAMPLES).returncode == 1
    failed = run("validate", tmp_path / "nowhere.xlsx")
    assert failed.returncode == 2 and "nowhere.xlsx" in failed.stderr
