"""Words in the plural that a number asks for."""

from typing import Final

import pytest

from jianbao.model.basics import Lang
from jianbao.read.yaml_subset import read_subset
from jianbao.text.plurals import in_plural
from tests.conftest import ROOT

EN: Final = Lang("en")
FIGURES: Final = "{n} {n, plural, one {figure} other {figures}}"


@pytest.mark.parametrize(("number", "words"), [("0", "figures"), ("1", "figure"), ("2", "figures"), ("21", "figures")])
def test_a_form_is_chosen_by_the_category_of_the_number(number: str, words: str) -> None:
    assert in_plural(FIGURES, {"n": number}, EN) == f"{{n}} {words}"


def test_a_language_without_a_plural_takes_the_last_form() -> None:
    assert in_plural(FIGURES, {"n": "1"}, Lang("zh")) == "{n} figures"


@pytest.mark.parametrize(("number", "word"), [("1", "a"), ("3", "b"), ("5", "c"), ("22", "b")])
def test_other_languages_have_the_categories_of_cldr(number: str, word: str) -> None:
    assert in_plural("{n, plural, one {a} few {b} other {c}}", {"n": number}, Lang("pl")) == word


def test_a_category_without_a_form_takes_the_last() -> None:
    assert in_plural("{n, plural, one {a} other {c}}", {"n": "5"}, Lang("pl")) == "c"


def test_a_form_may_hold_names() -> None:
    assert in_plural("{n, plural, one {One, {date}.} other {{n}, {date}.}}", {"n": "1"}, EN) == "One, {date}."


def test_several_numbers_choose_each_for_itself() -> None:
    words = "{a, plural, one {is} other {are}} {b, plural, one {is} other {are}}"
    assert in_plural(words, {"a": "1", "b": "2"}, EN) == "is are"


@pytest.mark.parametrize("words", ["All {count}", "{x, plural, one {a} other {b}}", "{n, plural, }", "a, plural, b"])
def test_what_no_number_decides_stays(words: str) -> None:
    assert in_plural(words, {"n": "1"}, EN) == words


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("number", ["1", "5"])
def test_every_choice_among_the_interface_strings_can_be_read(lang: str, number: str) -> None:
    strings = read_subset((ROOT / f"site_src/ui/{lang}.yaml").read_text("utf-8"))
    assert strings is not None
    names = ("count", "total", "used", "named", "left_out", "open", "figures", "records")
    chosen = {key: in_plural(str(one), dict.fromkeys(names, number), Lang(lang)) for key, one in strings.items()}
    assert {key: words for key, words in chosen.items() if ", plural" in words} == {}
