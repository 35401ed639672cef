"""Zones: broken paragraphs are joined, sentences know their lines, new texts get a plan proposed."""

import re
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.model.evidence import Printed, RegionKind, SeedPlan, Zone
from jianbao.text.proposal import propose_plan
from jianbao.text.sentences import digest
from jianbao.text.zones import (
    index_seed,
    join_paragraphs,
    place_sentences,
    split_lines,
    unzoned_lines,
    zone_lines,
)

ROOT = Path(__file__).parents[2]
TEXTS = ROOT.parent / "shared" / "seeds"
STEMS = sorted(path.stem for path in (ROOT / "seeds").glob("*.yaml") if not path.stem.endswith(".index"))


def a_plan(*zones: tuple[RegionKind, str], language: str = "en") -> SeedPlan:
    return SeedPlan(
        file="pier.txt",
        language=language,
        zones=tuple(
            Zone(kind=kind, lines=lines, article="" if kind == "furniture" else "pier") for kind, lines in zones
        ),
    )


def joined(text: str, plan: SeedPlan) -> tuple[str, ...]:
    return tuple(passage.text for passage in join_paragraphs(split_lines(text), plan))


def test_a_paragraph_goes_on_in_small_letters_after_blank_lines() -> None:
    assert joined("The pier was\n\n\nbuilt of oak.", a_plan(("article", "1-4"))) == ("The pier was built of oak.",)


def test_a_paragraph_that_ends_with_a_comma_goes_on_with_a_capital() -> None:
    assert joined("On the pier,\n\nOlsen waited.", a_plan(("article", "1-3"))) == ("On the pier, Olsen waited.",)


def test_a_stop_ends_a_paragraph_even_before_small_letters() -> None:
    assert joined("The pier is old.\n\nand wet", a_plan(("article", "1-3"))) == ("The pier is old.", "and wet")


def test_a_stop_within_closing_quotes_ends_a_paragraph() -> None:
    assert joined("“The pier is old.”\n\nand wet", a_plan(("article", "1-3"))) == ("“The pier is old.”", "and wet")


def test_a_capital_begins_a_paragraph_after_a_blank_line() -> None:
    assert joined("The pier\n\nOlsen waited.", a_plan(("article", "1-3"))) == ("The pier", "Olsen waited.")


def test_lines_without_a_blank_between_them_are_one_paragraph() -> None:
    assert joined("The pier of\nOlsen has\n12 posts.", a_plan(("article", "1-3"))) == (
        "The pier of Olsen has 12 posts.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the har-\n\nbour", "the harbour"),
        ("the har\u00ad\n\nbour", "the harbour"),
        ("the Olsen-\n\nBerg pier", "the Olsen-Berg pier"),
        ("a 20-\n\nton crane", "a 20-ton crane"),
    ],
)
def test_a_hyphen_at_a_break_goes_only_where_a_word_was_divided(text: str, expected: str) -> None:
    assert joined(text, a_plan(("article", "1-3"))) == (expected,)


def test_han_lines_are_joined_without_a_space() -> None:
    plan = a_plan(("article", "1-3"), language="zh")
    assert joined("码头建于\n\n去年冬天。", plan) == ("码头建于去年冬天。",)


def test_a_caption_in_between_does_not_break_a_paragraph() -> None:
    plan = a_plan(("article", "1"), ("caption", "3"), ("article", "5"))
    assert joined("The pier was\n\nA pier. (PHOTO: ME)\n\nbuilt.", plan) == (
        "The pier was built.",
        "A pier. (PHOTO: ME)",
    )


def test_furniture_in_between_does_not_break_a_paragraph() -> None:
    plan = a_plan(("article", "1"), ("furniture", "2"), ("article", "3"))
    assert joined("The pier was\nFrom page 9\nbuilt.", plan) == ("The pier was built.",)


def test_a_heading_ends_the_paragraph_before_it() -> None:
    plan = a_plan(("article", "1"), ("heading", "2"), ("article", "3"))
    assert joined("The pier was\nOak\nbuilt.", plan) == ("The pier was", "Oak", "built.")


def test_another_article_in_between_does_not_break_a_paragraph() -> None:
    plan = SeedPlan(
        file="pier.txt",
        zones=(
            Zone(kind="article", lines="1", article="pier"),
            Zone(kind="article", lines="2", article="crane"),
            Zone(kind="article", lines="3", article="pier"),
        ),
    )
    assert joined("The pier was\nCranes lift\nbuilt.", plan) == ("The pier was built.", "Cranes lift")


def test_a_sentence_knows_only_the_lines_it_touches() -> None:
    text = "Oak holds. The pier was\n\nA pier. (PHOTO: ME)\n\nbuilt. It stands."
    placed = place_sentences(text, a_plan(("article", "1"), ("caption", "3"), ("article", "5")))
    assert [(sentence.id, sentence.lines) for sentence in placed] == [
        ("pier/s1", (1,)),
        ("pier/s2", (1, 5)),
        ("pier/c1", (3,)),
        ("pier/s3", (5,)),
    ]


