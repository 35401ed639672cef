"""
Write the content as a project of Jianbao: records, seed records with their index, units, templates.

The seed texts themselves are not written, as they are not part of any repository: the index is what the
figures are proved against, and the rule against copied runs has nothing to compare.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from bench.content import Bound, Corpus, Entry, Figure, Paragraph, Piece
from bench.phrases import TERMS
from bench.settings import BASE_URL, BUILD_DATE, DESCRIPTION, TITLE

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent

CONFIG: Final = f"""\
title: {{en: "{TITLE.en}", zh: "{TITLE.zh}"}}
description: {{en: "{DESCRIPTION.en}", zh: "{DESCRIPTION.zh}"}}
languages: [en, zh]
base_url: "{BASE_URL}"
seed_folders: ["texts"]
output: "output/site"
outputs: [feeds]
pdf_kinds: []
edition: "1"
build_date: "{BUILD_DATE}"
"""

UNITS: Final = """\
cny:
  family: currency
  forms:
    en: {other: "{0} yuan", printed: [yuan]}
    zh: {other: "{0}元", printed: [元]}
percent:
  family: percent
  forms:
    en: {other: "{0}%", printed: [percent, "%"]}
    zh: {other: "{0}%", printed: ["%"]}
loom:
  family: count
  forms:
    en: {one: "{0} loom", other: "{0} looms", printed: [loom, looms]}
    zh: {other: "{0}台织机", printed: [台织机]}
workshop:
  family: count
  forms:
    en: {one: "{0} workshop", other: "{0} workshops", printed: [workshop, workshops]}
    zh: {other: "{0}个车间", printed: [个车间]}
"""


def write_jianbao(corpus: Corpus, root: Path) -> None:
    """Write the project into a folder that is empty or absent."""
    for name, content in _files(corpus):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    shutil.copytree(HERE / "sites" / "jianbao" / "templates", root / "templates")
    shutil.copytree(ROOT / "site_src" / "ui", root / "site_src" / "ui")


def rewrite_jianbao(_corpus: Corpus, entry: Entry, root: Path) -> None:
    """Write one record again."""
    (root / record_path(entry)).write_text("".join(f"{line}\n" for line in record_lines(entry)), encoding="utf-8")


def record_path(entry: Entry) -> str:
    """Return where a record is written, below the root of the project."""
    return f"site_src/{entry.folder}/{entry.slug}.yaml"


def _files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "config.yaml", CONFIG
    yield "site_src/units.yaml", UNITS
    yield "site_src/terms.yaml", "".join(_terms())
    for entry in corpus.entries:
        yield record_path(entry), "".join(f"{line}\n" for line in record_lines(entry))
    for entry in corpus.sources:
        yield f"seeds/{entry.slug}.yaml", "".join(f"{line}\n" for line in _plan(entry))
        yield f"seeds/{entry.slug}.index.yaml", "".join(f"{line}\n" for line in _index(entry))


def _terms() -> Iterator[str]:
    for term in TERMS:
        slug = term.en.replace(" ", "-")
        yield f'{slug}:\n  name: {{en: "{term.en}", zh: "{term.zh}"}}\n'


def record_lines(entry: Entry) -> Iterator[str]:
    """Yield the lines of a record's file."""
    yield f"name: {{en: {_quoted(entry.name.en)}, zh: {_quoted(entry.name.zh)}}}"
    yield from {"source": _source, "brief": _brief, "metric": _metric, "region": _region}.get(entry.kind, _plain)(entry)
    if entry.related:
        yield f"related: [{', '.join(entry.related)}]"


def _plain(entry: Entry) -> Iterator[str]:
    if entry.kind == "organisation":
        yield "form: institute"
    yield "summary:"
    yield from _items(entry.body, "  ")


def _region(entry: Entry) -> Iterator[str]:
    yield "level: county"
    yield from _plain(entry)


def _source(entry: Entry) -> Iterator[str]:
    yield f"seed: {entry.slug}"
    yield "not_stated: [publisher, date, byline, address]"
    yield from _plain(entry)


def _metric(entry: Entry) -> Iterator[str]:
    yield f"unit: {entry.unit}"
    yield f"about: [{entry.about}]"
    yield from _plain(entry)
    yield "observations:"
    for figure in entry.figures:
        yield from _observation(figure)


def _observation(figure: Figure) -> Iterator[str]:
    yield f"  - id: {figure.id}"
    yield f"    printed: {_quoted(figure.printed)}"
    yield f"    value: {figure.value}"
    if figure.scale:
        yield f"    scale: {figure.scale}"
    if figure.hedge:
        yield f"    hedge: {figure.hedge}"
    yield "    status: actual"
    yield "    speaker: official-statistics"
    yield f'    period: {{when: "{figure.year}"}}'
    yield f"    evidence: [{figure.locator}]"


def _brief(entry: Entry) -> Iterator[str]:
    first, *rest = entry.body
    yield f'date: {{when: "{entry.year}", cites: [{entry.figures[-1].locator}]}}'
    yield "bottom_line:"
    yield from (f"  {line}" for line in _paragraph(first))
    yield f"key_figures: [{', '.join(figure.id for figure in entry.figures)}]"
    yield "sections:"
    yield '  - heading: {en: "The ledger", zh: "账簿"}'
    yield "    body:"
    yield from _items(rest, "      ")
    yield f"covers: [source/{entry.source}]"


def _items(body: Iterable[Paragraph], indent: str) -> Iterator[str]:
    for paragraph in body:
        first, *rest = _paragraph(paragraph)
        yield f"{indent}- {first}"
        yield from (f"{indent}  {line}" for line in rest)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    for lang, pieces in paragraph.pieces.items():
        yield f"{lang}: {_quoted(''.join(map(_written, pieces)))}"
    yield f"cites: [{', '.join(paragraph.cites)}]"


def _written(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return f"{{{piece.figure.id}}}" if isinstance(piece, Bound) else f"[[{piece.ref}]]"


def _plan(entry: Entry) -> Iterator[str]:
    yield f"file: {entry.slug}.txt"
    yield "zones:"
    yield f'  - {{kind: article, lines: "1-{len(entry.printed)}", article: {entry.slug}}}'


def _index(entry: Entry) -> Iterator[str]:
    yield f'file: "{entry.slug}.txt"'
    yield f'sha256: "{sha256(entry.slug.encode()).hexdigest()}"'
    yield "sentences:"
    for line, printed in enumerate(entry.printed, 1):
        digest = sha256(printed.locator.encode()).hexdigest()[:16]
        figures = ", ".join(_token(token, after) for token, after in printed.tokens)
        yield f'  - {{id: "{printed.locator}", lines: [{line}], sha256: "{digest}", figures: [{figures}]}}'


def _token(token: str, after: str) -> str:
    return f"{{token: {_quoted(token)}, after: {_quoted(after)}}}" if after else f"{{token: {_quoted(token)}}}"


def _quoted(words: str) -> str:
    """Write a string as YAML: a JSON string is one."""
    return json.dumps(words, ensure_ascii=False)
