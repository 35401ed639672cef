"""
Keep a result and write its tables into the page on performance.
"""

import re
from pathlib import Path
from typing import Final

from bench.report import curve, tables, to_json
from bench.tasks import Result

ROOT: Final = Path(__file__).resolve().parent.parent
MEASURED: Final = Path(__file__).resolve().parent / "measured"
PAGE: Final = ROOT / "docs" / "performance.md"
WRITERS: Final = {"tables": tables, "curve": curve}


def publish(result: Result, name: str) -> None:
    """Keep a result under a name, and put its tables between the marks of that name."""
    MEASURED.mkdir(exist_ok=True)
    (MEASURED / f"{name}.json").write_text(to_json(result), encoding="utf-8")
    PAGE.write_text(put(PAGE.read_text("utf-8"), name, WRITERS[name](result, markdown=True)), encoding="utf-8")


def put(text: str, name: str, block: str) -> str:
    r"""
    Replace what stands between the marks of a name.

    >>> put("<!-- x -->\nold\n<!-- /x -->\n", "x", "new\n")
    '<!-- x -->\nnew\n<!-- /x -->\n'
    """
    between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return between.sub(lambda found: found[1] + block + found[2], text)