def test_headings_and_captions_stay_whole_and_bylines_have_no_id() -> None:
    text = "A pier. And a crane\nBy Olsen\nOak. Elm. (PHOTO: ME)\nIt stands."
    placed = place_sentences(text, a_plan(("heading", "1"), ("byline", "2"), ("caption", "3"), ("article", "4")))
    assert [(sentence.id, sentence.text) for sentence in placed] == [
        ("pier/h1", "A pier. And a crane"),
        ("pier/c1", "Oak. Elm. (PHOTO: ME)"),
        ("pier/s1", "It stands."),
    ]


def test_the_sentences_have_plain_spaces() -> None:
    placed = place_sentences("\ufeffOak\u00a0of 5\u2009tonnes.", a_plan(("article", "1")))
    assert placed[0].text == "Oak of 5 tonnes."


def test_only_line_feeds_end_lines() -> None:
    assert split_lines("one\r\ntwo\u2028three\x0cfour\nfive") == ("one", "two\u2028three\x0cfour", "five")


def test_a_zone_beyond_the_text_covers_what_there_is() -> None:
    assert joined("Oak.", a_plan(("article", "1-999999999999"))) == ("Oak.",)


def test_lines_without_a_zone_are_found() -> None:
    assert unzoned_lines("Oak.\n\nElm.\nAsh.", a_plan(("article", "1"), ("furniture", "4"))) == (3,)


def test_an_index_holds_digests_places_and_figures() -> None:
    def scan(sentence: str, lang: Lang) -> tuple[Printed, ...]:
        return tuple(Printed(token=f"{lang}:{digits}") for digits in re.findall("[0-9]+", sentence))

    index = index_seed("Oak of 5 tonnes.", a_plan(("article", "1")), scan)
    assert index.file == "pier.txt"
    assert index.sentences[0].sha256 == digest("Oak of 5 tonnes.")
    assert index.sentences[0].figures == (Printed(token="en:5"),)


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["article", "heading", "caption", "byline", "furniture"]),
        st.sampled_from(["pier", "crane"]),
        st.text(st.sampled_from('ab Z9.,-"”\u00ad\u00a0港。'), max_size=14),
    ),
    max_size=12,
)


def _drawn(lines: list[tuple[Any, str, str]]) -> tuple[str, SeedPlan]:
    zones = tuple(
        Zone(kind=kind, lines=str(number), article=article) for number, (kind, article, _) in enumerate(lines, 1)
    )
    return "\n".join(text for _, _, text in lines), SeedPlan(file="pier.txt", zones=zones)


@given(lines=_LINES)
def test_joining_loses_nothing_but_spaces_and_hyphens_at_breaks(lines: list[tuple[Any, str, str]]) -> None:
    text, plan = _drawn(lines)
    for article in ("pier", "crane"):
        printed = "".join(line for kind, slug, line in lines if (kind, slug) == ("article", article))
        kept = "".join(
            passage.text
            for passage in join_paragraphs(split_lines(text), plan)
            if (passage.kind, passage.article) == ("article", article)
        )
        assert re.sub(r"[\s\u00ad-]", "", kept) == re.sub(r"[\s\u00ad-]", "", printed)


@given(lines=_LINES)
def test_every_sentence_stands_on_lines_of_its_own_article(lines: list[tuple[Any, str, str]]) -> None:
    text, plan = _drawn(lines)
    kinds = {"s": "article", "h": "heading", "c": "caption"}
    for sentence in place_sentences(text, plan):
        article, _, name = sentence.id.partition("/")
        assert sentence.lines
        assert {lines[number - 1][:2] for number in sentence.lines} == {(kinds[name[0]], article)}


@given(lines=_LINES)
def test_ids_count_up_without_gaps(lines: list[tuple[Any, str, str]]) -> None:
    text, plan = _drawn(lines)
    ids = [sentence.id for sentence in place_sentences(text, plan)]
    for prefix in {re.sub(r"\d+$", "", locator) for locator in ids}:
        of_kind = [locator for locator in ids if re.sub(r"\d+$", "", locator) == prefix]
        assert of_kind == [f"{prefix}{count}" for count in range(1, len(of_kind) + 1)]


@pytest.mark.parametrize("unit", [".", '"', "(", "a,\n", "Oak.\n", "a\n\n", "-\n", "(PHOTO", "@", "a ", "港\n"])
def test_hostile_texts_are_indexed_in_linear_time(unit: str) -> None:
    """A quadratic step over 1e5 lines or characters takes minutes; the bound leaves room for a busy machine."""
    started = time.process_time()
    text = unit * 100_000
    place_sentences(text, propose_plan(text, "hostile"))
    place_sentences(text, a_plan(("article", "1-999999")))
    assert time.process_time() - started < 20


