"""
The theme that comes with the program, and what a site puts in the place of parts of it.

A file of the site takes the place of the file of the theme with the same path; an interface string takes the place
of the string with the same key. So a site holds only what is its own, and a new version of the program brings a new
theme with it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from jianbao.model.config import OWN, Theme
from jianbao.read.assets import AssetFiles, read_assets
from jianbao.read.decode import decode_record
from jianbao.read.folders import read_document
from jianbao.read.plain import Document
from jianbao.read.templates import TemplateFiles, read_templates

T = TypeVar("T")

THEME: Final = Path(__file__).resolve().parents[2]
"""The root of the program, whose own site is dressed in the theme and owns it."""

STARTER: Final = THEME / "starter"
"""What a new site begins with."""

_ASSETS: Final = Path("site_src") / "assets"


def themed_templates(root: Path, theme: Theme) -> TemplateFiles:
    """Read the templates of a site, over those of the theme where it has one."""
    own = read_templates(root / "templates")
    if theme == OWN:
        return own
    return TemplateFiles(_over(read_templates(THEME / "templates").texts, own.texts), own.problems)


def themed_assets(root: Path, theme: Theme) -> AssetFiles:
    """Read the assets of a site, over those of the theme where it has one."""
    own = read_assets(root / _ASSETS)
    if theme == OWN:
        return own
    return AssetFiles(_over(read_assets(THEME / _ASSETS).files, own.files), own.problems)


def theme_words(theme: Theme, languages: Sequence[str]) -> tuple[bytes, ...]:
    """Return the files in which the theme has its interface strings in these languages."""
    files = (THEME / "site_src" / "ui" / f"{lang}.yaml" for lang in languages if theme != OWN)
    return tuple(file.read_bytes() if file.is_file() else b"" for file in files)


def theme_strings(theme: Theme, lang: str) -> dict[str, str]:
    """Return the interface strings of the theme in a language; none where it does not speak it."""
    file = THEME / "site_src" / "ui" / f"{lang}.yaml"
    if theme == OWN or not file.is_file():
        return {}
    document = read_document(file, file.name)
    data = document.data if isinstance(document, Document) else {}
    strings = decode_record(data, dict[str, str], file.name)
    return strings if isinstance(strings, dict) else {}


def _over(theme: Mapping[str, T], own: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted({**theme, **own}.items()))
