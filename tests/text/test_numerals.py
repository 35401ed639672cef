"""Numerals in our own prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.text.names import name_table
from jianbao.text.numerals import Numeral, find_numerals, may_hold_numeral

EN, ZH = Lang("en"), Lang("zh")


def numerals(text: str, lang: Lang) -> list[str]:
    """List the numerals of a text."""
    return [numeral.text for numeral in find_numerals(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has 1,300 firms and 62% more, the 15th.", ["1,300", "62%", "15th"]),
        ("six tasks and twenty-five more", ["six", "twenty-five"]),
        ("two hundred thousand", ["two hundred thousand"]),
        ("one-third, two-thirds and half", ["one-third", "two-thirds", "half"]),
        ("First, it doubled; doubling twice; tripled", ["First", "doubled", "doubling", "twice", "tripled"]),
        ("dozens and hundreds of millions", ["dozens", "hundreds", "millions"]),
        ("the DDR5 chip for 6G", ["DDR5", "6G"]),
        ("a five-year plan", ["five"]),
    ],
)
def test_english_numerals_are_found(text: str, expected: list[str]) -> None:
    assert numerals(text, EN) == expected


@pytest.mark.parametrize("text", ["one of them", "no one", "one another", "one cluster", "often, headquarters, weight"])
def test_one_and_words_that_contain_numerals_are_not_english_numerals(text: str) -> None:
    assert numerals(text, EN) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成３５家、783个项目", ["３５", "783"]),
        ("第三批、第一位", ["第三", "第一"]),
        ("十二项，三十五家", ["十二", "三十五"]),
        ("百分之三十，三分之一", ["百分之三十", "三分之一"]),
        ("三大任务、六项工作、五年", ["三", "六", "五"]),
        ("两个月，两家", ["两", "两"]),
        ("实现翻一番，占一半，已过半", ["翻一番", "一半", "过半"]),
        ("数十家，上百家，数千亿元", ["数十", "上百", "数千亿"]),
        ("增长3.5万家", ["3.5万"]),
        ("三倍，近三成", ["三", "三"]),
    ],
)
def test_chinese_numerals_are_found(text: str, expected: list[str]) -> None:
    assert numerals(text, ZH) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一个一批一系列项目", "进一步统一推进一体化", "唯一一家一流企业", "一定万一十分", "千方百计", "四川三亚百度",
        "两国两岸两会", "首批企业", "成千上万", "之一",
    ],
)  # fmt: skip
def test_words_that_merely_contain_a_numeral_are_passed_over(text: str) -> None:
    assert numerals(text, ZH) == []


def test_a_numeral_knows_its_place() -> None:
    assert find_numerals("共三家", ZH) == (Numeral("三", 1, 2),)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["1,", "a1", "two ", "two-", "三", "百分之", "A"])
@pytest.mark.parametrize("lang", [EN, ZH])
def test_hostile_prose_takes_linear_time(piece: str, lang: Lang) -> None:
    assert isinstance(find_numerals(piece * 20_000, lang), tuple)


WORDS = st.lists(
    st.sampled_from(
        (
            *("ten", "two", "half", "of", "doubled", "é", "-", " ", "ſix"),
            *"〇零一两三百万第翻番过半数几上分之余多个元统些时间",
        )
    )
)


@given(WORDS.map("".join), st.lists(WORDS.map("".join), max_size=3))
def test_where_no_numeral_is_thought_possible_none_is_found_whatever_is_masked(text: str, names: list[str]) -> None:
    masked = name_table(names).mask(text)
    for lang in (EN, ZH):
        assert may_hold_numeral(text, lang) or not (find_numerals(text, lang) or find_numerals(masked, lang))