NEW_TEXT = """Port City Doubles Output, Again
By Ida Olsen

Cranes at the pier at dusk. (Photo/Xinhua)

The port has a second pier now, and it was finished in
time for the herring.

Wooden posts

“Oak lasts,” said Olsen.

Related Articles
Write to pier@example.org
New City, New Sea
"""


def test_a_proposed_plan_tells_the_parts_of_a_text_apart() -> None:
    plan = propose_plan(NEW_TEXT, "port")
    assert [(zone.kind, zone.lines) for zone in plan.zones] == [
        ("heading", "1"),
        ("byline", "2"),
        ("caption", "4"),
        ("article", "6-7"),
        ("heading", "9"),
        ("article", "11"),
        ("furniture", "13-15"),
    ]


def test_a_proposed_article_is_named_after_the_first_heading() -> None:
    assert {zone.article for zone in propose_plan(NEW_TEXT, "port").zones} == {"", "port-city-doubles-output-again"}


def test_a_chinese_text_is_named_after_its_file() -> None:
    plan = propose_plan("码头扩建\n作者：欧森\n\n第二座码头已经建成，赶上了鲱鱼季。\n", "Port_01")
    assert (plan.language, [(zone.kind, zone.article) for zone in plan.zones]) == (
        "zh",
        [("heading", "port-01"), ("byline", "port-01"), ("article", "port-01")],
    )


WRAPPED = """雾港又添一座码头
2025年6月5日 09:30 来源：雾港晚报

一、码头为什么要扩

雾港县去年的鲱鱼渔获量比前一年多出三成，旧码头已经停
不下那么多船，县里因此决定在东岸再建一座码头，并于今
年6月完工。
船长欧森说：“老木桩还能再用
十年。”

图为新码头。
（责任编辑：林夕）
【相关阅读】
雾港开渔
"""


def test_a_wrapped_chinese_text_is_told_apart_too() -> None:
    plan = propose_plan(WRAPPED, "wugang")
    assert [(zone.kind, zone.lines) for zone in plan.zones] == [
        ("heading", "1"),
        ("byline", "2"),
        ("heading", "4"),
        ("article", "6-10"),
        ("caption", "12"),
        ("byline", "13"),
        ("furniture", "14-15"),
    ]


def test_the_sentences_of_a_wrapped_chinese_text_are_whole() -> None:
    placed = place_sentences(WRAPPED, propose_plan(WRAPPED, "wugang"))
    assert [(one.id, one.lines) for one in placed] == [
        ("wugang/h1", (1,)), ("wugang/h2", (4,)), ("wugang/s1", (6, 7, 8)), ("wugang/s2", (9, 10)),
        ("wugang/c1", (12,)),
    ]  # fmt: skip
    assert placed[2].text.endswith("并于今年6月完工。")


@given(text=st.text(st.sampled_from("ab Z9.,-\n(@港。"), max_size=80))
def test_a_proposed_plan_covers_every_line(text: str) -> None:
    assert unzoned_lines(text, propose_plan(text, "new")) == ()


def _given(stem: str) -> tuple[str, SeedPlan]:
    path = TEXTS / f"{stem}.txt"
    if not path.is_file():
        pytest.skip("the seed texts are not part of this repository")
    plain = yaml.load((ROOT / "seeds" / f"{stem}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return path.read_bytes().decode(), msgspec.convert(plain, SeedPlan, strict=False)


def test_the_newspaper_page_has_eight_broken_paragraphs() -> None:
    text, plan = _given("000_8214bb8a3e272600")
    breaks = [
        (before.line, after.line)
        for passage in join_paragraphs(split_lines(text), plan)
        for before, after in zip(passage.pieces, passage.pieces[1:], strict=False)
    ]
    assert breaks == [(15, 21), (23, 25), (29, 31), (61, 63), (95, 97), (131, 137), (139, 141), (163, 165)]


@pytest.mark.parametrize("stem", STEMS)
def test_every_line_of_a_seed_text_has_its_zone(stem: str) -> None:
    text, plan = _given(stem)
    assert unzoned_lines(text, plan) == ()


@pytest.mark.parametrize("stem", STEMS)
def test_the_zones_of_a_seed_text_do_not_overlap(stem: str) -> None:
    _, plan = _given(stem)
    numbers = [number for zone in plan.zones for number in zone_lines(zone)]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("stem", STEMS)
def test_every_paragraph_of_a_seed_text_ends_with_a_stop(stem: str) -> None:
    """A paragraph without one is a break that was not joined."""
    text, plan = _given(stem)
    unstopped = [
        passage.pieces[-1].line
        for passage in join_paragraphs(split_lines(text), plan)
        if passage.kind == "article" and not re.search(r"[.!?…][\"'”’)]*$", passage.text)
    ]
    assert unstopped == []
