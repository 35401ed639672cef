"""
Put into words what an edition brought, for its page and for its feed.
"""

from collections.abc import Iterator

from jianbao.model.editions import EditionChanges, FigureChange, SealedFigure
from jianbao.render.phrases import Phrases
from jianbao.text.dates import format_date

SHOWN = ("changed", "withdrawn", "added")
"""The order in which changes are shown: what readers may have relied on comes first."""


def words_of(figure: SealedFigure | None, change: FigureChange, phrases: Phrases) -> str:
    """Write what an edition said: the figure, and its status and period where these are what changed."""
    if figure is None:
        return ""
    words = [phrases.name(figure.text)]
    if change.before and change.after:
        if change.before.status != change.after.status:
            words.append(phrases.say(f"status.{figure.status}"))
        if change.before.period != change.after.period:
            words.append(format_date(figure.period, phrases.lang) if figure.period else "–")
    return " · ".join(words)


def anchor_of(edition: str) -> str:
    """Return the anchor of an edition on its page."""
    return f"edition-{edition}"


def heading_of(changes: EditionChanges, phrases: Phrases) -> str:
    """Write the name of an edition, and that it is not sealed yet where it is not."""
    return phrases.say("changes.edition" if changes.is_sealed else "changes.edition.open", edition=changes.edition)


def summary_of(changes: EditionChanges, phrases: Phrases) -> str:
    """Say in a sentence what an edition brought."""
    counts = dict(_counts(changes))
    if changes.is_opening:
        return phrases.say("changes.opening", figures=str(changes.figure_count), records=str(changes.record_count))
    if not any(counts.values()):
        return phrases.say("changes.none")
    return phrases.say("changes.summary", **{name: str(count) for name, count in counts.items()})


def _counts(changes: EditionChanges) -> Iterator[tuple[str, int]]:
    for change in SHOWN:
        yield change, sum(one.change == change for one in changes.figures)
    yield "records", len(changes.added)
    yield "gone", len(changes.withdrawn)
