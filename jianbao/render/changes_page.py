"""
The page of editions: what each one corrected, withdrew and added, the newest first.
"""

from jianbao.model.editions import EditionChanges, FigureChange, SealedFigure
from jianbao.render.changes_words import SHOWN, anchor_of, heading_of, summary_of, words_of
from jianbao.render.desk import Desk
from jianbao.render.frame import crumbs, frame
from jianbao.render.overview_views import ChangedFigure, ChangesView, EditionView
from jianbao.render.reads import Shared
from jianbao.render.views import Head, LinkView


def changes_page(desk: Desk, shared: Shared) -> ChangesView:
    """Show every edition with its corrections."""
    say = desk.phrases.say
    return ChangesView(
        head=Head(title=say("changes.title"), description=say("changes.lead"), crumbs=crumbs(desk)),
        editions=tuple(_edition(desk, one) for one in desk.reads.route.editions),
        frame=frame(desk, shared),
    )


def _edition(desk: Desk, changes: EditionChanges) -> EditionView:
    by_change = {change: [one for one in changes.figures if one.change == change] for change in SHOWN}
    return EditionView(
        anchor=anchor_of(changes.edition),
        heading=heading_of(changes, desk.phrases),
        summary=summary_of(changes, desk.phrases),
        figures=tuple(
            (desk.phrases.say(f"changes.{change}"), tuple(_row(desk, one) for one in ones))
            for change, ones in by_change.items()
            if ones
        ),
        records=desk.groups(ref for ref in changes.added if ref in desk.reads.cards),
        gone=tuple(desk.phrases.name(name) for name in changes.withdrawn.values()),
    )


def _row(desk: Desk, one: FigureChange) -> ChangedFigure:
    return ChangedFigure(
        id=one.figure,
        label=_label(desk, one.shown),
        before=words_of(one.before, one, desk.phrases),
        after=words_of(one.after, one, desk.phrases),
        reason=desk.link_to(one.correction) if one.correction else None,
    )


def _label(desk: Desk, figure: SealedFigure) -> LinkView:
    """Link the indicator, or name it where the site has it no longer."""
    if figure.metric in desk.reads.cards:
        return desk.link_to(figure.metric)
    return LinkView("", desk.phrases.name(figure.label))
