"""Laws of prose: nothing is lost, nothing unsafe is written, and the short cut changes nothing."""

import html
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.model.basics import FigureIdStr, Lang, Paragraph, RefStr
from jianbao.model.records import Topic
from jianbao.text.gists import SEAM, gist_of, sayings_of
from jianbao.text.han import wrong_punctuation
from jianbao.text.markdown import (
    cut_prose,
    plain_text,
    render_by_parser,
    render_cut,
    render_prose,
    unsafe_links,
)
from jianbao.text.outlines import sketch_of, sketches_of
from jianbao.text.pens import PLAIN
from jianbao.text.prose import Words, bindings, parse_prose, visible_words
from tests.nameable import figure_name, record_name

SNIPPETS = (
    *"{}[]()|:\\*_`<>&!\"'#/ \n\t\r\0ab1-中文。，“”（）：",
    *("{a}", "{a:value}", "{2026}", "{2019/..}", "{Foo}", "[[region/x]]", "[[region/x|字 <i>]]", "[[bad]]", "\\{"),
    *(
        "**",
        "***",
        "](",
        "javascript:",
        "java\tscript:",
        "&colon;",
        "&#58;",
        "%6A",
        "//",
        "https://a.example",
        "mailto:",
    ),
    *("<https://a.example>", "[x](data:text/html,y)", "<script>", "  \n", "\u200b", "\ufffc", "http://[", "@", "%"),
)
texts = st.one_of(st.lists(st.sampled_from(SNIPPETS), max_size=30).map("".join), st.text(max_size=60))
plain_words = st.sampled_from(
    (*"ab 1.,;:!?'\"()-#>=~+]}{中文。，“”", "{a}", "{2026}", "[[region/x]]", "[[region/x|*_`]]")
)
emphasised = st.sampled_from(
    (
        *"ab1 ,.()中文。“”²é-~$+",
        "*",
        "**",
        "***",
        "*a*",
        "**b c**",
        "*中*",
        "**文。**",
        "* a*",
        "{a}",
        "&amp;",
        "R&D;",
        "&",
        "_",
    )
)
langs = st.sampled_from((Lang("en"), Lang("zh")))


class Resolver:
    """Resolve tokens without any angle bracket, so that each bracket in the output is the renderer's."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        return f"F-{figure_name(figure)}-{noun}"

    def date(self, when: str, /) -> str:
        """Write a date."""
        return f"D-{when}"

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link."""
        return f"L-{record_name(ref)}-{html.escape(words or '')}"


class Hrefs(HTMLParser):
    """Gather destinations as a browser would read them, and check that tags are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.opened: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a destination."""
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.opened.pop() == tag


@given(texts)
def test_pieces_laid_end_to_end_are_the_text(text: str) -> None:
    prose = parse_prose(text)
    assert "".join(text[piece.start : piece.end] for piece in prose.pieces) == text
    assert all(piece.text == text[piece.start : piece.end] for piece in prose.pieces if isinstance(piece, Words))


@given(texts)
def test_slips_lie_in_words_and_do_not_overlap(text: str) -> None:
    prose = parse_prose(text)
    tokens = [piece for piece in prose.pieces if not isinstance(piece, Words)]
    spans = sorted((span.start, span.end) for span in (*tokens, *prose.slips))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(texts)
def test_visible_words_keep_every_offset(text: str) -> None:
    seen = visible_words(parse_prose(text))
    assert len(seen) == len(text)
    assert all(here in {there, " "} for here, there in zip(seen, text, strict=True))


@given(texts)
@example("{a}{b-2} [[region/x]][[region/x]] {a}")
@example(f"a{SEAM}b {{x}}")
@example(f"{{{SEAM} {{x}}")
def test_the_gist_of_a_text_is_what_the_parser_finds(text: str) -> None:
    prose, gist = parse_prose(text), gist_of(text)
    bound = bindings(prose)
    assert gist.words == visible_words(prose)
    assert (set(gist.figures), set(gist.records)) == (bound.figures, bound.records)
    assert [*map(len, (gist.figures, gist.records))] == [*map(len, (bound.figures, bound.records))]
    assert (set(gist.dates), gist.has_slips) == (bound.dates, bool(prose.slips))


said_by = st.dictionaries(langs, st.one_of(texts, st.lists(plain_words, max_size=9).map("".join)), max_size=2)


