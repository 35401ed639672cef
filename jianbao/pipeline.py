"""
The five stages in order: read → check → link → render → publish.

This is the only module that knows the stages and their order. Content mistakes come back as problems with
their places; nothing is published unless there are none.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jianbao.check.run import check_catalog, rules_run
from jianbao.link.site import link_site
from jianbao.model.artifact import Artifact, Beside
from jianbao.model.config import Config
from jianbao.model.graph import Site
from jianbao.model.site import Catalog
from jianbao.problems import Outcome, Place, Problem
from jianbao.publish.assets import Assets, asset_artifacts
from jianbao.publish.bundle import Bundled, write_bundle
from jianbao.publish.compressed import find_missing, with_copies
from jianbao.publish.output import Published, publish
from jianbao.publish.pdf import make_cards, make_pdfs
from jianbao.read.assets import read_assets
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.locate import place_in
from jianbao.read.seeds import find_seed_texts, read_sentence_texts, verify_index
from jianbao.read.templates import read_templates

if TYPE_CHECKING:
    from jianbao.render.environment import Templates
    from jianbao.render.reads import Shared

SOURCES = ("site_src", "templates", "seeds", "jianbao")
"""Folders that the output may never lie in or enclose."""

Watch = Callable[[int, str], None]
"""Told the number of pages and PDFs still ahead and the one at hand."""


Tell = Callable[[str], None]
"""Told the page or PDF that is done."""


class Findings(Outcome, frozen=True, kw_only=True):
    """
    What reading and checking came to.

    ``catalog`` is missing where the configuration cannot be used; ``absent`` names the seed texts that are not
    at hand, without which the index is not proved and copying not fully judged.
    """

    catalog: Catalog | None = None
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


class Report(Outcome, frozen=True, kw_only=True):
    """What a build came to: problems, or what was published and how long each stage took, in seconds."""

    published: Published | None = None
    bundled: Bundled | None = None
    folder: str = ""
    pages: int = 0
    figures: int = 0
    records: int = 0
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    seconds: Mapping[str, float] = {}
    has_base_url: bool = False


def check_only(root: Path) -> Findings:
    """Read and check a project; nothing is written."""
    config = read_config(root)
    if not isinstance(config, Config):
        return Findings(problems=place_in(root, config), is_usage=True)
    if missing := find_missing(config.precompress):
        return Findings(problems=place_in(root, missing), is_usage=True)
    reading = read_catalog(root, config)
    catalog, stale, absent = _with_seed_texts(root, reading.catalog)
    problems = (*reading.problems, *stale)
    # A record that cannot be read would make every reference to it look wrong.
    if not problems:
        problems = check_catalog(catalog)
    rules = (*rules_run(has_texts=not absent), *(() if absent else ("index",)))
    return Findings(problems=place_in(root, problems), catalog=catalog, rules=rules, absent=absent)


def build(
    root: Path, *, clean: bool = False, bundle: bool = False, pdf: bool = True, watch: Watch | None = None
) -> Report:
    """
    Build the whole site; on any problem the site that stands is left as it is.

    ``bundle`` makes the archive also where the configuration does not ask for it; without ``pdf`` none is made.
    """
    clock = _Clock()
    findings = check_only(root)
    clock.lap("read and check")
    catalog = findings.catalog
    if findings.problems or catalog is None:
        return Report(problems=findings.problems, is_usage=findings.is_usage)
    if not pdf:
        config = msgspec.structs.replace(catalog.config, pdf_kinds=())
        catalog = msgspec.structs.replace(catalog, config=config)
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
    done = _publish(root, catalog.config, artifacts, clean=clean)
    clock.lap("publish")
    if isinstance(done, Problem):
        return Report(problems=place_in(root, (done,)), is_usage=True)
    archive: Bundled | Problem | None = None
    if bundle or "bundle" in catalog.config.outputs:
        archive = _pack(artifacts, folder.with_name(f"jianbao-{catalog.config.edition}.zip"), clean=clean)
        clock.lap("bundle")
    if isinstance(archive, Problem):
        return Report(problems=place_in(root, (archive,)), is_usage=True)
    return Report(
        published=done,
        bundled=archive,
        folder=catalog.config.output,
        pages=len(site.routes),
        figures=len(site.figures),
        records=len(site.records),
        rules=findings.rules,
        absent=findings.absent,
        seconds=clock.laps,
        has_base_url=bool(catalog.config.base_url),
    )


def _publish(
    root: Path, config: Config, artifacts: Iterable[Artifact | Problem], *, clean: bool
) -> Published | Problem:
    folder = root / config.output
    whole = with_copies(_inside(artifacts), config.precompress, folder, clean=clean)
    return publish(whole, folder, sources=[root / name for name in SOURCES], clean=clean)


def _pack(artifacts: Iterable[Artifact | Problem], target: Path, *, clean: bool) -> Bundled | Problem:
    artifacts = tuple(artifacts)
    beside = (one for one in artifacts if isinstance(one, Beside))
    return write_bundle(_inside(artifacts), beside, target, clean=clean)


def _inside(artifacts: Iterable[Artifact | Problem]) -> Iterator[Artifact]:
    """Yield the files of the site itself."""
    return (one for one in artifacts if isinstance(one, Artifact) and not isinstance(one, Beside))


def _render(
    root: Path, catalog: Catalog, site: Site, assets: Assets, watch: Watch | None
) -> Iterator[Artifact | Problem]:
    # Jinja costs 60 ms to import: `check` does without it.
    from jianbao.render.citations import render_citations
    from jianbao.render.environment import TemplateError, compile_templates
    from jianbao.render.pages import render_root
    from jianbao.render.reads import MissingStringError, Shared, Strings
    from jianbao.render.search_index import search_index
    from jianbao.render.site_files import render_files
    from jianbao.render.start import render_start

    found = read_templates(root / "templates")
    yield from found.problems
    templates = compile_templates(found.texts)
    strings = {lang: Strings(lang, catalog.ui.get(lang, {})) for lang in catalog.config.languages}
    shared = Shared(catalog.config, strings, assets.names)
    yield from assets.artifacts
    try:
        index = search_index(site, shared)
        yield from index.artifacts
        shared = msgspec.structs.replace(shared, assets={**assets.names, **index.names})
        tell = _countdown(_count_steps(site, catalog.config), watch)
        yield from _render_pages(site, shared, templates, tell)
        yield from _told(_render_pdfs(root, catalog, site, shared, found.texts), tell)
        yield from render_root(shared, templates)
        yield from render_start(shared, templates)
        yield from render_files(site, shared)
        yield from render_citations(site, shared)
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


def _render_pages(site: Site, shared: "Shared", templates: "Templates", tell: Tell) -> Iterator[Artifact]:
    from jianbao.render.pages import render_route

    for route in site.routes:
        yield from render_route(site, route, shared, templates)
        tell(route.path)


def _render_pdfs(
    root: Path, catalog: Catalog, site: Site, shared: "Shared", texts: Mapping[str, str]
) -> Iterator[Artifact | Problem]:
    from jianbao.render.cards import render_cards
    from jianbao.render.environment import compile_papers
    from jianbao.render.paper_views import put
    from jianbao.render.papers import render_papers

    templates = compile_papers(texts, put)
    files = {str(ref): origin.file for ref, origin in catalog.origins.items()}
    yield from make_pdfs(tuple(render_papers(site, shared, templates)), root / ".cache" / "pdf", files)
    yield from make_cards(tuple(render_cards(site, shared, templates)), root / ".cache" / "cards", files)


def _count_steps(site: Site, config: Config) -> int:
    """Count the pages, PDFs and cards."""
    from jianbao.render.cards import count_cards
    from jianbao.render.papers import count_papers

    return len(site.routes) + count_papers(site, config) + count_cards(site, config)


def _countdown(total: int, watch: Watch | None) -> Tell:
    """Return what is told of each page or PDF when it is done."""
    left = iter(range(total - 1, -1, -1))
    return (lambda path: watch(next(left), path)) if watch else (lambda _path: None)


def _told(made: Iterable[Artifact | Problem], tell: Tell) -> Iterator[Artifact | Problem]:
    for one in made:
        yield one
        tell(one.path if isinstance(one, Artifact) else "")


def _with_seed_texts(root: Path, catalog: Catalog) -> tuple[Catalog, tuple[Problem, ...], tuple[str, ...]]:
    """Prove the index against the seed texts, as far as they are at hand, and name those that are not."""
    names = [plan.file for plan in catalog.plans.values()]
    texts = find_seed_texts(root, catalog.config.seed_folders, names)
    problems = [
        problem
        for stem, index in catalog.indexes.items()
        if stem in catalog.plans and catalog.plans[stem].file in texts
        for problem in verify_index(index, texts[catalog.plans[stem].file], catalog.plans[stem])
    ]
    sentences = read_sentence_texts(texts, catalog.plans)
    absent = tuple(sorted(set(names) - set(texts)))
    return msgspec.structs.replace(catalog, sentence_texts=sentences), tuple(problems), absent


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
