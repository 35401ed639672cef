"""The documents say what the code does: nothing of the program is missing in them, and their examples hold."""

import argparse
import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

import msgspec
import pytest
from msgspec import inspect

from jianbao.cli import make_parser
from jianbao.commands.exits import CONTENT, DONE, USAGE
from jianbao.link.site import link_site
from jianbao.model.basics import Dated, Lang, Paragraph, Relation, Waiver
from jianbao.model.config import Config
from jianbao.model.evidence import RegionKind, SeedPlan, Zone
from jianbao.model.meanings import meaning_of
from jianbao.model.quantity import Family, Hedge, Scale, Unit, UnitForms
from jianbao.model.records import KINDS, Chart, Record, SpeakerRole, Status
from jianbao.model.tiles import Tile
from jianbao.pipeline import check_only
from jianbao.problems import CODES
from jianbao.read.decode import decode_record
from jianbao.read.plain import Document
from jianbao.read.yaml_lines import read_yaml
from jianbao.render.data import render_data

ROOT: Final = Path(__file__).resolve().parent.parent
DOCUMENTS: Final = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
NAMES: Final = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]

_FENCE: Final = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^(?P<level>#{1,6}) (?P<title>.+)$", re.MULTILINE)
_LINK: Final = re.compile(r"(?<!\\)\]\((?P<target>[^)\s]+)\)")
_CODE: Final = re.compile(r"`([^`\n]+)`")
_MACHINE_PATH: Final = re.compile(r"(?<![\w.<])/(?:work|tmp|root|home|Users|mnt|opt|var)\b|[A-Z]:\\|\.pyenv")

SHARED: Final = (Paragraph, Waiver, Dated, Relation, Chart)
"""Structs that many kinds hold; each has a section of its own."""

VALUES: Final[dict[str, Any]] = {
    "Every record": Record,
    "Paragraphs": Paragraph,
    "Dates": Dated,
    "Relations": Relation,
    "Charts": Chart,
    "The tile map": dict[str, Tile],
}
"""What the examples in sections of ``records.md`` outside of “Kinds” are."""


def read(name: str) -> str:
    """Read a document."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def sections(name: str) -> dict[str, str]:
    """Cut a document at its headings: the text below each heading up to the next one, code blocks and all."""
    text = read(name)
    fences = [match.span() for match in _FENCE.finditer(text)]
    heads = [
        match for match in _HEADING.finditer(text) if not any(start <= match.start() < end for start, end in fences)
    ]
    ends = [match.start() for match in heads[1:]] + [len(text)]
    return {match["title"]: text[match.end() : end] for match, end in zip(heads, ends, strict=True)}


def codes_in(text: str) -> set[str]:
    """Gather what stands between single backticks."""
    return set(_CODE.findall(_FENCE.sub("", text)))


def words_in(text: str) -> set[str]:
    """Gather the words that stand between single backticks, also in company: ``--root ROOT``."""
    return {word for code in codes_in(text) for word in (code, *code.split())}


def fields_of(struct: type[msgspec.Struct]) -> set[str]:
    """Name the keys of a struct as YAML has them."""
    return {field.encode_name for field in msgspec.structs.fields(struct)}


def own_fields(struct: type[msgspec.Struct]) -> set[str]:
    """Name the keys that a kind adds to those of every record, with those of the structs in them."""
    inside = structs_in(inspect.type_info(struct)) - {struct, *SHARED}
    return (fields_of(struct) - fields_of(Record)).union(*map(fields_of, inside))


def structs_in(info: inspect.Type) -> set[type[msgspec.Struct]]:
    """Gather the structs that a type can hold."""
    match info:
        case inspect.StructType(cls=struct, fields=fields):
            return {struct}.union(*(structs_in(field.type) for field in fields))
        case inspect.VarTupleType(item_type=item):
            return structs_in(item)
        case inspect.DictType(value_type=value):
            return structs_in(value)
        case inspect.UnionType(types=types):
            return set[type[msgspec.Struct]]().union(*map(structs_in, types))
    return set()


def examples(name: str) -> Iterator[tuple[str, str]]:
    """Yield the heading and the text of each block marked ``yaml``."""
    for title, text in sections(name).items():
        for match in _FENCE.finditer(text):
            if match["language"] == "yaml":
                yield title, match["body"]


def decoded(text: str, struct: Any) -> list[str]:
    """Decode an example; list what is wrong with it."""
    document = read_yaml(text, "example")
    if not isinstance(document, Document):
        return [problem.message for problem in document.problems]
    value = decode_record(document.data, struct, "example")
    return [problem.message for problem in value] if isinstance(value, tuple) else []


# -- problems


@pytest.mark.parametrize("code", CODES)
def test_every_problem_code_has_an_entry(code: str) -> None:
    """With its title, when it is reported, an example and what to do."""
    entry = sections("docs/problems.md").get(f"`{code}`", "")
    assert CODES[code].title in entry
    assert "**When.**" in entry
    assert "**What to do.**" in entry


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_problem_is_a_report_of_that_problem(code: str) -> None:
    """Its first line is a place and this code, as the console prints them."""
    example = _FENCE.search(sections("docs/problems.md")[f"`{code}`"])
    assert example is not None
    assert re.match(rf"\S+:\d+:\d+ {re.escape(code)} \S", example["body"])


def test_no_entry_describes_a_problem_that_is_no_more() -> None:
    """Entries are headings that hold a code."""
    entries = {title.strip("`") for title in sections("docs/problems.md") if title.startswith("`")}
    assert entries == set(CODES)


# -- commands and configuration


def parsers(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command with its parser, the bare program first."""
    yield name, parser
    for action in parser._actions:  # noqa: SLF001 -- argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- the same
            for word, inner in action.choices.items():
                yield from parsers(inner, f"{name} {word}".strip())


COMMANDS: Final = dict(parsers(make_parser()))
OPTIONS: Final = sorted(
    {
        option
        for parser in COMMANDS.values()
        for action in parser._actions  # noqa: SLF001 -- argparse has no other way to ask
        for option in action.option_strings
    }
)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name and name != "seeds"])
def test_every_command_is_described(command: str) -> None:
    """``seeds`` alone is no command: it asks for an action."""
    assert command in codes_in(read("docs/commands.md"))


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_described(option: str) -> None:
    """Long and short ones."""
    assert option in words_in(read("docs/commands.md"))


