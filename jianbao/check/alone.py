"""
Judge a few records in which only words have changed, without the rest of the site.

In: a catalog of these records and of all that they lead to, with every term. Out: what the rules would find in them.
The rules for the whole site are not asked: they read nothing that has changed.
"""

from collections.abc import Collection, Mapping

from msgspec import Struct, structs

from jianbao.check.copying import Prints, may_be_copied
from jianbao.check.run import found
from jianbao.check.survey import survey
from jianbao.model.basics import RefStr
from jianbao.model.outline import Outline, Reach
from jianbao.model.site import Catalog

_UNKNOWN = Outline(Reach((), (), ()))
_OF_THE_WHOLE = frozenset({"reference/orphan"})
"""Codes of what only a look at all records can tell."""


class Alone(Struct, frozen=True):
    """Whether something may be wrong with a few records, and what they lead to."""

    is_clean: bool
    outlines: Mapping[RefStr, Outline]


def judge_alone(catalog: Catalog, refs: Collection[RefStr], names: tuple[str, ...], prints: Prints) -> Alone:
    """Judge these records; ``names`` are the declared names of the whole site, ``prints`` those of its seed texts."""
    near = {ref: _UNKNOWN for ref in catalog.records if ref not in refs}
    seen = structs.replace(survey(catalog, near), names=names)
    files = {catalog.origins[ref].file for ref in refs}
    is_wrong = any(one.where.file in files and one.code not in _OF_THE_WHOLE for one in found(seen))
    is_clean = not is_wrong and not may_be_copied(seen.authored, prints)
    return Alone(is_clean, {ref: seen.outlines[ref] for ref in refs})
