"""
The pictures that a link is announced by elsewhere: title, kind, headline figure, name of the site.

In: the site. Out: the Typst source of each card, which is set as a PNG with the fonts of the PDFs. They are found by
absolute addresses only, so a site that does not know where it stands has none.
"""

from typing import Final

from jianbao.model.artifact import Paper
from jianbao.model.config import Config
from jianbao.model.graph import Route, Site
from jianbao.model.records import Brief, Record
from jianbao.render.card_addresses import card_path, has_card
from jianbao.render.desk import Desk
from jianbao.render.environment import Templates, render_template
from jianbao.render.figure_views import FigureView
from jianbao.render.figures import figure_groups, figure_view
from jianbao.render.machine_view import CardImage
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared, reads_of
from jianbao.text.han import has_han

WIDTH: Final = 1200
HEIGHT: Final = 630
"""Pixels: the shape in which every reader of the Open Graph protocol shows a large picture."""

TITLE_CELLS: Final = 150
WORDS_CELLS: Final = 300
"""How much fits, in Latin letters; a Chinese character takes two."""


def card_image(title: str, route: Route, config: Config) -> CardImage | None:
    """Return the picture of a page for its head."""
    address = f"{config.base_url}/{card_path(route)}"
    return CardImage(address, title, WIDTH, HEIGHT) if has_card(route, config) else None


def render_card(site: Site, route: Route, shared: Shared, templates: Templates) -> Paper:
    """Return the source of the card of a page."""
    desk = Desk(reads_of(site, route), Phrases(route.lang, shared.config.languages, shared.ui))
    record = next(iter(desk.reads.records.values()))
    source = render_template(
        templates,
        "paper/card.typ",
        title=crop(desk.words(record.name), TITLE_CELLS),
        kind=desk.phrases.say(f"kind.{route.kind}.one"),
        figure=_headline(desk, record),
        words=crop(desk.plain_paragraph(record.summary[0]), WORDS_CELLS) if record.summary else "",
        site=desk.phrases.name(shared.config.title),
        lang=route.lang,
        date=tuple(map(int, shared.config.build_date.split("-"))),
    )
    return Paper(card_path(route), source, route.subject or "")


def _headline(desk: Desk, record: Record) -> FigureView | None:
    """Return the figure that an editor put first; else the first that states what is, not what shall be."""
    if isinstance(record, Brief):
        return figure_view(desk, record.key_figures[0]) if record.key_figures else None
    groups = figure_groups(desk, desk.reads.route.table)
    return groups[0].figures[0] if groups else None


def crop(text: str, cells: int) -> str:
    """
    Cut a text that is too long between words; Chinese has no spaces and is cut between characters.

    >>> crop("a mill at work", 9), crop("a mill", 9), crop("磨坊开工记", 9)
    ('a mill…', 'a mill', '磨坊开工…')
    """
    taken, room = 0, cells
    while taken < len(text) and room > 0:
        room -= 2 if has_han(text[taken]) else 1
        taken += 1
    if taken == len(text) and room >= 0:
        return text
    kept, following = text[: taken - 1], text[taken - 1]
    if " " in kept and _is_in_word(kept[-1], following):
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:，；：、") + "…"


def _is_in_word(one: str, following: str) -> bool:
    return not (one.isspace() or following.isspace() or has_han(one) or has_han(following))
