"""Figures found in sentences."""

import pytest

from jianbao.model.basics import Lang
from jianbao.text.scan import scan_figures

EN, ZH = Lang("en"), Lang("zh")


def tokens(sentence: str, lang: Lang = EN) -> list[str]:
    """List the tokens of a sentence."""
    return [figure.token for figure in scan_figures(sentence, lang)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It drew 17.63 billion RMB in corporate funds.", ["17.63 billion RMB"]),
        ("worth over 100 billion RMB", ["over 100 billion RMB"]),
        ("each exceeding 10 billion RMB", ["exceeding 10 billion RMB"]),
        ("made up 62 percent and 65.6 percent in turn", ["62 percent", "65.6 percent"]),
        ("The core has surpassed 80 billion RMB in scale.", ["surpassed 80 billion RMB"]),
        ("thin air up to 8,000 meters", ["up to 8,000 meters"]),
        ("response up 40 percent, loss down 20 percent", ["40 percent", "20 percent"]),
        ("a rate of 9200 MT/s", ["9200 MT/s"]),
        ("top for 16 consecutive years", ["16 consecutive years"]),
        ("a three-year plan spanning 2025 to 2027", ["three-year", "2025 to 2027"]),
        ("a maximum of 50 million yuan ($6.9 million) for each", ["a maximum of 50 million yuan", "$6.9 million"]),
        ("hundreds of billions of yuan in five to 15 years", ["hundreds of billions of yuan", "five to 15 years"]),
        ("2,000 yuan (about 280 U.S. dollars)", ["2,000 yuan", "about 280 U.S. dollars"]),
        ("more than one-third of them, more than half", ["more than one-third", "more than half"]),
        ("orders of 500 million yuan, doubling revenue", ["500 million yuan", "doubling"]),
        ("it ranked 11th, then third", ["11th", "third"]),
        ("on June 5 and Aug. 15, 2025", ["June 5", "Aug. 15, 2025"]),
        ("By Xinhua|Oct 27,2025", ["Oct 27,2025"]),
        ("In October 2025, decided in October, 2024", ["October 2025", "October, 2024"]),
        ("Last November, from January to July", ["Last November", "January to July"]),
        ("the plan (2021-2025), the next (2026-30)", ["2021-2025", "2026-30"]),
        ("In 2023, 48 Jilin-1 satellites", ["2023", "48"]),
        ("since mid-2025", ["2025"]),
        ("tens of thousands of robots", ["tens of thousands"]),
        ("24/7 from 16:27", ["24/7", "16:27"]),
        ("between 5 and 10 percent", ["between 5 and 10 percent"]),
        ("a battery of 100kWh", ["100kWh"]),
        ("SUYUAN 2.0", ["2.0"]),
    ],
)  # fmt: skip
def test_a_token_carries_its_hedge_and_its_unit(sentence: str, expected: list[str]) -> None:
    assert tokens(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    ["DDR5 and YH-1000S, 6G and the SU7", "one of the largest", "no one waits", "at one time", "they may march on",
     "a new Five-Year Plan", "渝ICP备20009753号"],
)  # fmt: skip
def test_names_and_pronouns_are_no_figures(sentence: str) -> None:
    assert tokens(sentence) == []


def test_one_before_a_noun_is_listed() -> None:
    assert tokens("Kunshan boasts one IT cluster") == ["one"]


def test_march_is_a_month_after_a_word_of_time_only() -> None:
    assert tokens("in March they went; March they did") == ["March"]


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        (
            "40 new provincial-level and above incubation bases were established",
            "new provincial-level and above incubation bases",
        ),
        ("783 projects, backed by funds", "projects"),
        ("14 high-value patents per 10,000 people", "high-value patents per"),
        ('about 10 "AI+manufacturing" plants.', "AI+manufacturing plants"),
        ("1,200 advanced-level and over 230 others", "advanced-level"),
        ("third-generation chips", "generation chips"),
    ],
)  # fmt: skip
def test_what_follows_ends_at_punctuation_or_the_next_figure(sentence: str, after: str) -> None:
    assert scan_figures(sentence, EN)[0].after == after


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("产值达176.3亿元，占近三成", ["176.3亿元", "近三成"]),
        ("实现翻一番，超过3.5万家工厂，占三分之一", ["翻一番", "超过3.5万家", "三分之一"]),
        ("2025年10月发布第三批目录", ["2025年10月", "第三批"]),
        ("“十五五”时期统一部署一批项目", []),
        ("2026—2030年，6项任务、两个月", ["2026—2030年", "6项", "两个月"]),
        ("数千亿元，百分之三十，一半", ["数千亿元", "百分之三十", "一半"]),
        ("支持DDR5和6G", []),
    ],
)
def test_chinese_figures_are_found(sentence: str, expected: list[str]) -> None:
    assert tokens(sentence, ZH) == expected


def test_what_a_chinese_number_counts_follows_its_measure_word() -> None:
    assert scan_figures("超过3.5万家工厂，", ZH)[0].after == "工厂"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 ",
        "one ",
        "A",
        "a-",
        "1-",
        "over ",
        "twenty-",
        "hundreds of ",
        "三",
        "2025—",
        "June ",
        "百分之",
        "三成",
        "1至",
        "翻了",
        "〇",
        "十余",
        "6月5日至",
        "数以百万计",
    ],
)
@pytest.mark.parametrize("lang", [EN, ZH])
def test_hostile_sentences_take_linear_time(piece: str, lang: Lang) -> None:
    assert isinstance(scan_figures(piece * 10_000, lang), tuple)
