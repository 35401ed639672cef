"""Taking a new text in: what is written, what is left alone, and what is refused before anything is."""

import hashlib
import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
import pytest

from jianbao.adding import Added, add_seed
from jianbao.cli import main
from jianbao.model.given import Given
from jianbao.pipeline import check_only
from jianbao.read.intake import LONGEST_LINE
from jianbao.seeding import index_seeds
from tests.small_site import TALE, write_small_site

Captured = pytest.CaptureFixture[str]

QUAY: Final = """Four Ferries For One Quay
By Ida Olsen | March 3, 2026

The quay has four ferries since March 2. They carried more than 1.2 million people.
"""

HARBOUR: Final = """雾港一年添了三座码头
2026年3月2日 09:30 来源：雾港晚报
本报记者 林夕

雾港去年渔获总值达12.4亿元，其中鲱鱼占近三成。“泊位要翻一番。”会长欧阳石说。
（责任编辑：夏至）
"""

GUILD: Final = 'name: {en: "Quay Courier", zh: "码头信使"}\nform: medium\n'
SOURCE: Final = "site_src/sources/quay.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project beside which new texts lie."""
    project = tmp_path / "project"
    write_small_site(project)
    assert index_seeds(project).problems == ()
    return project


def given_text(root: Path, name: str = "quay.txt", text: str | bytes = QUAY) -> Path:
    """Write a text beside the project."""
    path = root.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def added(root: Path, name: str = "quay.txt", text: str | bytes = QUAY, **facts: str) -> Added:
    """Take a text in."""
    return add_seed(root, given_text(root, name, text), msgspec.convert(facts, Given))


