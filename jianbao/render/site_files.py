"""
The files beside the pages: data with its description, feeds, the sitemap, what programs are told first.
"""

from collections.abc import Iterator

from jianbao.model.artifact import Artifact
from jianbao.model.graph import Site
from jianbao.render.data import render_data
from jianbao.render.datapackage import data_package
from jianbao.render.feeds import render_feeds
from jianbao.render.llms import render_llms
from jianbao.render.reads import Shared
from jianbao.render.record_data import record_data
from jianbao.render.sitemap import render_sitemap


def render_files(site: Site, shared: Shared) -> Iterator[Artifact]:
    """Yield every file of the site that is no page."""
    if "data" in shared.config.outputs:
        tables = tuple(render_data(site, shared.config.languages))
        yield from tables
        yield from record_data(site, shared.config.languages)
        yield data_package(tables, shared)
    yield from render_feeds(site, shared)
    yield from render_sitemap(site, shared.config)
    yield from render_llms(site, shared)
