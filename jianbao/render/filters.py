"""
What a table of figures can be filtered by: the tags that its rows carry, in the words of the page.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from jianbao.model.basics import RefStr
from jianbao.model.records import KINDS
from jianbao.render.collection_views import FilterView, OptionView
from jianbao.render.desk import Desk
from jianbao.render.figure_views import FigureGroup
from jianbao.render.phrases import STATUSES
from jianbao.text.dates import format_date
from jianbao.text.pinyin import syllables

LABELS: Final[Mapping[str, str]] = {
    "status": "column.status",
    "kind": "filter.kind",
    "region": "kind.region.one",
    "topic": "kind.topic.one",
    "company": "kind.company.one",
    "source": "kind.source.one",
    "year": "filter.year",
}
"""The filters in their order, and the interface strings that name them."""

ORDERED: Final[Mapping[str, tuple[str, ...]]] = {"status": STATUSES, "kind": tuple(KINDS)}
"""Filters whose options have an order of their own; years go backwards, the others by their words."""


def filters_of(desk: Desk, groups: Iterable[FigureGroup]) -> tuple[FilterView, ...]:
    """Return each filter that has something to choose between."""
    tags = sorted({tag for group in groups for figure in group.figures for tag in figure.detail.tags.split()})
    filters = (FilterView(name, desk.phrases.say(label), _options(desk, name, tags)) for name, label in LABELS.items())
    return tuple(one for one in filters if len(one.options) > 1)


def _options(desk: Desk, name: str, tags: list[str]) -> tuple[OptionView, ...]:
    options = [OptionView(tag, _words(desk, name, tag)) for tag in tags if tag.startswith(f"{name}/")]
    if name == "year":
        return tuple(reversed(options))
    if name in ORDERED:
        return tuple(sorted(options, key=lambda one: ORDERED[name].index(one.tag.partition("/")[2])))
    return tuple(sorted(options, key=lambda one: _sounded(one.words)))


def _words(desk: Desk, name: str, tag: str) -> str:
    value = tag.partition("/")[2]
    if name == "year":
        return format_date(value, desk.phrases.lang)
    if name == "status":
        return desk.phrases.say(f"status.{value}")
    if name == "kind":
        return desk.phrases.say(f"kind.{value}.one")
    return desk.link_to(RefStr(tag)).words


def _sounded(words: str) -> str:
    """Return what Chinese dictionaries sort by; other words are sorted as they are."""
    return "".join(syllables(words)) or words.casefold()
