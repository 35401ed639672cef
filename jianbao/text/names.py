"""
Find declared names and terms in a text: the leftmost, longest form wins, and nothing inside it counts again.

Cost grows with the text, not with the number of names: forms are looked up by their first word and their length.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from msgspec import Struct

from jianbao.model.basics import RefStr, kind_of
from jianbao.model.records import Record

NAMELESS_KINDS: Final = frozenset({"metric", "brief", "event", "page"})
"""Kinds whose name is a sentence of ours rather than a name; a numeral in it must be bound like any other."""

COMMON_KINDS: Final = NAMELESS_KINDS | {"term", "topic"}
"""Kinds whose names are no proper names: a run of words is not excused because a term stands in it."""

_START = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LATIN: Final = frozenset(ascii_lowercase + digits)
_LATIN_ONLY: Final = bytes(
    code
    if chr(code) in ascii_lowercase + digits
    else ord(chr(code).lower())
    if chr(code) in ascii_uppercase
    else ord(" ")
    for code in range(256)
)
_GAP: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]|\s\s")
_CONSONANT_Y = re.compile(r"[bcdfghjklmnpqrstvwxz]y\Z")


class Found(Struct, frozen=True, gc=False):
    """Where a form stands; ``form`` is the key under which the table knows it."""

    start: int
    end: int
    form: str


class NameTable(Struct, frozen=True):
    """
    Forms to be looked up where they may start; the case of Latin letters does not matter.

    ``lengths`` are those of the forms that begin with a word, or with another character, the longest first.
    Where none of the ``words`` stands in a text, nor any of the ``others``, no form does. A table ``is_broken`` where a
    form holds two blanks in a row or anything else than blanks that cannot be seen: such a form could stand where a
    token does, or begin in one text and end in the next.
    """

    forms: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    words: frozenset[bytes]
    others: re.Pattern[str] | None
    is_broken: bool

    def find(self, text: str) -> Iterator[Found]:
        """
        Yield every form in the text. Latin forms match whole words, and their plural.

        >>> [found.form for found in name_table(["AI", "embodied AI"]).find("Embodied AI and AIs, not AIM")]
        ['embodied ai', 'ai']
        """
        folded = fold_case(text)
        return iter(self._find(folded, self._words_among(latin_words(folded)) if self.words else ()))

    def find_among(self, text: str, latin: Collection[bytes]) -> Sequence[Found]:
        """
        Do what ``find`` does where the ``latin`` words are known, or such of them as a form may begin with.

        Unless the table ``is_broken``, many texts may be joined by a character that cannot be seen.
        """
        words = self._words_among(latin)
        return self._find(fold_case(text), words) if words or self.others else ()

    def _find(self, folded: str, words: Collection[str]) -> list[Found]:
        position = 0
        found: list[Found] = []
        for start, word in self._starts(folded, words):
            if start >= position and (one := self._at(folded, start, word)):
                position = one.end
                found.append(one)
        return found

    def _words_among(self, latin: Collection[bytes]) -> list[str]:
        """List the words with which a form may begin, each once, in no order."""
        return [word.decode() for word in self.words.intersection(latin)] if latin else []

    def _starts(self, folded: str, words: Collection[str]) -> list[tuple[int, str]]:
        """List where a form may start, and the word or other character that stands there."""
        starts = [(match.start(), match[0]) for match in self.others.finditer(folded)] if self.others else []
        if not words:
            return starts
        for word in words:
            start = folded.find(word)
            while start >= 0:
                end = start + len(word)
                if folded[start - 1 : start] not in _LATIN and folded[end : end + 1] not in _LATIN:
                    starts.append((start, word))
                start = folded.find(word, end)
        return sorted(starts)

    def _at(self, folded: str, start: int, word: str) -> Found | None:
        for length in self.lengths.get(word, ()):
            form = folded[start : start + length]
            if form in self.forms and (end := _end(folded, start + len(form))):
                return Found(start, end, form)
        for plural in ("s", "es") if word[-1] == "s" else ():
            form = word.removesuffix(plural)
            if form in self.forms and _end(folded, start + len(form)) == start + len(word):
                return Found(start, start + len(word), form)
        return None

    def mask(self, text: str) -> str:
        """Return the text with every form blanked out, offsets kept."""
        parts, position = [], 0
        for found in self.find(text):
            parts += [text[position : found.start], " " * (found.end - found.start)]
            position = found.end
        return "".join((*parts, text[position:]))

    def covers(self, text: str, token: str) -> bool:
        """
        Tell whether a form that begins with ``token`` stands at the start of ``text``.

        >>> name_table(["14th Five-Year Plan"]).covers("14th Five-Year Plan period", "14th")
        True
        """
        folded = fold_case(text)
        word = _START.match(folded)
        found = self._at(folded, 0, word[0]) if word else None
        return found is not None and found.form.startswith(fold_case(token))


def name_table(forms: Iterable[str]) -> NameTable:
    """Build a table of forms; empty ones are ignored."""
    folded = frozenset(fold_case(form.strip()) for form in forms) - {""}
    lengths: dict[str, set[int]] = {}
    for form in folded:
        start = _START.match(form)
        if start:
            lengths.setdefault(start[0], set()).add(len(form))
    # Other characters than Latin ones are passed over at once where no form begins with them.
    others = "".join(re.escape(start) for start in sorted(lengths) if start[0] not in _LATIN)
    words = [start for start in lengths if start[0] in _LATIN]
    return NameTable(
        forms=folded,
        lengths={start: tuple(sorted(many, reverse=True)) for start, many in lengths.items()},
        words=frozenset(f"{word}{ending}".encode() for word in words for ending in ("", "s", "es")),
        others=re.compile(f"[{others}]") if others else None,
        is_broken=any(_GAP.search(form) for form in folded),
    )


def latin_words(text: str) -> list[bytes]:
    """
    List the runs of ASCII letters and digits, in small letters.

    >>> latin_words("R&D of AI芯片, 2nd")
    [b'r', b'd', b'of', b'ai', b'2nd']
    """
    return text.encode(errors="surrogatepass").translate(_LATIN_ONLY).split()


def with_plural(form: str) -> tuple[str, ...]:
    """
    Return a form and the plural that changes its end; the others are found without help.

    >>> with_plural("smart factory")
    ('smart factory', 'smart factories')
    """
    return (form, f"{form[:-1]}ies") if _CONSONANT_Y.search(form) else (form,)


def fold_case(text: str) -> str:
    """
    Lower the case and straighten apostrophes, letter by letter where lengths would change.

    The dotted İ has a longer small form; it stays as it is, because offsets must hold.
    """
    text = text.replace("’", "'")
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _end(folded: str, end: int) -> int:
    """Return where a form ends with its plural, or 0 where a Latin form goes on as a longer word."""
    if folded[end : end + 1] not in _LATIN or folded[end - 1 : end] not in _LATIN:
        return end
    for plural in ("es", "s"):
        if folded.startswith(plural, end) and folded[end + len(plural) :][:1] not in _LATIN:
            return end + len(plural)
    return 0


def declared_names(records: Mapping[RefStr, Record], nameless: frozenset[str] = NAMELESS_KINDS) -> Iterator[str]:
    """Yield every name and alias, in every language, of records that are named rather than described."""
    for ref, record in records.items():
        if kind_of(ref) not in nameless:
            yield from record.name.values()
            for aliases in record.aliases.values():
                yield from aliases
