"""
Read quickly the YAML that records are written in, and say nothing of any other.

In: the bytes of a file. Out: its data as JSON, every scalar a string, or ``None`` where the file holds anything that is
not known here: then ``yaml_lines`` reads it, which alone refuses and explains. Known are a mapping in block
style; below it mappings and lists, in block style or in brackets on one line; scalars on one line, plain ones of
letters, digits and a few signs, and those in double quotes whose only escapes are those of the quote and the
backslash, which JSON has too; comments on lines of their own. What is given is what ``yaml_lines`` would give.

The scalars are taken out of the whole text at once; what is left has so few shapes that each is understood once, and
the scalars are put into the JSON that it comes to.
"""

import re
from functools import lru_cache
from typing import Final

import msgspec

from jianbao.read.gathering import Gather
from jianbao.read.plain import Plain
from jianbao.read.yaml_making import QUOTED_MARK, WORD_MARK, Slot, UnknownError
from jianbao.read.yaml_shapes import part_of
from jianbao.text.late import late_pattern

# Controls but for the tab, ends of lines for any program, and what no text may hold (see ``encoding``).
_UNSEEN: Final = r"\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_REFUSED: Final = re.compile(f"[{_UNSEEN}]")
_QUOTED: Final = late_pattern(rb'"([^"\\]*+(?:\\["\\][^"\\]*+)*)"')
_COMMENT: Final = re.compile(rf'^ *#[^"{_UNSEEN}]*\n', re.MULTILINE)

# Of one line of ASCII, which is met soonest; ``yaml_shapes`` knows more.
_WORD: Final = rb"[A-Za-z0-9_][A-Za-z0-9_./%+&-]*+"
_WORDS: Final = re.compile(
    rb": (?!\")\[?+((?<=\[)%b(?:(?=\])|(?:, %b)+(?=\]))|(?<= )-?%b(?:(?=[,}\n])|(?: %b)+(?=[,}\n])))" % (4 * (_WORD,))
)
"""Of a list only its end is left, by which it is known; most often what follows a colon is a quote, which is none."""

_PART: Final = re.compile(r"\n(?=[^ ]|  - )")

_MOST_SHAPES: Final = 1 << 8
_LONGEST: Final = 1 << 13
"""Bytes of the longest shape of a file that is kept: a longer one is hardly met twice."""

_QUOTED_MARK: Final = QUOTED_MARK.encode()


def read_subset(text: str) -> dict[str, Plain] | None:
    """Read a mapping, or give ``None``: the file may be right or wrong, which is not judged here."""
    json = as_json(text.encode(errors="surrogatepass"))
    try:
        return None if json is None else msgspec.json.decode(json)
    except msgspec.DecodeError:
        return None


def as_json(content: bytes, gather: Gather | None = None) -> bytes | None:
    """Write a mapping as JSON, its paragraphs gathered, or give ``None``; JSON of what is not UTF-8 may be wrong."""
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n")
    quotes = content.split(b'"') if b"\\" not in content else _QUOTED.split(content)
    shape = b'"'.join(quotes[::2]) + b"\n"
    if len(quotes) % 2 == 0 or not _are_seen(quotes[1::2]):
        return None
    try:
        if b"#" in shape:
            shape = _COMMENT.sub("", shape.decode()).encode()
        words = _WORDS.split(shape)
        shape = b": '".join(words[::2])
        # A quote that stood there before makes a part too many for either slice, which is refused.
        words[::2] = (_known_frame if len(shape) <= _LONGEST else _frame_of)(shape, gather)
        quotes[::2] = b"".join(words).replace(b", ", b'","').split(_QUOTED_MARK)
    except (UnknownError, ValueError):
        return None
    return b'"'.join(quotes)


def _are_seen(texts: list[bytes]) -> bool:
    # Nearly every text passes the first test, which knows more characters that cannot be printed.
    try:
        whole = b" ".join(texts).decode()  # a blank stands for the quotes, which part what is no whole character
    except UnicodeDecodeError:
        return False
    return whole.isprintable() or not _REFUSED.search(whole)


def _frame_of(shape: bytes, gather: Gather | None) -> tuple[bytes, ...]:
    """Return the JSON of a shape, cut where a word has to be put in. Raises ``UnknownError``."""
    text = shape.decode()
    if Slot.LIST.value in text:
        raise UnknownError
    values: dict[str, str] = {}
    items: list[str] = []
    lists: dict[str, list[str]] = {}
    below: Gather | None = None  # what gathers the items of a list below the key that was met last
    last, open_at, is_open = "", -1, False  # that key, and where the list may go on
    for part in _PART.split(text.replace("']", Slot.LIST.value)):
        key, indent, json = part_of(part, below if part[:1] in " -" else gather)
        if key:
            if key in values:
                raise UnknownError
            values[key] = json or '""'
            last, open_at, is_open = key, -1, not json
            below = _items_below(gather, key)
        elif json:
            if is_open:
                lists[last] = items = []
                open_at, is_open = indent, False
            elif indent != open_at:
                raise UnknownError
            items.append(json)
    if not values:
        raise UnknownError
    values |= {key: f"[{','.join(items)}]" for key, items in lists.items()}
    pairs = (f'"{key}":{value}' for key, value in values.items())
    return tuple(f"{{{','.join(pairs)}}}".encode().split(WORD_MARK.encode()))


def _items_below(gather: Gather | None, key: str) -> Gather | None:
    value = gather.below(key) if gather else None
    return value.items if value else None


_known_frame = lru_cache(_MOST_SHAPES)(_frame_of)
