"""
The declared names of a site: where they stand in a text, so that 6G or 十五五 is not taken for a figure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jianbao.model.basics import RefStr
from jianbao.model.records import Record

_LATIN = re.compile(r"[A-Za-z0-9]")


class NameTable(Struct, frozen=True):
    """Names compiled into one pattern, longest first. Latin names match whole words and either case of their first letter."""

    pattern: re.Pattern[str] | None

    def mask(self, text: str) -> str:
        """Return the text with every declared name blanked out, offsets kept."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda match: " " * len(match[0]), text)

    def covers(self, text: str, token: str) -> bool:
        """
        Tell whether a name that begins with ``token`` stands at the start of ``text``.

        >>> name_table(["14th Five-Year Plan"]).covers("14th Five-Year Plan period", "14th")
        True
        """
        match = self.pattern.match(text) if self.pattern else None
        return match is not None and match[0].startswith(token)


def name_table(names: Iterable[str]) -> NameTable:
    """Compile the names that hold a numeral or anything else; empty ones are ignored."""
    parts = [_part(name) for name in sorted(set(filter(None, names)), key=lambda name: (-len(name), name))]
    return NameTable(re.compile("|".join(parts)) if parts else None)


def _part(name: str) -> str:
    """Bound a name that begins or ends with a Latin letter or digit by word boundaries, and allow a plural."""
    before = r"(?<![A-Za-z0-9])" if _LATIN.match(name[0]) else ""
    after = r"(?:s|es)?(?![A-Za-z0-9])" if _LATIN.match(name[-1]) else ""
    first = f"[{name[0].lower()}{name[0].upper()}]" if name[0].isascii() and name[0].isalpha() else re.escape(name[0])
    return f"{before}{first}{re.escape(name[1:])}{after}"


NAMELESS_KINDS = frozenset({"metric", "brief", "event"})
"""Kinds whose name is a sentence of ours rather than a name; a numeral in it must be bound like any other."""


def declared_names(records: Mapping[RefStr, Record]) -> Iterator[str]:
    """Yield every name and alias, in every language, of records that are named rather than described."""
    for ref, record in records.items():
        if ref.partition("/")[0] not in NAMELESS_KINDS:
            yield from record.name.values()
            for aliases in record.aliases.values():
                yield from aliases


def form_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Compile the forms of a term; Latin forms match whole words in any case, with a plural."""
    table = name_table(forms)
    return re.compile(table.pattern.pattern, re.IGNORECASE) if table.pattern else re.compile(r"(?!)")
