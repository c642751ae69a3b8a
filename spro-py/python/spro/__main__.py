"""The command line, the same program as the Rust one: ``python -m spro``, or ``spro``."""

import sys

from spro._spro import run


def main() -> int:
    """Runs the command line with the program's arguments; gives the exit status."""
    return run(["spro", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
