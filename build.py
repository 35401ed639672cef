"""
Build, check and serve the site: ``python3 build.py --help`` says how.

The lines before the imports have to be readable for every Python, so that an old one can say what it lacks.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- pip's check of the version does not run here
    sys.exit("Jianbao needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 -- the same

from jianbao import bootstrap

if __name__ == "__main__":
    bootstrap.ensure("run")
    from jianbao.collecting import uncollected

    with uncollected(stays=True):
        from jianbao.cli import run

    run()
