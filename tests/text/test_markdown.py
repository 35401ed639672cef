"""Prose becomes safe HTML or plain text, and Chinese emphasis and line breaks come out right."""

import html

import pytest

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.text.href import is_safe_href
from jianbao.text.markdown import plain_field, plain_text, render_prose, unsafe_links
from tests.nameable import figure_name, record_name

EN, ZH = Lang("en"), Lang("zh")


class Marked:
    """Resolve tokens to elements that name what was asked for."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        return f"<data>{figure_name(figure)}{'+noun' if noun else ''}</data>"

    def date(self, when: str, /) -> str:
        """Write a date."""
        return f"<time>{when}</time>"

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link."""
        return f'<a href="{record_name(ref)}">{html.escape(words or "name")}</a>'


class Plain:
    """Resolve tokens to plain text."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        return f"<{figure_name(figure)}>" if noun else f"<{figure}#>"

    def date(self, when: str, /) -> str:
        """Write a date."""
        return when

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link."""
        return words or record_name(ref)


def prose(text: str, lang: Lang = ZH) -> str:
    """Render with elements for tokens."""
    return render_prose(text, lang, Marked())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**重点。**下文", "<strong>重点。</strong>下文"),
        ("他说**“要点”**后", "他说<strong>“要点”</strong>后"),
        ("（**核心**）后", "（<strong>核心</strong>）后"),
        ("**“十五五”**期间", "<strong>“十五五”</strong>期间"),
        ("前文，*《办法》*，后文", "前文，<em>《办法》</em>，后文"),
        ("增长**30%**的", "增长<strong>30%</strong>的"),
        ("名为**(核心)**后", "名为<strong>(核心)</strong>后"),
        ("（_核心_）", "（<em>核心</em>）"),
        ("共**{a}**后", "共<strong><data>a+noun</data></strong>后"),
        ("由**[[region/x]]**后", '由<strong><a href="region/x">name</a></strong>后'),
        ("***重点。***下文", "<em><strong>重点。</strong></em>下文"),
    ],
)
def test_emphasis_may_touch_chinese_punctuation(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize("text", ["snake_case_name", "a * b * c", "** not bold **", "2 ** 3"])
def test_what_commonmark_does_not_take_for_emphasis_stays(text: str) -> None:
    assert prose(text, EN) == text


def test_a_token_counts_as_a_letter_beside_emphasis() -> None:
    assert prose("pre**{a}**ed", EN) == "pre<strong><data>a+noun</data></strong>ed"
    assert prose("pre**[[region/x]]**ed", EN) == 'pre<strong><a href="region/x">name</a></strong>ed'


def test_english_emphasis_is_that_of_commonmark() -> None:
    assert prose("a**“b”**c, *d*", EN) == "a**“b”**c, <em>d</em>"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("中文\n中文", ZH, "中文中文"),
        ("中文，\n“中文", ZH, "中文，“中文"),
        ("**中文**\n中文", ZH, "<strong>中文</strong>中文"),
        ("使用\nDDR5", ZH, "使用DDR5"),
        ("达到\n{a}", ZH, "达到<data>a+noun</data>"),
        ("Montage\nTechnology", ZH, "Montage\nTechnology"),
        ("two\nwords", EN, "two\nwords"),
        ("two\n{a}", EN, "two\n<data>a+noun</data>"),
        ("绿水\n青山 is", EN, "绿水青山 is"),
        ("the 青山\nis", EN, "the 青山\nis"),
    ],
)
def test_a_line_break_beside_chinese_vanishes(text: str, lang: Lang, expected: str) -> None:
    assert prose(text, lang) == expected


def test_a_hard_break_stays() -> None:
    assert prose("中文  \n中文") == "中文<br>\n中文"


def test_no_space_is_put_between_chinese_and_latin() -> None:
    assert prose("使用DDR5芯片*和*6G") == "使用DDR5芯片<em>和</em>6G"


def test_tokens_are_resolved_with_all_they_say() -> None:
    assert prose("{a} {a:value} {2021/2025} [[region/x|<i>]]", EN) == (
        '<data>a+noun</data> <data>a</data> <time>2021/2025</time> <a href="region/x">&lt;i&gt;</a>'
    )


def test_tokens_in_code_spans_are_left_alone() -> None:
    assert prose("write `{a}` for {a}", EN) == "write <code>{a}</code> for <data>a+noun</data>"


def test_escaped_and_unreadable_tokens_are_ordinary_text() -> None:
    assert prose(r"\{a} {Foo} \[[region/x]] {open", EN) == "{a} {Foo} [[region/x]] {open"


def test_raw_html_is_text() -> None:
    assert prose("<b onclick=x>&amp;&lt;</b>", EN) == "&lt;b onclick=x&gt;&amp;&lt;&lt;/b&gt;"


