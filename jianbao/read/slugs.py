"""Slugs: what a record may be called in references and addresses."""

import re
import unicodedata
from typing import Final

from jianbao.model.records import Kind
from jianbao.problems import Place, Pointer, Problem

_SLUG: Final = re.compile(r"[a-z0-9]++(-[a-z0-9]++)*")
_LONGEST_REF: Final = 120


def is_slug(slug: str, kind: Kind) -> bool:
    """Tell whether a slug can be part of a reference."""
    return _SLUG.fullmatch(slug) is not None and len(kind.name) + 1 + len(slug) <= _LONGEST_REF


def slug_problem(slug: str, kind: Kind, where: Place | Pointer) -> Problem | None:
    """Refuse a slug that cannot be part of a reference, and propose one that can."""
    return None if is_slug(slug, kind) else bad_slug(slug, where)


def bad_slug(slug: str, where: Place | Pointer) -> Problem:
    """Say of what is no slug what one is, and propose one."""
    plain = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
    better = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _LONGEST_REF // 2].strip("-")
    return Problem(
        code="record/slug",
        where=where,
        message=f'"{slug[:60]}" is not a slug: letters a to z, digits and single hyphens, {_LONGEST_REF} at most',
        hint=f'name it "{better}"' if better else "",
    )
