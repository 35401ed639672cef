"""
Split running text into sentences, and reduce a sentence to what its digest is made of.

In: text in English or Chinese. Out: spans, strings, digests. Each function reads its text once, from left to right.
Does not judge whether a span is a grammatical sentence: headings and captions are handed in elsewhere, whole.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.text.late import late_pattern

CLOSERS: Final = "\"'”’»)\\]」』）】》〉"
_QUOTE_OPENERS: Final = frozenset('“「『"')
OPENERS: Final = "\"'“‘«([「『（【《〈"

_ENGLISH_STOP: Final = late_pattern(rf"([.!?…]++)([{CLOSERS}]*+)(\s*+)")
_CHINESE_STOP: Final = late_pattern(rf"([。！？…!?]++)([{CLOSERS}]*+)(\s*+)")
_CHINESE_STOP_OR_SEMICOLON: Final = late_pattern(rf"([。！？…!?；]++)([{CLOSERS}]*+)(\s*+)")
_OPENS: Final = late_pattern('\\s*+[“「『"]')
_ATTRIBUTION: Final = late_pattern(
    "[^，。！？；：…“”「」（）]{0,24}?(?:说道|说|表示|介绍|指出|强调|认为|坦言|透露|解释|补充|回忆|感叹|笑言|问道|问|答道|回答|写道|告诉|称)"
    "(?![明服法辞话呼])"
)
_BRACKETED: Final = late_pattern(r"《[^《》\n]{1,60}》|〈[^〈〉\n]{1,60}〉|（[^（）\n]{1,200}）|\([^()\n]{1,200}\)")
_NEXT_WORD: Final = late_pattern(rf"[{re.escape(OPENERS)}]*+([\w']{{0,24}})")
_LAST_WORD: Final = late_pattern(r"[A-Za-z][A-Za-z.]*$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or a number follows these, so their full stop never ends a sentence.
_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "vs", "e.g", "i.e", "cf"}
)
# These are abbreviations only before a number: “Feb. 18”, “No. 3”; “No. The plan …” is a sentence of one word.
_BEFORE_NUMBERS: Final = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos fig figs vol art sec ch pp p approx ca"
)
# These may end a sentence; whether they do is read off the next word.
_MAY_END: Final = _words("co ltd inc corp bros dept univ etc al a.m p.m ph.d u.s u.k u.n e.u p.r d.c jr sr")
_STARTERS: Final = _words(
    "a an the this that these those it its he she they we i you his her their our there here in on at by for from to "
    "as if when while after before since but and so yet however meanwhile moreover with under over all some many "
    "most such what who how why according last next"
)


class Span(Struct, frozen=True):
    """A run of characters of a text: ``start`` is its first, ``end`` stands after its last."""

    start: int
    end: int


def find_sentences(text: str, lang: Lang, *, semicolons: bool = False) -> tuple[Span, ...]:
    """Find the sentences of a text; white space between them belongs to none."""
    ends = _chinese_ends(text, semicolons=semicolons) if lang.startswith("zh") else _english_ends(text)
    return tuple(_trimmed(text, ends))


def split_sentences(text: str, lang: Lang, *, semicolons: bool = False) -> tuple[str, ...]:
    """
    Split a text into its sentences, each with the closing quotes that follow its stop.

    ``semicolons`` makes the full-width semicolon of a Chinese text a stop.

    >>> split_sentences("It opened on Feb. 3. Version 2.0 is due.", Lang("en"))
    ('It opened on Feb. 3.', 'Version 2.0 is due.')
    >>> split_sentences("他说：“开工了。”产量为3万台。", Lang("zh"))
    ('他说：“开工了。”', '产量为3万台。')
    """
    return tuple(text[span.start : span.end] for span in find_sentences(text, lang, semicolons=semicolons))


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[Span]:
    start = 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(bare))
        start = end


def _chinese_ends(text: str, *, semicolons: bool) -> Iterator[int]:
    """
    Yield where sentences end: at the marks that end one by GB/T 15834-2011, 4.1, and not inside titles or brackets.

    A quotation that begins a sentence goes on with the words that say whose it is (“开工了。”他说。).
    """
    pattern = _CHINESE_STOP_OR_SEMICOLON if semicolons else _CHINESE_STOP
    inside = {at for match in _BRACKETED.finditer(text) for at in range(match.start() + 1, match.end())}
    opens = _OPENS.match(text) is not None
    for match in pattern.finditer(text):
        # “……” alone is a pause as often as a stop: it ends a sentence only where a quote closes or a space follows.
        if match.start() in inside or (set(match[1]) == {"…"} and not match[2] and not match[3]):
            continue
        if opens and match[2] and _ATTRIBUTION.match(text, match.end()):
            continue
        yield match.end(2)
        opens = _OPENS.match(text, match.end(2)) is not None


def _english_ends(text: str) -> Iterator[int]:
    for match in _ENGLISH_STOP.finditer(text):
        if not match[3] or match.end() == len(text):
            continue
        following = _NEXT_WORD.match(text, match.end())
        word = following[1] if following else ""
        if _starts_sentence(word) and not (
            match[1] == "." and not match[2] and _abbreviates(text, match.start(), word)
        ):
            yield match.end(2)


def _starts_sentence(word: str) -> bool:
    """Say whether a sentence may start with a word: not in lower case, save for names such as eVTOL and iPhone."""
    return bool(word) and (not word[0].islower() or any(letter.isupper() for letter in word[1:3]))


def _abbreviates(text: str, stop: int, following: str) -> bool:
    """Say whether the full stop at ``stop`` belongs to an abbreviation rather than to the sentence."""
    found = _LAST_WORD.search(text, max(0, stop - 12), stop)
    if found is None or (found.start() > 0 and text[found.start() - 1].isalnum()):
        return False
    last = found[0].lower()
    if last in _TITLES:
        return True
    if last in _BEFORE_NUMBERS:
        return following[0].isdigit()
    initial = len(found[0]) == 1 and found[0].isupper()
    return (initial or last in _MAY_END) and following.lower() not in _STARTERS


_QUOTES: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»「」＂", '"'),
        **dict.fromkeys("‘’‚‛『』＇", "'"),
        **dict.fromkeys("\u200b\u2060\ufeff"),
        "\u2010": "-",
        "\u2011": "-",
    }
)
_SOFT_HYPHEN: Final = late_pattern(r"\u00ad(?:[ \t\r]*+\n\s*+)?")
_LINE_END_HYPHEN: Final = late_pattern(r"(?<=[A-Za-z])-[ \t\r]*+\n\s*+(?=[a-z])")
_DASH: Final = late_pattern(r"(?:-{2,}+|[―—])+|(?<!\S)–(?!\S)")


def normalise(text: str) -> str:
    r"""
    Reduce a sentence to what two printings of it share: white space, quote style and line-end hyphenation go.

    Digits and signs stay as they are, in their width: ``−5``, ``5–7`` and ``５`` are kept; only a dash that sets
    off a clause is folded.

    >>> normalise("“Re-\nsearch”  --  done")
    '"Research" — done'
    """
    joined = _LINE_END_HYPHEN.sub("", _SOFT_HYPHEN.sub("", text.translate(_QUOTES)))
    return _DASH.sub("—", " ".join(joined.split()))


def digest(sentence: str) -> str:
    """Write the first sixteen hexadecimal digits of the SHA-256 of a normalised sentence."""
    return hashlib.sha256(normalise(sentence).encode("utf-8", "surrogatepass")).hexdigest()[:16]
