"""
Look at one record without its places: enough to tell of most that a rule has nothing to say of them.

In: a record. Out: what the rules ask of it at a glance. Who looks is never sure that a record is wrong.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jianbao.model.basics import Lang, RefStr, kind_of
from jianbao.model.outline import Outline
from jianbao.model.records import Record
from jianbao.text.outlines import Sketch, outline_of, sketch_of
from jianbao.text.prose import Gist


class Look(NamedTuple):
    """A record at a glance; ``said`` are the words of all its texts in each language, with blanks for tokens."""

    ref: RefStr
    kind: str
    record: Record
    sketch: Sketch
    outline: Outline
    said: Mapping[Lang, str]

    def texts(self, *, named: bool) -> Iterator[tuple[Lang, Gist]]:
        """Yield every language of every text; its name only where it is asked for."""
        name = self.record.name
        for _field, value, gists in self.sketch.told:
            if named or value is not name:
                yield from gists.items()


def look_at(ref: RefStr, record: Record) -> Look:
    """Read a record once for all rules that can tell at a glance."""
    sketch = sketch_of(record)
    lines: dict[Lang, list[str]] = {}
    for _field, _value, gists in sketch.told:
        for lang, gist in gists.items():
            lines.setdefault(lang, []).append(gist.words)
    said = {lang: "\n".join(own) for lang, own in lines.items()}
    return Look(ref, kind_of(ref), record, sketch, outline_of(record, sketch), said)
