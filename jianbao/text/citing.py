"""
Write a work as a reader cites it: in English by the order of the Chicago manual, in Chinese by GB/T 7714—2015.

In: what is stated of a work. Out: one line of plain text. A fact that is not stated is left out or said to be
missing; none is made up. An inferred date stands in brackets (GB/T 7714—2015, 8.4.3.3) and says so.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final, Literal

from msgspec import Struct

from jianbao.model.basics import Lang
from jianbao.text.dates import format_date
from jianbao.text.periods import read_period

WorkKind = Literal["webpage", "document"]
"""A page of this site, or an article of which it is not stated where it was published."""


class Work(Struct, frozen=True, kw_only=True):
    """
    What is stated of a work. ``issued`` is EDTF; names are as printed and never split into given and family name.
    """

    key: str
    kind: WorkKind
    lang: Lang
    title: str
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publisher: str = ""
    edition: str = ""
    issued: str = ""
    is_inferred: bool = False
    url: str = ""


class Byline(Struct, frozen=True):
    """The names of a byline by what they did."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


_ROLE: Final = (  # compiled where it is first asked for, by ``re`` itself: only sources have bylines
    r"(?i)(?P<edited>edited by |(?:责任编辑|责编|编辑)[:： \u3000]*)"
    r"|(?:by |(?:作者|(?:本报|新华社|本刊|特约)?(?:见习|实习)?(?:记者|通讯员)|文)"
    r"(?:[:：/／|｜ \u3000]+|(?=(?-i:[\u4e00-\u9fff]))(?<!文)))"
)
_JOINED: Final = r" ?& ?| and |、|; ?|；|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"


def read_byline(printed: str) -> Byline:
    """
    Read the names of a printed byline; a comma parts names only where another sign does too.

    >>> read_byline("By TANG Zhexiao & ZHANG Ye").authors, read_byline("Edited by TANG Zhexiao").editors
    (('TANG Zhexiao', 'ZHANG Ye'), ('TANG Zhexiao',))
    >>> read_byline("本报记者 王小川 李大江").authors, read_byline("责任编辑：林夕").editors
    (('王小川', '李大江'), ('林夕',))
    >>> read_byline("Ma Si, China Daily").authors
    ('Ma Si, China Daily',)
    """
    role = re.match(_ROLE, printed)
    rest = printed[role.end() :] if role else printed
    parts = re.split(_JOINED, rest)
    if len(parts) > 1:
        parts = [name for part in parts for name in part.split(",")]
    names = tuple(name for part in parts if (name := part.strip()))
    return Byline(editors=names) if role and role["edited"] else Byline(authors=names)


def names_someone(line: str) -> bool:
    """
    Say whether a line of a byline names who wrote or edited the article, and not only when or where it appeared.

    >>> names_someone("By Ma Si"), names_someone("2025年6月5日 来源：雾港晚报")
    (True, False)
    """
    return re.match(_ROLE, line) is not None


def cite(work: Work, style: Lang) -> str:
    """Write a work in the style of a language; one that has none is served by the English style."""
    return _STYLES.get(style, _english)(work)


def _english(work: Work) -> str:
    title = work.title.replace("“", "‘").replace("”", "’")
    parts = [
        _and(work.authors),
        f"“{_stopped(title)}”",
        f"Edited by {_and(work.editors)}" if work.editors else "",
        ", ".join(filter(None, (work.edition and f"Edition {work.edition}", work.publisher, _english_date(work))))
        or "Date not stated",
    ]
    return " ".join([*(part if part.endswith("”") else _stopped(part) for part in parts if part), *_url(work)])


def _english_date(work: Work) -> str:
    if not work.issued:
        return "date not stated" if work.edition or work.publisher else ""
    written = format_date(work.issued, Lang("en"))
    return f"[{written}, inferred]" if work.is_inferred else written


def _and(names: tuple[str, ...]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - "and" stands between two
        return "".join(names)
    return f"{', '.join(names[:-1])}{',' * (len(names) > 2)} and {names[-1]}"  # noqa: PLR2004 - the serial comma


def _stopped(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def _chinese(work: Work) -> str:
    names = ", ".join(work.authors) or (f"{', '.join(work.editors)}, 编" if work.editors else "")
    written = _chinese_date(work)
    parts = [
        names,
        f"{work.title}[{_GB_TYPES[work.kind]}]",
        f"{work.edition}版" if work.edition else "",
        f"({written})" if work.kind == "webpage" else ", ".join(filter(None, (work.publisher, written))),
    ]
    return " ".join([*(f"{part}." for part in parts if part), *_url(work)])


def _chinese_date(work: Work) -> str:
    """Write a date as the standard does, ``2026-06-05``; a period has no form there and is written in words."""
    if not work.issued:
        return "日期不详"
    written = format_date(work.issued, Lang("zh")) if "/" in work.issued else work.issued
    return f"[{written}，推断]" if work.is_inferred else written


def _url(work: Work) -> list[str]:
    """Write the address last and without a stop, which would become part of it."""
    return [work.url] if work.url else []


def last_day(issued: str) -> tuple[int, ...]:
    """
    Return the parts of the date with which a period ends; nothing for one that is open.

    >>> last_day("2026-06"), last_day("2021/2025"), last_day("2019/..")
    ((2026, 6), (2025,), ())
    """
    period = read_period(issued) if issued else None
    if period is None or period.end is None or period.start is None:
        return ()
    return tuple(part for part in (period.end.year, period.end.month, period.end.day) if part)


_GB_TYPES: Final[Mapping[WorkKind, str]] = {"webpage": "EB/OL", "document": "Z"}
"""GB/T 7714—2015, appendix B: electronic resource online; other."""

_STYLES: Final[Mapping[Lang, Callable[[Work], str]]] = {Lang("en"): _english, Lang("zh"): _chinese}
