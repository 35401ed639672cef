"""
Whatever is wrong with the input: the exit code, the place, and the former site untouched to the byte.

Each test begins with a small site that has been built, breaks one thing, and builds again. The templates,
styles and interface strings are the real ones.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from jianbao.cli import main
from tests.casefile import read_case, write_project

DONE, CONTENT, USAGE = 0, 1, 2
REGION: Final = "site_src/regions/linhai.yaml"
METRIC: Final = "site_src/metrics/berths.yaml"
BRIEF: Final = "site_src/briefs/harbour.yaml"
BODY: Final = "Container ships call at the port."
VALID: Final = read_case("valid").files


def built(root: Path, *arguments: str) -> int:
    """Run a build; only problems are printed."""
    return main(["--root", str(root), "--quiet", *arguments])


@pytest.fixture(scope="session", name="built_once")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    write_project(root, {})
    assert built(root) == DONE
    return root


@pytest.fixture(name="site")
def _site(built_once: Path, tmp_path: Path) -> Path:
    """Return a project of our own that has been built."""
    return shutil.copytree(built_once, tmp_path / "project")


def published(root: Path) -> Mapping[str, str]:
    """Return the digest of every file of the site that stands, and nothing of what a build leaves beside it."""
    output = root / "output"
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.endswith(".jianbao-lock")
    }


def write(root: Path, file: str, content: str | bytes) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    write(root, file, text.replace(old, new))


class Slip(NamedTuple):
    """A file as it should not be, and the problem that is reported first, as ``file:line:column code``."""

    file: str
    content: str | bytes
    problem: str


def changed(file: str, old: str, new: str) -> str:
    text = VALID[file] or ""
    assert old in text
    return text.replace(old, new)


ALIASES: Final = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

SLIPS: Final[Mapping[str, Slip]] = {
    "broken YAML": Slip(REGION, 'name: {en: "Linhai, zh: "临海"}\n', f"{REGION}:1:26 yaml/syntax"),
    "alias bomb": Slip(REGION, ALIASES, f"{REGION}:1:4 yaml/forbidden"),
    "deep nesting": Slip(REGION, "[" * 100_000, f"{REGION}:1:21 yaml/too-deep"),
    "too large": Slip(REGION, "# wave\n" * 200_000, f"{REGION}:1:1 yaml/too-large"),
    "tag": Slip(REGION, "!!python/object/apply:os.system [ls]\n", f"{REGION}:1:1 yaml/forbidden"),
    "wrong type": Slip(REGION, changed(REGION, "level: city", "level: [city]"), f"{REGION}:2:8 record/wrong-type"),
    "a list for a record": Slip(REGION, "- a\n- b\n", f"{REGION}:1:1 record/wrong-type"),
    "a word for a record": Slip(REGION, "Linhai\n", f"{REGION}:1:1 record/wrong-type"),
    "unknown key": Slip(REGION, changed(REGION, "level:", "size: 3\nlevel:"), f"{REGION}:2:1 record/unknown-key"),
    "missing key": Slip(REGION, changed(REGION, "level: city\n", ""), f"{REGION}:1:1 record/missing-key"),
    "missing language": Slip(REGION, changed(REGION, ', zh: "临海"', ""), f"{REGION}:1:7 parity/language-missing"),
    "unknown language": Slip(
        REGION, changed(REGION, '"临海"', '"临海", fr: "3 X"'), f"{REGION}:1:32 parity/language-unknown"
    ),
    "no language": Slip(REGION, "name: {}\nlevel: city\n", f"{REGION}:1:7 parity/language-missing"),
    "unknown reference": Slip(METRIC, changed(METRIC, "linhai", "linhia"), f"{METRIC}:3:9 reference/unknown"),
    "duplicate slug": Slip(
        "site_src/regions/east/linhai.yaml",
        VALID[REGION] or "",
        "site_src/regions/east/linhai.yaml:1:1 reference/duplicate",
    ),
    "address of a list": Slip(
        "site_src/companies/index.yaml",
        'name: {en: "A", zh: "甲"}\n',
        "site_src/companies/index.yaml:1:1 reference/collision",
    ),
    "dots in a slug": Slip(
        "site_src/topics.yaml", '../../a:\n  name: {en: "A", zh: "甲"}\n', "site_src/topics.yaml:1:1 record/slug"
    ),
    "dots in a reference": Slip(
        METRIC, changed(METRIC, "region/linhai", "region/../linhai"), f"{METRIC}:3:9 record/wrong-type"
    ),
    "not UTF-8": Slip(REGION, (VALID[REGION] or "").encode("gb18030"), f"{REGION}:1:27 yaml/encoding"),
    "byte order mark": Slip(REGION, "\ufeff" + (VALID[REGION] or ""), f"{REGION}:1:1 yaml/encoding"),
    "zero byte": Slip(REGION, changed(REGION, "Linhai", "Lin\0hai"), f"{REGION}:1:16 yaml/encoding"),
    "empty file": Slip(REGION, "", f"{REGION}:1:1 yaml/empty"),
    "huge number": Slip(
        METRIC, changed(METRIC, "value: 12", f"value: {'9' * 10_000}"), f"{METRIC}:7:12 record/wrong-type"
    ),
    "huge exponent": Slip(
        METRIC, changed(METRIC, "value: 12", "value: 1e999999999"), f"{METRIC}:7:12 record/wrong-type"
    ),
    "largest number": Slip(
        METRIC, changed(METRIC, "value: 12", f"value: {'9' * 24}"), f"{METRIC}:7:12 evidence/number-differs"
    ),
    "negative scale": Slip(
        METRIC, changed(METRIC, "value: 12", "value: 12\n    scale: -3"), f"{METRIC}:8:12 record/wrong-type"
    ),
    "link to a script": Slip(
        BRIEF, changed(BRIEF, BODY, "[Ships](javascript:call) call."), f"{BRIEF}:8:15 prose/unsafe-link"
    ),
    "link to a hidden script": Slip(
        BRIEF, changed(BRIEF, BODY, "[Ships](&#106;avascript:call) call."), f"{BRIEF}:8:15 prose/unsafe-link"
    ),
    "no units": Slip("site_src/units.yaml", "percent: {}\n", "site_src/units.yaml:1:1 record/missing-key"),
    "index without a record": Slip(
        "seeds/pier.index.yaml",
        f"file: pier.txt\nsha256: {'0' * 64}\nsentences: []\n",
        "seeds/pier.index.yaml:1:1 reference/unknown",
    ),
    "zone that runs backwards": Slip(
        "seeds/port.yaml",
        changed("seeds/port.yaml", '"3-7"', '"7-3"'),
        "seeds/port.index.yaml:6:5 evidence/index-stale",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_reported_at_its_place_and_the_site_stays(
    name: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip, before = SLIPS[name], published(site)
    write(site, slip.file, slip.content)
    assert built(site) == CONTENT
    report = capsys.readouterr()
    assert slip.problem in report.err
    assert report.out == ""
    assert published(site) == before


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_the_same_as_data(name: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip = SLIPS[name]
    write(site, slip.file, slip.content)
    assert main(["--root", str(site), "check", "--json"]) == CONTENT
    rows = json.loads(capsys.readouterr().out)
    assert slip.problem in [f"{row['file']}:{row['line']}:{row['column']} {row['code']}" for row in rows]
    assert all(row["message"] and row["title"] for row in rows)


class Breakage(NamedTuple):
    """Something done to a project, the exit code, and what the report says."""

    action: Callable[[Path], object]
    code: int
    says: str


def ask_for_cards(root: Path) -> None:
    """Ask for cards of a name that cannot stand on one."""
    write(root, "config.yaml", f"{VALID['config.yaml']}base_url: https://a.example\noutputs: [cards]\n")
    edit(root, REGION, '"Linhai"', '"Linhai \U0001f680"')


def remove(root: Path, path: str) -> None:
    target = root / path
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()


def link(root: Path, path: str) -> None:
    (root / path).symlink_to(root / REGION)


def make_folder(root: Path, path: str) -> None:
    remove(root, path)
    (root / path).mkdir()


HOME: Final = "templates/pages/home.html"
BREAKAGES: Final[Mapping[str, Breakage]] = {
    "unreadable file": Breakage(lambda root: make_folder(root, REGION), CONTENT, f"{REGION}:1:1 yaml/unreadable"),
    "link for a record": Breakage(
        lambda root: link(root, "site_src/regions/sea.yaml"), CONTENT, "site_src/regions/sea.yaml:1:1 record/stray-file"
    ),
    "link for an asset": Breakage(
        lambda root: link(root, "site_src/assets/sea.css"), CONTENT, "site_src/assets/sea.css:1:1 yaml/unreadable"
    ),
    "no records": Breakage(lambda root: remove(root, "site_src"), CONTENT, "site_src:1:1 record/stray-file"),
    "no seeds": Breakage(lambda root: remove(root, "seeds"), CONTENT, f"{METRIC}:10:16 reference/unknown"),
    "no strings": Breakage(
        lambda root: remove(root, "site_src/ui/zh.yaml"), CONTENT, "site_src/ui/zh.yaml:1:1 parity/ui-keys-differ"
    ),
    "no configuration": Breakage(lambda root: remove(root, "config.yaml"), USAGE, "config.yaml:1:1 yaml/unreadable"),
    "empty configuration": Breakage(lambda root: write(root, "config.yaml", ""), USAGE, "config.yaml:1:1 yaml/empty"),
    "unknown key of the configuration": Breakage(
        lambda root: edit(root, "config.yaml", "edition:", "editoin:"), USAGE, "config.yaml:5:1 record/unknown-key"
    ),
    "language of the configuration without a title": Breakage(
        lambda root: edit(root, "config.yaml", "[en, zh]", "[en, zh, fr]"), USAGE, "config.yaml:1:1 config/invalid"
    ),
    "missing template variable": Breakage(
        lambda root: edit(root, HOME, "{% block main %}\n", "{% block main %}\n{{ page.nowhere }}\n"),
        CONTENT,
        "template/failed",
    ),
    "missing interface string": Breakage(
        lambda root: edit(root, HOME, "{% block main %}\n", '{% block main %}\n{{ ui["nowhere"] }}\n'),
        CONTENT,
        "template/failed",
    ),
    "template syntax": Breakage(
        lambda root: write(root, HOME, "<p>\n{% if %}\n"), CONTENT, f"{HOME}:2:1 template/failed"
    ),
    "missing template": Breakage(lambda root: remove(root, HOME), CONTENT, "template/failed"),
    "missing part": Breakage(
        lambda root: write(root, HOME, '\n{% include "sea.html" %}'), CONTENT, f"{HOME}:2:1 template/failed"
    ),
    "no templates": Breakage(lambda root: remove(root, "templates"), CONTENT, "template/failed"),
    "template not UTF-8": Breakage(lambda root: write(root, HOME, b"<p>\xff"), CONTENT, f"{HOME}:1:4 yaml/encoding"),
    "a character that no font has": Breakage(
        lambda root: edit(root, BRIEF, 'zh: "', 'zh: "\U0001f680'), CONTENT, "pdf/failed"
    ),
    "a card with a character that no font has": Breakage(ask_for_cards, CONTENT, "card/failed"),
    "a template of paper": Breakage(
        lambda root: write(root, "templates/paper/brief.typ", "\n{{ page.nowhere }}\n"),
        CONTENT,
        "templates/paper/brief.typ:2:1 template/failed",
    ),
    "a file of someone else": Breakage(
        lambda root: write(root, "output/site/en/diary.txt", "Dear diary"), USAGE, "output/refused"
    ),
    "output among the sources": Breakage(
        lambda root: write(root, "config.yaml", f"{VALID['config.yaml']}output: site_src/out\n"),
        USAGE,
        "output/refused",
    ),
    "output in the seeds": Breakage(
        lambda root: write(root, "config.yaml", f"{VALID['config.yaml']}output: seeds\n"), USAGE, "output/refused"
    ),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_breakage_is_reported_and_the_site_stays(name: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    breakage = BREAKAGES[name]
    breakage.action(site)
    before = published(site)
    assert built(site) == breakage.code
    assert breakage.says in capsys.readouterr().err
    assert published(site) == before


@pytest.mark.parametrize("name", ["missing template variable", "missing interface string"])
def test_a_missing_name_is_shown_at_its_line_of_the_template(
    name: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    BREAKAGES[name].action(site)
    line = (site / HOME).read_text("utf-8").splitlines().index("{% block main %}") + 2
    assert built(site) == CONTENT
    report = capsys.readouterr().err
    assert f"{HOME}:{line}:1 template/failed" in report
    assert "nowhere" in report


@pytest.mark.parametrize("key", ["language.name", "lost.title"])
def test_an_interface_string_that_no_language_has_is_reported(
    key: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """These are asked for by the engine itself, not by a template."""
    for lang in ("en", "zh"):
        file = f"site_src/ui/{lang}.yaml"
        kept = [line for line in (site / file).read_text("utf-8").splitlines(keepends=True) if key not in line]
        write(site, file, "".join(kept))
    before = published(site)
    assert built(site) == CONTENT
    report = capsys.readouterr().err
    assert "site_src/ui/en.yaml:1:1 parity/ui-keys-differ" in report
    assert f"'{key}'" in report
    assert published(site) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_file_that_may_not_be_read_is_reported(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / REGION).chmod(0)
    before = published(site)
    assert built(site) == CONTENT
    assert f"{REGION}:1:1 yaml/unreadable" in capsys.readouterr().err
    assert published(site) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_an_output_that_cannot_be_written_is_refused_and_the_site_stays(
    number: int, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = published(site)
    edit(site, BRIEF, BODY, "Many ships call.")
    open_file = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT and str(path).endswith(".html"):
            raise OSError(number, os.strerror(number), str(path))
        return open_file(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    assert built(site) == USAGE
    monkeypatch.undo()
    report = capsys.readouterr().err
    assert "output/refused" in report
    assert os.strerror(number) in report
    assert published(site) == before
    assert built(site) == DONE


def test_what_is_mended_is_built(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = published(site)
    text = (site / REGION).read_text("utf-8")
    write(site, REGION, "")
    assert built(site) == CONTENT
    write(site, REGION, text)
    assert built(site) == DONE
    assert published(site) == before
    assert "yaml/empty" in capsys.readouterr().err


def test_every_problem_is_reported_at_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, REGION, "")
    write(site, METRIC, "- a\n")
    assert built(site) == CONTENT
    report = capsys.readouterr().err
    assert "yaml/empty" in report
    assert "record/wrong-type" in report
