"""
Read quickly the YAML that records are written in, and say nothing of any other.

In: the text of a file. Out: its data, every scalar a string, or ``None`` where the file holds anything that is
not known here: then ``yaml_lines`` reads it, which alone refuses and explains. Known are a mapping in block
style; below it mappings and lists, in block style or in brackets on one line; scalars on one line, plain ones of
letters, digits and a few signs, and those in double quotes whose only escapes are those of the quote and the
backslash; comments on lines of their own. What is given is what ``yaml_lines`` would give.

The scalars are taken out of the whole text at once; what is left has so few shapes that each is understood once.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from jianbao.read.plain import Plain
from jianbao.read.yaml_making import UnknownError
from jianbao.read.yaml_shapes import parts_of

# Controls but for the tab, ends of lines for any program, and what no text may hold (see ``encoding``).
_UNSEEN: Final = r"\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_REFUSED: Final = re.compile(f"[{_UNSEEN}]")
_QUOTED: Final = re.compile(r'"([^"\\]*+(?:\\["\\][^"\\]*+)*)"')
_ESCAPE: Final = re.compile(r"\\(.)")
_COMMENT: Final = re.compile(rf'^ *#[^"{_UNSEEN}]*\n', re.MULTILINE)

# Of one line of ASCII, which is met soonest; ``yaml_shapes`` knows more.
_WORD: Final = r"[A-Za-z0-9_][A-Za-z0-9_./%+&-]*+"
_WORDS: Final = re.compile(rf": (\[{_WORD}(?:, {_WORD})*\]|-?{_WORD}(?: {_WORD})*)(?=[,}}\n])")
_PART: Final = re.compile(r"\n(?=[^ ]|  - )")


def read_subset(text: str) -> dict[str, Plain] | None:
    """Read a mapping, or give ``None``: the file may be right or wrong, which is not judged here."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    pieces = text.split('"') if "\\" not in text else _QUOTED.split(text)
    shape, texts = '"'.join(pieces[::2]) + "\n", pieces[1::2]
    if shape.count('"') != len(texts) or "'" in shape or not _are_seen("".join(texts)):
        return None
    if "\\" in text:
        texts = [_ESCAPE.sub(r"\1", one) for one in texts]
    if "#" in shape:
        shape = _COMMENT.sub("", shape)
    pieces = _WORDS.split(shape)
    try:
        return _put_together(_PART.split(": '".join(pieces[::2])), texts, pieces[1::2])
    except UnknownError:
        return None


def _are_seen(texts: str) -> bool:
    # Nearly every text passes the first test, which knows more characters that cannot be printed.
    return texts.isprintable() or not _REFUSED.search(texts)


def _put_together(shapes: list[str], texts: list[str], words: list[str]) -> dict[str, Plain] | None:
    """Fill the parts of a text with the scalars that were taken out of it. Raises ``UnknownError``."""
    root: dict[str, Plain] = {}
    items: list[Plain] = []
    open_at = -1  # the indentation of the list that may go on
    waiting = ""  # a key whose value has not been met
    next_texts = iter(texts)
    next_words: Iterator[Any] = iter([one[1:-1].split(", ") if one[0] == "[" else one for one in words])
    for key, indent, make in parts_of(shapes):
        if key:
            if key in root:
                raise UnknownError
            root[key] = make(next_texts, next_words) if make else ""
            waiting, open_at = ("", -1) if make else (key, -1)
        elif make:
            if waiting:
                root[waiting] = items = []
                waiting, open_at = "", indent
            elif indent != open_at:
                raise UnknownError
            items.append(make(next_texts, next_words))
    return root or None
