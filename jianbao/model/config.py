"""What ``config.yaml`` says."""

from typing import Annotated, Final, Literal

from msgspec import Meta

from jianbao.model.basics import Lang, Text, Value

LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"
"""The language tags of BCP 47 that are safe as a folder name."""

LangTag = Annotated[Lang, Meta(pattern=LANGUAGE_PATTERN, max_length=35)]
BaseUrl = Annotated[str, Meta(pattern=r"""^(https?://[^\s/?#"'<>\\]+(/[^\s/?#"'<>\\]+)*)?\Z""", max_length=200)]
Edition = Annotated[str, Meta(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*\Z", max_length=40)]
IsoDate = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
FolderPath = Annotated[str, Meta(min_length=1, max_length=400)]


Output = Literal["bundle", "cards", "citations", "data", "feeds", "markdown", "overviews", "parallel", "search"]
"""
What a build makes beside the pages of the records and their lists.

The archive, pictures that announce links elsewhere, how to cite each page with its files, the data with its page,
the feeds, a Markdown copy of each record, the pages that look across all records, both languages side by side, the
search with its index.
"""

OUTPUTS: Final[tuple[Output, ...]] = (
    "bundle",
    "citations",
    "data",
    "feeds",
    "markdown",
    "overviews",
    "parallel",
    "search",
)
"""What is made where the configuration does not say."""

PdfKind = Literal["brief", "topic", "region", "company", "policy"]
"""Kinds of records whose pages can be had as PDF."""

Theme = Literal["own", "standard"]
"""Whether a site holds all of its theme itself, or only what differs from the one of the program."""

OWN: Final = "own"

PaperSize = Literal["A4", "Letter"]

Encoding = Literal["gzip", "brotli"]
"""How texts may be compressed beside themselves."""


class Config(Value, frozen=True, kw_only=True):
    """
    The choices of one site.

    The first language is the default one. ``base_url`` is where the site will stand, without a trailing
    slash, and empty where that is not known. ``build_date`` is the date of the content that pages show;
    the clock is never asked. Folders are relative to the folder of ``config.yaml``. With ``excerpts`` pages show the
    sentences they rest on, word for word.
    """

    title: Text
    description: Text
    languages: Annotated[tuple[LangTag, ...], Meta(min_length=1)]
    base_url: BaseUrl = ""
    seed_folders: tuple[FolderPath, ...] = ("seeds/text", "../shared/seeds")
    output: FolderPath = "output/site"
    outputs: tuple[Output, ...] = OUTPUTS
    pdf_kinds: tuple[PdfKind, ...] = ("brief",)
    paper: PaperSize = "A4"
    theme: Theme = "own"
    excerpts: bool = False
    precompress: tuple[Encoding, ...] = ()
    edition: Edition
    build_date: IsoDate
