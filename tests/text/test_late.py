"""Patterns that are compiled when they are first used."""

import re

import pytest

from jianbao.text.late import late_pattern


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    late, plain = late_pattern(r"(a)|b", re.IGNORECASE), re.compile(r"(a)|b", re.IGNORECASE)
    assert late.sub(r"<\1>", "xAb") == plain.sub(r"<\1>", "xAb") == "x<A><>"


def test_it_is_compiled_no_sooner_than_it_is_used() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("")


def test_its_methods_are_at_hand_from_the_second_time_on() -> None:
    late = late_pattern(b"[0-9]")
    assert late.search(b"7")
    assert "search" in vars(late)
