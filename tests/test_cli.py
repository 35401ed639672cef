"""The command line: what it answers, prints, and returns."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from jianbao.cli import main
from tests.conftest import ROOT
from tests.small_site import FILES, INDEX, write_small_site

MILL = "site_src/products/mill.yaml"
COMMANDS: Final[tuple[list[str], ...]] = ([], ["build"], ["check"], ["seeds"], ["seeds", "index"], ["seeds", "verify"])
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, capsys: Captured) -> Path:
    """Return a project whose text is indexed."""
    write_small_site(tmp_path)
    assert run(tmp_path, "seeds", "index") == 0
    capsys.readouterr()
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    """Run a command on a project."""
    return main(["--root", str(root), *arguments])


def spoil(root: Path) -> None:
    """Type a figure that is bound to nothing."""
    (root / MILL).write_text(FILES[MILL].replace("{carts} in", "9 carts in"), "utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    assert (left.value.code, capsys.readouterr().out.startswith("usage: build.py")) == (0, True)


def test_the_help_names_every_command(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert [name for name in ("build", "check", "seeds") if not re.search(rf"^ +{name} ", out, re.MULTILINE)] == []


@pytest.mark.parametrize("wrong", [["bild"], ["--nope"], ["seeds"], ["-q", "-v"], ["check", "--clean"]], ids=" ".join)
def test_a_command_that_does_not_exist_is_a_matter_of_usage(wrong: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(wrong)
    assert (left.value.code, "usage: build.py" in capsys.readouterr().err) == (2, True)


def test_building_without_a_command_is_building(root: Path, capsys: Captured) -> None:
    assert run(root) == 0
    first = capsys.readouterr().out
    assert run(root, "build") == 0
    assert first.splitlines()[0] == capsys.readouterr().out.splitlines()[0]


def test_the_closing_report_names_pages_records_figures_files_and_checks(root: Path, capsys: Captured) -> None:
    run(root)
    out = capsys.readouterr().out
    assert re.search(r"^output/site: \d+ pages of 4 records, 1 figures?$", out, re.MULTILINE)
    assert re.search(r"^files: \d+ written, 0 unchanged, 0 removed, \d+\.\d MB$", out, re.MULTILINE)
    assert re.search(r"^checks: reference, .*copy.*index$", out, re.MULTILINE)
    assert re.search(r"^\d+\.\d\d s in all$", out, re.MULTILINE)


def test_the_report_says_what_could_not_be_proved(root: Path, capsys: Captured) -> None:
    (root / "texts/tale.txt").unlink()
    run(root)
    assert "the seed texts are not at hand" in capsys.readouterr().out


def test_the_report_says_that_no_address_is_known(root: Path, capsys: Captured) -> None:
    run(root)
    assert "no base_url" in capsys.readouterr().out


def test_an_address_that_is_known_is_not_missed(root: Path, capsys: Captured) -> None:
    (root / "config.yaml").write_text(FILES["config.yaml"] + "base_url: https://example.org\n", "utf-8")
    run(root)
    assert "base_url" not in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["-q"], ["build", "-q"], ["-q", "build"]], ids=" ".join)
def test_a_quiet_build_prints_nothing(root: Path, capsys: Captured, arguments: list[str]) -> None:
    assert run(root, *arguments) == 0
    assert capsys.readouterr() == ("", "")


def test_a_quiet_build_still_prints_problems(root: Path, capsys: Captured) -> None:
    spoil(root)
    assert run(root, "-q") == 1
    assert "closure/unbound" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["-v"], ["build", "-v"], ["-v", "build"]], ids=" ".join)
def test_a_verbose_build_gives_the_time_of_each_stage(root: Path, capsys: Captured, arguments: list[str]) -> None:
    run(root, *arguments)
    stages = re.findall(r"^  ([a-z ]+): \d+\.\d\d s$", capsys.readouterr().out, re.MULTILINE)
    assert stages == ["read and check", "link", "render", "publish", "bundle"]


def test_a_profile_names_records_and_templates_with_their_times(root: Path, capsys: Captured) -> None:
    run(root, "--profile")
    _, _, listed = capsys.readouterr().out.partition("slowest records:\n")
    records, _, templates = listed.partition("templates:\n")
    assert re.search(r"^  [a-z]+/[a-z0-9-]+: \d+\.\d ms, \d+ rendered$", records, re.MULTILINE)
    assert re.search(r"^  pages/record\.html: \d+ times, \d+\.\d ms, mean \d+\.\d\d ms$", templates, re.MULTILINE)


def test_a_profile_of_a_build_that_renders_nothing_says_so(root: Path, capsys: Captured) -> None:
    run(root)
    run(root, "--profile")
    assert "\nnothing was rendered\n" in capsys.readouterr().out


def test_a_second_build_says_that_nothing_was_written(root: Path, capsys: Captured) -> None:
    run(root)
    capsys.readouterr()
    run(root)
    assert "files: 0 written, " in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--clean"], ["build", "--clean"], ["--clean", "build"]], ids=" ".join)
def test_a_clean_build_says_that_everything_was_written(root: Path, capsys: Captured, arguments: list[str]) -> None:
    run(root, "-q")
    run(root, *arguments)
    assert re.search(r"files: [1-9]\d* written, 0 unchanged", capsys.readouterr().out)


def test_content_with_problems_is_one(root: Path, capsys: Captured) -> None:
    spoil(root)
    assert [run(root), run(root, "check"), run(root, "check", "--json")] == [1, 1, 1]
    assert capsys.readouterr().err


def test_a_configuration_that_cannot_be_used_is_two(tmp_path: Path, capsys: Captured) -> None:
    codes = [run(tmp_path, *command) for command in ([], ["check"], ["seeds", "index"], ["seeds", "verify"])]
    assert (codes, "config.yaml" in capsys.readouterr().err) == ([2, 2, 2, 2], True)


def test_an_output_folder_that_cannot_be_used_is_two(root: Path, capsys: Captured) -> None:
    (root / "output/site").mkdir(parents=True)
    (root / "output/site/mine.txt").write_text("mine", "utf-8")
    assert run(root) == 2
    assert "mine.txt" in capsys.readouterr().err


def test_a_problem_is_shown_with_its_place_its_line_and_what_to_do(root: Path, capsys: Captured) -> None:
    spoil(root)
    run(root, "check")
    err = capsys.readouterr().err
    assert re.search(rf"^{MILL}:4:\d+ closure/unbound ", err, re.MULTILINE)
    assert "9 carts" in err
    assert "hint:" in err


def test_a_sound_check_says_what_was_checked(root: Path, capsys: Captured) -> None:
    assert run(root, "check") == 0
    assert capsys.readouterr().out.startswith("4 records, no problem; checks: reference, ")


def test_problems_as_data_are_a_list_and_nothing_else(root: Path, capsys: Captured) -> None:
    spoil(root)
    run(root, "check", "--json")
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert captured.err == ""
    assert {"code", "file", "line", "column", "message", "hint"} <= set(found[0])


def test_no_problem_as_data_is_an_empty_list(root: Path, capsys: Captured) -> None:
    assert run(root, "check", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_check_writes_nothing(root: Path, capsys: Captured) -> None:
    run(root, "check")
    assert not (root / "output").exists()
    assert capsys.readouterr().err == ""


def test_seeds_are_indexed_and_proved(tmp_path: Path, capsys: Captured) -> None:
    write_small_site(tmp_path)
    assert [run(tmp_path, "seeds", "index"), run(tmp_path, "seeds", "verify")] == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "tale.txt: 3 sentences, 2 figures, written",
        "tale.txt: 3 sentences agree with the index",
    ]


def test_an_index_that_the_text_denies_is_one(root: Path, capsys: Captured) -> None:
    index = (root / INDEX).read_text("utf-8")
    (root / INDEX).write_text(index.replace('token: "12"', 'token: "13"'), "utf-8")
    assert run(root, "seeds", "verify") == 1
    assert "evidence/index-stale" in capsys.readouterr().err


def test_progress_is_silent_where_there_is_no_terminal(root: Path, capsys: Captured) -> None:
    run(root)
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_progress_is_drawn_on_a_terminal_and_wiped_away(
    root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run(root)
    drawn = terminal.getvalue()
    assert "█" in drawn
    assert drawn.endswith("\r\x1b[K")
    assert capsys.readouterr().out


def test_a_fault_of_the_program_is_called_one(root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jianbao.link.site.link_site", fail)
    with pytest.raises(ZeroDivisionError):
        run(root)
    assert "fault of the program" in capsys.readouterr().err


def test_being_stopped_leaves_the_site_and_says_so(
    root: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jianbao.link.site.link_site", stop)
    assert run(root) == 2
    assert "as it was" in capsys.readouterr().err


def test_the_program_runs_by_its_file(root: Path) -> None:
    done = subprocess.run(
        (sys.executable, "build.py", "--root", str(root), "check"), cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_program_that_ends_at_once_has_said_and_written_everything(root: Path) -> None:
    """What a process writes to a pipe waits in a buffer, which would be lost with it."""
    done = subprocess.run((sys.executable, "build.py", "--root", str(root)), cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.rstrip().endswith(b" s in all")
    assert (root / ".cache/build").is_file()


def test_the_program_ends_with_the_code_of_its_command(root: Path) -> None:
    (root / "config.yaml").write_text("title: 1\n", encoding="utf-8")
    done = subprocess.run((sys.executable, "build.py", "--root", str(root)), cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == run(root) != 0