@pytest.mark.parametrize("code", [DONE, CONTENT, USAGE])
def test_every_exit_code_is_described(code: int) -> None:
    """In the table of exit codes."""
    assert f"\n| {code} |" in sections("docs/commands.md")["Exit codes"]


@pytest.mark.parametrize("field", msgspec.structs.fields(Config), ids=lambda field: field.name)
def test_every_configuration_key_stands_with_its_default(field: msgspec.structs.FieldInfo) -> None:
    """A row of the table: key, required, default."""
    row = re.search(rf"^\| `{field.name}` \| (yes|no) \| (.*?) \|", read("docs/configuration.md"), re.MULTILINE)
    assert row is not None
    assert row[1] == ("yes" if field.required else "no")
    if not field.required:
        shown = document_of(row[2].strip("`"))
        assert shown == _as_yaml(field.default)


def _as_yaml(default: object) -> object:
    """Write a default as the reader of YAML gives it, which leaves every scalar a text."""
    if isinstance(default, bool):
        return str(default).lower()
    return list(default) if isinstance(default, tuple) else default


def document_of(text: str) -> object:
    """Read one value of YAML; empty quotes are an empty text, which alone would be an empty file."""
    document = read_yaml(f"value: {text}", "example")
    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    return document.data["value"]


# -- records, units, seeds, data


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_record_stands_in_the_section_of_its_kind(kind: str) -> None:
    """The fields of structs inside it too."""
    assert own_fields(KINDS[kind].struct) - codes_in(sections("docs/records.md")[kind]) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_record_has_a_meaning_in_one_sentence(kind: str) -> None:
    """Skeletons, schemas and hints show it."""
    structs = structs_in(inspect.type_info(KINDS[kind].struct)) | {KINDS[kind].struct}
    lacking = {
        f"{struct.__name__}.{name}"
        for struct in structs
        for name in fields_of(struct) - ({"text"} if struct is Paragraph else set())
        if not meaning_of(struct, name)
    }
    assert lacking == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_stands_in_the_table_with_its_folder(kind: str) -> None:
    """One row a kind."""
    assert f"\n| {kind} | `{KINDS[kind].folder}/` |" in sections("docs/records.md")["Files"]


