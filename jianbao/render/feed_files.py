"""
Write a feed in both formats: Atom (RFC 4287) and JSON Feed 1.1.

A feed is read far from the site, so its addresses are absolute, and both formats ask for full dates.
"""

import json
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.render.addresses import absolute
from jianbao.render.markup_files import xml_file
from jianbao.render.phrases import html_lang


class Item(Struct, frozen=True):
    """What a feed announces. ``day`` is a full date."""

    url: str
    title: str
    day: str
    summary: str
    tags: tuple[str, ...]


class Feed(Struct, frozen=True, kw_only=True):
    """What is announced in a language, the newest first; addresses are absolute."""

    lang: Lang
    stem: str
    title: str
    lead: str
    author: str
    home: str
    updated: str
    items: tuple[Item, ...]


def write_atom(feed: Feed, base_url: str) -> bytes:
    """Write Atom; an entry is identified by its address, which a record keeps."""
    own = absolute(base_url, feed.lang, f"{feed.stem}.xml")
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": html_lang(feed.lang)})
    for name, words in (
        ("id", own),
        ("title", feed.title),
        ("subtitle", feed.lead),
        ("updated", _moment(feed.updated)),
    ):
        SubElement(root, name).text = words
    SubElement(SubElement(root, "author"), "name").text = feed.author
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    for item in feed.items:
        entry, moment = SubElement(root, "entry"), _moment(item.day)
        rows = {"id": item.url, "title": item.title, "published": moment, "updated": moment, "summary": item.summary}
        for name, words in rows.items():
            SubElement(entry, name).text = words
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
        for tag in item.tags:
            SubElement(entry, "category", {"term": tag})
    return xml_file(root)


def _moment(day: str) -> str:
    """Write a day as RFC 3339 wants it."""
    return f"{day}T00:00:00Z"


def write_json_feed(feed: Feed, base_url: str) -> bytes:
    """Write JSON Feed."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.lead,
        "home_page_url": feed.home,
        "feed_url": absolute(base_url, feed.lang, f"{feed.stem}.json"),
        "language": html_lang(feed.lang),
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": item.url,
                "url": item.url,
                "title": item.title,
                "content_text": item.summary,
                "date_published": _moment(item.day),
                "tags": list(item.tags),
            }
            for item in feed.items
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
