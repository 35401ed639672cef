"""
Bring an index of the search up to date: what nothing has changed for is kept.

In: the site, and the index as it was. Out: the index as it is to be, the same as if nothing had been known. A document
is made anew where a value differs that was read for it; its shards are, where one of its terms weighs another level.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import msgspec
from msgspec import Struct, structs

from jianbao.model.basics import FigureIdStr, RefStr
from jianbao.model.graph import Site
from jianbao.render.digests import digest_of
from jianbao.render.keys import Digests
from jianbao.render.noting import Noting
from jianbao.render.reads import Shared
from jianbao.render.search_documents import Subject, document_of, subjects
from jianbao.render.search_memory import Indexed, Known, Reads
from jianbao.render.search_shards import amended, shards_of
from jianbao.render.search_weights import levels_of, mean_of, sounds_of, weights_of
from jianbao.text.tokens import terms


def updated(site: Site, shared: Shared, digests: Digests, former: Indexed) -> Indexed:
    """Index a site; where nothing is known, all of it is made."""
    made = {str(subject.name): one for subject, one in _documents(subjects(site), site, shared, digests, former)}
    mean = mean_of(one.length for one in made.values())
    if former.documents and mean != former.mean:
        return updated(site, shared, digests, Indexed())
    return _brought_up(made, mean, former)


def retouched(site: Site, shared: Shared, digests: Digests, former: Indexed) -> Indexed | None:
    """
    Make the documents of the records anew that routes of a part of the site are about, and keep all others.

    Nothing is returned where every document would have to be made anew, or one of these is not known.
    """
    wanted = {route.subject for route in site.routes}
    near = (subject for subject in subjects(site) if subject.name in wanted)
    made = {str(subject.name): one for subject, one in _documents(near, site, shared, digests, former)}
    if not made.keys() <= former.documents.keys():
        return None
    every = {**former.documents, **made}
    is_same_mean = mean_of(one.length for one in every.values()) == former.mean
    return _brought_up(every, former.mean, former) if is_same_mean else None


def _brought_up(made: Mapping[str, "Known | _Fresh"], mean: int, former: Indexed) -> Indexed:
    levels = {name: one.levels(mean) for name, one in made.items() if isinstance(one, _Fresh)}
    documents = {name: one.known(levels[name]) if isinstance(one, _Fresh) else one for name, one in made.items()}
    if [*documents] == [*former.documents]:
        return Indexed(mean, documents, tuple(amended(former.shards, _changes(levels, former.documents))))
    every = (levels[name] if name in levels else one.unpacked() for name, one in documents.items())
    return Indexed(mean, documents, tuple(shards_of(every)))


class _Fresh(Struct, frozen=True, kw_only=True):
    """A document that was made, and what its terms weigh; their levels are not known before all others are made."""

    key: bytes
    reads: Reads
    kind: str
    row: str
    sounds: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    length: float

    def levels(self, mean: int) -> dict[str, int]:
        return levels_of(self.weights, self.length, mean)

    def known(self, levels: Mapping[str, int]) -> Known:
        packed = msgspec.Raw(msgspec.msgpack.encode(levels))
        return Known(self.key, self.reads, self.kind, self.row, self.length, packed, self.sounds)


def _documents(
    many: Iterable[Subject], site: Site, shared: Shared, digests: Digests, former: Indexed
) -> Iterator[tuple[Subject, Known | _Fresh]]:
    """Yield the document of each subject, as it was or made anew."""
    maker = _Maker(site, shared, digests, digest_of((shared.config.languages, shared.ui)), cache(_terms))
    for subject in many:
        known = former.documents.get(subject.name)
        is_same = known is not None and known.key == maker.key(subject, known.reads)
        yield subject, known if known is not None and is_same else maker.make(subject, known)


def _terms(words: str) -> tuple[str, ...]:
    return tuple(terms(words))


class _Maker(Struct, frozen=True):
    """
    Makes documents of one site.

    ``base`` is the digest of what all of them read. ``cut`` knows the words that it has cut: names of records and
    labels of figures stand on many pages.
    """

    site: Site
    shared: Shared
    digests: Digests
    base: bytes
    cut: Callable[[str], tuple[str, ...]]

    def key(self, subject: Subject, reads: Reads) -> bytes:
        """Return the digest of a subject and of all that is read for its document; another where some of it is gone."""
        records, cards, figures = self.digests.records, self.digests.cards, self.digests.figures
        values = (
            [records.get(RefStr(name)) for name in reads.records],
            [cards.get(RefStr(name)) for name in reads.cards],
            [figures.get(FigureIdStr(name)) for name in reads.figures],
        )
        return digest_of((self.base, subject, reads, values))

    def make(self, subject: Subject, known: Known | None) -> _Fresh:
        """Make a document, and note what is read for it."""
        records, cards, figures = Noting(self.site.records), Noting(self.site.cards), Noting(self.site.figures)
        site = structs.replace(self.site, records=records, cards=cards, figures=figures, routes=())
        document = document_of(subject, site, self.shared)
        reads = Reads(records.asked(), cards.asked(), figures.asked())
        sounds = sounds_of(document, known.sounds if known else {})
        weights = weights_of(document, self.cut, sounds)
        return _Fresh(
            key=self.key(subject, reads),
            reads=reads,
            kind=document.kind,
            row=_json((document.page, document.titles, document.extracts)),
            sounds=sounds,
            weights=weights,
            length=sum(weights.values()),
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _changes(levels: Mapping[str, Mapping[str, int]], former: Mapping[str, Known]) -> Mapping[str, Mapping[int, int]]:
    """Return for each term whose postings change its new level by the number of the document, 0 where it is gone."""
    found: dict[str, dict[int, int]] = {}
    for number, (name, known) in enumerate(former.items()):
        if name in levels:
            before, now = known.unpacked(), levels[name]
            for term in before.keys() | now.keys():
                if before.get(term) != now.get(term):
                    found.setdefault(term, {})[number] = now.get(term, 0)
    return found
