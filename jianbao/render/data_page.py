"""
The page that explains the data files: what each column means, where to download, on what terms, how to cite.
"""

from collections.abc import Iterator

from msgspec import Struct

from jianbao.render.addresses import absolute, within
from jianbao.render.columns import KEYS, columns_of
from jianbao.render.datapackage import PATH, column_title
from jianbao.render.desk import Desk
from jianbao.render.frame import crumbs, frame
from jianbao.render.reads import Shared
from jianbao.render.views import Head, LinkView, PageView
from jianbao.text.dates import format_date


class ColumnView(Struct, frozen=True):
    """A column: its name in the file, its title, and what it holds."""

    name: str
    title: str
    meaning: str


class TableView(Struct, frozen=True, kw_only=True):
    """A data file and its columns."""

    anchor: str
    title: str
    lead: str
    columns: tuple[ColumnView, ...]
    downloads: tuple[LinkView, ...]


class DataView(PageView, frozen=True, kw_only=True):
    """The data of the site, explained."""

    tables: tuple[TableView, ...]
    package: LinkView
    terms: tuple[str, ...]
    citation: str


def data_page(desk: Desk, shared: Shared) -> DataView:
    """Explain the data files."""
    say, config = desk.phrases.say, shared.config
    citation = say(
        "data.citation",
        site=desk.phrases.name(config.title),
        edition=config.edition,
        date=format_date(config.build_date, desk.phrases.lang),
        address=absolute(config.base_url, desk.phrases.lang, desk.reads.route.page),
    ).strip()
    return DataView(
        head=Head(title=say("data.title"), description=say("data.lead"), crumbs=crumbs(desk)),
        tables=tuple(_tables(desk)),
        package=LinkView(within(desk.reads.route.page, f"../{PATH}"), "datapackage.json"),
        terms=(say("data.terms.facts"), say("data.terms.ours"), say("data.terms.sources")),
        citation=citation,
        frame=frame(desk, shared),
    )


def _tables(desk: Desk) -> Iterator[TableView]:
    phrases, page = desk.phrases, desk.reads.route.page
    for table in KEYS:
        files = tuple(f"{table}.{suffix}" for suffix in ("csv", "json"))
        yield TableView(
            anchor=table,
            title=phrases.say(f"data.{table}.title"),
            lead=phrases.say(f"data.{table}.lead"),
            columns=tuple(
                ColumnView(column.name, column_title(column, phrases), phrases.say(f"{column.key}.lead"))
                for column in columns_of(table, phrases.languages)
            ),
            downloads=tuple(LinkView(within(page, f"../data/{name}"), name) for name in files),
        )