@given(st.lists(said_by, max_size=4))
@example([{Lang("en"): "[[region/x]] {a}", Lang("zh"): "{a}[[region/x]]"}, {Lang("zh"): "{b}", Lang("en"): "{b}"}])
@example([{Lang("en"): "{a}", Lang("zh"): "{b}"}, {Lang("en"): "{b}", Lang("zh"): "{a}"}])
@example([{Lang("en"): f"{{a}}{SEAM}", Lang("zh"): f"{{a}}{SEAM}"}])
@example([{Lang("en"): f"{{a}}{{{SEAM}", Lang("zh"): f"{{a}}{{{SEAM}"}])
@example([{Lang("en"): "{\x1eregion/x]]", Lang("zh"): "{\x1eregion/x]]"}])
@example([{Lang("en"): "{a}"}, {Lang("en"): ""}, {Lang("en"): "{a} {b}"}])
@example([{Lang("en"): "{a}", Lang("zh"): ""}, {Lang("en"): "", Lang("zh"): "{a}"}])
@example([{Lang("en"): "{a--b} {c-}", Lang("zh"): "｛"}])
def test_texts_together_bind_what_each_of_them_does(told: list[dict[Lang, str]]) -> None:
    sayings = sayings_of(told)
    bound = [{lang: bindings(parse_prose(text)) for lang, text in words.items()} for words in told]
    each = [(number, one) for number, own in enumerate(bound) for one in own.values()]
    assert sayings.figures == sorted({(number, name) for number, one in each for name in one.figures})
    assert sayings.records == sorted({(number, name) for number, one in each for name in one.records})
    assert {(number, when) for number, dates in sayings.dates.items() for when in dates} == {
        (number, when) for number, one in each for when in one.dates
    }
    assert sayings.has_slips == any(parse_prose(text).slips for words in told for text in words.values())
    each_is_same = (all(one == next(iter(own.values())) for one in own.values()) for own in bound)
    assert sayings.is_same == (all(each_is_same) and all(words.keys() == told[0].keys() for words in told))


@given(st.lists(st.lists(said_by, max_size=3), min_size=1, max_size=4))
@example([[{Lang("en"): "{a} [[region/x]]"}], [], [{Lang("en"): "{2026}"}], [{Lang("en"): "{b}"}, {Lang("en"): "{c}"}]])
def test_records_read_together_say_what_each_of_them_does(told: list[list[dict[Lang, str]]]) -> None:
    topics = [Topic({}, summary=tuple(map(Paragraph, texts))) for texts in told]
    assert sketches_of(topics)[0] == [sketch_of(topic) for topic in topics]


@given(st.lists(said_by, max_size=4))
@example([{Lang("en"): "a {a} b"}, {Lang("en"): "c"}])
def test_what_texts_say_together_is_what_each_says(told: list[dict[Lang, str]]) -> None:
    for lang, cut in sayings_of(told).cuts.items():
        words = [visible_words(parse_prose(text[lang])) for text in told if lang in text]
        said = "".join(cut.said.split())
        assert said == "".join("".join(words).split())


@given(st.lists(st.lists(plain_words, max_size=9).map("".join), min_size=1, max_size=4))
def test_a_place_in_what_is_said_is_that_of_its_text(texts: list[str]) -> None:
    """A word of its own stands at the end of each text."""
    told = [{Lang("en"): f"{text} word{number}."} for number, text in enumerate(texts)]
    cut = sayings_of(told).cuts[Lang("en")]
    assert cut.texts_at(cut.said.index(f"word{number}.") for number in range(len(told))) == [*range(len(told))]


@given(st.lists(st.lists(plain_words, max_size=9).map("".join), min_size=1, max_size=4))
def test_what_is_said_can_be_had_of_each_text(told: list[str]) -> None:
    sayings = sayings_of([{Lang("en"): text} for text in told])
    alone = [sayings_of([{Lang("en"): text}]).cuts[Lang("en")].said for text in told]
    assert ["".join(text.split()) for text in sayings.cuts[Lang("en")].texts()] == [
        "".join(text.split()) for text in alone
    ]


@given(st.lists(plain_words, max_size=30).map("".join), langs)
def test_the_short_cut_gives_what_the_parser_gives_for_plain_paragraphs(text: str, lang: Lang) -> None:
    assert render_prose(text, lang, Resolver()) == render_by_parser(text, lang, Resolver())


@given(st.lists(emphasised, max_size=12).map("".join), langs)
@example("**a** *b* c*d*e", Lang("en"))
@example("**重点。**天*干*", Lang("zh"))
def test_the_short_cut_gives_what_the_parser_gives_for_emphasis(text: str, lang: Lang) -> None:
    assert render_prose(text, lang, Resolver()) == render_by_parser(text, lang, Resolver())


@given(texts, langs)
@example("\ufffc\n\ufffc", Lang("zh"))
def test_the_short_cut_gives_what_the_parser_gives_for_all_paragraphs(text: str, lang: Lang) -> None:
    assert render_prose(text, lang, Resolver()) == render_by_parser(text, lang, Resolver())


