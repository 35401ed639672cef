"""
Write what is proposed for a source for someone at a terminal.

Out: a stream of YAML documents, each with its file, and comments. The sentences themselves are shown here and written
nowhere: they are somebody else's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jianbao.edit.adoption import Adoption
from jianbao.model.basics import Lang, LocatorStr
from jianbao.model.graph import CoverageRow
from jianbao.model.meanings import MARK
from jianbao.text.quoting import quoted

_STATES = {"used": "used", "date": "dates that are stated", "name": "in names", "left-out": "left out"}


def summary_of(slug: str, rows: Iterable[CoverageRow], drafted: int) -> str:
    """
    Say in one line what has become of the figures of an article; of those that are open, so many are drafted.

    >>> summary_of("quay", [CoverageRow("quay/s1", "7", "", "open")], 1)
    'quay: 1 printed figure: 0 open, 1 drafted'
    """
    states = Counter(row.state for row in rows)
    parts = [f"{states[state]} {words}" for state, words in _STATES.items() if states[state]]
    if drafted:
        parts.append(f"{drafted} drafted")
    total, still = states.total(), f"{states['open'] - drafted} open"
    return f"{slug}: {total} printed figure{'' if total == 1 else 's'}: {', '.join([still, *parts])}"


def proposal_text(adoption: Adoption, words: Mapping[LocatorStr, str], languages: Sequence[Lang]) -> Iterator[str]:
    """Yield the lines of a proposal in full."""
    yield from mention_lines(adoption)
    for draft in adoption.drafts:
        yield f"--- # {draft.file}"
        if draft.row.locator in words:
            yield f"# {words[draft.row.locator]}"
        yield from draft.text.splitlines()
    yield from left_out_lines(adoption, languages)


def mention_lines(adoption: Adoption) -> Iterator[str]:
    """Yield the records that are mentioned and do not cite the source yet."""
    if adoption.mentions:
        yield "# Records of the site that it mentions and that do not cite it yet:"
        yield from (f"#   {ref}: {', '.join(locators)}" for ref, locators in adoption.mentions.items())


def left_out_lines(adoption: Adoption, languages: Sequence[Lang]) -> Iterator[str]:
    """Yield the rows by which the source would leave out what is open."""
    rows = [*(draft.row for draft in adoption.drafts), *adoption.dates]
    if not rows:
        return
    yield f"--- # What is not needed goes into site_src/sources/{adoption.slug}.yaml instead, each with its reason."
    if adoption.dates:
        shown = ", ".join(f"“{row.token}” ({row.locator})" for row in adoption.dates)
        yield f"# Dates need no row once a paragraph or period states them and cites the sentence: {shown}."
    reason = f"{{{', '.join(f'{lang}: {quoted(MARK)}' for lang in languages)}}}"
    yield "left_out:"
    for row in rows:
        yield f"  - {{at: {row.locator}, printed: {quoted(row.token)}, reason: {reason}}}"
