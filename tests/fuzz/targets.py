"""
What is fed with hostile text: each target takes any bytes and fails where the program would break a promise.

The promises: nothing is raised, places lie inside the text, nothing is lost, and what was accepted is consistent.
Used by the property tests beside this file and by the coverage-guided campaign, ``scripts/fuzz``.
"""

import html
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS
from jianbao.problems import Problem
from jianbao.read.decode import decode_record
from jianbao.read.encoding import decode_utf8
from jianbao.read.locate import place_problems
from jianbao.read.plain import Document
from jianbao.read.yaml_lines import read_events, read_yaml
from jianbao.text import dates, numerals, parse, periods, printed, proposal, prose, scan, sentences, tokens, zones
from jianbao.text.fold import fold
from jianbao.text.href import is_safe_href
from jianbao.text.markdown import plain_text, render_by_parser, render_prose, unsafe_links
from tests.nameable import figure_name, record_name

Target = Callable[[bytes], None]

EN: Final = Lang("en")
ZH: Final = Lang("zh")
UNITS: Final = Path(__file__).resolve().parents[2] / "site_src" / "units.yaml"


class Resolver:
    """Resolve tokens without any angle bracket, so that each bracket of the output is the renderer's."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        return f"F-{figure_name(figure)}-{noun}"

    def date(self, when: str, /) -> str:
        """Write a date."""
        return f"D-{html.escape(when)}"

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link."""
        return f"L-{record_name(ref)}-{html.escape(words or '')}"


@cache
def units() -> Mapping[str, Unit]:
    """Read the project's own table of units."""
    document = read_yaml(UNITS.read_text(), "units.yaml")
    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    return {name: msgspec.convert(value, Unit, strict=False) for name, value in document.data.items()}


def read_record(data: bytes) -> None:
    """Read a file as YAML and decode it as every kind of record."""
    text = decode_utf8(data, "x.yaml")
    if isinstance(text, Problem):
        return
    document = read_yaml(text, "x.yaml")
    assert document == read_events(text, "x.yaml")  # the quick reader says nothing that the careful one does not
    if not isinstance(document, Document):
        assert document.problems
        return
    assert _holds_text_only(document.data)
    shapes: list[Any] = [*(kind.struct for kind in KINDS.values()), SeedPlan, SeedIndex, dict[str, str], Unit]
    for shape in shapes:
        found = decode_record(document.data, shape, "x.yaml")
        if isinstance(found, tuple):
            assert found
            lines = text.count("\n") + text.count("\r") + 1
            assert all(1 <= placed.place.line <= lines for placed in place_problems(found, lambda _file: text))


def _holds_text_only(data: Any) -> bool:
    waiting: list[Any] = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
            assert all(isinstance(key, str) for key in one)
        elif isinstance(one, list):
            waiting += one
        else:
            assert isinstance(one, str)
    return True


def figures_of(lang: Lang, data: bytes) -> None:
    """Find the figures of a sentence and read each of them with every unit."""
    text = data.decode(errors="replace")
    bare = "".join(text.split())
    for found in scan.scan_figures(text, lang):
        assert "".join(found.token.split()) in bare
        for quantity in printed.read_printed(found, lang, units()):
            assert quantity.amount.is_finite()
            assert quantity.unit in units()
    read = parse.parse_quantity(text, lang, units())
    assert read is None or read.amount.is_finite()
    for numeral in numerals.find_numerals(text, lang):
        assert 0 <= numeral.start < numeral.end <= len(text)


def english_figures(data: bytes) -> None:
    """Read figures as English."""
    figures_of(EN, data)


def chinese_figures(data: bytes) -> None:
    """Read figures as Chinese."""
    figures_of(ZH, data)


def read_dates(data: bytes) -> None:
    """Read a date as written in a record and as printed in both languages."""
    text = data.decode(errors="replace")
    for lang in (EN, ZH):
        for when in dates.printed_dates(text, lang):
            assert "--" in when or dates.is_real_date(when), when  # a printed date may lack its year
        if dates.is_real_date(text):
            assert dates.format_date(text, lang)
    periods.read_period(text)
    periods.read_day(text)


def read_prose(data: bytes) -> None:
    """Take prose apart and render it in both languages, by the short cut and by the parser."""
    text = data.decode(errors="replace")
    parsed = prose.parse_prose(text)
    assert len(prose.visible_words(parsed)) == len(text)
    assert all(0 <= slip.start < slip.end <= len(text) for slip in parsed.slips)
    for lang in (EN, ZH):
        rendered = render_prose(text, lang, Resolver())
        assert rendered == render_by_parser(text, lang, Resolver())
        assert "<script" not in rendered
        plain_text(text, lang, Resolver())
    unsafe_links(text)
    assert not is_safe_href(text) or urlsplit(text).scheme in SCHEMES


SCHEMES: Final = frozenset({"", "http", "https", "mailto"})


def split_text(data: bytes) -> None:
    """Split a text into sentences, and index it as a seed text whose plan was proposed."""
    text = data.decode(errors="replace")
    for lang in (EN, ZH):
        spans = sentences.find_sentences(text, lang, semicolons=True)
        bare = "".join(text[span.start : span.end] for span in spans)
        assert "".join(bare.split()) == "".join(text.split())
        assert all(one.end <= other.start for one, other in pairwise(spans))
    normal = sentences.normalise(text)
    assert sentences.normalise(normal) == normal
    plan = proposal.propose_plan(text, "text")
    index = zones.index_seed(text, plan, scan.scan_figures)
    assert len({sentence.id for sentence in index.sentences}) == len(index.sentences)
    assert not zones.unzoned_lines(text, plan)


def search_query(data: bytes) -> None:
    """Cut a query into terms, as the search does."""
    text = data.decode(errors="replace")
    assert len(fold(text)) == len(text)
    for piece in tokens.pieces(text):
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.text
    assert all(tokens.terms(text))
    assert tokens.whole(text).startswith("=")
    list(tokens.romanised(text))


TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        "record": read_record,
        "figures-en": english_figures,
        "figures-zh": chinese_figures,
        "dates": read_dates,
        "prose": read_prose,
        "sentences": split_text,
        "query": search_query,
    }
)
"""Every target by its name; the findings of the campaign lie in ``cases/<name>``."""
