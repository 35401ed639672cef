"""
Issue a site: gather what it is made of beside its records, have it filled into the output, publish and pack it.

Whoever calls says how the output is filled: with what was there, with a few pages made anew, or with all of them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jianbao import __version__
from jianbao.laps import Clock
from jianbao.model.config import Config
from jianbao.model.known import Content
from jianbao.problems import Problem
from jianbao.publish.assets import Assets, asset_artifacts
from jianbao.publish.compressed import without_copies
from jianbao.publish.manifest import About
from jianbao.publish.output import Output, Published, opened
from jianbao.publish.pdf import CARD_BASIS, STANDARDS, tools
from jianbao.read.theme import theme_words, themed_assets, themed_templates
from jianbao.remembering import Memory, Rendered, Spent, Watch
from jianbao.render.closures import Source, sources_of
from jianbao.render.digests import digest_of
from jianbao.reports import Options
from jianbao.store import engine_digest

if TYPE_CHECKING:
    from jianbao.publish.bundle import Bundled

SOURCES = ("site_src", "templates", "seeds", "jianbao")
"""Folders that the output may never lie in or enclose."""


class Run(Struct, frozen=True):
    """
    A build under way: where, how, who is told, and what the time is.

    Where the process ``lives_on``, it knows the sources itself, and keeps nothing of them on disk.
    """

    root: Path
    options: Options
    watch: Watch
    clock: Clock
    lives_on: bool = False


class Given(Struct, frozen=True):
    """
    What a site is made of beside its records; ``apart`` is the digest of that, ``basis`` of all.

    ``sources`` say which templates the ``texts`` of templates name; ``files`` are the digests of the files that the
    records were read from.
    """

    config: Config
    assets: Assets
    texts: Mapping[str, str]
    sources: Mapping[str, Source]
    packs: bool
    apart: bytes
    basis: bytes
    files: Mapping[str, bytes]


def gather(run: Run, config: Config, content: Content, memory: Memory) -> Given | tuple[Problem, ...]:
    """Put together what a site is made of; or say which templates and assets cannot be read."""
    assets = themed_assets(run.root, config.theme)
    templates = themed_templates(run.root, config.theme)
    if problems := (*assets.problems, *templates.problems):
        return problems
    packs = run.options.bundle or "bundle" in config.outputs
    set_by = [tools(basis) for basis, asked in _setters(config) if asked]
    apart = digest_of(
        (
            (engine_digest(), set_by, config, packs, run.options.preview),
            (templates.texts, assets.files, theme_words(config.theme, config.languages)),
        )
    )
    basis = basis_of(apart, content.files, content.texts)
    sources = sources_of(templates.texts, memory.filled.templates)
    return Given(config, asset_artifacts(assets.files), templates.texts, sources, packs, apart, basis, content.files)


def _setters(config: Config) -> tuple[tuple[str, bool], ...]:
    return (STANDARDS, bool(config.pdf_kinds)), (CARD_BASIS, "cards" in config.outputs)


def basis_of(apart: bytes, files: Mapping[str, bytes], texts: Mapping[str, bytes]) -> bytes:
    """Return the digest of all that a site is made of; of records that come from nowhere nothing is known."""
    return digest_of((apart, files, texts)) if files else b""


Filling = Callable[[Output], Rendered | tuple[Problem, ...]]
"""Gives every file of the site to the output."""


class Issued(Struct, frozen=True):
    """A site that stands, and what the next build is to know of it."""

    published: Published
    bundled: "Bundled | None"
    rendered: int
    spent: tuple[Spent, ...]
    memory: Memory


def issue(run: Run, given: Given, memory: Memory, fill: "Filling") -> Issued | tuple[Problem, ...]:
    """Render, publish and pack; nothing is done where nothing is filled."""
    clock, config = run.clock, given.config
    folder = run.root / config.output
    sources = [run.root / name for name in SOURCES]
    with opened(folder, sources=sources, record=memory.record, clean=run.options.clean) as output:
        if isinstance(output, Problem):
            return (output,)
        rendered = fill(output)
        clock.lap("render")
        if isinstance(rendered, tuple):
            return rendered
        about = _about(config)
        done = output.finish(about)
        clock.lap("publish")
        if isinstance(done, Problem):
            return (done,)
        filled = rendered.filled
        bundled: Bundled | Problem | None = None
        packer = ""
        if given.packs:  # while the folder is held: another build would change what is packed
            from jianbao.publish.bundle import Contents, write_bundle  # it loads what reads and writes archives
            from jianbao.publish.packing import PACKER

            packer = PACKER
            target = folder.with_name(f"jianbao-{config.edition}.zip")
            files = without_copies(done.record.files(), config.precompress)
            contents = Contents(site=files, folder=folder, beside=filled.beside, about=about, packer=memory.packer)
            bundled = write_bundle(contents, target, clean=run.options.clean)
            clock.lap("bundle")
    if isinstance(bundled, Problem):
        return (bundled,)
    index = rendered.index or memory.index
    fresh = Memory(done.record, filled, given.basis, packer, index=index)
    return Issued(done.published, bundled, rendered.pages, rendered.spent, fresh)


def _about(config: Config) -> About:
    return About({str(lang): words for lang, words in config.title.items()}, config.edition, __version__)
