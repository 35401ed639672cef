"""
Find the figures of records that are begun but cannot be read yet, because something has yet to be written in them.

In: the files of such records. Out: which printed tokens they hold, by sentence. What cannot be read is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jianbao.problems import Problem
from jianbao.read.folders import read_document
from jianbao.read.plain import Document, Plain


def drafted_figures(root: Path, problems: Iterable[Problem]) -> Mapping[tuple[str, str], str]:
    """Return the file of each figure, by sentence and token, among the files in which there are problems."""
    found: dict[tuple[str, str], str] = {}
    for file in dict.fromkeys(problem.where.file for problem in problems):
        document = read_document(root / file, file) if file.startswith("site_src/") else None
        if isinstance(document, Document):
            found |= dict.fromkeys(_figures(document.data), file)
    return found


def drafted_years(root: Path, problems: Iterable[Problem]) -> Mapping[str, str]:
    """Return the years of sources that are begun but cannot be read yet, by slug; of single files only."""
    found: dict[str, str] = {}
    for file in dict.fromkeys(problem.where.file for problem in problems):
        document = read_document(root / file, file) if file.startswith("site_src/sources/") else None
        date = document.data.get("date") if isinstance(document, Document) and isinstance(document.data, dict) else None
        when = date.get("when") if isinstance(date, dict) else None
        if isinstance(when, str):
            found[Path(file).stem] = when[:4]
    return found


def _figures(data: Plain) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        printed, evidence = data.get("printed"), data.get("evidence", data.get("at"))
        if isinstance(printed, str):
            locators = evidence if isinstance(evidence, list) else [evidence]
            yield from ((locator, printed) for locator in locators if isinstance(locator, str))
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _figures(value)
