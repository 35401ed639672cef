"""
Propose the zones of a seed text that nobody has described yet.

In: the text. Out: a plan, a first draft for an editor. Errs towards what an editor sees at a glance.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from jianbao.model.basics import Lang
from jianbao.model.evidence import RegionKind, SeedPlan, Zone
from jianbao.text.sentences import OPENERS
from jianbao.text.zones import COMMAS, HAN, TERMINAL, is_hyphenated, split_lines

_CREDIT: Final = re.compile(
    r"[(（][^()（）]*(?:PHOTO|Photo|Xinhua|XINHUA|CHINA DAILY|PROVIDED TO|摄|供图|新华社|图/)[^()（）]*[)）]$"
    r"|\b(?:PHOTO|Photo): [\w ]{1,40}$"
    r"|^(?:图为|图[一二三四五六七八九\d]?[:：]|[△▲▼↑↓])|[\u4e00-\u9fff](?:摄|供图)$"
)
_BYLINE: Final = re.compile(
    r"^(?:By|Edited by|Reported by|Written by|Source:|Published:|Updated:)\s"
    r"|^[(（]?(?:作者|记者|编辑|责编|责任编辑|来源|稿源|文章来源|发布时间|时间|本报记者|新华社记者|通讯员|文[/／|｜])"
    r"(?:[:：/／|｜ \u3000]|\b)"
    r"|^(?:本报记者|新华社记者|记者|通讯员)"
    r"|^\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\s|$|[\d:：]{4,5}|来源)"
)
_FURNITURE: Final = re.compile(
    r"use of cookies|cookie policy|privacy policy|telephone number|all rights reserved|^copyright|^©"
    r"|ICP备|公网安备|许可证号|举报电话|版权所有|扫一扫|未经授权|免责声明|网站地图"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\."
    r"|^(?:related articles|must read|most viewed|about us|contact us|i agree|back|share|from\spage\s\d+)$"
    r"|^[【\[]?(?:相关阅读|推荐阅读|延伸阅读|热门推荐|关于我们|联系我们|上一篇|下一篇|返回顶部|分享到|打印|字号|关闭|纠错)[】\]]?(?:$|[:：])"
    r"|^source\s/\s",
    re.IGNORECASE,
)
_LONGEST_HEADING: Final = {"en": 120, "zh": 40}
_LONGEST_CREDITED: Final = 600
_LONGEST_SLUG: Final = 60
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_WIDEST_WRAPPED: Final = {"en": 100, "zh": 50}
_RAGGED: Final = {"en": 14, "zh": 4}
_WRAPPED_LINES_MIN: Final = 3


def language_of(text: str) -> Lang:
    """Say whether a text is Chinese: a quarter of its characters are."""
    return Lang("zh" if len(HAN.findall(text)) * 4 > len(text) else "en")


def propose_plan(text: str, stem: str, lang: Lang | None = None, slug: str = "") -> SeedPlan:
    """
    Propose the plan of a new text: a first draft for an editor, with one article, named after its first heading.

    ``lang`` and ``slug`` say what an editor knows already.

    Captions are known by their credits, bylines and furniture by their words, headings by being short and unstopped.
    """
    language = lang or language_of(text)
    lines = {number: line.strip() for number, line in enumerate(split_lines(text), 1) if line.strip()}
    kinds = {number: _guess(line, language) for number, line in lines.items()}
    kinds |= {number: "article" for number in _wrapped(lines, language) if kinds[number] == "heading"}
    _mend_headings(lines, kinds)
    headline = next((lines[number] for number, kind in kinds.items() if kind == "heading"), "")
    article = slug or slug_of(headline) or slug_of(stem) or "article"
    runs: list[tuple[RegionKind, int, int]] = []
    for number, kind in kinds.items():
        first = runs.pop()[1] if runs and runs[-1][0] == kind else number
        runs.append((kind, first, number))
    return SeedPlan(
        file=f"{stem}.txt",
        language=language,
        zones=tuple(
            Zone(
                kind=kind,
                lines=str(first) if first == last else f"{first}-{last}",
                article="" if kind == "furniture" else article,
            )
            for kind, first, last in runs
        ),
    )


def _guess(line: str, language: str) -> RegionKind:
    short = len(line) <= _LONGEST_HEADING[language]
    if len(line) <= _LONGEST_CREDITED and _CREDIT.search(line):
        return "caption"
    if len(line) <= _LONGEST_CREDITED and _FURNITURE.search(line):
        return "furniture"
    stopped = TERMINAL.search(line, max(0, len(line) - 8))
    if short and not stopped and _BYLINE.search(line):
        return "byline"
    unfinished = line.endswith((*COMMAS, "：")) or is_hyphenated(line) or line.count("“") > line.count("”")
    return "heading" if short and not (stopped or unfinished or _small(line)) else "article"


def _wrapped(lines: Mapping[int, str], language: str) -> Iterator[int]:
    """
    Find the lines that were broken for their width alone: full ones of a narrow text, each followed at once by another.

    Width counts in characters; a text with fewer than three full lines is not taken for a wrapped one.
    """
    widest = max(map(len, lines.values()), default=0)
    full = [number for number, line in lines.items() if len(line) >= widest - _RAGGED[language]]
    if widest <= _WIDEST_WRAPPED[language] and len(full) >= _WRAPPED_LINES_MIN:
        yield from (number for number in full if number + 1 in lines)


def _small(line: str) -> bool:
    """Say whether a line begins in small letters, which names such as iPhone and eVTOL do not."""
    start = line.lstrip(OPENERS)[:2]
    return start[:1].islower() and not start[1:].isupper()


def _mend_headings(lines: dict[int, str], kinds: dict[int, RegionKind]) -> None:
    """Make a heading a broken line where small letters follow it, and furniture where no text does."""
    goes_on, seen_article = False, False
    for number in reversed(lines):
        if kinds[number] == "heading" and goes_on:
            kinds[number] = "article"
        elif kinds[number] == "heading" and not seen_article:
            kinds[number] = "furniture"
        if kinds[number] in {"article", "heading"}:
            goes_on = _small(lines[number])
        seen_article = seen_article or kinds[number] == "article"


def slug_of(title: str) -> str:
    """
    Make a slug of a title, of whole words and at most sixty characters.

    >>> slug_of("Port City Doubles Output, Again")
    'port-city-doubles-output-again'
    """
    slug = _NOT_SLUG.sub("-", title.lower()).strip("-")
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
