"""
Tell crawlers which pages there are: ``robots.txt``, and a sitemap with the languages of each page.

The addresses of a sitemap are absolute: without ``base_url`` there is none. ``lastmod`` is the date of the
content, which every page shows at its foot; the clock is never asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from jianbao.model.artifact import Artifact
from jianbao.model.config import Config
from jianbao.model.graph import Site
from jianbao.render.addresses import absolute
from jianbao.render.cuts import UNLISTED
from jianbao.render.markup_files import xml_file
from jianbao.render.phrases import html_lang

SITEMAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
DECLARATION: Final = "<?xml version='1.0' encoding='utf-8'?>\n"
ADDRESSES_MAX: Final = 50_000  # sitemaps.org: the limit of one file


def render_sitemap(site: Site, config: Config, at_most: int = ADDRESSES_MAX) -> Iterator[Artifact]:
    """Yield ``robots.txt`` and, where the site knows where it stands, ``sitemap.xml`` with its parts."""
    robots = "User-agent: *\nDisallow:\n"
    if config.base_url:
        robots += f"\nSitemap: {config.base_url}/sitemap.xml\n"
        yield from _sitemaps(site, config, at_most)
    yield Artifact("robots.txt", robots.encode())


def _sitemaps(site: Site, config: Config, at_most: int) -> Iterator[Artifact]:
    listed = [route for route in site.routes if route.template not in UNLISTED]
    urls = [(absolute(config.base_url, route.lang, route.page), _alternates(config, route.page)) for route in listed]
    parts = [urls[start : start + at_most] for start in range(0, len(urls), at_most)]
    if len(parts) == 1:
        yield Artifact("sitemap.xml", _urls(parts[0], config.build_date))
        return
    index = Element("sitemapindex", {"xmlns": SITEMAPS})
    for number, part in enumerate(parts, 1):
        yield Artifact(name := f"sitemap-{number}.xml", _urls(part, config.build_date))
        entry = SubElement(index, "sitemap")
        SubElement(entry, "loc").text = f"{config.base_url}/{name}"
        SubElement(entry, "lastmod").text = config.build_date
    yield Artifact("sitemap.xml", xml_file(index))


def _alternates(config: Config, page: str) -> Mapping[str, str]:
    """Return the address of a page by language, and the one for readers of none of them."""
    found = {html_lang(lang): absolute(config.base_url, lang, page) for lang in config.languages}
    return found | {"x-default": absolute(config.base_url, config.languages[0], page)}


def _urls(urls: Sequence[tuple[str, Mapping[str, str]]], day: str) -> bytes:
    """Write the entries one after the other: a tree of 50,000 of them would take seconds."""
    last = escape(day, quote=False)
    written = [
        f"<url>\n  <loc>{escape(address, quote=False)}</loc>\n  <lastmod>{last}</lastmod>\n"
        + "".join(
            [
                f'  <xhtml:link rel="alternate" hreflang="{lang}" href="{escape(href)}" />\n'
                for lang, href in alternates.items()
            ]
        )
        + " </url>\n"
        for address, alternates in urls
    ]
    root = f'<urlset xmlns="{SITEMAPS}" xmlns:xhtml="{XHTML}">\n '
    return f"{DECLARATION}{root}{' '.join(written)}</urlset>\n".encode()
