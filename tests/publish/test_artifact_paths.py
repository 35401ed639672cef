"""A path of an artifact means the same file on every system, and none outside of the site."""

import posixpath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.publish.paths import Claims, find_fault


@pytest.mark.parametrize(
    "path", ["index.html", "en/topics/quantum.html", "assets/site.3f2a.css", "zh/量子.html", ".nojekyll"]
)
def test_an_ordinary_path_has_no_fault(path: str) -> None:
    """Names in Chinese and hidden files of hosts are ordinary."""
    assert not find_fault(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../index.html",
        "en/../../index.html",
        "en/./index.html",
        "en//index.html",
        "en/",
        "en\\index.html",
        "C:/index.html",
        "c:index.html",
        "page.html:stream",
        "en/\0.html",
        "en/a\nb.html",
        "en/con. ",
        "en/topics.",
        "en/\ud800.html",
        "x" * 1001,
    ],
)
def test_a_path_that_leads_elsewhere_has_a_fault(path: str) -> None:
    """Out of the site, to a drive, to nothing, or to another file on another system."""
    assert find_fault(path)


@given(st.text("ab./\\:\0 ", max_size=8))
@example("..a")
def test_a_path_without_fault_stays_inside_as_it_is(path: str) -> None:
    """What passes is normal already and relative."""
    if not find_fault(path):
        assert posixpath.normpath(path) == path
        assert posixpath.normpath(posixpath.join("/site", path)).startswith("/site/")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("en/a.html", "en/a.html"),
        ("en/a.html", "en/A.html"),
        ("en/a.html", "EN/b.html"),
        ("en/caf\u00e9.html", "en/cafe\u0301.html"),
        ("en", "en/a.html"),
        ("en/a.html", "en"),
    ],
)
def test_two_paths_that_are_one_file_somewhere_collide(first: str, second: str) -> None:
    """Case, Unicode form, and a file where a folder is needed."""
    claims = Claims()
    assert not claims.claim(first)
    assert claims.claim(second)


def test_the_name_of_the_manifest_is_taken() -> None:
    """A page there would take the ownership of all others away."""
    assert Claims().claim("Manifest.json")


def test_the_same_name_in_another_folder_does_not_collide() -> None:
    """``en`` and ``zh`` hold the same names."""
    claims = Claims()
    assert not claims.claim("en/topics/quantum.html")
    assert not claims.claim("zh/topics/quantum.html")
