"""Every paragraph of the project, written with the short cut and by the parser."""

from collections.abc import Iterator
from typing import Final

import pytest

from jianbao.model.basics import FigureIdStr, Lang, RefStr
from jianbao.model.walk import leaves, words_of
from jianbao.read.catalog import read_catalog
from jianbao.read.config import read_config
from jianbao.text.markdown import render_by_parser, render_prose
from tests.conftest import ROOT
from tests.nameable import figure_name, record_name

LANGS: Final = (Lang("en"), Lang("zh"))


class Named:
    """Resolve each token to what it names."""

    def figure(self, figure: FigureIdStr, /, *, noun: bool) -> str:
        """Write a figure."""
        return f"<{figure_name(figure)} {noun}>"

    def date(self, when: str, /) -> str:
        """Write a date."""
        return f"<{when}>"

    def link(self, ref: RefStr, words: str | None, /) -> str:
        """Write a link."""
        return f"<{record_name(ref)} {words}>"


def paragraphs(lang: Lang) -> Iterator[str]:
    """Yield the paragraphs of every record in one language."""
    config = read_config(ROOT)
    assert not isinstance(config, tuple)
    for record in read_catalog(ROOT, config).catalog.records.values():
        yield from (words_of(leaf)[lang] for leaf in leaves(record) if leaf.role == "paragraph")


@pytest.mark.parametrize("lang", LANGS)
def test_the_short_cut_writes_every_paragraph_as_the_parser_does(lang: Lang) -> None:
    written = list(paragraphs(lang))
    assert len(written) > 500
    assert [one for one in written if render_prose(one, lang, Named()) != render_by_parser(one, lang, Named())] == []
