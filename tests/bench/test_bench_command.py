"""The command line of the measuring stick."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.command import main
from bench.report import tables, to_json
from tests.bench.test_bench_report import RESULT


def test_a_generated_project_is_put_into_an_empty_folder_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "project"
    assert main(["--entities", "8", "--generate", str(folder)]) == 0
    assert (folder / "config.yaml").is_file()
    assert main(["--entities", "8", "--generate", str(folder)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_kept_result_is_shown_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "result.json").write_text(to_json(RESULT), encoding="utf-8")
    assert main(["--from", str(tmp_path / "result.json"), "--markdown"]) == 0
    assert capsys.readouterr().out == tables(RESULT, markdown=True)


def test_sites_that_are_not_alike_are_said_and_end_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unlike = replace(RESULT, differences=["en/index.html: only in jianbao: h1 Looms"])
    (tmp_path / "result.json").write_text(to_json(unlike), encoding="utf-8")
    assert main(["--from", str(tmp_path / "result.json")]) == 1
    assert "not alike: en/index.html: only in jianbao: h1 Looms" in capsys.readouterr().err


def test_a_result_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--from", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err
