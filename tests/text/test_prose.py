"""Tokens in prose are found with their places, and what cannot be read is named."""

import time

import pytest

from jianbao.model.basics import FigureIdStr, RefStr
from jianbao.text.prose import (
    Bindings,
    DateToken,
    FigureToken,
    LinkToken,
    Slip,
    Words,
    bindings,
    parse_prose,
    token_at,
    visible_words,
)

A = FigureIdStr("a")
KUNSHAN = RefStr("region/kunshan")


def only_slip(text: str) -> Slip:
    """Parse a text that holds exactly one slip."""
    (slip,) = parse_prose(text).slips
    return slip


def test_a_figure_is_found_with_its_place() -> None:
    assert parse_prose("ran {kunshan-projects}.").pieces == (
        Words(0, 4, "ran "),
        FigureToken(4, 22, FigureIdStr("kunshan-projects"), noun=True),
        Words(22, 23, "."),
    )


def test_value_asks_for_the_figure_without_its_noun() -> None:
    assert parse_prose("{a1:value}").pieces == (FigureToken(0, 10, FigureIdStr("a1"), noun=False),)


@pytest.mark.parametrize("when", ["2025", "2025-11", "2026-06-05", "2021/2025", "2019/..", "../2026", "2024-02-29"])
def test_every_form_of_date_is_a_token(when: str) -> None:
    assert parse_prose(f"{{{when}}}").pieces == (DateToken(0, len(when) + 2, when),)


def test_a_link_stands_alone_or_carries_words() -> None:
    assert parse_prose("[[region/kunshan]][[region/kunshan|该市]]").pieces == (
        LinkToken(0, 18, KUNSHAN, None),
        LinkToken(18, 39, KUNSHAN, "该市"),
    )


def test_a_link_may_stand_in_brackets() -> None:
    prose = parse_prose("[[[region/kunshan]]]")
    assert [type(piece) for piece in prose.pieces] == [Words, LinkToken, Words]
    assert prose.slips == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a {Foo}", "{Foo} is neither a figure nor a date"),
        ("a { foo }", "{ foo } is neither a figure nor a date"),
        ("a {}", "{} is neither a figure nor a date"),
        ("a {2026-13}", "{2026-13} is neither a figure nor a date"),
        ("a {2025-02-29}", "{2025-02-29} is neither a figure nor a date"),
        ("a {0000}", "{0000} is neither a figure nor a date"),
        ("a {../..}", "{../..} is neither a figure nor a date"),
        ("a {２０２６}", "{２０２６} is neither a figure nor a date"),
        ("a {b:c}", "only “:value” may follow a figure, not “:c”"),
        ("a {unclosed", "“{” opens a token that is not closed"),
        ("a }", "“}” closes nothing"),
        ("a [[bad]]", "[[bad]] names no record"),
        ("a [[region/x|]]", "[[region/x|]] has no readable words after the bar"),
        ("a [[region/x|y|z]]", "[[region/x|y|z]] has no readable words after the bar"),
        ("a [[region/x", "“[[” opens a link that is not closed"),
        ("a ]]", "“]]” closes nothing"),
        ("a ｛", "“｛” is a full-width brace"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, message: str) -> None:
    slip = only_slip(text)
    assert (slip.start, slip.message) == (2, message)


def test_a_slip_covers_the_whole_of_what_cannot_be_read() -> None:
    slip = only_slip("so {Foo} is")
    assert "so {Foo} is"[slip.start : slip.end] == "{Foo}"


def test_a_slip_says_what_to_write_instead() -> None:
    assert "{figure-id}" in only_slip("{Foo}").hint


def test_an_id_longer_than_the_model_allows_is_no_figure() -> None:
    assert parse_prose("{" + "a" * 80 + "}").slips == ()
    assert parse_prose("{" + "a" * 81 + "}").slips != ()


@pytest.mark.parametrize("text", [r"\{a\}", r"\{a}", r"\[\[a/b\]\]", r"\[[a/b]]"])
def test_a_backslash_makes_braces_and_brackets_ordinary(text: str) -> None:
    prose = parse_prose(text)
    assert (prose.pieces, prose.slips) == ((Words(0, len(text), text),), ())


def test_an_escaped_backslash_escapes_nothing() -> None:
    assert parse_prose(r"\\{a}").pieces[-1] == FigureToken(2, 5, A, noun=True)


def test_a_token_goes_on_after_a_slip() -> None:
    prose = parse_prose("{open {a}")
    assert prose.pieces[-1] == FigureToken(6, 9, A, noun=True)
    assert [slip.start for slip in prose.slips] == [0]


def test_an_empty_text_has_no_pieces() -> None:
    assert parse_prose("").pieces == ()


def test_bindings_are_gathered_by_sort_and_once() -> None:
    bound = bindings(parse_prose("{a} {a:value} {2026} [[region/kunshan]] [[region/kunshan|y]]"))
    assert bound == Bindings(frozenset({A}), frozenset({"2026"}), frozenset({KUNSHAN}))


def test_visible_words_keep_offsets_and_the_words_of_links() -> None:
    text = "第{n:value}批：[[policy/p|办法]]于{2026}"
    seen = visible_words(parse_prose(text))
    assert len(seen) == len(text)
    assert seen.index("办法") == text.index("办法")
    assert seen.split() == ["第", "批：", "办法", "于"]


def test_a_token_is_read_only_where_it_begins() -> None:
    assert token_at("a {b}", 2) == FigureToken(2, 5, FigureIdStr("b"), noun=True)
    assert token_at("a {b}", 0) is None
    assert token_at("{B}", 0) is None


@pytest.mark.parametrize("piece", ["{", "[", "}", "[[", "{a", "[[a/b|", "\\{", "{a-", "]]", "{Foo}"])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    """A hundred thousand marks take well under a second; quadratic time would take minutes."""
    text = piece * 100_000
    start = time.process_time()
    prose = parse_prose(text)
    assert prose.text == text
    assert time.process_time() - start < 5
