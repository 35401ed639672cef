"""A new site: it holds content only, builds at once, and never takes the place of anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from jianbao.cli import main
from jianbao.pipeline import build, check_only

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def site(tmp_path: Path, capsys: Captured) -> Path:
    """Begin a site."""
    assert main(["init", str(tmp_path / "own")]) == 0
    capsys.readouterr()
    return tmp_path / "own"


def test_a_new_site_passes_its_check(site: Path) -> None:
    findings = check_only(site)
    assert (findings.problems, findings.absent) == ((), ())


def test_a_new_site_builds_with_a_pdf_of_its_brief_in_each_language_and_in_both(site: Path) -> None:
    assert build(site).problems == ()
    pdfs = sorted(path.relative_to(site).as_posix() for path in site.glob("output/**/*.pdf"))
    assert pdfs == [f"output/site/pdf/{folder}/tidal-ferry.pdf" for folder in ("en", "parallel", "zh")]


def test_a_new_site_holds_no_part_of_the_theme(site: Path) -> None:
    assert not [name for name in ("templates", "site_src/assets", "site_src/ui") if (site / name).exists()]


def test_its_own_program_builds_it_from_anywhere(site: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(site / "build.py"), "-q", "--no-pdf"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (site / "output/site/en/index.html").is_file()


def test_a_new_site_is_in_canonical_form(site: Path, capsys: Captured) -> None:
    assert (main(["--root", str(site), "fmt", "--check"]), capsys.readouterr().err) == (0, "")


def test_a_template_of_the_site_takes_the_place_of_the_one_of_the_theme(site: Path) -> None:
    (site / "templates/pages").mkdir(parents=True)
    (site / "templates/pages/brief.html").write_text("<p>{{ page.head.title }} as we like it</p>", "utf-8")
    assert main(["--root", str(site), "--no-pdf", "-q"]) == 0
    assert "as we like it" in (site / "output/site/en/briefs/tidal-ferry.html").read_text("utf-8")
    assert "as we like it" not in (site / "output/site/en/index.html").read_text("utf-8")


def test_an_asset_of_the_site_takes_the_place_of_the_one_of_the_theme(site: Path) -> None:
    (site / "site_src/assets/img").mkdir(parents=True)
    (site / "site_src/assets/img/seal.svg").write_text("<svg><!-- a pier --></svg>", "utf-8")
    assert main(["--root", str(site), "--no-pdf", "-q"]) == 0
    seals = [path.read_text("utf-8") for path in (site / "output/site/assets").glob("img/seal*.svg")]
    assert seals == ["<svg><!-- a pier --></svg>"]


def test_a_string_of_the_site_takes_the_place_of_the_one_of_the_theme(site: Path) -> None:
    (site / "site_src/ui").mkdir()
    (site / "site_src/ui/en.yaml").write_text('home.crumb: "The pier"\n', "utf-8")
    assert main(["--root", str(site), "--no-pdf", "-q"]) == 0
    assert "The pier" in (site / "output/site/en/briefs/tidal-ferry.html").read_text("utf-8")


@pytest.mark.parametrize("made", ["file", "full"])
def test_what_is_there_already_is_left_alone(made: str, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "own"
    if made == "full":
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
    else:
        target.write_text("mine", "utf-8")
    assert main(["init", str(target)]) == 2
    assert "something is in that folder already" in capsys.readouterr().err
    assert [path.read_text("utf-8") for path in sorted(tmp_path.rglob("*")) if path.is_file()] == ["mine"]


def test_an_empty_folder_is_taken(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "own").mkdir()
    assert main(["init", str(tmp_path / "own")]) == 0
    assert "files written" in capsys.readouterr().out
