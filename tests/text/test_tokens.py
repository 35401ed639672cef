"""What a search goes by: folded characters, words, pairs of Chinese characters, numbers by value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.text.fold import fold
from jianbao.text.tokens import pieces, plain_number, romanised, singular, terms, whole
from jianbao.text.traditional import SIMPLIFIED

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＤＤＲ５", "ddr5"),
        ("Kunshan", "kunshan"),
        ("Łódź Café", "łodz cafe"),
        ("國務院關於機器人產業", "国务院关于机器人产业"),
        ("１７６．３億", "176.3亿"),
        ("½ ﬁne", "½ ﬁne"),
    ],
)
def test_folding_forgets_width_case_accents_and_script(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    """A place in the folded text is the same place in the text, in Python and in UTF-16."""
    assert [len(char.encode("utf-16-le")) for char in fold(text)] == [len(char.encode("utf-16-le")) for char in text]


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_no_simplified_form_is_a_traditional_one() -> None:
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())


@pytest.mark.parametrize(
    "text",
    [
        "17.63 billion",
        "17.63\u00a0billion yuan",
        "17.63bn",
        "176.3亿",
        "176.3億元",
        "17630000000",
        "17,630,000,000",
        "１７６．３亿",
        "1763千万",
    ],
)
def test_a_number_is_one_term_however_it_is_written(text: str) -> None:
    assert next(pieces(text)).text == "17630000000"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DDR5 and the 15th plan", ["ddr5", "and", "the", "15th", "plan"]),
        ("88% of 2.0", ["88", "of", "2"]),
        ("China's R&D", ["china", "r&d"]),
        ("high-tech factories", ["high", "tech", "factory"]),
        ("2026-06-05", ["2026", "6", "5"]),
        ("a 3-million-yuan grant", ["a", "3000000", "yuan", "grant"]),
        ("5 millions", ["5", "million"]),
        ("", []),
        ("，。！", []),
    ],
)
def test_text_is_cut_into_words_and_numbers(text: str, found: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == found


@pytest.mark.parametrize(
    ("digits", "power", "number"),
    [
        ("17.63", 9, "17630000000"),
        ("0", 0, "0"),
        ("007", 0, "7"),
        ("0.50", 0, "0.5"),
        ("1.2345", 3, "1234.5"),
        ("1,000", 0, "1000"),
    ],
)
def test_a_number_is_written_plainly(digits: str, power: int, number: str) -> None:
    assert plain_number(digits, power) == number


@pytest.mark.parametrize("word", ["process", "status", "analysis", "gas", "is", "robot"])
def test_an_s_that_is_no_plural_stays(word: str) -> None:
    assert singular(word) == word


def test_a_piece_knows_where_it_stands() -> None:
    text = "昆山的176.3亿元"
    assert [text[piece.start : piece.end] for piece in pieces(text)] == ["昆山的", "176.3亿", "元"]


def test_a_scale_stands_in_the_run_after_it_too() -> None:
    """A reader may type 亿元 as well as 176.3亿."""
    assert list(terms("176.3亿元")) == ["17630000000", "亿元", "元"]


@given(HAN)
def test_every_pair_of_a_run_is_a_term(run: str) -> None:
    run = fold(run)
    assert {run[at : at + 2] for at in range(len(run) - 1)} <= set(terms(run))


@given(HAN)
def test_every_character_of_a_run_begins_a_term(run: str) -> None:
    assert set(fold(run)) <= {term[0] for term in terms(run)}


def test_a_whole_title_forgets_spaces_and_marks() -> None:
    assert whole("R&D: Kunshan’s projects") == whole("r&d kunshan project")


def test_a_title_is_read_in_pinyin_from_each_character_on() -> None:
    assert list(romanised("重庆 (Chongqing) 旅行")) == ["chongqing", "qing", "lvxing", "xing"]
