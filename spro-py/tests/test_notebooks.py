"""The notebooks of `examples` run from first to last, and are committed with their outputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

FOLDER = Path(__file__).resolve().parents[1] / "examples"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def cells(notebook):
    return [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


def test_there_are_three():
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(notebook, tmp_path):
    # The settings and histories of whoever runs the tests stay out of it.
    homes = {name: str(tmp_path) for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")}
    code = "import sys; from nbclient.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "--timeout=600", "--startup_timeout=300", str(notebook)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=FOLDER, env={**os.environ, **homes})
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_its_outputs_are_committed(notebook):
    all_cells = cells(notebook)
    assert [cell["execution_count"] for cell in all_cells] == list(range(1, len(all_cells) + 1))
    assert all_cells[-1]["outputs"] and not any(out["output_type"] == "error" for cell in all_cells for out in cell["outputs"])
    # Nothing of the machine that ran it.
    assert "/tmp/" not in notebook.read_text("utf-8") and str(Path.home()) not in notebook.read_text("utf-8")
