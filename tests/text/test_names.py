"""Names are found where they stand as words: the leftmost first, of those the longest, and nothing twice."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.model.basics import Dated, Lang, RefStr
from jianbao.model.records import Company, Event, Metric, Term
from jianbao.text.gists import SEAM
from jianbao.text.names import Found, declared_names, fold_case, latin_words, name_table

EN, ZH = Lang("en"), Lang("zh")
ALPHABET = "aAbBcs1İß- 中国人工智能十五"
TEXTS = st.text(ALPHABET, max_size=40)
FORMS = st.lists(st.text(ALPHABET, max_size=6), max_size=8)


def found_in(text: str, *forms: str) -> list[str]:
    """Return what is found, as the text writes it."""
    return [text[found.start : found.end] for found in name_table(forms).find(text)]


def test_the_longest_form_wins() -> None:
    assert found_in("embodied AI industry", "AI", "embodied AI", "embodied AI industry") == ["embodied AI industry"]


def test_the_leftmost_form_wins_over_a_longer_one() -> None:
    assert found_in("人工智能产业园区", "人工智能", "智能产业园区") == ["人工智能"]


def test_nothing_inside_a_form_counts_again() -> None:
    assert found_in("15th Five-Year Plan", "15th Five-Year Plan", "Five", "Plan") == ["15th Five-Year Plan"]


def test_a_shorter_form_is_found_where_the_longer_does_not_go_on() -> None:
    assert found_in("embodied art", "embodied AI", "embodied") == ["embodied"]


def test_a_form_of_one_character_is_found_beside_longer_ones() -> None:
    assert found_in("省和省会", "省", "省会") == ["省", "省会"]


def test_case_does_not_matter() -> None:
    assert found_in("ZHONGGUANCUN and zhongguancun", "Zhongguancun") == ["ZHONGGUANCUN", "zhongguancun"]


@pytest.mark.parametrize("text", ["AIM", "mAI", "AI5", "5AI", "said"])
def test_a_latin_form_is_no_part_of_a_word(text: str) -> None:
    assert found_in(text, "AI") == []


@pytest.mark.parametrize("text", ["AI.", "(AI)", "AI-based", "用AI做", "“AI”", "AI’s"])
def test_a_latin_form_stands_between_anything_else(text: str) -> None:
    assert found_in(text, "AI") == ["AI"]


@pytest.mark.parametrize(("text", "found"), [("AIs", ["AIs"]), ("buses", ["buses"]), ("AIss", []), ("buss", ["buss"])])
def test_the_plural_belongs_to_the_form(text: str, found: list[str]) -> None:
    assert found_in(text, "AI", "bus") == found


def test_chinese_characters_have_no_plural() -> None:
    assert found_in("机器人s", "机器人") == ["机器人"]


def test_a_han_form_is_found_inside_other_characters() -> None:
    assert found_in("我国人工智能发展", "人工智能") == ["人工智能"]


def test_the_form_is_given_as_the_table_knows_it() -> None:
    assert [*name_table([" Embodied AI "]).find("an EMBODIED AI")] == [Found(3, 14, "embodied ai")]


def test_a_letter_whose_small_form_is_longer_moves_no_offset() -> None:
    """The dotted İ has two characters in lower case; the names around it are still found."""
    assert found_in("İİ AI in İstanbul, AI", "AI", "İstanbul") == ["AI", "İstanbul", "AI"]


def test_empty_forms_are_ignored() -> None:
    assert [*name_table(["", " "]).find("a  b")] == []


@given(FORMS, TEXTS)
@example(["十五"], "İ十五五")
def test_a_mask_keeps_length_and_what_is_not_a_name(forms: list[str], text: str) -> None:
    masked = name_table(forms).mask(text)
    assert len(masked) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, masked, strict=True))


@given(FORMS, TEXTS)
def test_what_is_found_lies_in_order_without_overlap(forms: list[str], text: str) -> None:
    ends = [place for found in name_table(forms).find(text) for place in (found.start, found.end)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in zip(ends[::2], ends[1::2], strict=True))


@given(FORMS, st.data())
def test_every_form_is_found_where_spaces_surround_it(forms: list[str], data: st.DataObject) -> None:
    written = [form.strip() for form in forms if form.strip()]
    if not written:
        return
    form = data.draw(st.sampled_from(written))
    assert found_in(f" {form} ", *forms)[:1] == [form]


@given(FORMS, TEXTS)
def test_no_longer_form_begins_where_one_is_found(forms: list[str], text: str) -> None:
    """Judged with one table a form, which leaves no choice of the longest."""
    table = name_table(forms)
    for found in table.find(text):
        lengths = [len(one.form) for form in forms for one in name_table([form]).find(text) if one.start == found.start]
        assert len(found.form) == max(lengths)


@given(FORMS, st.lists(TEXTS, max_size=4))
@example(["a b", "a  b"], ["a", "b"])
@example(["a\x1fb"], ["a", "b"])
def test_joined_texts_are_searched_as_each_is_unless_the_table_is_broken(forms: list[str], texts: list[str]) -> None:
    table = name_table(forms)
    joined = SEAM.join(texts)
    found = [one.form for one in table.find_among(joined, latin_words(fold_case(joined)))]
    assert table.is_broken or found == [one.form for text in texts for one in table.find(text)]


@given(FORMS, TEXTS)
def test_nothing_is_left_to_find_in_a_masked_text(forms: list[str], text: str) -> None:
    """A blank is no part of these forms, so that none can arise anew."""
    table = name_table(form for form in forms if " " not in form.strip())
    once = table.mask(text)
    assert table.mask(once) == once


def test_a_name_that_begins_with_a_token_covers_it() -> None:
    table = name_table(["14th Five-Year Plan", "十五五规划"])
    assert table.covers("14th Five-Year Plan period", "14th")
    assert table.covers("十五五规划", "十五")
    assert not table.covers("14th session", "14th")


def test_a_name_covers_no_token_that_is_longer_than_it() -> None:
    assert not name_table(["6G"]).covers("6G networks", "6G networks")


def test_the_time_grows_with_the_text_alone() -> None:
    """Eight times the text takes eight times the work, or sixty-four times where the work is quadratic."""
    table = name_table(f"{first}{second} company" for first in "abcdefghij" for second in "abcdefghij")
    short = "an ac company of ab compan " * 2_000

    def seconds(text: str) -> float:
        runs = []
        for _ in range(3):
            start = time.process_time()
            table.mask(text)
            runs.append(time.process_time() - start)
        return min(runs)

    assert seconds(short * 8) < 32 * seconds(short)


def test_named_records_declare_names_and_aliases_in_every_language() -> None:
    records = {
        RefStr("company/a"): Company(name={EN: "A", ZH: "甲"}, aliases={EN: ("Aa", "Aaa"), ZH: ("甲甲",)}),
        RefStr("term/t"): Term(name={EN: "t"}, avoided={EN: ("tt",)}),
    }
    assert [*declared_names(records)] == ["A", "甲", "Aa", "Aaa", "甲甲", "t"]


def test_described_records_declare_nothing() -> None:
    event = Event(name={EN: "Three years of growth"}, date=Dated(when="2026"))
    metric = Metric(name={EN: "Two plants"}, unit="u", about=(), observations=())
    assert [*declared_names({RefStr("event/e"): event, RefStr("metric/m"): metric})] == []


def test_the_end_of_the_text_cuts_no_longer_form() -> None:
    assert found_in("AI", "AI", "AI-5") == ["AI"]
