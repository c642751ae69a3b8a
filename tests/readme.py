"""Runs the commands that the README files promise, in a clean clone.

A fenced block whose first line is ```sh run is run from the root of the clone, all its lines as one script. Where the
next block is ```text output, the standard output must be exactly that. Uncommitted changes are not in a clone.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def promised(text):
    """Each command with the output that the next block shows, or None."""
    blocks = [(m["info"].strip(), m["body"]) for m in FENCE.finditer(text)]
    for (info, body), following in zip(blocks, [*blocks[1:], ("", "")]):
        if info == "sh run":
            yield body, following[1] if following[0] == "text output" else None


def run(command, expected, clone):
    environment = {
        **os.environ,
        "CARGO_TARGET_DIR": str(ROOT / "target"),
        "SPRO_CACHE": os.environ.get("SPRO_CACHE", str(ROOT / ".cache")),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=clone, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=1200,
    )
    if done.returncode != 0:
        return f"exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    if expected is not None and done.stdout != expected:
        return f"printed\n{done.stdout}instead of\n{expected}"
    return None


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "spro"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        for readme in sorted(clone.rglob("*.md")):
            for command, expected in promised(readme.read_text(encoding="utf-8")):
                problem = run(command, expected, clone)
                print(f"{'FAILED' if problem else 'ok'} {readme.relative_to(clone)}: {command.strip()}")
                if problem:
                    failed += 1
                    print(problem)
                else:
                    passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
