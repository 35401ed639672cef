"""
The command that proposes records for a source.

Beside ``pipeline`` and ``seeding``, a module that introduces ``read`` to ``publish``.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from jianbao.edit.adoption import Adoption, adopt, article_of
from jianbao.edit.adoption_text import mention_lines, proposal_text, summary_of
from jianbao.model.basics import RefStr
from jianbao.model.site import Catalog
from jianbao.problems import Place, Problem, Told
from jianbao.publish.drafts import write_new
from jianbao.read.locate import place_in
from jianbao.read.seeds import not_indexed
from jianbao.standing import Standing, read_standing
from jianbao.text.closest import did_you_mean


class Adopted(Told, frozen=True, kw_only=True):
    """What a proposal came to: problems, or lines to print."""


def adopt_source(root: Path, name: str, *, write: bool = False, at: Sequence[str] = ()) -> Adopted:
    """
    Propose what the articles of a source still ask for; ``name`` is a slug, or the stem of a seed file.

    ``at`` names the sentences to which the proposal is limited: s3 or quay/s3.
    """
    standing = read_standing(root)
    if not isinstance(standing, Standing):
        return Adopted(problems=place_in(root, standing), is_usage=True)
    slugs = _articles(standing.catalog, name)
    if not slugs:
        return Adopted(problems=place_in(root, (_unknown(standing.catalog, name),)), is_usage=True)
    lines: list[str] = []
    for slug in slugs:
        adoption = _adopt(standing, slug, frozenset(one.rpartition("/")[2] for one in at))
        if adoption is None:
            return Adopted(problems=place_in(root, (not_indexed(name, Place("seeds")),)), is_usage=True)
        lines.append(
            f"# {summary_of(slug, standing.coverage.get(RefStr(f'source/{slug}'), ()), _drafted(standing, slug))}"
        )
        if write:
            lines += _write(root, adoption)
        else:
            lines += proposal_text(adoption, standing.catalog.sentence_texts, standing.catalog.config.languages)
    return Adopted(lines=tuple(lines))


def _adopt(standing: Standing, slug: str, at: Collection[str]) -> Adoption | None:
    article = article_of(standing.catalog, slug, standing.years.get(slug, ""))
    if article is None:
        return None
    rows = standing.coverage.get(RefStr(f"source/{slug}"), ())
    rows = tuple(row for row in rows if not at or row.locator.rpartition("/")[2] in at)
    begun = {Path(file).stem for file in standing.drafted.values()}
    return adopt(article, [row for row in rows if (row.locator, row.token) not in standing.drafted], begun)


def _drafted(standing: Standing, slug: str) -> int:
    rows = standing.coverage.get(RefStr(f"source/{slug}"), ())
    return sum(row.state == "open" and (row.locator, row.token) in standing.drafted for row in rows)


def _articles(catalog: Catalog, name: str) -> tuple[str, ...]:
    slugs = {
        stem: tuple(dict.fromkeys(z.article for z in plan.zones if z.article)) for stem, plan in catalog.plans.items()
    }
    name = name.removeprefix("source/").removesuffix(".txt")
    if any(name in found for found in slugs.values()):
        return (name,)
    return slugs.get(name, ())


def _write(root: Path, adoption: Adoption) -> list[str]:
    """Write each draft into its file; one that stands there is left as it is and named."""
    rows = []
    for draft in adoption.drafts:
        problem = write_new(root / draft.file, draft.text, draft.file)
        state = f"left as it is ({problem.message})" if problem else "written"
        rows.append(f"{draft.file}: {state}, “{draft.row.token}” of {draft.row.locator}")
    rows += mention_lines(adoption)
    if adoption.drafts:
        rows.append("next: replace each TODO, take “draft: true” out, delete the files you do not need, then check")
    return rows


def _unknown(catalog: Catalog, name: str) -> Problem:
    known = [*catalog.plans, *(zone.article for plan in catalog.plans.values() for zone in plan.zones if zone.article)]
    return Problem(
        code="reference/unknown",
        where=Place("seeds"),
        message=f"no article or seed text is called {name!r}",
        hint=did_you_mean(name, known)
        or f"there are: {', '.join(dict.fromkeys(known)) or 'none; take one in with seeds add'}",
    )