@pytest.mark.parametrize(
    ("section", "struct"),
    [
        ("Every record", Record),
        ("Paragraphs", Paragraph),
        ("Waivers", Waiver),
        ("Dates", Dated),
        ("Relations", Relation),
        ("Charts", Chart),
        ("The tile map", Tile),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_every_field_of_a_shared_part_is_described(section: str, struct: type[msgspec.Struct]) -> None:
    """``text`` of a paragraph is not written: its languages are keys."""
    written = fields_of(struct) - ({"text"} if struct is Paragraph else set())
    assert written - codes_in(sections("docs/records.md")[section]) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_example(kind: str) -> None:
    """A block marked ``yaml`` in its section."""
    assert kind in {title for title, _ in examples("docs/records.md")}


@pytest.mark.parametrize(("section", "example"), list(examples("docs/records.md")))
def test_an_example_of_a_record_decodes(section: str, example: str) -> None:
    """As the kind in whose section it stands."""
    assert decoded(example, KINDS[section].struct if section in KINDS else VALUES[section]) == []


@pytest.mark.parametrize(
    ("document", "struct"),
    [("docs/units.md", dict[str, Unit]), ("docs/configuration.md", Config), ("docs/seeds.md", SeedPlan)],
    ids=["units", "configuration", "seeds"],
)
def test_an_example_beside_the_records_decodes(document: str, struct: Any) -> None:
    """Units, the configuration, a seed record."""
    found = [decoded(example, struct) for _, example in examples(document)]
    assert found == [[]] * len(found)
    assert found


@pytest.mark.parametrize("literal", [Hedge, Status, SpeakerRole, Scale], ids=["hedge", "status", "speaker", "scale"])
def test_every_choice_of_a_figure_is_listed(literal: object) -> None:
    """In the section on metrics, where an editor looks; the empty scale is the default."""
    assert set(get_args(literal)) - {""} - codes_in(sections("docs/records.md")["metric"]) == set()


@pytest.mark.parametrize(
    ("document", "section", "literal"),
    [
        ("docs/methodology.md", "Hedges", Hedge),
        ("docs/methodology.md", "Statuses", Status),
        ("docs/methodology.md", "Statuses", SpeakerRole),
        ("docs/units.md", "Families", Family),
        ("docs/seeds.md", "The seed record", RegionKind),
    ],
)
def test_every_choice_is_explained(document: str, section: str, literal: object) -> None:
    """Hedges, statuses, speakers, unit families and zones, each where it is explained."""
    assert set(get_args(literal)) - codes_in(sections(document)[section]) == set()


@pytest.mark.parametrize(
    ("document", "struct"),
    [("docs/units.md", Unit), ("docs/units.md", UnitForms), ("docs/seeds.md", SeedPlan), ("docs/seeds.md", Zone)],
)
def test_every_field_beside_the_records_is_described(document: str, struct: type[msgspec.Struct]) -> None:
    """Of units and seed records."""
    assert fields_of(struct) - codes_in(read(document)) == set()


@cache
def _tables() -> dict[str, list[str]]:
    """Render the data files of this project: the columns of each CSV."""
    catalog = check_only(ROOT).catalog
    assert catalog is not None
    made = render_data(link_site(catalog), (Lang("en"), Lang("zh")))
    bodies = {artifact.path: artifact.body for artifact in made}
    return {
        path: next(csv.reader(io.StringIO(body.decode("utf-8-sig")))) if path.endswith(".csv") else []
        for path, body in bodies.items()
    }


@pytest.mark.parametrize(("path", "section"), [("data/figures.csv", "Figures"), ("data/records.csv", "Records")])
def test_every_column_of_the_data_is_described(path: str, section: str) -> None:
    """In the order of the table, languages included."""
    listed = re.findall(r"^\| (`.*?) \|", sections("docs/data.md")[section], re.MULTILINE)
    described = {name for cell in listed for name in _CODE.findall(cell)}
    assert described == set(_tables()[path])


def test_every_data_file_is_named() -> None:
    """With its folder."""
    assert set(_tables()) - codes_in(read("docs/data.md")) == set()


# -- every document


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_to_a_file(name: str) -> None:
    """And an anchor to a heading."""
    lost = []
    for match in _LINK.finditer(_FENCE.sub("", read(name))):
        target, _, anchor = match["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (ROOT / name).parent / target if target else ROOT / name
        if not file.is_file() or (anchor and anchor not in _anchors(file)):
            lost.append(match["target"])
    assert lost == []


def _anchors(file: Path) -> set[str]:
    titles = sections(file.resolve().relative_to(ROOT).as_posix())
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", NAMES)
def test_no_document_names_a_path_of_this_machine(name: str) -> None:
    """Examples are of everybody's machine."""
    assert _MACHINE_PATH.findall(read(name)) == []
    assert str(ROOT) not in read(name)


@pytest.mark.parametrize("planted", ["/var/site", "see `/home/ann/site`", "C:\\\\site", "(/root)"])
def test_a_planted_path_is_found(planted: str) -> None:
    """A pattern that finds nothing would pass every document."""
    assert _MACHINE_PATH.search(planted)


@pytest.mark.parametrize("name", NAMES)
def test_every_code_block_is_closed_and_says_what_it_is(name: str) -> None:
    """A block without a language is one whose end was taken for a beginning."""
    languages = [match["language"] for match in _FENCE.finditer(read(name))]
    assert read(name).count("```") == 2 * len(languages)
    assert set(languages) <= {"text", "yaml"}


@pytest.mark.parametrize("path", [match for match in _CODE.findall(read("ARCHITECTURE.md")) if match.endswith(".py")])
def test_every_module_of_the_tour_is_there(path: str) -> None:
    """Modules are named from the package or from the root of the project."""
    places = [ROOT / path, ROOT / "jianbao" / path, *(ROOT / "jianbao").glob(f"*/{path}")]
    assert any(place.is_file() for place in places)
