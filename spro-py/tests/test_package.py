"""What every use of the package relies on."""

import importlib.metadata
import subprocess
import sys

import spro


def test_the_version_is_that_of_the_wheel():
    assert spro.__version__ == importlib.metadata.version("spro")


def test_the_exception_is_found_where_its_name_says():
    assert issubclass(spro.SproError, Exception)
    assert f"{spro.SproError.__module__}.{spro.SproError.__qualname__}" == "spro.SproError"


def test_importing_brings_no_other_package():
    code = "import sys; before = set(sys.modules); import spro; print(*sorted({m.split('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["spro"]
