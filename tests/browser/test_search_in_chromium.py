"""The search in a real browser, from disk: what is found first, how it is shown, and the keys."""

import gzip
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from jianbao.text.tokens import pieces
from tests.browser.driver import OVERFLOW, Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

CORPORATE_RD: Final = "metrics/zuchongzhi-corporate-rd.html#zuchongzhi-corporate-rd"
FACTORIES: Final = "metrics/basic-level-smart-factories.html#basic-smart-factories-2025-10"
INITIATIVE: Final = "policies/zuchongzhi-innovation-initiative.html"

ENGLISH: Final = {
    "Kunshan": "regions/kunshan.html",
    "昆山": "regions/kunshan.html",
    "humanoid robots": "topics/humanoid-robots.html",
    "smart factories": "topics/smart-factories.html",
    "smart manufacturing": "topics/smart-manufacturing.html",
    "cargo drone": "topics/cargo-drones.html",
    "low-altitude economy": "topics/low-altitude-economy.html",
    "MIIT": "organisations/miit.html",
    "CAICT": "organisations/caict.html",
    "R&D": "topics/r-and-d.html",
    "15th Five-Year Plan": "policies/15th-five-year-plan.html",
    "17.63 billion": CORPORATE_RD,
    "17.63 billion yuan": CORPORATE_RD,
    "17630000000": CORPORATE_RD,
    "over 35,000": FACTORIES,
    "783 projects": "metrics/zuchongzhi-projects.html#zuchongzhi-projects",
    "freight drone": "topics/cargo-drones.html",
    "zuchongzi": INITIATIVE,
    "lanqikeji": "companies/montage-technology.html",
    "Ma Jinfeng": "people/ma-jinfeng.html",
}
"""Queries on the English page and the address of the first result."""

CHINESE: Final = {
    "昆山": "regions/kunshan.html",
    "江苏": "regions/jiangsu.html",
    "智能制造": "topics/smart-manufacturing.html",
    "具身智能": "topics/embodied-ai.html",
    "货运无人机": "topics/cargo-drones.html",
    "生态修复": "topics/ecological-restoration.html",
    "澜起科技": "companies/montage-technology.html",
    "中国信通院": "organisations/caict.html",
    "祖冲之攻关计划": INITIATIVE,
    "十五五": "policies/15th-five-year-plan.html",
    "企业出题": "briefs/kunshan.html",
    "176.3亿元": CORPORATE_RD,
    "１７６．３億": CORPORATE_RD,
    "超过3.5万家": FACTORIES,
    "國務院": "organisations/state-council.html",
    "Kunshan": "regions/kunshan.html",
    "smart manufacturing": "topics/smart-manufacturing.html",
    "DDR5时钟驱动器": "products/ddr5-clock-driver.html",
    "kunshanshi": "regions/kunshan.html",
    "lan qi ke ji": "companies/montage-technology.html",
}
"""Queries on the Chinese page and the address of the first result."""

ADDRESSES: Final = "[...document.querySelectorAll('section:not([hidden]) .hit')].map(one => one.getAttribute('href'))"
STATUS: Final = "document.querySelector('search-page [role=status]').textContent"
HEAR: Final = """
  window.heard = [];
  for (const name of ['error', 'warn', 'log', 'info', 'debug'])
    console[name] = (...words) => heard.push(words.join(' '));
  for (const name of ['error', 'unhandledrejection', 'securitypolicyviolation'])
    addEventListener(name, event => heard.push(`${name} ${event.message || event.reason || event.blockedURI}`), true);
"""
FOCUS: Final = "document.activeElement.matches('search-page input') ? 'field' : document.activeElement.textContent"


def address(base: str, lang: str, rest: str = "") -> str:
    """Return the address of the search page of a language."""
    return f"{base}/{lang}/search.html{rest}"


def ask(browser: Browser, query: str) -> list[str]:
    """Put a query into the field and return the addresses that are found, below the language folder."""
    script = f"(page => (page.field.value = {json.dumps(query)}, page.answer()))(document.querySelector('search-page'))"
    browser.run(script)
    found: Sequence[str] = browser.run(ADDRESSES)
    return [re.sub(r"^\.\./\w+/", "", one) for one in found]


