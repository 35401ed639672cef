"""However a figure is set, its words stay the same, and a seal holds on to the last of them."""

import re
from html import unescape
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.render.setting import NO_BREAK_SPACE, glue, set_around, set_number, set_sized

RUNS = st.lists(
    st.one_of(
        st.sampled_from(
            ["over", "3,539", "17.63", "million", "yuan", "5%", "≈", "超过", "3.5万亿", "783个", "项目", "℃", "<&", "2"]
        ),
        st.text("0123456789.%万亿个项 a<&\xa0", max_size=6),
    ),
    min_size=1,
    max_size=5,
).flatmap(lambda parts: st.sampled_from([" ".join(parts), "".join(parts)]))
WORDS = RUNS.filter(lambda words: words and words == words.strip())
"""No figure is empty or ends with a space."""


def written(html: str) -> str:
    """Return what a reader sees."""
    return unescape(re.sub("<[^>]+>", "", html)).replace(NO_BREAK_SPACE, " ")


@given(WORDS)
def test_a_space_is_tied_after_a_digit_or_a_scale_and_nowhere_else(words: str) -> None:
    parts = words.split(" ")
    gaps = [NO_BREAK_SPACE if re.search(r"\d$|^(m|b|tr)illion$", one) else " " for one, _ in pairwise(parts)]
    assert glue(words) == "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


@given(WORDS)
def test_setting_changes_no_word(words: str) -> None:
    assert written("".join(set_around(words))) == words.replace(NO_BREAK_SPACE, " ")


@given(WORDS, WORDS)
def test_sizing_changes_no_word(words: str, number: str) -> None:
    assert written("".join(set_sized(words, number))) == words.replace(NO_BREAK_SPACE, " ")


PIECES = st.sampled_from(
    [
        "",
        "about ",
        "超过",
        "≈",
        "over <",
        " looms",
        "个项目",
        "台",
        "%",
        " million yuan",
        " of 100",
        "2",
        " <&'>",
        "0",
        "℃",
    ]
)
NUMBERS = st.one_of(
    st.from_regex(r"-?[0-9]{1,3}([,.][0-9]{1,3}){0,3}( [mb]illion|[万亿]{1,2})?", fullmatch=True),
    st.sampled_from(["", "three", "百", "0", "00", "٣", "1 234", "1\xa0234", "39", "&#39;"]),
)


@given(NUMBERS, NUMBERS, st.lists(PIECES, min_size=1, max_size=3).map(tuple))
@example("12", "7", ("0", ""))
@example("1,234", "5,678", ("≈", ""))
def test_numbers_of_one_shape_are_set_alike(first: str, then: str, pattern: tuple[str, ...]) -> None:
    for number in (first, then, then[::-1]):
        assert set_number(number, pattern) == set_around(number.join(pattern))[0]


@given(WORDS)
def test_no_line_breaks_before_a_seal(words: str) -> None:
    before, after = set_around(words)
    held = re.search(r'<span class="nb">([^<]*)$', before)
    assert after == "</span>"
    assert held is not None
    assert held[1]
    assert " " not in held[1]