@given(st.one_of(texts, st.lists(plain_words, max_size=30).map("".join)), langs)
@example('A & "b" <c {a}', Lang("en"))
@example("*a* {a:value} [[region/x|'b' *c*]]", Lang("en"))
def test_plain_text_is_what_the_parser_gives(text: str, lang: Lang) -> None:
    assert plain_text(text, lang, Resolver()) == render_by_parser(text, lang, Resolver(), PLAIN)


@given(st.one_of(texts, st.lists(emphasised, max_size=12).map("".join)), langs)
@example("*a* {a}, {a:value} & [[region/x]]", Lang("en"))
def test_a_paragraph_is_cut_once_for_all_that_is_made_of_it(text: str, lang: Lang) -> None:
    cut = cut_prose(text, lang)
    assert render_cut(cut, Resolver()) == render_prose(text, lang, Resolver())
    assert render_cut(cut, Resolver(), PLAIN) == plain_text(text, lang, Resolver())
    assert render_cut(cut, Resolver()) == render_prose(text, lang, Resolver())


@pytest.mark.parametrize("token", ["{b}", "{b:value}", "[[region/y]]"])
def test_a_name_that_nothing_bears_is_told(token: str) -> None:
    class Knowing(Resolver):
        def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
            return {"a": "7"}[figure if noun else ""]

        def link(self, ref: RefStr, words: str | None, /) -> str:
            return {"region/x": "X"}[words or ref]

    assert render_prose("{a} [[region/x]]", Lang("en"), Knowing()) == "7 X"
    with pytest.raises(KeyError):
        render_prose(f"{{a}} {token} [[region/x]]", Lang("en"), Knowing())


@given(st.lists(plain_words, max_size=30).map("".join), langs)
def test_a_paragraph_without_marks_is_the_same_as_plain_text(text: str, lang: Lang) -> None:
    written = plain_text(text, lang, Resolver())
    assert written == html.unescape(render_by_parser(text, lang, Resolver()))


@given(texts, langs)
def test_no_angle_bracket_of_the_input_reaches_the_page(text: str, lang: Lang) -> None:
    page = render_prose(text, lang, Resolver())
    own = r'</?(?:em|strong|code)>|<br>|<a href="[^"<>]*"(?: title="[^"<>]*")?>|</a>'
    assert not set("<>") & set(re.sub(own, "", page))


@given(texts, langs)
def test_tags_are_closed_and_destinations_are_allowed(text: str, lang: Lang) -> None:
    page = Hrefs(render_prose(text, lang, Resolver()))
    assert page.opened == []
    for href in page.hrefs:
        bare = re.sub(r"[\x00-\x20]", "", href).casefold()
        assert not bare.startswith("//")
        assert re.match(r"(?![^/?#]*:)|https?://|mailto:", bare)


DISGUISES = {
    ":": ["&colon;", "&#58;", "&#x3a;", "%3A"],
    "a": ["&#97;", "%61", "a\t", "a&Tab;", "A"],
    "j": ["&#106;", "\x01j", "J"],
}


@given(st.data(), st.sampled_from(("[x]({})", "[x](<{}>)", '[x]({} "t")', "<{}>", "[*x*]( {} )")))
def test_no_disguise_brings_a_script_into_a_destination(data: st.DataObject, form: str) -> None:
    disguised = "".join(data.draw(st.sampled_from([char, *DISGUISES.get(char, [])])) for char in "javascript:alert")
    assert "href" not in render_prose(form.format(disguised), Lang("en"), Resolver())


@given(texts, langs)
def test_whatever_the_text_no_function_raises(text: str, lang: Lang) -> None:
    assert isinstance(plain_text(text, lang, Resolver()), str)
    assert all(text[link.start] in "[<" and text[link.end - 1] in ")>" for link in unsafe_links(text))
    assert all(text[slip.start : slip.end] == slip.found for slip in wrong_punctuation(text, lang))


@given(texts, langs)
def test_every_token_that_is_resolved_is_bound(text: str, lang: Lang) -> None:
    """What the page shows is never more than what the parity check compares."""
    asked: set[str] = set()

    class Listening(Resolver):
        def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
            written = super().figure(figure, noun=noun)
            asked.add(figure)
            return written

        def link(self, ref: RefStr, words: str | None, /) -> str:
            written = super().link(ref, words)
            asked.add(ref)
            return written

    render_prose(text, lang, Listening())
    bound = bindings(parse_prose(text))
    assert asked <= {*bound.figures, *bound.records}


@given(texts, texts)
def test_what_was_rendered_before_changes_nothing(text: str, other: str) -> None:
    first = render_by_parser(text, Lang("zh"), Resolver())
    render_by_parser(other, Lang("en"), Resolver())
    assert render_by_parser(text, Lang("zh"), Resolver()) == first
