"""What an editor says of a text that is to be taken in."""

from msgspec import Struct

from jianbao.model.basics import Lang


class Given(Struct, frozen=True, kw_only=True):
    """The facts of one article; empty where nothing was said. ``encoding`` is that of the file."""

    slug: str = ""
    lang: Lang | None = None
    title: str = ""
    title_zh: str = ""
    byline: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    encoding: str = "utf-8"
