"""
Where the PDFs lie, and which pages have them.

Briefs lie at the top, ``pdf/en/kunshan.pdf``; sheets in the folder of their kind, ``pdf/en/regions/kunshan.pdf``,
since a brief and a region may share a slug.
"""

from collections.abc import Iterator
from typing import Final

from jianbao.model.config import Config
from jianbao.model.graph import Route
from jianbao.render.addresses import up

PARALLEL: Final = "parallel"


def papers_of(route: Route, config: Config) -> Iterator[str]:
    """Yield the editions that are made from a route: its language, and both side by side with the first one."""
    if route.subject is None or route.template == "parallel" or route.kind not in config.pdf_kinds:
        return
    yield route.lang
    if len(config.languages) > 1 and route.lang == config.languages[0]:
        yield PARALLEL


def paper_path(route: Route, edition: str) -> str:
    """Return where an edition of a record lies, below the root of the site."""
    page = route.page.removeprefix("briefs/") if route.kind == "brief" else route.page
    return f"pdf/{edition}/{page.removesuffix('.html')}.pdf"


def paper_links(route: Route, config: Config) -> Iterator[tuple[str, str]]:
    """Yield the editions that a page offers with their addresses, seen from that page."""
    if route.template != "parallel" and route.subject is not None and route.kind in config.pdf_kinds:
        editions = (*config.languages, *((PARALLEL,) if len(config.languages) > 1 else ()))
        for edition in editions:
            yield edition, f"{up(route.page)}../{paper_path(route, edition)}"
