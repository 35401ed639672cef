r"""
Write works in the formats of reference managers: BibTeX, RIS and CSL-JSON.

In: works. Out: text. A name is written whole, because a source does not say which part of it is the family name.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from jianbao.text.citing import Work, last_day
from jianbao.text.late import late_pattern

_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TEX: Final[Mapping[int, str]] = str.maketrans(
    {
        # BibTeX counts braces, escaped or not, so a single one is written by its name.
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_URL_TEX: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_BREAKS: Final = late_pattern(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
INFERRED: Final = "date inferred"


def bibtex(works: Iterable[Work]) -> str:
    r"""
    Write works as BibTeX in UTF-8.

    >>> print(bibtex([Work(key="a", kind="document", lang="en", title="50% {of} it", issued="2026-06")]), end="")
    @misc{a,
      title = {{50\% {\textbraceleft}of{\textbraceright} it}},
      year = {2026},
      month = jun,
      language = {en},
    }
    """
    return "\n".join(_bibtex(work) for work in works)


def _bibtex(work: Work) -> str:
    year, month, day = (*last_day(work.issued), 0, 0, 0)[:3]
    fields = {
        "author": _bibtex_names(work.authors),
        "editor": _bibtex_names(work.editors),
        # The second pair of braces keeps a style from changing capitals.
        "title": f"{{{{{_tex(work.title)}}}}}",
        "publisher": _braced(_tex(work.publisher)),
        "edition": _braced(_tex(work.edition)),
        "year": _braced(str(year or "")),
        "month": _MONTHS[month - 1] if month else "",
        "day": _braced(str(day or "")),
        "language": _braced(work.lang),
        "url": _braced(work.url.translate(_URL_TEX)),
        "note": _braced(_remark(work)),
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{work.key},\n{lines}}}\n"


def _tex(words: str) -> str:
    return _line(words).translate(_TEX)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _bibtex_names(names: tuple[str, ...]) -> str:
    return _braced(" and ".join(f"{{{_tex(name)}}}" for name in names))


def _line(words: str) -> str:
    """Put words on one line: a line break would end the field of a RIS file."""
    return _BREAKS.sub(" ", words).strip()


def _remark(work: Work) -> str:
    """Say what the fields for a date cannot: that it is inferred, or open."""
    if work.issued and not last_day(work.issued):
        return f"date: {work.issued}"
    return INFERRED if work.issued and work.is_inferred else ""


def ris(works: Iterable[Work]) -> str:
    """Write works as RIS: a tag of two characters, two spaces, a hyphen, a space, a value; CRLF ends a line."""
    return "".join(f"{tag}  - {value}\r\n" for work in works for tag, value in _ris(work))


def _ris(work: Work) -> Iterator[tuple[str, str]]:
    parts = last_day(work.issued)
    yield "TY", "ELEC" if work.kind == "webpage" else "GEN"
    fields = (
        ("ID", (work.key,)),
        ("AU", work.authors),
        ("ED", work.editors),
        ("TI", (work.title,)),
        ("PB", (work.publisher,)),
        ("ET", (work.edition,)),
        ("PY", (str(parts[0]),) if parts else ()),
        ("DA", (_ris_date(parts),) if parts else ()),
        ("LA", (work.lang,)),
        ("UR", (work.url,)),
        ("N1", (_remark(work),)),
    )
    yield from ((tag, line) for tag, values in fields for value in values if (line := _line(value)))
    yield "ER", ""


def _ris_date(parts: tuple[int, ...]) -> str:
    """Write ``YYYY/MM/DD/`` with every slash, whatever is known."""
    year, month, day = (*parts, 0, 0)[:3]
    return f"{year:04}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/"


def csl_json(works: Iterable[Work]) -> str:
    """Write works as CSL-JSON, a list of items."""
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def _csl(work: Work) -> Mapping[str, Any]:
    item = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "editor": [{"literal": name} for name in work.editors],
        "publisher": work.publisher,
        "edition": work.edition,
        "issued": _csl_date(work),
        "language": work.lang,
        "URL": work.url,
        "note": _remark(work),
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(work: Work) -> Mapping[str, Any]:
    parts = last_day(work.issued)
    if not parts:
        return {"literal": work.issued} if work.issued else {}
    first = last_day(work.issued.partition("/")[0])
    dates = [list(first), list(parts)] if "/" in work.issued else [list(parts)]
    return {"date-parts": dates} | ({"circa": True} if work.is_inferred else {})


FORMATS: Final[Mapping[str, tuple[str, Callable[[Iterable[Work]], str]]]] = {
    "bib": ("BibTeX", bibtex),
    "ris": ("RIS", ris),
    "json": ("CSL-JSON", csl_json),
}
"""Suffix of the file, name of the format, and who writes it."""
