"""Write a status for someone at a terminal: one line for each matter, and what there is of it below."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jianbao.edit.status import ParagraphStatus, SourceStatus, Status

_SHOWN: Final = 12


def status_lines(status: Status) -> Iterator[str]:
    """Yield the lines."""
    still = [one for one in status.sources if one.open or one.drafted]
    done = len(status.sources) - len(still)
    yield f"figures: {done} of {len(status.sources)} sources have every printed figure accounted for"
    yield from _listed(map(_source, still))
    yield from _translations(status)
    yield from _matter("names whose Chinese form is not certain", status.uncertain_names)
    yield from _matter("uses against the term base", status.against_term_base)
    yield from _matter("records without a summary", status.without_summary)
    yield from _matter("unfinished files", [f"{file}: {count} TODO" for file, count in status.unfinished.items()])
    yield from _matter("files that cannot be read", [f"{file}: {count}" for file, count in status.unreadable.items()])


def _source(one: SourceStatus) -> str:
    tokens = ", ".join(f"“{token}” {locator.partition('/')[2]}" for token, locator in one.open_figures[:_SHOWN])
    more = f" and {len(one.open_figures) - _SHOWN} more" if len(one.open_figures) > _SHOWN else ""
    shown = f" ({tokens}{more})" if tokens else ""
    return f"{one.source}: {one.open} open{shown}, {one.drafted} drafted, {one.used} used, {one.left_out} left out"


def _translations(status: Status) -> Iterator[str]:
    if not status.reviewed and not status.stale and not status.unreviewed:
        yield "translations: nothing is known of them; `status --reviewed` says that all of them stand as they are"
        return
    yield (
        f"translations: {status.reviewed} paragraphs as reviewed, {len(status.stale)} stale, "
        f"{len(status.unreviewed)} never reviewed"
    )
    yield from _listed(map(_stale, status.stale))
    yield from _listed(f"{one.record} {one.place}: new" for one in status.unreviewed)


def _stale(one: ParagraphStatus) -> str:
    return f"{one.record} {one.place}: {', '.join(one.changed)} changed, {', '.join(one.behind)} not looked at since"


def _matter(what: str, found: Sequence[str]) -> Iterator[str]:
    yield f"{what}: {len(found) or 'none'}"
    yield from _listed(found)


def _listed(rows: Iterable[str]) -> Iterator[str]:
    shown = list(rows)
    yield from (f"  {row}" for row in shown[:_SHOWN])
    if len(shown) > _SHOWN:
        yield f"  and {len(shown) - _SHOWN} more; --json lists all of them"