def files_of(root: Path) -> Mapping[str, str]:
    """Return the digest of every file of a project."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def read(root: Path, file: str) -> str:
    """Read a file of the project."""
    return (root / file).read_text("utf-8")


def codes(outcome: Added) -> list[str]:
    """Return the codes of the problems."""
    return [one.problem.code for one in outcome.problems]


def test_a_text_comes_with_its_copy_its_zones_its_index_and_its_record(root: Path) -> None:
    before = files_of(root)
    assert added(root).problems == ()
    assert sorted(files_of(root).keys() - before.keys()) == [
        "seeds/quay.index.yaml", "seeds/quay.yaml", SOURCE, "texts/quay.txt",
    ]  # fmt: skip


def test_what_is_written_leaves_the_rest_of_the_project_as_it_was(root: Path) -> None:
    before = files_of(root)
    added(root)
    assert {file: files_of(root)[file] for file in before} == before


def test_the_report_says_what_was_written_and_what_comes_next(root: Path) -> None:
    lines = added(root).lines
    assert lines[:4] == (
        "texts/quay.txt: written",
        "seeds/quay.yaml: written, 3 zones proposed",
        "seeds/quay.index.yaml: written, 3 sentences, 5 figures",
        f"{SOURCE}: written, 1 TODO",
    )
    assert "next:" in lines
    assert any("adopt quay" in line for line in lines)


def test_check_reports_nothing_but_what_has_yet_to_be_written(root: Path) -> None:
    added(root)
    assert {one.problem.code for one in check_only(root).problems} == {"record/unfinished"}


def test_a_record_with_both_headlines_passes_at_once(root: Path) -> None:
    added(root, title_zh="一座码头四艘渡船")
    assert check_only(root).problems == ()


def test_a_chinese_text_passes_as_well(root: Path) -> None:
    added(root, "雾港.txt", HARBOUR, title="Fog Harbour adds quays")
    assert check_only(root).problems == ()
    assert read(root, "site_src/sources/wu-gang.yaml").splitlines()[1:3] == [
        'name: {en: "Fog Harbour adds quays", zh: "雾港一年添了三座码头"}',
        "en_translation: true",
    ]


def test_byline_and_date_are_read_from_the_lines_that_print_them(root: Path) -> None:
    added(root, "雾港.txt", HARBOUR)
    record = read(root, "site_src/sources/wu-gang.yaml")
    assert 'byline: "本报记者 林夕"' in record
    assert 'when: "2026-03-02"\n  cites: [wu-gang/h1]' in record
    assert "not_stated: [publisher, address]" in record


def test_what_is_not_known_is_listed_as_not_stated(root: Path) -> None:
    added(root, text="Four ferries\n\nThe quay has four ferries now.\n")
    assert "not_stated: [publisher, date, year, byline, address]" in read(root, SOURCE)


def test_a_date_that_the_text_does_not_print_is_marked_as_inferred_with_the_reason(root: Path) -> None:
    added(root, date="2026-03-09", title_zh="渡船")
    assert "basis: inferred" in read(root, SOURCE)
    assert "not_stated: [publisher, date, year, address]" in read(root, SOURCE)
    assert check_only(root).problems == ()


def test_a_date_that_a_sentence_prints_is_printed_and_cites_it(root: Path) -> None:
    added(root, text="Four ferries\n\nThe quay grew.\n\nThey sail since March 2, 2026.\n", date="2026-03-02")
    assert 'when: "2026-03-02"\n  cites: [quay/s2]' in read(root, SOURCE)


def test_a_publisher_is_found_by_its_name(root: Path) -> None:
    (root / "site_src/organisations").mkdir()
    (root / "site_src/organisations/courier.yaml").write_text(GUILD, "utf-8")
    added(root, publisher="quay courier")
    assert "publisher: {to: organisation/courier, cites: [quay/h1]}" in read(root, SOURCE)


def test_a_publisher_without_a_record_is_kept_as_a_task(root: Path) -> None:
    added(root, publisher="Quay\nCourier", title_zh="渡船")
    assert "# “Quay Courier” has no record yet" in read(root, SOURCE)
    assert "not_stated: [address]" in read(root, SOURCE)
    (problem,) = check_only(root).problems
    assert (problem.problem.code, problem.line) == ("record/unfinished", "publisher: {to: TODO, cites: [quay/h1]}")


def test_taking_a_text_in_again_changes_nothing_and_says_so(root: Path) -> None:
    added(root)
    before = files_of(root)
    assert added(root).lines[0] == "quay.txt is taken in already; nothing was written"
    assert files_of(root) == before


def test_what_an_editor_wrote_meanwhile_is_never_written_again(root: Path) -> None:
    added(root)
    plan = 'file: quay.txt\nzones:\n  - {kind: article, lines: "1-4", article: quay}\n'
    (root / "seeds/quay.yaml").write_text(plan, "utf-8")
    (root / SOURCE).write_text("name: mine\n", "utf-8")
    assert added(root).lines[0].startswith("seeds/quay.index.yaml: written")
    assert (read(root, "seeds/quay.yaml"), read(root, SOURCE)) == (plan, "name: mine\n")


def test_a_text_that_lies_in_the_folder_already_is_taken_in_where_it_is(root: Path) -> None:
    (root / "texts/quay.txt").write_text(QUAY, "utf-8")
    outcome = add_seed(root, root / "texts/quay.txt", Given())
    assert outcome.lines[0].startswith("seeds/quay.yaml: written")


def test_the_same_text_under_another_name_is_refused_by_the_name_it_has(root: Path) -> None:
    added(root)
    before = files_of(root)
    again = added(root, "pier.txt", QUAY.replace("\n", "\r\n") + "\n")
    assert codes(again) == ["seed/duplicate"]
    assert again.problems[0].problem.message == "the same text is here already, as quay.txt"
    assert files_of(root) == before


def test_the_same_text_is_known_by_its_digest_where_it_is_not_at_hand(root: Path) -> None:
    (root / "texts/tale.txt").unlink()
    assert codes(added(root, "pier.txt", TALE)) == ["seed/duplicate"]


def test_another_text_under_a_name_that_is_taken_is_refused(root: Path) -> None:
    assert codes(added(root, "tale.txt", QUAY)) == ["seed/duplicate"]


def test_a_slug_that_is_taken_is_refused_with_another(root: Path) -> None:
    outcome = added(root, slug="tale")
    assert codes(outcome) == ["seed/duplicate"]
    assert outcome.problems[0].problem.hint.endswith("--slug tale-2")


def test_a_byte_order_mark_and_foreign_line_ends_are_taken_off_and_reported(root: Path) -> None:
    outcome = added(root, text=b"\xef\xbb\xbf" + QUAY.replace("\n", "\r\n").encode())
    assert outcome.lines[0] == (
        "texts/quay.txt: written; the byte order mark was taken away; line ends became line feeds"
    )
    assert read(root, "texts/quay.txt") == QUAY


def test_another_encoding_is_refused_with_its_name_and_taken_when_named(root: Path) -> None:
    outcome = added(root, "雾港.txt", HARBOUR.encode("gb18030"))
    assert (codes(outcome), "--encoding gb18030" in outcome.problems[0].problem.hint) == (["yaml/encoding"], True)
    assert added(root, "雾港.txt", HARBOUR.encode("gb18030"), encoding="gb18030").problems == ()
    assert read(root, "texts/wu-gang.txt") == HARBOUR


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "it is empty"),
        (b"<!DOCTYPE html><html><p>Four ferries</p></html>", "it is the HTML of a page"),
        (b"Ferries\n" + b"<p>One.</p>\n" * 5, "it is the HTML of a page"),
        (b"%PDF-1.7 ...", "it is a PDF"),
        (b"PK\x03\x04....", "a word processor's document"),
        (b"Four\n\nfer\x00ries.\n", "line 3 holds the control character U+0000"),
        (b"a" * (LONGEST_LINE + 1), "line 1 has 20,001 characters"),
        (b"Ferry. " * 700_000, "more than 4 MiB"),
    ],
    ids=["empty", "blank", "page", "tags", "pdf", "document", "control", "line", "large"],
)
def test_what_is_no_article_is_refused_with_the_reason(root: Path, text: bytes, said: str) -> None:
    before = files_of(root)
    outcome = added(root, text=text)
    assert (codes(outcome), outcome.is_usage) == (["seed/unusable"], True)
    assert said in outcome.problems[0].problem.message
    assert outcome.problems[0].problem.hint
    assert files_of(root) == before


def test_a_file_that_is_not_there_is_named(root: Path) -> None:
    outcome = add_seed(root, root.parent / "lost.txt", Given())
    assert outcome.problems[0].problem.message == "lost.txt: it cannot be read: no such file or directory"


def test_a_folder_that_git_would_commit_is_pointed_out(root: Path) -> None:
    (root / ".git").mkdir()
    assert any(line.startswith("note: ") and "/texts/" in line for line in added(root).lines)


def test_a_folder_that_git_ignores_needs_no_word(root: Path) -> None:
    (root / ".git").mkdir()
    (root / ".gitignore").write_text("/texts/\n", "utf-8")
    assert not any(line.startswith("note: ") for line in added(root).lines)


# -- the command


def run(root: Path, *arguments: str) -> int:
    """Run the command."""
    return main(["--root", str(root), "seeds", "add", *arguments])


def test_facts_are_taken_as_options(root: Path, capsys: Captured) -> None:
    path = given_text(root)
    options = ("--title-zh", "渡船", "--author", "By Ida Olsen", "--url", "https://example.org/q", "--slug", "ferries")
    assert run(root, str(path), *options) == 0
    assert capsys.readouterr().out.startswith("texts/quay.txt: written\n")
    record = read(root, "site_src/sources/ferries.yaml")
    assert [line for line in record.splitlines() if line.startswith(("name", "address", "byline"))] == [
        'name: {en: "Four Ferries For One Quay", zh: "渡船"}',
        'address: "https://example.org/q"',
        'byline: "By Ida Olsen"',
    ]


@pytest.mark.parametrize(
    "wrong",
    [("--date", "yesterday"), ("--date", "2026-02-30"), ("--slug", "Two Words"), ("--url", "example.org"),
     ("--encoding", "klingon"), ("--lang", "fr")],
    ids=" ".join,
)  # fmt: skip
def test_an_option_that_cannot_be_is_a_matter_of_usage(root: Path, wrong: tuple[str, str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        run(root, str(given_text(root)), *wrong)
    assert (left.value.code, wrong[1] in capsys.readouterr().err) == (2, True)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, answers: str) -> Terminal:
    """Let somebody sit at a terminal and type."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    monkeypatch.setattr(sys, "stdout", screen)
    return screen


def test_on_a_terminal_each_fact_that_was_not_given_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch, "渡船\n\n\nsoon\n2026-03-03\n\n")
    assert run(root, str(given_text(root))) == 0
    assert "The text begins with: Four Ferries For One Quay" in screen.getvalue()
    assert "Headline in English:" not in screen.getvalue()
    assert "'soon' is not a date" in screen.getvalue()
    assert 'zh: "渡船"' in read(root, SOURCE)
    assert 'when: "2026-03-03"' in read(root, SOURCE)


def test_a_text_that_is_taken_in_already_is_not_asked_about(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added(root)
    screen = on_a_terminal(monkeypatch, "")
    assert run(root, str(given_text(root))) == 0
    assert "Headline" not in screen.getvalue()


def test_nothing_is_asked_where_nobody_wants_to_be(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch, "")
    assert run(root, str(given_text(root)), "--no-questions") == 0
    assert "Headline" not in screen.getvalue()
