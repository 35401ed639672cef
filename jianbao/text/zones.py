"""
Put the broken paragraphs of a seed text together again and name its sentences.

In: the text and its plan. Out: passages, placed sentences, the index.
Does not read files, and does not find figures: the function that does is handed in.
"""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang, LocatorStr
from jianbao.model.evidence import Printed, RegionKind, SeedIndex, SeedPlan, Sentence, Zone
from jianbao.text.late import late_pattern
from jianbao.text.sentences import CLOSERS, OPENERS, Span, digest, find_sentences

Scan = Callable[[str, Lang], tuple[Printed, ...]]
"""What finds the figures of a sentence: ``jianbao.text.scan.scan_figures``."""

_LETTERS: Final[Mapping[str, str]] = {"article": "s", "heading": "h", "caption": "c"}
TERMINAL: Final = late_pattern(rf"[.!?…。！？][{CLOSERS}]*$")
COMMAS: Final = (",", "，", "、")
_HYPHENS: Final = ("-", "\u2010", "\u00ad")
HAN: Final = late_pattern(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


class Piece(Struct, frozen=True):
    """What one line gives to a passage: the line, and where in the passage its characters begin."""

    line: int
    start: int


class Passage(Struct, frozen=True):
    """A whole paragraph, heading or caption of one article, and the lines that it is made of."""

    kind: RegionKind
    article: str
    text: str
    pieces: tuple[Piece, ...]


class Placed(Struct, frozen=True):
    """A sentence, heading or caption with its words; the words stay in memory."""

    id: LocatorStr
    lines: tuple[int, ...]
    text: str


class _Line(Struct, frozen=True):
    number: int
    text: str
    kind: RegionKind
    article: str


def split_lines(text: str) -> tuple[str, ...]:
    """Split a text into lines as ``cat -n`` counts them: only a line feed ends a line."""
    return tuple(line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n"))


def zone_lines(zone: Zone) -> range:
    """Give the numbers of the lines of a zone."""
    first, _, last = zone.lines.partition("-")
    return range(int(first), int(last or first) + 1)


def join_paragraphs(lines: Sequence[str], plan: SeedPlan) -> tuple[Passage, ...]:
    """
    Join the lines of each article into its paragraphs, in the order in which they begin.

    A paragraph goes on after blank lines, captions, bylines, furniture and other articles, never after a heading.
    """
    passages: list[Passage] = []
    unfinished: dict[str, list[_Line]] = {}
    for line in _zoned(lines, plan):
        held = unfinished.get(line.article, [])
        if line.kind == "caption":
            passages.append(_passage([line]))
        elif held and _goes_on(held[-1], line):
            held.append(line)
        elif line.kind in _LETTERS:
            passages.extend([_passage(held)] if held else [])
            unfinished[line.article] = [line]
    passages.extend(_passage(held) for held in unfinished.values())
    return tuple(sorted(passages, key=lambda passage: passage.pieces[0].line))


def place_sentences(text: str, plan: SeedPlan) -> tuple[Placed, ...]:
    """
    Give every sentence, heading and caption of a text its id and its lines, in the order of the lines.

    Ids count within an article and a kind: ``s1``, ``s2`` …, ``h1`` …, ``c1`` …; bylines and furniture have none.
    """
    counts: dict[tuple[str, str], int] = defaultdict(int)
    placed: list[Placed] = []
    for passage in join_paragraphs(split_lines(text), plan):
        letter = _LETTERS[passage.kind]
        starts = tuple(piece.start for piece in passage.pieces)
        for span in _spans(passage, Lang(plan.language)):
            counts[passage.article, letter] += 1
            locator = LocatorStr(f"{passage.article}/{letter}{counts[passage.article, letter]}")
            placed.append(Placed(locator, _touched(passage, starts, span), passage.text[span.start : span.end]))
    return tuple(sorted(placed, key=lambda sentence: sentence.lines[0]))


def index_seed(text: str, plan: SeedPlan, scan: Scan) -> SeedIndex:
    """Index a seed text: its digest, and for each sentence its place, its digest and the figures it prints."""
    language = Lang(plan.language)
    return SeedIndex(
        file=plan.file,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        sentences=tuple(
            Sentence(
                id=sentence.id,
                lines=sentence.lines,
                sha256=digest(sentence.text),
                figures=scan(sentence.text, language),
            )
            for sentence in place_sentences(text, plan)
        ),
    )


def unzoned_lines(text: str, plan: SeedPlan) -> tuple[int, ...]:
    """Find the lines that are not blank and stand in no zone of the plan."""
    zoned = {line.number for line in _zoned(split_lines(text), plan)}
    return tuple(number for number, line in enumerate(split_lines(text), 1) if line.strip() and number not in zoned)


def _zoned(lines: Sequence[str], plan: SeedPlan) -> Iterator[_Line]:
    zones: dict[int, Zone] = {}
    for zone in plan.zones:
        claimed = zone_lines(zone)
        # A zone may claim more lines than any text has; the text decides how many are walked.
        zones.update(dict.fromkeys(range(claimed.start, min(claimed.stop, len(lines) + 1)), zone))
    for number, zone in sorted(zones.items(), key=lambda item: item[0]):
        # Spaces of other widths are a page's layout; what reads the sentences expects plain ones.
        text = " ".join(lines[number - 1].split())
        if text:
            yield _Line(number, text, zone.kind, zone.article)


def _goes_on(before: _Line, after: _Line) -> bool:
    """Say whether a line goes on with the paragraph of the line before."""
    if before.kind != "article" or after.kind != "article":
        return False
    if before.text.endswith(COMMAS) or is_hyphenated(before.text):
        return True
    if TERMINAL.search(before.text, max(0, len(before.text) - 8)):
        return False
    # Letters without case (Han) cannot show a paragraph that goes on, so the missing stop alone decides.
    start = after.text.lstrip(OPENERS)[:1]
    return after.number == before.number + 1 or (start.isalpha() and not start.isupper())


def is_hyphenated(text: str) -> bool:
    """Say whether a line ends in a hyphen after a letter or digit."""
    return text.endswith(_HYPHENS) and text[-2:-1].isalnum()


def _passage(held: Sequence[_Line]) -> Passage:
    chunks: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for line, following in zip(held, (*(line.text for line in held[1:]), ""), strict=True):
        chunks.append(_to_break(line.text, following) if following else line.text)
        pieces.append(Piece(line.number, length))
        length += len(chunks[-1])
    return Passage(held[0].kind, held[0].article, "".join(chunks), tuple(pieces))


def _to_break(text: str, following: str) -> str:
    """
    Write a line up to the break before the following one, without the hyphen or with the space that belongs there.

    A hyphen before a small letter is taken for the printer's, since columns break words more often than compounds.
    """
    if is_hyphenated(text):
        printers = text[-1] == "\u00ad" or (text[-2].isalpha() and following[0].islower())
        return text[:-1] if printers else text
    return text if HAN.match(text[-1]) and HAN.match(following[0]) else f"{text} "


def _spans(passage: Passage, lang: Lang) -> tuple[Span, ...]:
    return find_sentences(passage.text, lang) if passage.kind == "article" else (Span(0, len(passage.text)),)


def _touched(passage: Passage, starts: Sequence[int], span: Span) -> tuple[int, ...]:
    """List the lines that a sentence really stands on."""
    first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1)
    return tuple(piece.line for piece in passage.pieces[first:last])
