"""What names something (slugs, references, ids, dates, addresses) is closed by its type: no attack fits into it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import pytest
from msgspec import inspect

from jianbao.model.config import Config
from jianbao.model.evidence import SeedIndex, SeedPlan
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS
from jianbao.model.tiles import Tile
from jianbao.publish.paths import Claims
from jianbao.read.catalog import read_catalog
from tests.builders import config
from tests.injection.payloads import PAYLOADS
from tests.small_site import write_small_site


def closed(info: inspect.Type, path: str) -> Iterator[tuple[str, inspect.StrType]]:
    """Yield every string with a pattern below a type, by the fields that lead to it."""
    match info:
        case inspect.StrType() if info.pattern:
            yield path, info
        case inspect.StructType():
            for field in info.fields:
                yield from closed(field.type, f"{path}.{field.name}")
        case inspect.UnionType():
            for one in info.types:
                yield from closed(one, path)
        case inspect.VarTupleType():
            yield from closed(info.item_type, f"{path}[]")
        case inspect.DictType():
            yield from closed(info.key_type, f"{path}.key")
            yield from closed(info.value_type, f"{path}.value")


SHAPES: Final[tuple[Any, ...]] = (*(kind.struct for kind in KINDS.values()), Config, SeedPlan, SeedIndex, Unit, Tile)
CLOSED: Final[Mapping[str, inspect.StrType]] = {
    path: info for shape in SHAPES for path, info in closed(inspect.type_info(shape), shape.__name__)
}


def test_references_ids_dates_and_addresses_are_closed() -> None:
    found = set(CLOSED)
    for path in ("Topic.parent", "Brief.key_figures[]", "Event.date.when", "Metric.observations[].value"):
        assert path in found
    for path in ("Config.base_url", "Config.edition", "SeedPlan.file", "Source.left_out[].at"):
        assert path in found


@pytest.mark.parametrize("path", CLOSED)
def test_no_attack_fits_into_a_closed_field(path: str) -> None:
    info = CLOSED[path]
    field = msgspec.Meta(pattern=info.pattern, max_length=info.max_length)
    annotated: Any = Annotated[str, field]
    decoder = msgspec.json.Decoder(annotated)
    for payload in PAYLOADS:
        with pytest.raises(msgspec.ValidationError):
            decoder.decode(msgspec.json.encode(payload))


def test_a_file_with_an_attack_for_its_name_is_no_record(tmp_path: Path) -> None:
    root = write_small_site(tmp_path)
    before = set(read_catalog(root, config()).catalog.records)
    refused = 0
    for payload in PAYLOADS:
        name = f"{payload}.yaml"
        if "/" in payload or "\0" in payload or len(name.encode()) > 255:
            continue
        file = root / "site_src" / "topics" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("name: {en: Loom, zh: 织机}\n")
        reading = read_catalog(root, config())
        assert set(reading.catalog.records) == before, payload
        assert [problem for problem in reading.problems if name[:40] in problem.where.file], payload
        file.unlink()
        refused += 1
    assert refused > len(PAYLOADS) // 3


@pytest.mark.parametrize(
    "path", ["../x.html", "/x.html", "a/../../x", "a//b", "C:\\x", "a\\..\\b", "con.html", "a\0b", "", "."]
)
def test_an_address_outside_the_site_is_no_file(path: str) -> None:
    assert Claims().claim(path) is not None
