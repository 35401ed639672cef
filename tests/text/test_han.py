"""Chinese characters are told from others, and so is their punctuation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.text.han import (
    columns_of,
    has_han,
    is_chinese,
    is_full_width,
    is_han,
    judge_punctuation,
    wrong_punctuation,
)

EN, ZH = Lang("en"), Lang("zh")


def slips(text: str, lang: Lang = ZH) -> list[tuple[int, str, str]]:
    """Write misprints as plain tuples."""
    return [(slip.start, slip.found, slip.wanted) for slip in wrong_punctuation(text, lang)]


@pytest.mark.parametrize("char", ["简", "〇", "々", "㐀", "\U00020000", "豈"])
def test_chinese_characters_of_all_blocks_are_han(char: str) -> None:
    assert is_han(char)


@pytest.mark.parametrize("char", ["a", "。", "あ", "１", ""])
def test_other_characters_are_not_han(char: str) -> None:
    assert not is_han(char)


def test_a_text_has_han_wherever_it_stands() -> None:
    assert has_han("DDR5 芯片")
    assert not has_han("DDR5。")


def test_chinese_is_known_with_and_without_a_script() -> None:
    assert is_chinese(Lang("zh-Hans"))
    assert not is_chinese(EN)


def test_curly_quotes_fill_the_square_in_chinese_only() -> None:
    assert is_full_width("”", ZH)
    assert not is_full_width("”", EN)
    assert is_full_width("。", EN)
    assert not is_full_width("", ZH)


@pytest.mark.parametrize(("char", "columns"), [("a", 1), ("简", 2), ("é", 1), ("\u0301", 0), ("！", 2), ("\u200b", 0)])
def test_width_is_counted_in_columns(char: str, columns: int) -> None:
    assert columns_of(char) == columns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昆山,江苏", [(2, ",", "，")]),
        ("昆山, 江苏", [(2, ",", "，")]),
        ("他来了.", [(3, ".", "。")]),
        ("他来了...", [(3, "...", "……")]),
        ("是吗?是!", [(2, "?", "？"), (4, "!", "！")]),
        ("如下:一;二", [(2, ":", "："), (4, ";", "；")]),
        ('他说"好"', [(2, '"', "“"), (4, '"', "”")]),
        ("他说'好'", [(2, "'", "‘"), (4, "'", "’")]),
        ("澜起(Montage)是", [(2, "(", "（"), (10, ")", "）")]),
        ("Montage (澜起)", [(8, "(", "（"), (11, ")", "）")]),
        ("**重点**,下文", [(6, ",", "，")]),
        ("达到{a},其中", [(5, ",", "，")]),
        ("达到{a}.", [(5, ".", "。")]),
    ],
)
def test_half_width_marks_in_chinese_are_found(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert slips(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "圆周率3.14，时间10:30。",
        "由Montage Technology Co., Ltd.研发",
        "函数f(x)的值",
        "见`a,b`。",
        "见[网页](https://example.org/a,b)，下文",
        "比例为{a:value}:{b:value}。",
        "{2026-06-05}，[[region/kunshan|昆山]]。",
        "他说：“好。”——然后……",
        "C++，A/B，50%。",
        "第一行  \n第二行",
        "Montage Technology (Shanghai), Ltd.",
    ],
)
def test_sound_chinese_passes(text: str) -> None:
    assert slips(text) == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("昆 山", 1),
        ("使用 DDR5", 2),
        ("DDR5 芯片", 4),
        ("达到 {a}", 2),
        ("{a} 芯片", 3),
        ("好， DDR5", 2),
        ("**昆** 山", 5),
    ],
)
def test_spaces_beside_chinese_characters_are_found(text: str, offset: int) -> None:
    assert slips(text) == [(offset, " ", "")]


def test_spaces_between_latin_words_are_sound_in_chinese() -> None:
    assert slips("由Montage Technology研发") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kunshan， Jiangsu", [(7, "，", ",")]),
        ("Kunshan。", [(7, "。", ".")]),
        ("the 《Plan》", [(4, "《", "“"), (9, "》", "”")]),
        ("「quoted」", [(0, "「", "“"), (7, "」", "”")]),
        ("１", [(0, "１", "1")]),
        ("so——it", [(2, "——", "—")]),
    ],
)
def test_chinese_marks_in_english_are_found(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert slips(text, EN) == expected


@pytest.mark.parametrize(
    "text", ["“So,” he said—then left…", "Jianbao (简报) is", "the slogan 绿水，青山 here", "[[region/x|y]]: {a}"]
)
def test_sound_english_passes(text: str) -> None:
    assert slips(text, EN) == []


@pytest.mark.parametrize("lang", [EN, ZH])
def test_double_spaces_are_found_in_both_languages(lang: Lang) -> None:
    assert slips("one  two", lang) == [(3, "  ", " ")]


@given(
    st.text("a1 中,，.。:：()（）…—{}[]|\"'`<>*\u3000")
    | st.lists(st.sampled_from(("{a:value}", "中", "a", " ", ":"))).map("".join)
)
def test_the_short_cut_overlooks_no_slip(text: str) -> None:
    for lang in (EN, ZH):
        assert wrong_punctuation(text, lang) == judge_punctuation(text, lang)
