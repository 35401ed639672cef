"""
Set the PDFs and the cards with Typst, and remember them.

In: Typst sources. Out: artifacts, or problems; a warning of Typst is a problem too, since most of them mean that
something is not set as asked. What has been set is kept under a digest of all that goes into it, so a PDF is set again
only when its own source, the fonts or Typst change. Fonts come from packages, never from the machine, and the date of
a document from its source, so the bytes are the same everywhere.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache as remembered
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct

from jianbao.model.artifact import Artifact, Paper
from jianbao.problems import Place, Problem
from jianbao.store import digest
from jianbao.whole import replace_file

if TYPE_CHECKING:
    from typst import Fonts

STANDARDS: Final = "ua-1 a-2a"
"""PDF/UA-1 (ISO 14289-1) for readers with assistive technology, PDF/A-2a (ISO 19005-2) for archives."""

FONT_PACKAGE: Final = "pylopdf_fonts_zh_cn"
PACKAGES: Final = ("typst", "pylopdf-fonts-zh-cn")
CARD_PIXELS_PER_INCH: Final = 72.0
"""A point of a card is a pixel."""

DIGEST_BYTES: Final = len(digest())

CARD_BASIS: Final = f"{CARD_PIXELS_PER_INCH} ppi"

Each = Callable[[Callable[["Sheet"], "bytes | str"], Iterable["Sheet"]], Iterator["bytes | str"]]
"""Does the same to each sheet, and yields what comes of it in the order of the sheets, as ``map`` does."""

Setter = Callable[[bytes], tuple[bytes, Sequence[str]]]
"""Sets a source: its bytes, and what Typst warns of; ``PaperError`` where it cannot be set."""


class Form(Struct, frozen=True):
    """
    What is set: how, under which promises, and what to say where it fails.

    ``folder`` is where what has been set is kept, below the cache.
    """

    folder: str
    basis: str
    code: str
    template: str
    setter: Setter


class Sheet(NamedTuple):
    """A paper and what becomes of it."""

    paper: Paper
    form: Form


class PaperError(Exception):
    """A source that Typst cannot set, and why."""


def set_sheets(
    sheets: Sequence[Sheet], cache: Path, files: Mapping[str, str], *, each: Each = map
) -> Iterator[Artifact | Problem]:
    """
    Yield what each sheet is set as, or the problem that keeps it from being set, in their order.

    ``files`` says where each record is written.
    """
    for sheet, found in zip(sheets, each(lambda sheet: _found(sheet, cache), sheets), strict=True):
        yield _problem(sheet, files, found) if isinstance(found, str) else Artifact(sheet.paper.path, found)


def _found(sheet: Sheet, cache: Path) -> bytes | str:
    """Return what has been set before and is kept, or set it; where that fails, say why."""
    file = cache / sheet.form.folder / name_of(sheet.paper, sheet.form.basis)
    kept = _kept(file)
    if kept is not None:
        return kept
    found = _set(sheet)
    if isinstance(found, bytes):
        _keep(file, found)
    return found


def name_of(paper: Paper, basis: str = STANDARDS) -> str:
    """Return the name under which a paper is kept: a digest of all that goes into it."""
    return sha256(f"{tools(basis)}\n\n{paper.source}".encode()).hexdigest()


def tools(basis: str = STANDARDS) -> str:
    """Name what papers are set with: what they keep to, the fonts and Typst, with their versions."""
    from importlib.metadata import version  # most builds set nothing, and it costs a hundredth of a second

    return "\n".join((basis, *(f"{name} {version(name)}" for name in PACKAGES)))


def forget(folder: Path, used: Container[str]) -> None:
    """Remove what is kept under other names than these."""
    for file in folder.glob("*"):
        if file.name not in used:
            with suppress(OSError):
                file.unlink()


def _kept(file: Path) -> bytes | None:
    """Read what was set before; a file that does not hold its own digest counts as none."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    mark = kept[:DIGEST_BYTES]
    body = kept[DIGEST_BYTES:]
    return body if body and mark == digest(body) else None


def _keep(file: Path, body: bytes) -> None:
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        replace_file(file, digest(body) + body)


def _set(sheet: Sheet) -> bytes | str:
    """Set one sheet; where that fails, say why."""
    try:
        body, warnings = sheet.form.setter(sheet.paper.source.encode())
    except PaperError as error:
        return str(error)
    return f"Typst warns: {'; '.join(warnings)}" if warnings else body


def _problem(sheet: Sheet, files: Mapping[str, str], reason: str) -> Problem:
    paper, form = sheet
    return Problem(
        code=form.code,
        where=Place(files.get(paper.subject, f"templates/paper/{form.template}")),
        message=f"{paper.path}: {reason}",
        hint="a character that no font has must be written otherwise; the style is in templates/paper, "
        "and `pdf_kinds` and `outputs` in config.yaml say what is made",
    )


def set_with_typst(source: bytes) -> tuple[bytes, Sequence[str]]:
    """Set a source as PDF; it may read no file, and sees no font but those of the packages."""
    return _compiled(source, format="pdf", pdf_standards=["ua-1", "a-2a"])


def set_card(source: bytes) -> tuple[bytes, Sequence[str]]:
    """Set a source of one page as PNG; a character that no font has is an error, never an empty box."""
    # Typst misses no glyph in a picture. It does in PDF/UA, and the pages that it lays out for both are the same.
    _compiled(source, format="pdf", pdf_standards=["ua-1"])
    return _compiled(source, format="png", ppi=CARD_PIXELS_PER_INCH)


PDF: Final = Form("pdf", STANDARDS, "pdf/failed", "house.typ", set_with_typst)
CARD: Final = Form("cards", CARD_BASIS, "card/failed", "card.typ", set_card)


def _compiled(source: bytes, **options: Any) -> tuple[bytes, Sequence[str]]:
    import typst

    compiler = typst.Compiler(source, root=_font_folder(), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        body, warnings = compiler.compile_with_warnings(**options)
    except typst.TypstError as error:
        raise PaperError(". ".join((error.message, *error.hints))) from error
    if not isinstance(body, bytes):
        raise TypeError(type(body).__name__)
    return body, [one.message for one in warnings]


@remembered
def _fonts() -> "Fonts":
    # 30 ms, and the same for every paper.
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_font_folder()])


def _font_folder() -> Path:
    found = find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(FONT_PACKAGE)
    return Path(found.origin).parent
