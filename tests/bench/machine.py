"""The machine and the processes: where things are, how a tool is run, and what it prints."""

import dataclasses
import hashlib
import json
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
RELEASE = ROOT / "target/release"
# Names of tools that are also the beginning of other names.
NAMES = ("spro", "polars", "pandas")


def cache() -> pathlib.Path:
    return pathlib.Path(os.environ.get("SPRO_CACHE", ROOT / ".cache")) / "bench"


def inputs(rows: int, only: str | None = None) -> pathlib.Path:
    """The folder of generated files, made where it is missing or another generator made it."""
    made_by = hashlib.sha256((HERE / "generate.py").read_bytes()).hexdigest()[:12]
    folder = cache() / f"data-{made_by}" / (f"only-{only}" if only else "")
    if not (folder / str(rows) / "figures.csv").exists():
        command = [sys.executable, HERE / "generate.py", folder, str(rows), *(["--only", only] if only else [])]
        subprocess.run(command, check=True)
    return folder / str(rows)


def answer(command: list, *, seconds: float = 1800, environment: dict | None = None) -> dict:
    """What a command prints as one line of JSON."""
    command = [str(part) for part in command]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=seconds, env=os.environ | (environment or {})
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def load() -> float:
    """How many processes want a core, over the last minute."""
    return os.getloadavg()[0]


@dataclasses.dataclass
class Tools:
    """Which tools are run, and how often."""

    only: tuple[str, ...]
    full: bool
    rounds: int
    disagreed: bool = False

    def wants(self, name: str) -> bool:
        """Whether a tool is asked for, by its name or the beginning of it: `pandera` stands for two."""
        begins = any(name.startswith(asked) for asked in self.only if asked not in NAMES)
        return not self.only or name in self.only or begins


def middle(samples: list[float]) -> float | None:
    return statistics.median(samples) if samples else None
