"""
The figures of one record as a data file of its own, with the columns of ``data/figures``.
"""

from collections.abc import Iterator

from jianbao.model.artifact import Artifact
from jianbao.model.graph import Route, Site
from jianbao.render.data import csv_table, figure_row, json_table
from jianbao.render.reads import Shared

FORMATS = ("csv", "json")


def record_data(site: Site, shared: Shared) -> Iterator[Artifact]:
    """Yield ``data/records/<folder>/<slug>.csv`` and ``.json`` for each record that has figures."""
    languages = shared.config.languages
    for route in site.routes:
        if route.lang == languages[0] and (stem := data_stem(route)):
            own = [figure_row(site, site.figures[key], languages) for key in route.table]
            yield Artifact(f"{stem}.csv", csv_table(own))
            yield Artifact(f"{stem}.json", json_table(own))


def data_stem(route: Route) -> str:
    """Return the address of a record's data below the root of the site, without its suffix; nothing without figures."""
    if route.subject is None or route.template == "parallel" or not route.table:
        return ""
    return f"data/records/{route.page.removesuffix('.html')}"
