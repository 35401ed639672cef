"""
The command that takes a new text in: copy, zones, index, source record.

Beside ``pipeline`` and ``seeding``, a module that introduces ``read`` to ``publish``. All that can be refused is
refused before anything is written, and nothing that an editor wrote is written again.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, structs

from jianbao.edit.source_draft import source_draft
from jianbao.edit.source_facts import headline_of, known_facts, propose_slug
from jianbao.model.config import Config
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.given import Given
from jianbao.model.records import KINDS
from jianbao.model.site import Catalog
from jianbao.problems import Place, Problem, Told
from jianbao.publish.drafts import unwritable, write_new
from jianbao.publish.seed_files import write_seed_files, write_seed_text
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.intake import Intake, read_intake
from jianbao.read.locate import place_in
from jianbao.read.seed_texts import find_seed_texts
from jianbao.read.seeds import build_indexes
from jianbao.read.slugs import slug_problem
from jianbao.read.taken import taken_slugs
from jianbao.text.proposal import propose_plan

Ask = Callable[[Given, str], Given]
SOURCE: Final = KINDS["source"]
_STEM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SPACE: Final = re.compile(r"\s+")


class Added(Told, frozen=True, kw_only=True):
    """What taking a text in came to: problems, or lines to print."""


class _Project(Struct, frozen=True):
    """The project as it stands, with the texts that are at hand."""

    root: Path
    catalog: Catalog
    texts: Mapping[str, bytes]
    sources: Mapping[str, str]

    @property
    def folder(self) -> str:
        """Return the folder into which texts are copied: the first that is named."""
        return self.catalog.config.seed_folders[0]


class _Text(Struct, frozen=True):
    """A text that may be taken in: what it is called here, its words, its plan and its index."""

    stem: str
    intake: Intake
    plan: SeedPlan
    index: SeedIndex
    is_planned: bool


def add_seed(root: Path, file: Path, given: Given, ask: Ask | None = None) -> Added:
    """
    Take a text in with the facts that are given; doing it again changes nothing and says so.

    ``ask`` completes the facts of a text that is new here, given its headline; without it nothing is asked.
    """
    project = _read_project(root)
    if isinstance(project, Added):
        return project
    intake = read_intake(file, given.encoding)
    if isinstance(intake, Problem):
        return _refused(root, intake)
    if ask and file.stem not in project.catalog.plans:
        given = ask(given, headline_of(intake.text, given.lang))
    text = _prepare(project, file, intake, given)
    if not isinstance(text, _Text):
        return _refused(root, *text)
    return _write(project, text, _drafts(project, text, given))


def _read_project(root: Path) -> _Project | Added:
    config = read_config(root)
    if not isinstance(config, Config):
        return Added(problems=place_in(root, config), is_usage=True)
    if not config.seed_folders:
        message, hint = "no folder is named for the seed texts", 'add `seed_folders: ["seeds/text"]`'
        return _refused(root, Problem(code="config/invalid", where=Place("config.yaml"), message=message, hint=hint))
    reading = read_catalog(root, config)
    broken = [problem for problem in reading.problems if problem.where.file.startswith("seeds/")]
    if broken:
        return _refused(root, *broken)
    return _Project(root, reading.catalog, find_seed_texts(root, config.seed_folders), taken_slugs(root, SOURCE))


def _prepare(project: _Project, file: Path, intake: Intake, given: Given) -> _Text | tuple[Problem, ...]:
    """Find out what the text is called here and index it, or say why it cannot be taken in."""
    slug = given.slug or propose_slug(file.stem, intake.text, given)
    stem = file.stem if _STEM.fullmatch(file.stem) else slug
    if not stem:
        hint = "give it a slug: --slug harbour-piers"
        return (Problem(code="record/slug", where=Place(file.name), message="no slug follows from it", hint=hint),)
    problem = _here_already(project, f"{stem}.txt", intake.text)
    if problem:
        return (problem,)
    plan = project.catalog.plans.get(stem)
    planned = plan is not None
    if plan is None:
        plan = propose_plan(intake.text, stem, given.lang, slug)
        problem = _slug_taken(project, stem, plan)
        if problem:
            return (problem,)
    name = f"{stem}.txt"
    built = build_indexes({name: intake.text.encode()}, {**project.catalog.plans, stem: plan})
    return built.problems or _Text(stem, intake, plan, built.indexes[stem], planned)


def _here_already(project: _Project, name: str, text: str) -> Problem | None:
    """Refuse another text under a name that is taken, and the same text under another name."""
    held = project.texts.get(name)
    if held is not None and held != text.encode():
        message = f"another text is called {name} already"
        return _duplicate(name, message, "give your file another name; to replace the text, edit the one in the folder")
    digest = hashlib.sha256(text.encode()).hexdigest()
    same = next((other for other, data in project.texts.items() if other != name and _is_same(data, text)), None)
    same = same or next(
        (index.file for index in project.catalog.indexes.values() if index.sha256 == digest and index.file != name),
        None,
    )
    if same is None:
        return None
    return _duplicate(name, f"the same text is here already, as {same}", f"go on with {same}; nothing was written")


def _is_same(data: bytes, text: str) -> bool:
    """Compare two texts but for their white space."""
    return _SPACE.sub("", data.decode("utf-8", "replace")) == _SPACE.sub("", text)


def _slug_taken(project: _Project, stem: str, plan: SeedPlan) -> Problem | None:
    for slug in _articles(plan):
        problem = slug_problem(slug, SOURCE, Place(f"{stem}.txt"))
        if problem:
            return problem
        owner = next((name for name, other in project.catalog.plans.items() if slug in _articles(other)), "")
        file = f"seeds/{owner}.yaml" if owner else project.sources.get(slug)
        if file:
            return _duplicate(
                f"{stem}.txt", f"the slug {slug!r} is taken, by {file}", f"choose another: --slug {slug}-2"
            )
    return None


def _articles(plan: SeedPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(zone.article for zone in plan.zones if zone.article))


def _drafts(project: _Project, text: _Text, given: Given) -> Mapping[str, str]:
    """Write the record of each article that has none; facts were given of one article only."""
    catalog = project.catalog
    articles = _articles(text.plan)
    lacking = [slug for slug in articles if slug not in project.sources]
    drafts = {}
    for slug in lacking:
        about = given if len(articles) == 1 or slug == given.slug else structs.replace(given, **_NOTHING)
        facts = known_facts(slug, text.stem, (text.intake.text, text.plan, text.index), about, catalog)
        drafts[slug] = source_draft(facts, catalog.config.languages)
    return drafts


_NOTHING: Final = {"title": "", "title_zh": "", "byline": "", "publisher": "", "date": "", "address": ""}


def _write(project: _Project, text: _Text, drafts: Mapping[str, str]) -> Added:
    root, name = project.root, f"{text.stem}.txt"
    rows = []
    proposed = {} if text.is_planned else {text.stem: text.plan}
    try:
        if name not in project.texts:
            write_seed_text(root / project.folder / name, text.intake.text)
            rows.append(f"{project.folder}/{name}: written" + "".join(f"; {change}" for change in text.intake.changes))
        files = write_seed_files(root / "seeds", proposed, {text.stem: text.index})
    except OSError as error:
        return _refused(root, unwritable("seeds", error))
    rows += [f"seeds/{path.name}: written{_counted(text, path.name)}" for path in files]
    for slug, draft in drafts.items():
        file = f"site_src/{SOURCE.folder}/{slug}.yaml"
        problem = write_new(root / file, draft, file)
        if problem:
            return Added(problems=place_in(root, (problem,)), is_usage=True)
        rows.append(f"{file}: written{_marked(draft)}")
    if not rows:
        rows.append(f"{name} is taken in already; nothing was written")
    return Added(lines=(*rows, *_private(project), *_next_steps(text)))


def _counted(text: _Text, name: str) -> str:
    if not name.endswith(".index.yaml"):
        return f", {_many(len(text.plan.zones), 'zone')} proposed"
    figures = sum(len(sentence.figures) for sentence in text.index.sentences)
    return f", {_many(len(text.index.sentences), 'sentence')}, {_many(figures, 'figure')}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _marked(draft: str) -> str:
    """Say how much is left to write; the first line only explains the mark."""
    left = draft.partition("\n")[2].count("TODO")
    return f", {left} TODO" if left else ""


def _private(project: _Project) -> Iterator[str]:
    """Warn where nothing keeps the texts out of the repository; a folder outside of it needs nothing."""
    ignored = project.root / ".gitignore"
    folder = project.folder.strip("/")
    if folder.startswith("..") or not (project.root / ".git").exists():
        return
    rules = ignored.read_text("utf-8", "replace").splitlines() if ignored.is_file() else []
    if not any(rule.strip().strip("/") in (folder, folder.partition("/")[0]) for rule in rules):
        yield f"note: the text is somebody else's; add /{folder}/ to .gitignore, so that it is not committed"


def _next_steps(text: _Text) -> Iterator[str]:
    yield "next:"
    yield f"  read seeds/{text.stem}.yaml against the text: is each line what its zone says? After changes: seeds index"
    for slug in _articles(text.plan):
        yield f"  adopt {slug}: proposes records for the figures that it prints"


def _duplicate(name: str, message: str, hint: str) -> Problem:
    return Problem(code="seed/duplicate", where=Place(name), message=message, hint=hint)


def _refused(root: Path, *problems: Problem) -> Added:
    return Added(problems=place_in(root, problems), is_usage=True)
