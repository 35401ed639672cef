"""
Write the content as a Hugo site: as its documentation would have it, or tuned for speed.

Tuned: front matter in TOML, links to their final address instead of a render hook, link rows memoised.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.content import Corpus, Entry
from bench.phrases import TERMS
from bench.plain import Plain, labels, lists, menu, plain_pages, strings
from bench.settings import LANGUAGES, TITLE

HERE: Final = Path(__file__).resolve().parent / "sites"
NO_HOOK: Final = "markup: {goldmark: {renderHooks: {link: {useEmbedded: never}}}}\n"

Fields = Mapping[str, str | Sequence[str] | Sequence[Mapping[str, str]]]


def write_hugo(corpus: Corpus, root: Path, *, tuned: bool = False) -> None:
    """Write the site into a folder that is empty or absent."""
    shutil.copytree(HERE / "hugo", root)
    if tuned:
        shutil.copytree(HERE / "hugo-tuned", root, dirs_exist_ok=True)
    with (root / "hugo.yaml").open("a", encoding="utf-8") as config:
        config.write(NO_HOOK if tuned else "")
    for entry in corpus.entries:
        rewrite_hugo(corpus, entry, root, tuned=tuned)
    for lang in LANGUAGES:
        for name, content in _site_files(lang, toml if tuned else yaml_front):
            _write(root / name, content)


def rewrite_hugo(corpus: Corpus, entry: Entry, root: Path, *, tuned: bool = False) -> None:
    """Write the pages of one record, or write them again."""
    for page in plain_pages(corpus, entry, final_address if tuned else str):
        _write(root / page_path(page), hugo_page(page, toml if tuned else yaml_front))


def hugo_page(page: Plain, front: Callable[[Fields], str]) -> str:
    """Write a page with its front matter."""
    return front(_fields(page)) + "\n" + page.body + "\n"


def page_path(page: Plain) -> str:
    """Return where a page is written, below the root of the site."""
    return f"content/{page.lang}{page.path}.md"


def final_address(path: str) -> str:
    """Return the address of a page as seen from another of its language; every page lies one folder deep."""
    return f"..{path}.html"


def _fields(page: Plain) -> Fields:
    fields: Fields = {
        "title": page.title,
        "description": page.description,
        "date": page.day,
        "related": page.related,
        "uses": page.uses,
        "figures": page.figures,
    }
    return {name: value for name, value in fields.items() if value}


def _site_files(lang: str, front: Callable[[Fields], str]) -> Iterator[tuple[str, str]]:
    for folder, title in lists(lang):
        yield f"content/{lang}/{folder}/_index.md", front({"title": title, "url": f"/{lang}/{folder}/index.html"})
    other = "zh" if lang == "en" else "en"
    terms = [{"name": term.of(lang), "other": term.of(other), "lang": LANGUAGES[other]} for term in TERMS]
    glossary = strings(lang)["kind.term.many"]
    yield f"content/{lang}/glossary.md", front({"title": glossary, "layout": "glossary", "terms": terms})
    yield f"content/{lang}/_index.md", front({"title": TITLE.of(lang)})
    rows = [
        f"  - {{name: {_text(name)}, url: {_text(url)}, weight: {n}}}\n" for n, (name, url) in enumerate(menu(lang), 1)
    ]
    yield f"config/_default/menus.{lang}.yaml", "main:\n" + "".join(rows)
    yield f"i18n/{lang}.yaml", "".join(f"{key}: {_text(words)}\n" for key, words in labels(lang).items())


def yaml_front(fields: Fields) -> str:
    """Write front matter in YAML, of which JSON is a part."""
    lines = []
    for name, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{name}: {value if name == 'date' else _text(value)}")
        else:
            lines += [f"{name}:", *(f"  - {_text(one)}" for one in value)]
    return "\n".join(["---", *lines, "---", ""])


def toml(fields: Fields) -> str:
    """Write front matter in TOML; tables come last."""
    lines, tables = [], []
    for name, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{name} = {value if name == 'date' else _text(value)}")
        elif value and isinstance(value[0], str):
            lines.append(f"{name} = [{', '.join(_text(one) for one in value)}]")
        else:
            rows = (
                ", ".join(f"{key} = {_text(words)}" for key, words in row.items())
                for row in value
                if not isinstance(row, str)
            )
            tables.append(f"{name} = [{', '.join(f'{{{row}}}' for row in rows)}]")
    return "\n".join(["+++", *lines, *tables, "+++", ""])


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
