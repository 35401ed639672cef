"""
What stands beside the site in the offline bundle: a page to begin with, and a read-me in every language.
"""

from collections.abc import Iterator
from typing import Final

from jianbao.model.artifact import Beside
from jianbao.render.environment import Templates
from jianbao.render.frame import is_private
from jianbao.render.pages import render_choice
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared
from jianbao.text.dates import format_date

SITE_FOLDER: Final = "site/"
BYTE_ORDER_MARK: Final = "\ufeff"
"""By it, older editors on Windows know that a text is UTF-8."""


def render_start(shared: Shared, templates: Templates) -> Iterator[Beside]:
    """Yield ``start.html`` and ``README.txt``, which lie above the folder of the site."""
    yield Beside("start.html", render_choice(shared, templates, "chooser", SITE_FOLDER))
    config = shared.config
    parts = [_readme(shared, Phrases(lang, config.languages, shared.ui)) for lang in config.languages]
    text = "\n\n".join(parts) + "\n"
    yield Beside("README.txt", (BYTE_ORDER_MARK + text.replace("\n", "\r\n")).encode())


def _readme(shared: Shared, phrases: Phrases) -> str:
    config, say = shared.config, phrases.say
    edition = say("edition", edition=config.edition, date=format_date(config.build_date, phrases.lang))
    return "\n".join(
        (
            phrases.name(config.title),
            phrases.name(config.description),
            edition,
            "",
            say("readme.open"),
            say("readme.site"),
            *((say("excerpts.private"),) if is_private(config) else (say("readme.host"),)),
            say("readme.verify", archive=f"jianbao-{config.edition}.zip"),
            "",
            say("notes.how"),
            say("data.terms.facts"),
            say("data.terms.ours"),
            say("data.terms.sources"),
        )
    )
