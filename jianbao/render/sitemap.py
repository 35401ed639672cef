"""
Tell crawlers which pages there are: ``robots.txt``, and a sitemap with the languages of each page.

The addresses of a sitemap are absolute: without ``base_url`` there is none. ``lastmod`` is the date of the
content, which every page shows at its foot; the clock is never asked.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from jianbao.model.artifact import Artifact
from jianbao.model.basics import Lang
from jianbao.model.config import Config
from jianbao.model.graph import Route, Site
from jianbao.render.markup_files import xml_file
from jianbao.render.phrases import html_lang

SITEMAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
DECLARATION: Final = "<?xml version='1.0' encoding='utf-8'?>\n"
ADDRESSES_MAX: Final = 50_000  # sitemaps.org: the limit of one file

_SPECIAL: Final = re.compile(r"""[&<>"']""")


def render_sitemap(cut: Site, config: Config, at_most: int = ADDRESSES_MAX) -> Iterator[Artifact]:
    """
    Yield ``robots.txt`` and, where the site knows where it stands, ``sitemap.xml`` with its parts.

    The cut has a route for each page that is listed, in one language.
    """
    robots = "User-agent: *\nDisallow:\n"
    if config.base_url:
        robots += f"\nSitemap: {config.base_url}/sitemap.xml\n"
        yield from _sitemaps(cut.routes, config, at_most)
    yield Artifact("robots.txt", robots.encode())


def _sitemaps(routes: Sequence[Route], config: Config, at_most: int) -> Iterator[Artifact]:
    around = [_around(config, lang) for lang in config.languages]
    written = [_url(route.page, one) for one in around for route in routes]
    parts = [written[start : start + at_most] for start in range(0, len(written), at_most)]
    if len(parts) == 1:
        yield Artifact("sitemap.xml", _urls(parts[0]))
        return
    index = Element("sitemapindex", {"xmlns": SITEMAPS})
    for number, part in enumerate(parts, 1):
        yield Artifact(name := f"sitemap-{number}.xml", _urls(part))
        entry = SubElement(index, "sitemap")
        SubElement(entry, "loc").text = f"{config.base_url}/{name}"
        SubElement(entry, "lastmod").text = config.build_date
    yield Artifact("sitemap.xml", xml_file(index))


def _around(config: Config, lang: Lang) -> tuple[str, ...]:
    """
    Return the entry of a page in a language where the name of the page has been cut out of it.

    The name stands in its address, then in that of the page in each language and that for readers of none of them.
    """
    langs = {html_lang(one): one for one in config.languages} | {"x-default": config.languages[0]}
    opening = [f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(config.base_url)}/' for tag in langs]
    hrefs = [f"{before}{one}/" for before, one in zip(opening, langs.values(), strict=True)]
    after = f"</loc>\n  <lastmod>{escape(config.build_date, quote=False)}</lastmod>\n"
    cut = '" />\n  '
    return (
        f"<url>\n  <loc>{escape(config.base_url, quote=False)}/{lang}/",
        f"{after}  {hrefs[0]}",
        *[f"{cut}{href}" for href in hrefs[1:]],
        '" />\n </url>\n',
    )


def _url(page: str, around: tuple[str, ...]) -> str:
    """Write the entry of a page."""
    if _SPECIAL.search(page) is None:
        return page.join(around)
    return around[0] + escape(page, quote=False) + escape(page).join(around[1:])


def _urls(written: Sequence[str]) -> bytes:
    """Write entries one after the other: a tree of 50,000 of them would take seconds."""
    root = f'<urlset xmlns="{SITEMAPS}" xmlns:xhtml="{XHTML}">\n '
    return f"{DECLARATION}{root}{' '.join(written)}</urlset>\n".encode()
