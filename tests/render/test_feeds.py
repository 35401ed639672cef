"""Feeds as their readers see them: feedparser for Atom, the standard library for JSON Feed."""

import json
from collections.abc import Mapping
from typing import Any

import feedparser

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, RefStr
from jianbao.model.records import Brief, Record, Section, Topic
from jianbao.render.feeds import render_feeds
from tests.builders import catalog, paragraph, shared, smallest, text

BASE = "https://example.org/x"
INFERRED = Dated("2025", basis="inferred", note=text("From a meeting in {2025-06}"))


def brief(date: Dated, **fields: Any) -> Brief:
    """Return a brief with what markup could trip over."""
    given: dict[str, Any] = {
        "name": text("Looms & <mills>"),
        "bottom_line": paragraph("[[company/mill]] made {count} < *nine*."),
        "sections": (Section(text("Part"), (paragraph("Body."),)),),
        "covers": (RefStr("source/paper"),),
    }
    return Brief(date=date, **(given | fields))


def files(records: Mapping[str, Record], base_url: str = BASE, **fields: Any) -> Mapping[str, bytes]:
    """Render the feeds of the smallest records with some more."""
    site = link_site(catalog({**smallest(), **records}))
    return {one.path: one.body for one in render_feeds(site, shared(base_url=base_url, **fields))}


def atom(body: bytes) -> Any:
    """Read a feed as feed readers do."""
    found = feedparser.parse(body)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_every_language_has_a_feed_in_both_formats() -> None:
    assert set(files({})) == {"en/feed.xml", "en/feed.json", "zh/feed.xml", "zh/feed.json"}


def test_a_site_without_an_address_has_no_feed() -> None:
    assert files({}, base_url="") == {}


def test_a_site_that_asks_for_none_has_no_feed() -> None:
    assert files({}, outputs=("bundle",)) == {}


def test_a_topic_has_a_feed_when_a_brief_leads_to_it() -> None:
    topics: dict[str, Record] = {"topic/weaving": Topic(text("Weaving")), "topic/silent": Topic(text("Silent"))}
    made = files(topics | {"brief/new": brief(Dated("2026"), topics=(RefStr("topic/weaving"),))})
    assert {path for path in made if "/topics/" in path} == {
        f"{lang}/topics/weaving.feed.{suffix}" for lang in ("en", "zh") for suffix in ("xml", "json")
    }


def test_the_feed_of_a_topic_holds_its_briefs_only() -> None:
    topics: dict[str, Record] = {"topic/weaving": Topic(text("Weaving"))}
    made = files(topics | {"brief/new": brief(Dated("2026"), topics=(RefStr("topic/weaving"),))})
    assert [one.link for one in atom(made["en/topics/weaving.feed.xml"]).entries] == [f"{BASE}/en/briefs/new.html"]


def test_a_reader_of_atom_sees_title_address_and_summary() -> None:
    entry = atom(files({"brief/new": brief(Dated("2026-07-01"))})["en/feed.xml"]).entries[0]
    seen = (entry.title, entry.link, entry.id, entry.summary)
    address = f"{BASE}/en/briefs/new.html"
    assert seen == ("Looms & <mills>", address, address, "Mill made seven projects < nine.")


def test_a_feed_says_its_language_and_its_own_address() -> None:
    feed = atom(files({})["zh/feed.xml"]).feed
    assert (feed.language, feed.id) == ("zh-Hans", f"{BASE}/zh/feed.xml")


def test_the_newest_brief_comes_first() -> None:
    made = files({"brief/older": brief(Dated("2024-05")), "brief/newer": brief(Dated("2026-07-01"))})
    assert [one.link.rpartition("/")[2] for one in atom(made["en/feed.xml"]).entries] == [
        "newer.html",
        "first.html",
        "older.html",
    ]


def test_an_inferred_year_stands_as_its_first_day_and_is_called_inferred() -> None:
    entry = next(one for one in atom(files({"brief/new": brief(INFERRED)})["en/feed.xml"]).entries if "new" in one.link)
    assert entry.updated == "2025-01-01T00:00:00Z"
    assert entry.summary.endswith("feed.inferred")


def test_a_printed_date_is_not_called_inferred() -> None:
    assert b"inferred" not in files({"brief/new": brief(Dated("2026-07-01"))})["en/feed.xml"]


def test_the_feed_was_updated_on_the_day_of_the_content() -> None:
    assert atom(files({}, build_date="2026-11-22")["en/feed.xml"]).feed.updated == "2026-11-22T00:00:00Z"


def test_both_formats_say_the_same() -> None:
    made = files({"brief/new": brief(Dated("2026-07-01")), "brief/old": brief(INFERRED)})
    items = json.loads(made["en/feed.json"])["items"]
    entries = feedparser.parse(made["en/feed.xml"], sanitize_html=False).entries
    assert [(one["id"], one["url"], one["content_text"], one["date_published"]) for one in items] == [
        (one.id, one.link, one.summary, one.published) for one in entries
    ]


def test_a_json_feed_has_what_its_version_asks_for() -> None:
    feed = json.loads(files({})["en/feed.json"])
    assert (feed["version"], feed["title"], feed["feed_url"]) == (
        "https://jsonfeed.org/version/1.1",
        "Site",
        f"{BASE}/en/feed.json",
    )
