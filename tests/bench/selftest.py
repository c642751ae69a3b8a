"""Holds the library and polars against the truth of a thousand rows: the comparison itself is tested, not the speed.

    python tests/bench/selftest.py PROGRAM     the program that `library.rs` becomes

Ends with a line that counts what passed and what failed.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import agree
from generate import generate

HERE = pathlib.Path(__file__).parent


def said(*command: object) -> dict:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else {"differ": [done.stderr]}


def by_library(program: str, folder: pathlib.Path, form: str) -> list[str]:
    got = said(program, "check", folder / form)
    return got.get("differ") or agree.disagreements(folder, map(tuple, got["errors"]), map(tuple, got["figures"]))


def main() -> int:
    program = sys.argv[1]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        generate(folder, 1000)
        peers = HERE / "peers"
        checks = {f"the library agrees, {form}": by_library(program, folder, form) for form in ("iso", "fr")}
        for peer in ("polars_lazy", "polars_tuned", "pandas_masks", "duckdb_sql"):
            for form in ("iso", "fr"):
                answer = said(sys.executable, peers / f"{peer}.py", "check", folder, "--form", form)
                checks[f"{peer} agrees, {form}"] = answer["differ"]
        checks["polars in memory agrees"] = said(sys.executable, peers / "memory.py", "polars", "check", folder)[
            "differ"
        ]
        # A truth that is not the one of these rows must not be agreed with.
        lines = (folder / "truth.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / "truth.csv").write_text("".join(lines[:-1]), encoding="utf-8")
        checks["a wrong truth is refused"] = [] if by_library(program, folder, "iso") else ["it was agreed with"]
    for what, differ in checks.items():
        print(f"{what}: {differ or 'yes'}")
        passed, failed = passed + (not differ), failed + bool(differ)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
