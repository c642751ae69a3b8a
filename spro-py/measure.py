"""Prints what importing the installed package costs over Python's own start, and what a wheel weighs.

    python spro-py/measure.py [WHEEL…]
"""

import subprocess
import sys
import time
from pathlib import Path

RUNS = 15


def least(code: str) -> float:
    """The least milliseconds of some runs: the others tell of the machine."""
    best = float("inf")
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        best = min(best, time.perf_counter() - began)
    return best * 1000


def main() -> None:
    """Measures and prints."""
    bare = least("pass")
    print(f"import spro: {least('import spro') - bare:.1f} ms over Python's own start ({bare:.1f} ms), limit 50 ms")
    used = "import spro; spro.read, spro.Rulebook, spro.Report, spro.FundingRequest"
    print(f"with every module of it in use: {least(used) - bare:.1f} ms")
    for wheel in sys.argv[1:]:
        print(f"{Path(wheel).name}: {Path(wheel).stat().st_size / 1024**2:.2f} MiB, limit 4 MiB")


if __name__ == "__main__":
    main()
