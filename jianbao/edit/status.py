"""
Say what is still to be done in a project, as data.

In: what could be read, its coverage, the reviews. Out: a ``Status``; nothing in it is a problem by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from jianbao.model.basics import Paragraph, RefStr, kind_of
from jianbao.model.graph import CoverageRow
from jianbao.model.site import Catalog
from jianbao.model.walk import leaves
from jianbao.text.reviews import Review, judge

_WITHOUT_SUMMARY = frozenset({"brief", "page", "metric", "term"})
"""Kinds whose records say what they are elsewhere than in a summary."""


class SourceStatus(Struct, frozen=True):
    """What became of the printed figures of one article; ``open_figures`` are tokens with their sentences."""

    source: str
    used: int
    dates: int
    names: int
    left_out: int
    drafted: int
    open: int
    open_figures: tuple[tuple[str, str], ...]


class ParagraphStatus(Struct, frozen=True):
    """A paragraph that is not as it was reviewed: its record and place, what has changed, what is behind."""

    record: str
    place: str
    changed: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class Status(Struct, frozen=True, kw_only=True):
    """What is still to be done. ``unreviewed`` is empty where nothing was ever reviewed: ``reviewed`` is then 0."""

    sources: tuple[SourceStatus, ...]
    reviewed: int
    stale: tuple[ParagraphStatus, ...]
    unreviewed: tuple[ParagraphStatus, ...]
    uncertain_names: tuple[str, ...]
    against_term_base: tuple[str, ...]
    without_summary: tuple[str, ...]
    unfinished: Mapping[str, int]
    unreadable: Mapping[str, int]


def sources_of(
    coverage: Mapping[RefStr, Sequence[CoverageRow]], drafted: Mapping[tuple[str, str], str]
) -> Iterator[SourceStatus]:
    """Yield each source with its counts."""
    for ref, rows in coverage.items():
        states = Counter(row.state for row in rows)
        still = [(row.token, str(row.locator)) for row in rows if row.state == "open"]
        begun = [(token, locator) for token, locator in still if (locator, token) in drafted]
        yield SourceStatus(
            source=ref,
            used=states["used"],
            dates=states["date"],
            names=states["name"],
            left_out=states["left-out"],
            drafted=len(begun),
            open=len(still) - len(begun),
            open_figures=tuple(dict.fromkeys(one for one in still if one not in begun)),
        )


def paragraphs_of(catalog: Catalog) -> Iterator[tuple[RefStr, str, Paragraph]]:
    """Yield every paragraph of the records with its place."""
    for ref, record in catalog.records.items():
        for leaf in leaves(record):
            if isinstance(leaf.value, Paragraph):
                yield ref, ".".join(map(str, leaf.path)), leaf.value


def translations_of(
    catalog: Catalog, reviews: frozenset[Review]
) -> tuple[int, tuple[ParagraphStatus, ...], tuple[ParagraphStatus, ...]]:
    """Count the paragraphs that are as they were reviewed, and list those that have changed and those that are new."""
    stale, new, reviewed = [], [], 0
    for ref, place, paragraph in paragraphs_of(catalog) if reviews else ():
        verdict = judge(paragraph.text, reviews)
        if verdict.state == "reviewed":
            reviewed += 1
        elif verdict.state == "stale":
            stale.append(ParagraphStatus(ref, place, verdict.changed, verdict.behind))
        else:
            new.append(ParagraphStatus(ref, place))
    return reviewed, tuple(stale), tuple(new)


def uncertain_names_of(catalog: Catalog) -> Iterator[str]:
    """Yield the records whose Chinese name is not certain."""
    yield from (ref for ref, record in catalog.records.items() if not record.zh_certain)


def without_summary(catalog: Catalog) -> Iterator[str]:
    """Yield the records that ought to say what they are and do not."""
    yield from (
        ref for ref, record in catalog.records.items() if not record.summary and kind_of(ref) not in _WITHOUT_SUMMARY
    )


def counted(files: Iterable[str]) -> Mapping[str, int]:
    """Count by file."""
    return dict(sorted(Counter(files).items()))