def press(browser: Browser, *keys: str) -> None:
    """Press keys as a reader does."""
    for key in keys:
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        code = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40}.get(key, 0)
        browser.ask("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
        browser.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


def settled(browser: Browser) -> str:
    """Wait until the page has said something about the query."""
    said: str = browser.run(
        f"new Promise(done => {{ const look = () => ({STATUS} ? done({STATUS}) : setTimeout(look, 20)); look(); }})"
    )
    return said


@pytest.mark.parametrize(("lang", "queries"), [("en", ENGLISH), ("zh", CHINESE)])
def test_a_query_finds_what_it_means_first(browser: Browser, base: str, lang: str, queries: dict[str, str]) -> None:
    assert browser.open(address(base, lang)) == []
    first = {query: next(iter(ask(browser, query)), "") for query in queries}
    assert first == queries


@pytest.mark.parametrize("query", ["Kunshan", "zuchongzi", "176.3亿元", "xylophone"])
def test_a_search_goes_without_a_message(browser: Browser, base: str, query: str) -> None:
    """The shards load after the page, so that what the browser says while it loads is not enough."""
    browser.ask("Page.addScriptToEvaluateOnNewDocument", source=HEAR)
    assert browser.open(address(base, "en", f"?q={query}")) == []
    settled(browser)
    assert browser.run("heard") == []


def test_nothing_is_found_for_what_does_not_occur(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    assert ask(browser, "xylophone") == []
    assert "xylophone" in browser.run(STATUS)


def test_a_slip_of_the_hand_is_named(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    ask(browser, "zuchongzi")
    assert "zuchongzhi" in browser.run(STATUS)


def test_the_first_result_of_a_value_shows_the_value_marked(browser: Browser, base: str) -> None:
    browser.open(address(base, "zh"))
    ask(browser, "17.63 billion yuan")
    assert browser.run(
        "[...document.querySelector('li:has(.hit)').querySelectorAll('mark')].map(one => one.textContent)"
    ) == [
        "176.3亿",
        "17.63 billion",
        "yuan",
    ]


def test_the_language_of_the_page_comes_first_and_each_title_says_its_language(browser: Browser, base: str) -> None:
    browser.open(address(base, "zh"))
    ask(browser, "Kunshan")
    links = browser.run(
        "[...document.querySelector('section:not([hidden]) li').querySelectorAll('a')]"
        ".map(one => [one.lang, one.textContent])"
    )
    assert links == [["zh-Hans", "昆山市"], ["en", "Kunshan"]]


def test_a_query_that_looks_like_markup_is_text(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    ask(browser, "<img src=x onerror=alert(1)> Kunshan")
    assert browser.run("document.querySelectorAll('search-page img').length") == 0
    assert "<img" in browser.run(STATUS)


def test_the_address_carries_the_query_to_the_page_and_to_the_other_language(browser: Browser, base: str) -> None:
    assert browser.open(address(base, "en", "?q=%E6%98%86%E5%B1%B1")) == []
    assert "昆山" in settled(browser)
    assert browser.run("document.querySelector('.languages a[hreflang=zh-Hans]').search") == "?q=%E6%98%86%E5%B1%B1"


def test_typing_answers_and_writes_the_address(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    press(browser, "/", *"kunshan")
    assert "kunshan" in settled(browser)
    assert browser.run("location.search") == "?q=kunshan"


def test_the_keys_lead_through_the_results_and_back(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    ask(browser, "Kunshan")
    seen = []
    for key in ("/", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Enter", "Escape"):
        press(browser, key)
        seen.append(browser.run(FOCUS))
    assert seen == ["field", "Kunshan", "Jiangsu", "Kunshan", "field", "Kunshan", "field"]
    assert browser.run("document.querySelector('search-page input').value") == ""


def test_enter_opens_the_result_that_has_the_focus(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    ask(browser, "Kunshan")
    press(browser, "/", "ArrowDown", "Enter")
    browser.run("new Promise(done => setTimeout(done, 500))")
    assert browser.run("location.pathname").endswith("/en/regions/kunshan.html")


def test_all_results_of_a_kind_can_be_shown(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    before = len(ask(browser, "Kunshan"))
    browser.run("document.querySelector('section:not([hidden]) button').click()")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert len(browser.run(ADDRESSES)) > before


def test_any_part_of_a_chinese_title_or_extract_finds_its_page(browser: Browser, base: str, site: Path) -> None:
    """A sample through the real script; tests/laws proves every pair of characters."""
    browser.open(address(base, "zh"))
    chance, lost = random.Random(7), []  # noqa: S311 - a sample, not a secret
    shards = sorted((site / "assets" / "search").glob("d*.js"))
    rows: list[Any] = [row for shard in shards for row in json.loads(shard.read_text("utf-8").partition(",")[2][:-3])]
    for page, titles, extracts in chance.sample(rows, 60):
        run = chance.choice(re.findall(r"[\u3400-\u9fff]{2,}", " ".join((*titles, *extracts))))
        start = chance.randrange(len(run) - 1)
        query = run[start : chance.randrange(start + 2, len(run) + 1)]
        numbers = browser.run(f"jianbaoSearch.find({json.dumps(query)}).then(found => found.hits)")
        if page not in [rows[number][0] for number in numbers]:
            lost.append((page, query))
    assert lost == []


def test_the_script_cuts_text_as_the_index_does(browser: Browser, base: str, site: Path) -> None:
    browser.open(address(base, "zh"))
    shards = sorted((site / "assets" / "search").glob("d*.js"))
    rows: list[Any] = [row for shard in shards for row in json.loads(shard.read_text("utf-8").partition(",")[2][:-3])]
    texts = [text for _, titles, extracts in rows for text in (*titles, *extracts)]
    texts += [
        "China’s R&D",
        "15th 2.0x 35,0000 3亿kW",
        "１７．６３ Billion",
        "½ Ünïcode ﬁ",
        "5G/6G 2026-06-05",
        "R&D-",
        "國務院𠀀",
    ]
    cut = browser.run(f"{json.dumps(texts)}.map(text => jianbaoSearch.pieces(text).map(one => [one.kind, one.text]))")
    ours = [[[piece.kind, piece.text] for piece in pieces(text)] for text in texts]
    assert [(text, one, two) for text, one, two in zip(texts, cut, ours, strict=True) if one != two] == []


def test_without_script_the_page_says_so_and_leads_to_the_lists(browser: Browser, base: str) -> None:
    browser.open("about:blank")
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        complaints = browser.open(address(base, "en"))
        shown = browser.run(
            "[document.querySelector('search-page').offsetHeight, document.querySelector('.cards a').textContent]"
        )
    finally:
        browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert (complaints, shown) == ([], [0, "Briefs"])


@pytest.mark.parametrize(("lang", "query"), [("en", "昆山"), ("zh", "17.63 billion"), ("en", "xylophone")])
def test_axe_finds_nothing_in_results(browser: Browser, base: str, axe: str, lang: str, query: str) -> None:
    """Narrow and wide, light and dark."""
    browser.open(address(base, lang, f"?q={query}"))
    settled(browser)
    browser.run(f"{axe};0")
    found = {}
    for look in ((1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")):
        browser.look(*look)
        found[look] = browser.run("axe.run().then(found => found.violations.map(one => one.id + one.nodes[0].html))")
    assert {look: violations for look, violations in found.items() if violations} == {}


def test_a_narrow_window_holds_the_results(browser: Browser, base: str) -> None:
    browser.open(address(base, "en"))
    browser.look(320, "light")
    ask(browser, "Zuchongzhi")
    assert browser.run(OVERFLOW) == []


def test_all_scripts_of_the_site_are_small(site: Path) -> None:
    """12 KB compressed is the budget of every script together; the index is data."""
    scripts = [path.read_bytes() for path in sorted((site / "assets" / "js").rglob("*.js"))]
    assert sum(len(gzip.compress(script, mtime=0)) for script in scripts) <= 12 * 1024
