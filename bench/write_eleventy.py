"""
Write the content as an Eleventy site: Markdown with front matter, Nunjucks layouts, collections for links.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bench.content import Corpus, Entry
from bench.phrases import TERMS
from bench.plain import Plain, labels, lists, menu, plain_pages, strings
from bench.settings import LANGUAGES, NAMES, TITLE
from bench.write_hugo import Fields, final_address, yaml_front

HERE: Final = Path(__file__).resolve().parent / "sites" / "eleventy"


def write_eleventy(corpus: Corpus, root: Path) -> None:
    """Write the site into a folder that is empty or absent."""
    shutil.copytree(HERE, root)
    for entry in corpus.entries:
        rewrite_eleventy(corpus, entry, root)
    for name, content in _site_files():
        _write(root / name, content)


def rewrite_eleventy(corpus: Corpus, entry: Entry, root: Path) -> None:
    """Write the pages of one record, or write them again."""
    for page in plain_pages(corpus, entry, final_address):
        _write(root / page_path(page), eleventy_page(page))


def page_path(page: Plain) -> str:
    """Return where a page is written, below the root of the site."""
    return f"content/{page.lang}{page.path}.md"


def eleventy_page(page: Plain) -> str:
    """Write a page with its front matter; what the pages of a folder share stands in a file of the folder."""
    fields: Fields = {
        "title": page.title,
        "permalink": f"/{page.lang}{page.path}.html",
        "other": page.other,
        "description": page.description,
        "tail": f"{page.path}.html",
        "day": page.day,
        "related": page.related,
        "uses": page.uses,
        "figures": page.figures,
    }
    return yaml_front({name: value for name, value in fields.items() if value}) + "\n" + page.body + "\n"


def _site_files() -> Iterator[tuple[str, str]]:
    site: dict[str, object] = {"languages": list(LANGUAGES)}
    for lang in LANGUAGES:
        other = "zh" if lang == "en" else "en"
        rows = [{"name": name, "url": url} for name, url in menu(lang)]
        site[lang] = {
            "title": TITLE.of(lang),
            "locale": LANGUAGES[lang],
            "name": NAMES[lang],
            "other": other,
            "labels": labels(lang),
            "menu": rows,
        }
        yield from _pages(lang, other)
    yield "_data/site.json", json.dumps(site, ensure_ascii=False)


def _pages(lang: str, other: str) -> Iterator[tuple[str, str]]:
    ui = strings(lang)
    yield f"content/{lang}/{lang}.json", json.dumps({"lang": lang})
    for folder, title in lists(lang):
        layout = "brief.njk" if folder == "briefs" else "record.njk"
        shared = {"layout": layout, "folder": folder}
        yield f"content/{lang}/{folder}/{folder}.json", json.dumps(shared)
        yield (
            f"content/{lang}/lists/{folder}.md",
            _thin(lang, f"/{folder}/index.html", title, "list", {"lists": folder}),
        )
    terms = [{"name": term.of(lang), "other": term.of(other), "lang": LANGUAGES[other]} for term in TERMS]
    yield (
        f"content/{lang}/lists/glossary.md",
        _thin(lang, "/glossary.html", ui["kind.term.many"], "glossary", {"terms": terms}),
    )
    yield f"content/{lang}/lists/home.md", _thin(lang, "/index.html", TITLE.of(lang), "home", {})
    yield f"content/{lang}/lists/lost.md", _thin(lang, "/404.html", ui["lost.title"], "empty", {})


def _thin(lang: str, tail: str, title: str, layout: str, more: Mapping[str, object]) -> str:
    fields = {"title": title, "layout": f"{layout}.njk", "tail": tail, "permalink": f"/{lang}{tail}", **more}
    return "---\n" + json.dumps(fields, ensure_ascii=False) + "\n---\n"


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
