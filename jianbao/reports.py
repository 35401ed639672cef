"""
What a build is asked for, and what it came to.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from jianbao.model.config import Config
from jianbao.problems import Outcome, PlacedProblem
from jianbao.publish.output import Published
from jianbao.remembering import Spent

if TYPE_CHECKING:
    from jianbao.publish.bundle import Bundled

PREVIEW: Final = ".cache/serve/site"
"""Where a preview stands, away from the site that is published."""


class Options(Struct, frozen=True, kw_only=True):
    """
    How to build.

    ``clean`` makes and writes every file again; ``bundle`` packs the archive also where the configuration does not ask
    for it; without ``pdf`` no PDF is made. ``jobs`` processes render, as many as there are processors where it is 0;
    with ``scheduler``, the Dask cluster at that address does. A ``preview`` is for editors: it stands in a folder of
    its own, without PDFs, archive, pictures and compressed copies. A process that ``ends`` with the build need not free
    what it has made.
    """

    clean: bool = False
    bundle: bool = False
    pdf: bool = True
    jobs: int = 0
    scheduler: str = ""
    preview: bool = False
    ends: bool = False


class Report(Outcome, frozen=True, kw_only=True):
    """
    What a build came to: problems, or what was published and how long each stage took, in seconds.

    There are ``drafts`` beside the ``records``, and others that are ``unfinished``. Of the ``pages`` of the site,
    ``rendered`` had to be made; the others were as they should be.
    """

    published: Published | None = None
    bundled: "Bundled | None" = None
    folder: str = ""
    pages: int = 0
    rendered: int = 0
    figures: int = 0
    records: int = 0
    drafts: int = 0
    unfinished: tuple[PlacedProblem, ...] = ()
    rules: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    seconds: Mapping[str, float] = {}
    spent: tuple[Spent, ...] = ()
    has_base_url: bool = False


def config_as_asked(config: Config, options: Options) -> Config:
    """Leave out of the configuration what is not to be made this time."""
    chosen = config if options.pdf else structs.replace(config, pdf_kinds=())
    if not options.preview:
        return chosen
    outputs = tuple(one for one in config.outputs if one not in {"bundle", "cards"})
    return structs.replace(chosen, output=PREVIEW, outputs=outputs, pdf_kinds=(), precompress=())
