"""
The five stages in order: read → check → link → render → publish.

This is the only module that knows the stages and their order. Content mistakes come back as problems with
their places; nothing is published unless there are none.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from jianbao.check.run import check_catalog, rules_run
from jianbao.link.site import link_site
from jianbao.model.artifact import Artifact
from jianbao.model.config import Config
from jianbao.model.graph import Site
from jianbao.model.site import Catalog
from jianbao.problems import Outcome, Place, Problem
from jianbao.publish.assets import Assets, asset_artifacts
from jianbao.publish.output import Published, publish
from jianbao.read.assets import read_assets
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.locate import place_in
from jianbao.read.seeds import find_seed_texts, read_sentence_texts, verify_index
from jianbao.read.templates import read_templates

SOURCES = ("site_src", "templates", "seeds", "jianbao")
"""Folders that the output may never lie in or enclose."""

Watch = Callable[[int, str], None]
"""Told the number of pages still ahead and the page at hand."""


class Findings(Outcome, frozen=True, kw_only=True):
    """What reading and checking came to. ``catalog`` is absent where the configuration cannot be used."""

    catalog: Catalog | None = None
    rules: tuple[str, ...] = ()


class Report(Outcome, frozen=True, kw_only=True):
    """What a build came to: problems, or what was published and how long each stage took, in seconds."""

    published: Published | None = None
    folder: str = ""
    pages: int = 0
    figures: int = 0
    records: int = 0
    rules: tuple[str, ...] = ()
    seconds: Mapping[str, float] = {}
    has_base_url: bool = False


def check_only(root: Path) -> Findings:
    """Read and check a project; nothing is written."""
    config = read_config(root)
    if not isinstance(config, Config):
        return Findings(problems=place_in(root, config), is_usage=True)
    reading = read_catalog(root, config)
    catalog, stale = _with_seed_texts(root, reading.catalog)
    problems = (*reading.problems, *stale)
    # A record that cannot be read would make every reference to it look wrong.
    if not problems:
        problems = check_catalog(catalog)
    rules = (*rules_run(catalog), *(("index",) if catalog.sentence_texts else ()))
    return Findings(problems=place_in(root, problems), catalog=catalog, rules=rules)


def build(root: Path, *, clean: bool = False, watch: Watch | None = None) -> Report:
    """Build the whole site; on any problem the site that stands is left as it is."""
    clock = _Clock()
    findings = check_only(root)
    clock.lap("read and check")
    catalog = findings.catalog
    if findings.problems or catalog is None:
        return Report(problems=findings.problems, is_usage=findings.is_usage)
    site = link_site(catalog)
    clock.lap("link")
    files = read_assets(root / "site_src" / "assets")
    if files.problems:
        return Report(problems=place_in(root, files.problems))
    artifacts = list(_render(root, catalog, site, asset_artifacts(files.files), watch))
    clock.lap("render")
    faults = tuple(one for one in artifacts if isinstance(one, Problem))
    if faults:
        return Report(problems=place_in(root, faults))
    folder = root / catalog.config.output
    done = publish(
        (one for one in artifacts if isinstance(one, Artifact)),
        folder,
        sources=[root / name for name in SOURCES],
        clean=clean,
    )
    clock.lap("publish")
    if isinstance(done, Problem):
        return Report(problems=place_in(root, (done,)), is_usage=True)
    return Report(
        published=done,
        folder=catalog.config.output,
        pages=len(site.routes),
        figures=len(site.figures),
        records=len(site.records),
        rules=findings.rules,
        seconds=clock.laps,
        has_base_url=bool(catalog.config.base_url),
    )


def _render(
    root: Path, catalog: Catalog, site: Site, assets: Assets, watch: Watch | None
) -> Iterator[Artifact | Problem]:
    # Jinja costs 60 ms to import: `check` does without it.
    from jianbao.render.data import render_data
    from jianbao.render.environment import TemplateError, compile_templates
    from jianbao.render.pages import render_page, render_root
    from jianbao.render.reads import MissingStringError, Shared, Strings

    found = read_templates(root / "templates")
    yield from found.problems
    templates = compile_templates(found.texts)
    strings = {lang: Strings(lang, catalog.ui.get(lang, {})) for lang in catalog.config.languages}
    shared = Shared(catalog.config, strings, assets.names)
    yield from assets.artifacts
    try:
        for ahead, route in zip(range(len(site.routes) - 1, -1, -1), site.routes, strict=True):
            yield render_page(site, route, shared, templates)
            if watch:
                watch(ahead, route.path)
        yield from render_root(shared, templates)
    except TemplateError as fault:
        yield Problem(
            code="template/failed",
            where=Place(f"templates/{fault.name}", fault.line),
            message=fault.reason,
            hint="a template sees `page`, `ui` and `build`; the fields of each page are in jianbao/render/views.py",
        )
    except MissingStringError as missing:
        yield Problem(
            code="parity/ui-keys-differ",
            where=Place(f"site_src/ui/{missing.lang}.yaml"),
            message=f"the interface string {missing.key!r} is missing",
            hint="every page needs it; write it in every language of the site",
        )
    yield from render_data(site, catalog.config.languages)


def _with_seed_texts(root: Path, catalog: Catalog) -> tuple[Catalog, tuple[Problem, ...]]:
    """Prove the index against the seed texts, as far as they are at hand."""
    names = [plan.file for plan in catalog.plans.values()]
    texts = find_seed_texts(root, catalog.config.seed_folders, names)
    problems = [
        problem
        for stem, index in catalog.indexes.items()
        if stem in catalog.plans and catalog.plans[stem].file in texts
        for problem in verify_index(index, texts[catalog.plans[stem].file], catalog.plans[stem])
    ]
    sentences = read_sentence_texts(texts, catalog.plans)
    return msgspec.structs.replace(catalog, sentence_texts=sentences), tuple(problems)


class _Clock:
    """Seconds of wall time by stage, for the closing report only."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Close the stage that has just ended."""
        now = time.perf_counter()
        self.laps[stage] = now - self._last
        self._last = now
