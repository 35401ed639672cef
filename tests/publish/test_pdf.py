"""PDFs from their sources: set once, kept, forgotten; what Typst says of a source is a problem at its record."""

from collections.abc import Sequence
from pathlib import Path
from threading import Barrier

import pytest

from jianbao.model.artifact import Artifact, Paper
from jianbao.problems import Place, Problem
from jianbao.publish.pdf import PaperError, forget, make_pdfs, name_of, set_with_typst
from jianbao.workers import press_for

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


def test_each_paper_becomes_a_file_at_its_place(tmp_path: Path) -> None:
    made = list(make_pdfs([paper("a"), paper("b")], tmp_path, FILES, Press()))
    assert [one.path for one in made if isinstance(one, Artifact)] == ["pdf/en/a.pdf", "pdf/en/b.pdf"]


def test_papers_are_set_at_the_same_time_and_come_in_order(tmp_path: Path) -> None:
    papers = [paper(name) for name in "abcdef"]
    both = Barrier(2)  # nobody passes alone

    def press(source: bytes) -> tuple[bytes, Sequence[str]]:
        both.wait(timeout=20)
        return Press("thin")(source) if source == b"d" else Press()(source)

    with press_for(2)(len(papers)) as pressers:
        made = list(make_pdfs(papers, tmp_path, FILES, press, each=pressers.each))
    assert [one.code if isinstance(one, Problem) else one.path[7:8] for one in made] == [*"abc", "pdf/failed", *"ef"]


def test_one_thread_and_several_set_the_same_bytes(tmp_path: Path) -> None:
    papers = [paper(name, f"{HEAD}{name}") for name in "abcd"]
    with press_for(3)(len(papers)) as pressers:
        made = list(make_pdfs(papers, tmp_path / "many", FILES, each=pressers.each))
    assert made == list(make_pdfs(papers, tmp_path / "one", FILES))


@pytest.mark.parametrize(("jobs", "papers"), [(1, 9), (2, 3)])
def test_few_papers_and_a_single_job_need_no_threads(jobs: int, papers: int) -> None:
    with press_for(jobs)(papers) as pressers:
        assert pressers.executor is None


def test_a_second_time_nothing_is_set(tmp_path: Path) -> None:
    first = list(make_pdfs([paper("a")], tmp_path, FILES, Press()))
    press = Press()
    assert list(make_pdfs([paper("a")], tmp_path, FILES, press)) == first
    assert press.seen == []


def test_only_what_has_changed_is_set_again(tmp_path: Path) -> None:
    list(make_pdfs([paper("a"), paper("b")], tmp_path, FILES, Press()))
    press = Press()
    list(make_pdfs([paper("a"), paper("b", "new")], tmp_path, FILES, press))
    assert press.seen == [b"new"]


def test_what_is_no_longer_asked_for_is_forgotten(tmp_path: Path) -> None:
    list(make_pdfs([paper("a"), paper("b")], tmp_path, FILES, Press()))
    forget(tmp_path, {name_of(paper("a"))})
    assert [file.stem for file in tmp_path.iterdir()] == [name_of(paper("a"))]


def test_another_version_of_typst_sets_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(make_pdfs([paper("a")], tmp_path, FILES, Press()))
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "99")
    press = Press()
    list(make_pdfs([paper("a")], tmp_path, FILES, press))
    assert press.seen == [b"a"]


def test_a_kept_file_that_was_cut_off_is_set_again(tmp_path: Path) -> None:
    first = list(make_pdfs([paper("a")], tmp_path, FILES, Press()))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-8])
    assert list(make_pdfs([paper("a")], tmp_path, FILES, Press())) == first


def test_a_kept_file_with_another_bit_is_set_again(tmp_path: Path) -> None:
    first = list(make_pdfs([paper("a")], tmp_path, FILES, Press()))
    (kept,) = tmp_path.iterdir()
    body = kept.read_bytes()
    for place in range(len(body)):
        kept.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert list(make_pdfs([paper("a")], tmp_path, FILES, Press())) == first
        assert kept.read_bytes() == body


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    made = list(make_pdfs([paper("a")], tmp_path / "file" / "pdf", FILES, Press()))
    assert [type(one) for one in made] == [Artifact]


def test_a_warning_is_a_problem_at_the_record(tmp_path: Path) -> None:
    (problem,) = make_pdfs([paper("a")], tmp_path, FILES, Press("unknown font family: sea"))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("pdf/failed", Place("site_src/briefs/a.yaml"))
    assert "unknown font family: sea" in problem.message


def test_what_has_been_warned_of_is_not_kept(tmp_path: Path) -> None:
    list(make_pdfs([paper("a")], tmp_path, FILES, Press("sea")))
    assert list(tmp_path.iterdir()) == []


def test_typst_itself_warns_of_a_font_that_is_not_there(tmp_path: Path) -> None:
    """It would fall back on another one in silence otherwise."""
    source = HEAD + '= T\n#text(font: "Sea Sans")[x]'
    (problem,) = make_pdfs([paper("a", source)], tmp_path, FILES)
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
