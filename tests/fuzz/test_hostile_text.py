"""
Hostile text: no target breaks a promise, and none needs more than its share of memory or hangs.

A text that once did is a file in ``cases``, named after what it showed.
"""

import random
import time
import tracemalloc
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

CASES: Final = sorted(path for path in (Path(__file__).parent / "cases").glob("*/*") if path.is_file())

WORDS: Final = (
    *(
        "more than",
        "nearly",
        "about 1.2 million",
        "10-20 percent",
        "two-thirds",
        "twelve",
        "a third",
        "March 2025",
        "2025-26",
    ),
    *(
        "近三成",
        "逾176.3亿元",
        "翻一番",
        "十五五",
        "百分之八",
        "三分之二",
        "2025年上半年",
        "1—10月",
        "第十五年",
        "数十亿",
        "两倍",
    ),
    *(
        "Co. Ltd.",
        "U.S.",
        "Dr. ",
        "。”",
        "……",
        "！？",
        "；",
        "— ",
        "(Photo: X)",
        "\n\n",
        "\r\n",
        "\t",
        "\ufeff",
        "\u202e",
    ),
    *(
        "{a-b}",
        "{a:value}",
        "{2026-02-30}",
        "[[region/x|y]]",
        "{",
        "}}",
        "[[",
        "]]",
        "\\",
        "**",
        "](",
        "<script>",
        "&#58;",
    ),
    *(
        "a: ",
        "- ",
        "? ",
        "|-\n",
        ">+\n",
        "'",
        '"',
        "&a ",
        "*a ",
        "!!str ",
        "%YAML",
        "---\n",
        "...\n",
        "#",
        "{a: [",
        ", ",
    ),
    *(
        "name:\n  en: A\n  zh: 甲\n",
        "summary:\n  - en: x\n    zh: 某\n    cites: [a/b/s1]\n",
        "0",
        "1,234.50",
        "9e999",
        "-",
        "½",
        "㊙",
    ),
)
"""Pieces of what editors and sources write, and of what confuses readers of it."""

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=20).map("".join),
    st.text(max_size=200),
).map(str.encode)
raw = st.one_of(
    st.binary(max_size=200), st.text(st.characters(categories=["L", "N", "P", "Z", "Cc", "Cf"])).map(str.encode)
)

REPEATED: Final = (
    *("a", " ", "\n", "0", "1,", "1.", "9", "一", "十", "亿", "万", "百分之", "。", "”", "…", "“", "‘", ". ", "A. "),
    *(
        "{",
        "}",
        "[[",
        "]]",
        "{a",
        "[[a/b|",
        "\\",
        "\\{",
        "*",
        "**",
        "_a",
        "`",
        "](",
        "![",
        "<",
        "&",
        "&amp;",
        "http://",
        "- a\n",
    ),
    *(
        "a: b\n",
        "a:\n ",
        "- ",
        "[",
        "{a: ",
        "'",
        '"',
        "#",
        "? ",
        "|\n",
        "\t",
        "more than ",
        "two to ",
        "one hundred and ",
    ),
    *(
        "twenty-",
        "10-",
        "a third ",
        "nearly ",
        "近",
        "第",
        "年",
        "1月",
        "2025-",
        "2025年",
        "/..",
        "March ",
        "e",
        "\u0301",
        "ﬃ",
        "㊙",
    ),
)
"""What is repeated until a slow pattern would show."""

LENGTH: Final = 10_000
SLOW_SECONDS: Final = 0.25
"""Below this, the growth is noise."""
GROWTH_MAX: Final = 9
"""Four times the text takes four times as long where the work is linear, sixteen times where it is quadratic."""
MEMORY_PER_BYTE_MAX: Final = 3_000
MEMORY_MAX: Final = 64 << 20


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=300)
@given(data=st.one_of(texts, raw))
def test_any_text_keeps_the_promises(name: str, data: bytes) -> None:
    TARGETS[name](data)


def cpu_seconds(name: str, repeated: str, length: int, runs: int = 1) -> float:
    """Return the least of some runs: the first fills caches, and another program may disturb one."""
    data = (repeated * (length // len(repeated))).encode()
    spent = []
    for _ in range(runs):
        start = time.process_time()
        TARGETS[name](data)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("name", TARGETS)
def test_work_grows_with_the_text_and_no_faster(name: str, repeated: str) -> None:
    if cpu_seconds(name, repeated, LENGTH) > SLOW_SECONDS:
        long, short = (cpu_seconds(name, repeated, length, runs=3) for length in (LENGTH, LENGTH // 4))
        assert long < GROWTH_MAX * short


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", TARGETS)
def test_memory_grows_with_the_text_and_no_faster(name: str) -> None:
    some = random.Random(name)  # noqa: S311 - the same text every time
    data = "".join(some.choices(WORDS, k=5_000)).encode()
    tracemalloc.start()
    try:
        TARGETS[name](data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEMORY_MAX + MEMORY_PER_BYTE_MAX * len(data)


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_once_broke_a_promise_keeps_it(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())
