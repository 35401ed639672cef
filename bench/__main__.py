"""
Measure Jianbao beside other generators: ``python3 bench --help`` says how.

The lines before the imports have to be readable for every Python, so that an old one can say what it lacks.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- pip's check of the version does not run here
    sys.exit("Jianbao needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 -- the same

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # was the folder of this file

from jianbao import bootstrap  # noqa: E402 -- found by the path above

if __name__ == "__main__":
    bootstrap.ensure("test")
    from bench.command import main

    sys.exit(main(sys.argv[1:]))
