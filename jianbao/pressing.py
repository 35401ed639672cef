"""
Set what is to be a PDF or a card, after all else has been rendered.

In: the sources of sheets, and who sets them. Out: their files.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from jianbao.dividing import Fresh, Unset
from jianbao.problems import Problem
from jianbao.publish.pdf import CARD as CARD_FORM
from jianbao.publish.pdf import PDF, Form, Sheet, name_of, set_sheets
from jianbao.render.parts import CARD, PAPER
from jianbao.workers import Press

FORMS: Final[Mapping[str, Form]] = {PAPER: PDF, CARD: CARD_FORM}
"""As what the kinds of parts that Typst sets are set."""


def pressed(
    papers: Sequence[Unset], press: Press, cache: Path, files: Mapping[str, str]
) -> Iterator[tuple[Fresh | Problem, str]]:
    """Yield each sheet as it is set, and where it lies; ``files`` says where each record is written."""
    sheets = [Sheet(one.paper, FORMS[one.part.kind]) for one in papers]
    # After all else has been rendered: Typst has threads of its own, so a process that has set is not forked again.
    with press(len(sheets)) as pressers:
        made = set_sheets(sheets, cache, files, each=pressers.each)
        for one, sheet, result in zip(papers, sheets, made, strict=True):
            if isinstance(result, Problem):
                yield result, sheet.paper.path
            else:
                kept_as = name_of(sheet.paper, sheet.form.basis)
                yield Fresh(one.part, one.key, (result,), one.seconds, kept_as), sheet.paper.path