def test_an_image_is_a_link_at_most() -> None:
    assert "<img" not in prose("![alt](../a.png)", EN)


@pytest.mark.parametrize("text", ["# head", "- item", "1. item", "> quote", "---", "    code"])
def test_a_paragraph_never_becomes_a_block(text: str) -> None:
    assert prose(text, EN) == html.escape(text.strip())


def test_links_are_written() -> None:
    assert prose('[a *b*](https://example.org/?a=1&b=2 "t\'s")', EN) == (
        '<a href="https://example.org/?a=1&amp;b=2" title="t&#x27;s">a <em>b</em></a>'
    )


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert prose("<https://example.org/>", EN) == '<a href="https://example.org/">https://example.org/</a>'


def test_a_refused_link_keeps_its_words() -> None:
    assert prose("see [the *page*](javascript:alert(1)).", EN) == "see the <em>page</em>."


def test_anchors_are_never_nested() -> None:
    """The figure links to its evidence, and the address in angle brackets is inside a link already."""
    assert prose("[see {a}](../b)", EN) == "see <data>a+noun</data>"
    assert prose("[see <https://a.example>](../b)", EN) == '<a href="../b">see https://a.example</a>'
    assert prose("[see [[region/x]]](../b)", EN) == '[see <a href="region/x">name</a>](../b)'


UNSAFE = [
    "",
    "//example.org",
    "/\\example.org",
    "\\\\example.org",
    "%2F%2Fexample.org",
    "%252f/example.org",
    " //example.org",
    "/\t/example.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "java%0ascript:alert(1)",
    "java%73cript:alert(1)",
    "javascript%3Aalert(1)",
    "\x01javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "data:text/html,x",
    "data:image/png;base64,x",
    "vbscript:x",
    "file:///etc/passwd",
    "tel:123",
    "http:example.org",
    "https:/example.org",
    "https:///example.org",
    "https://good.example@evil.example/",
    "mailto:",
    "mailto:a@b.example%0abcc:c@d.example",
    "%25252525252f",
    "a:b",
    "../a%00b",
    "../a\u202eb",
    "https://a.example/%0d%0ab",
]


@pytest.mark.parametrize("href", UNSAFE)
def test_a_link_that_leads_elsewhere_is_refused(href: str) -> None:
    assert not is_safe_href(href)


@pytest.mark.parametrize(
    "href",
    [
        "../topics/quantum/",
        "#n1",
        "?q=a:b",
        "a/b:c",
        "/en/",
        "a%20b.html",
        "http://example.org",
        "https://example.org:8443/a%20b?c=//d#e",
        "HTTPS://example.org/",
        "mailto:editor@example.org",
        "mailto:editor@example.org?subject=a%20b",
        "%E7%AE%80%E6%8A%A5",
    ],
)
def test_a_link_to_a_page_or_letterbox_is_safe(href: str) -> None:
    assert is_safe_href(href)


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript&colon;a)",
        "[x](&#106;avascript:a)",
        r"[x](java\script:a)",
        "[x](<java script:a>)",
        "<javascript:a>",
        "[x](//a.example)",
    ],
)
def test_entities_and_escapes_do_not_smuggle_a_destination(text: str) -> None:
    assert "href" not in prose(text, EN)
    assert unsafe_links(text)


def test_unsafe_links_are_found_with_their_place() -> None:
    text = "a [b](../c), *[d](javascript:e)*, [f](//g)"
    found = [(link.href, text[link.start : link.end]) for link in unsafe_links(text)]
    assert found == [("javascript:e", "[d](javascript:e)"), ("//g", "[f](//g)")]


def test_text_fields_know_no_markdown() -> None:
    assert plain_field(r"*a* `{n}` \{c\} [x](y)", Plain()) == "*a* `<n>` {c} [x](y)"


def test_plain_fields_are_not_escaped() -> None:
    assert plain_field(r"*a* <b> {n:value} \{", Plain()) == "*a* <b> <n#> {"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("**重点。**见[网页](https://example.org)\n{a}", ZH, "重点。见网页<a>"),
        ("*One* & `two`\nof [[region/x|it]] \\* {2026}", EN, "One & two of it * 2026"),
        ("no <b>", EN, "no <b>"),
        ("two  \nlines", EN, "two lines"),
    ],
)
def test_plain_text_has_no_marks(text: str, lang: Lang, expected: str) -> None:
    assert plain_text(text, lang, Plain()) == expected


@pytest.mark.parametrize("piece", ["[", "**a", "`", "[a](", "{a", "[[a/b|", "<", "*_", "[a](<", "\\", "中\n", "]("])
def test_a_hostile_paragraph_of_the_longest_size_is_rendered(piece: str) -> None:
    """A text holds at most 4,000 characters; the time limit of the tests is the law here."""
    assert prose(piece * (4000 // len(piece)))
