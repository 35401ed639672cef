"""
The commands on seed texts: index them, prove the index against them.

Beside ``pipeline``, the other module that introduces ``read`` to ``publish``.
"""

from pathlib import Path

from jianbao.model.config import Config
from jianbao.model.site import Catalog
from jianbao.problems import Place, Problem, Told
from jianbao.publish.drafts import unwritable
from jianbao.publish.seed_files import write_seed_files
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.read.locate import place_in
from jianbao.read.seed_texts import find_seed_texts
from jianbao.read.seeds import build_indexes, not_indexed, verify_index


class Seeded(Told, frozen=True, kw_only=True):
    """What a seed command came to: problems, or lines to print."""


def index_seeds(root: Path) -> Seeded:
    """Index every seed text at hand; texts without a plan get a proposed one."""
    catalog = _catalog(root)
    if isinstance(catalog, Seeded):
        return catalog
    texts = find_seed_texts(root, catalog.config.seed_folders)
    if not texts:
        return Seeded(problems=place_in(root, (_no_texts(catalog),)), is_usage=True)
    built = build_indexes(texts, catalog.plans)
    if built.problems:
        return _refused(root, built.problems)
    try:
        written = {path.name for path in write_seed_files(root / "seeds", built.proposed, built.indexes)}
    except OSError as error:
        return Seeded(problems=place_in(root, (unwritable("seeds", error),)), is_usage=True)
    rows = [
        f"{index.file}: {len(index.sentences)} sentences, {sum(len(one.figures) for one in index.sentences)} figures, "
        f"{'written' if f'{stem}.index.yaml' in written else 'unchanged'}"
        for stem, index in built.indexes.items()
    ]
    rows += [f"seeds/{stem}.yaml: proposed; read its zones before you go on" for stem in built.proposed]
    return Seeded(lines=tuple(rows))


def verify_seeds(root: Path) -> Seeded:
    """Prove every index against its text; a text that is not at hand is named."""
    catalog = _catalog(root)
    if isinstance(catalog, Seeded):
        return catalog
    texts = find_seed_texts(root, catalog.config.seed_folders)
    problems: list[Problem] = []
    rows = []
    for stem, plan in catalog.plans.items():
        if plan.file not in texts:
            rows.append(f"{plan.file}: not at hand, not proved")
        elif stem not in catalog.indexes:
            problems.append(not_indexed(plan.file, Place(f"seeds/{stem}.yaml")))
        else:
            problems += verify_index(catalog.indexes[stem], texts[plan.file], plan)
            rows.append(f"{plan.file}: {len(catalog.indexes[stem].sentences)} sentences agree with the index")
    return _refused(root, tuple(problems)) if problems else Seeded(lines=tuple(rows))


def _catalog(root: Path) -> Catalog | Seeded:
    config = read_config(root)
    if not isinstance(config, Config):
        return Seeded(problems=place_in(root, config), is_usage=True)
    reading = read_catalog(root, config)
    broken = tuple(problem for problem in reading.problems if problem.where.file.startswith("seeds/"))
    return _refused(root, broken) if broken else reading.catalog


def _no_texts(catalog: Catalog) -> Problem:
    return Problem(
        code="config/invalid",
        where=Place("config.yaml"),
        message=f"no seed text lies in {' or '.join(catalog.config.seed_folders)}",
        hint="put the texts there, or name their folder in `seed_folders`",
    )


def _refused(root: Path, problems: tuple[Problem, ...]) -> Seeded:
    return Seeded(problems=place_in(root, problems))
