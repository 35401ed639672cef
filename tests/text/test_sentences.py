"""Sentences: where they end, and what of them the digest ignores."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.text.sentences import digest, find_sentences, normalise, split_sentences

EN = Lang("en")
ZH = Lang("zh")

_TEXTS = st.text(st.sampled_from("ab Z9.!?…。！？；\"'”’」』)（“‘-–—\u00ad\n\u3000港口"), max_size=60)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left on Feb. 18 with 40 cars.",
        "The ferry left on Jan. 2, before dawn.",
        "It was built by Lantern Co. Ltd. in the harbour.",
        "Harbour No. 3 is closed.",
        "The U.S. Coast Survey drew the chart.",
        "J. K. Olsen signed it.",
        "Dr. Olsen signed it.",
        "The pump moves 3.5 tonnes, release 2.0 moves 4.25.",
        "It costs some 5,000 U.S. dollars a day.",
        "They waited … and waited.",
        '"Are we late?" he asked.',
        "It opens at 9 a.m. Monday.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert split_sentences(text, EN) == (text,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The ferry left in Feb.", "The next one is full."),
        ("It was built by Lantern Co.", "The yard has closed since."),
        ("It was sold to the U.S.", "It came back in May."),
        ('They call it a "floating school."', "The name stuck."),
        ("They call it a “floating school.”", "“Nobody drowned,” Olsen said."),
        ("Sixty boats came.", "12 of them sank."),
        ("Sixty boats came!", "(Most were small.)"),
        ("Nobody knows why …", "The crew does."),
        ("Boats are old.", "eVTOLs are new."),
        ("It has 2.0.", "And 3.0?"),
        ("Was it late?", "No."),
        ("The answer was no.", "The vote is over."),
    ],
)
def test_a_stop_before_a_new_sentence_ends_the_old_one(first: str, second: str) -> None:
    assert split_sentences(f"{first} {second}", EN) == (first, second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渡船开走了。下一班已满！还等吗？", ("渡船开走了。", "下一班已满！", "还等吗？")),
        ("他说：“船到了。”大家上船。", ("他说：“船到了。”", "大家上船。")),
        ("她写道：『船到了！』」大家上船。", ("她写道：『船到了！』」", "大家上船。")),
        ("造价2.5亿元，版本2.0。", ("造价2.5亿元，版本2.0。",)),
        ("他等……等船。", ("他等……等船。",)),
        ("船到了；人没到。", ("船到了；人没到。",)),
        ("“船到了！”他说，“上船吧。”大家走了。", ("“船到了！”他说，“上船吧。”", "大家走了。")),
        ("「船到了。」船长告诉记者。风停了。", ("「船到了。」船长告诉记者。", "风停了。")),
        ("他说：“船到了。”船长说，风停了。", ("他说：“船到了。”", "船长说，风停了。")),
        ("“船到了。”说明书上写着。", ("“船到了。”", "说明书上写着。")),
        ("他读过《你好！渡船》。又读一遍。", ("他读过《你好！渡船》。", "又读一遍。")),
        ("船到了（见图。共三艘！）。人没到。", ("船到了（见图。共三艘！）。", "人没到。")),
        ("船到了。（完）", ("船到了。", "（完）")),
        ("船到了……” 人没到。", ("船到了……”", "人没到。")),
        ("第一，修船；第二，开船！", ("第一，修船；第二，开船！",)),
        ("船到了！！！人没到？！", ("船到了！！！", "人没到？！")),
        ("（船到了。人没到。", ("（船到了。", "人没到。")),
    ],
)
def test_chinese_sentences_end_at_full_width_stops(text: str, expected: tuple[str, ...]) -> None:
    assert split_sentences(text, ZH) == expected


def test_a_semicolon_ends_a_chinese_sentence_on_request() -> None:
    assert split_sentences("船到了；人没到。", ZH, semicolons=True) == ("船到了；", "人没到。")


def test_text_without_a_stop_is_one_sentence() -> None:
    assert split_sentences("  a pier at night ", EN) == ("a pier at night",)


@given(text=_TEXTS, lang=st.sampled_from([EN, ZH]))
def test_sentences_give_back_the_text_but_for_white_space(text: str, lang: Lang) -> None:
    assert "".join("".join(split_sentences(text, lang)).split()) == "".join(text.split())


@given(text=st.text(st.sampled_from('ab Z9.!?…"”\n'), max_size=60))
def test_english_sentences_joined_with_spaces_are_the_normalised_text(text: str) -> None:
    assert normalise(" ".join(split_sentences(text, EN))) == normalise(text)


@given(text=_TEXTS, lang=st.sampled_from([EN, ZH]))
def test_spans_are_in_order_and_do_not_overlap(text: str, lang: Lang) -> None:
    edges = [edge for span in find_sentences(text, lang) for edge in (span.start, span.end)]
    assert edges == sorted(edges)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Ships” aren’t late", '"Ships" aren\'t late'),
        ("ten  ships\u00a0came\u3000in", "ten ships came\nin"),
        ("the har-\nbour wall", "the harbour wall"),
        ("the har\u00adbour wall", "the harbour wall"),
        ("ships -- all of them", "ships — all of them"),
        ("ships – all of them", "ships — all of them"),
        ("「船」", "“船”"),
    ],
)
def test_two_printings_of_a_sentence_have_one_digest(one: str, other: str) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 ships", "6 ships"),
        ("−5 degrees", "5 degrees"),
        ("-5 degrees", "5 degrees"),
        ("5–7 ships", "57 ships"),
        ("5–7 ships", "5-7 ships"),
        ("５ ships", "5 ships"),
        ("5% of ships", "5 of ships"),
        ("5′ of ship", "5″ of ship"),
        ("m²", "m2"),
        ("Ships came", "ships came"),
        ("co-op", "coop"),
    ],
)
def test_digits_signs_and_letters_change_the_digest(one: str, other: str) -> None:
    assert digest(one) != digest(other)


@given(text=_TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(text=_TEXTS)
def test_normalising_keeps_every_digit(text: str) -> None:
    assert [letter for letter in normalise(text) if letter.isdigit()] == [letter for letter in text if letter.isdigit()]


def test_a_digest_is_sixteen_hexadecimal_digits() -> None:
    assert digest("") == "e3b0c44298fc1c14"


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        '"',
        "”",
        '."',
        ". ",
        '. "',
        " ",
        "-",
        "—",
        "\u00ad",
        "-\n",
        "A.",
        "Co. ",
        "。",
        "…",
        "“。”",
        "《",
        "（。）",
        "（",
        "。”说",
    ],
)
@pytest.mark.parametrize("lang", [EN, ZH])
def test_hostile_runs_are_split_in_linear_time(unit: str, lang: Lang) -> None:
    """A quadratic scan of 1e5 characters takes minutes; the bound leaves room for a busy machine."""
    started = time.process_time()
    text = unit * 100_000
    split_sentences(text, lang)
    normalise(text)
    assert time.process_time() - started < 5
