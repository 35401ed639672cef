"""PDFs from their sources: set once, kept, forgotten; what Typst says of a source is a problem at its record."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import structs

from jianbao import workers
from jianbao.model.artifact import Artifact, Paper
from jianbao.problems import Place, Problem
from jianbao.publish.pdf import PDF, Each, PaperError, Setter, Sheet, forget, name_of, set_sheets, set_with_typst
from jianbao.workers import Workers

HEAD = '#set document(title: "T", date: datetime(year: 2026, month: 1, day: 2))\n#set text(font: "Noto Serif SC")\n'
FILES = {"brief/a": "site_src/briefs/a.yaml"}


class Press:
    """Sets anything at once, and remembers what it has set."""

    def __init__(self, *warnings: str) -> None:
        self.seen: list[bytes] = []
        self.warnings = warnings

    def __call__(self, source: bytes) -> tuple[bytes, Sequence[str]]:
        """Set a source."""
        self.seen.append(source)
        return b"%PDF-1.7\n" + source + b"\n%%EOF\n", self.warnings


def paper(name: str, source: str = "") -> Paper:
    """Return a paper of its own source."""
    return Paper(f"pdf/en/{name}.pdf", source or name, f"brief/{name}")


def made(
    papers: Sequence[Paper], cache: Path, setter: Setter = set_with_typst, *, each: Each = map
) -> list[Artifact | Problem]:
    """Set papers as PDFs that are kept in a folder."""
    form = structs.replace(PDF, folder="", setter=setter)
    return list(set_sheets([Sheet(one, form) for one in papers], cache, FILES, each=each))


def test_each_paper_becomes_a_file_at_its_place(tmp_path: Path) -> None:
    found = made([paper("a"), paper("b")], tmp_path, Press())
    assert [one.path for one in found if isinstance(one, Artifact)] == ["pdf/en/a.pdf", "pdf/en/b.pdf"]


@pytest.mark.skipif(sys.platform != "linux", reason="forks are used on Linux")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_several_processes_set_what_one_sets_in_the_same_order(tmp_path: Path) -> None:
    def press(source: bytes) -> tuple[bytes, Sequence[str]]:
        return Press("thin")(source) if source == b"d" else Press()(source)

    papers = [paper(name) for name in "abcdef"]
    several = made(papers, tmp_path, press, each=Workers(forks=2).each)
    assert [one.code if isinstance(one, Problem) else one.path[7:8] for one in several] == [*"abc", "pdf/failed", *"ef"]
    assert several == made(papers, tmp_path / "again", press)


@pytest.mark.parametrize(("jobs", "sheets"), [(1, 9), (2, 3)])
def test_few_sheets_and_a_single_job_need_no_other_process(
    jobs: int, sheets: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: True)
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    with workers.press_for(jobs)(sheets) as pressers:
        assert pressers == Workers()
    with workers.press_for(2)(9) as pressers:
        assert pressers == Workers(forks=2)


def test_a_process_in_which_typst_has_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: True)
    monkeypatch.setitem(sys.modules, "typst", sys)
    with workers.press_for(2)(9) as pressers:
        assert pressers == Workers()


def test_a_second_time_nothing_is_set(tmp_path: Path) -> None:
    first = made([paper("a")], tmp_path, Press())
    press = Press()
    assert made([paper("a")], tmp_path, press) == first
    assert press.seen == []


def test_only_what_has_changed_is_set_again(tmp_path: Path) -> None:
    made([paper("a"), paper("b")], tmp_path, Press())
    press = Press()
    made([paper("a"), paper("b", "new")], tmp_path, press)
    assert press.seen == [b"new"]


def test_what_is_no_longer_asked_for_is_forgotten(tmp_path: Path) -> None:
    made([paper("a"), paper("b")], tmp_path, Press())
    forget(tmp_path, {name_of(paper("a"))})
    assert [file.stem for file in tmp_path.iterdir()] == [name_of(paper("a"))]


def test_another_version_of_typst_sets_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made([paper("a")], tmp_path, Press())
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99")
    press = Press()
    made([paper("a")], tmp_path, press)
    assert press.seen == [b"a"]


def test_a_kept_file_that_was_cut_off_is_set_again(tmp_path: Path) -> None:
    first = made([paper("a")], tmp_path, Press())
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-8])
    assert made([paper("a")], tmp_path, Press()) == first


def test_a_kept_file_with_another_bit_is_set_again(tmp_path: Path) -> None:
    first = made([paper("a")], tmp_path, Press())
    (kept,) = tmp_path.iterdir()
    body = kept.read_bytes()
    for place in range(len(body)):
        kept.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert made([paper("a")], tmp_path, Press()) == first
        assert kept.read_bytes() == body


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    found = made([paper("a")], tmp_path / "file" / "pdf", Press())
    assert [type(one) for one in found] == [Artifact]


def test_a_warning_is_a_problem_at_the_record(tmp_path: Path) -> None:
    (problem,) = made([paper("a")], tmp_path, Press("unknown font family: sea"))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("pdf/failed", Place("site_src/briefs/a.yaml"))
    assert "unknown font family: sea" in problem.message


def test_what_has_been_warned_of_is_not_kept(tmp_path: Path) -> None:
    made([paper("a")], tmp_path, Press("sea"))
    assert list(tmp_path.iterdir()) == []


def test_typst_itself_warns_of_a_font_that_is_not_there(tmp_path: Path) -> None:
    """It would fall back on another one in silence otherwise."""
    source = HEAD + '= T\n#text(font: "Sea Sans")[x]'
    (problem,) = made([paper("a", source)], tmp_path)
    assert isinstance(problem, Problem)
    assert "unknown font family: sea sans" in problem.message


def test_fonts_of_the_machine_are_not_seen() -> None:
    with_font = set_with_typst((HEAD + '= T\n#text(font: "DejaVu Sans")[x]').encode())[1]
    assert with_font == ["unknown font family: dejavu sans"]


def test_a_character_without_a_glyph_cannot_be_set() -> None:
    with pytest.raises(PaperError, match="could not be displayed"):
        set_with_typst((HEAD + "= T\n\U0001f680").encode())


def test_a_source_cannot_read_a_file_of_the_project(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    with pytest.raises(PaperError):
        set_with_typst((HEAD + f'= T\n#read("{secret}")').encode())


def test_the_same_source_gives_the_same_bytes() -> None:
    source = (HEAD + "= T\n昆山 17.63").encode()
    assert set_with_typst(source) == set_with_typst(source)
