"""
Know which paragraphs somebody has read in all languages side by side, and which have changed in one of them since.

A review is the digests of the wordings of one paragraph, one for each language; where the paragraph stands does not
matter, so it may move. Figures are ids in the words: a new value asks for no new translation, a new word does.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from jianbao.model.basics import Lang

Review = frozenset[tuple[Lang, str]]
"""One reviewed paragraph: each language with the digest of its wording."""

_DIGEST_CHARS: Final = 16


class Verdict(Struct, frozen=True):
    """
    Whether a paragraph is as it was reviewed.

    ``changed`` are the languages that are not, ``behind`` those that were not looked at since: they are stale.
    """

    state: Literal["reviewed", "stale", "new"]
    changed: tuple[Lang, ...] = ()
    behind: tuple[Lang, ...] = ()


def review_of(words: Mapping[Lang, str]) -> Review:
    """Take the digests of a paragraph as it stands; white space does not count."""
    return frozenset(
        (lang, hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGEST_CHARS])
        for lang, text in words.items()
    )


def judge(words: Mapping[Lang, str], reviews: Collection[Review]) -> Verdict:
    """
    Hold a paragraph against what was reviewed.

    >>> old, new = {"en": "A hill.", "zh": "山。"}, {"en": "A high hill.", "zh": "山。"}
    >>> judge(new, {review_of(old)})
    Verdict(state='stale', changed=('en',), behind=('zh',))
    """
    now = review_of(words)
    if now in reviews:
        return Verdict("reviewed")
    nearest = max(reviews, key=lambda review: (len(review & now), sorted(review)), default=frozenset())
    same = nearest & now
    if not same:
        return Verdict("new")
    return Verdict("stale", _langs(now - same), _langs(same))


def format_reviews(reviews: Iterable[Review]) -> str:
    """Write one review a line, in the order of the digests, so that two branches rarely touch the same line."""
    return "".join(sorted(" ".join(f"{lang}:{digest}" for lang, digest in sorted(review)) + "\n" for review in reviews))


def read_reviews(text: str) -> frozenset[Review]:
    """Read what ``format_reviews`` wrote; a line that is none of it, such as a comment, is passed over."""
    return frozenset(review for line in text.splitlines() if (review := _read(line)))


def _read(line: str) -> Review:
    parts = [part.partition(":") for part in line.split()]
    if not all(mark and len(digest) == _DIGEST_CHARS for _, mark, digest in parts):
        return frozenset()
    return frozenset((Lang(lang), digest) for lang, _, digest in parts)


def _langs(pairs: Iterable[tuple[Lang, str]]) -> tuple[Lang, ...]:
    return tuple(sorted(lang for lang, _ in pairs))
