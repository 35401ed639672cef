"""
``llms.txt``: what this site is and where its pages stand as Markdown, for programs that read text (llmstxt.org).
"""

from collections.abc import Iterator
from typing import Final

from jianbao.model.artifact import Artifact
from jianbao.model.basics import RefStr, kind_of
from jianbao.model.graph import Site
from jianbao.model.records import Brief
from jianbao.render.phrases import Phrases
from jianbao.render.plain import PlainResolve
from jianbao.render.reads import Shared
from jianbao.text.markdown import plain_text

LISTED: Final = ("brief", "topic", "region", "company", "policy", "page")
"""Kinds whose records are named one by one; the others are found from these."""

DATA: Final = ("figures", "records")


def render_llms(site: Site, shared: Shared) -> Iterator[Artifact]:
    """Yield ``llms.txt`` where there are Markdown copies to name."""
    config = shared.config
    if "markdown" not in config.outputs:
        return
    first = Phrases(config.languages[0], config.languages, shared.ui)
    lines = [f"# {first.name(config.title)}", "", f"> {first.name(config.description)}", "", first.say("llms.lead"), ""]
    base = f"{config.base_url}/" if config.base_url else ""
    for lang in config.languages:
        phrases = first.turned(lang)
        for kind in LISTED:
            rows = list(_records(site, kind, phrases, base))
            if rows:
                lines += [f"## {phrases.say(f'kind.{kind}.many')} ({phrases.say('language.name')})", "", *rows, ""]
    if "data" in config.outputs:
        lines += [f"## {first.say('data.title')}", ""]
        lines += [f"- [{name}.csv]({base}data/{name}.csv): {first.say(f'data.{name}.lead')}" for name in DATA]
    yield Artifact("llms.txt", ("\n".join(lines) + "\n").encode())


def _records(site: Site, kind: str, phrases: Phrases, base: str) -> Iterator[str]:
    members = [ref for ref, card in site.cards.items() if card.kind == kind]
    for ref in sorted(members, key=lambda ref: (site.cards[ref].when, ref), reverse=kind == "brief"):
        card = site.cards[ref]
        address = f"{base}{phrases.lang}/{card.page.removesuffix('.html')}.md"
        said = _bottom_line(site, ref, phrases)
        yield f"- [{phrases.name(card.name)}]({address})" + (f": {said}" if said else "")


def _bottom_line(site: Site, ref: RefStr, phrases: Phrases) -> str:
    record = site.records[ref] if kind_of(ref) == "brief" else None
    if not isinstance(record, Brief):
        return ""
    return plain_text(
        phrases.name(record.bottom_line.text), phrases.lang, PlainResolve(site.figures, site.cards, phrases)
    )
