"""
JSON Schemas (draft 2020-12) of the files that editors write, for the completion and checks of their programs.

In: the model, and the languages and units of one site. Out: one schema a kind of file. They say what the shape of a
file is; what its words must be, ``check`` alone knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from jianbao.model.basics import Lang, Paragraph, Text
from jianbao.model.config import Config
from jianbao.model.evidence import SeedPlan
from jianbao.model.meanings import meaning_of
from jianbao.model.quantity import Unit
from jianbao.model.records import KINDS, Figure, Metric
from jianbao.model.tiles import Tile

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_REFERENCE: Final = "#/$defs/{name}"
_TEXT: Final = msgspec.json.schema(Text)
_LISTS: Final = ".list"


def render_schemas(languages: Sequence[Lang], units: Sequence[str]) -> Mapping[str, dict[str, Any]]:
    """Return each schema by its name: a kind, a kind and ``.list`` for many in one file, or what stands beside them."""
    types: dict[str, Any] = {kind.name: kind.struct for kind in KINDS.values()}
    types |= {f"{kind.name}{_LISTS}": dict[str, kind.struct] for kind in KINDS.values()}  # type: ignore[name-defined]
    types |= {"units": dict[str, Unit], "tiles": dict[str, Tile], "seed": SeedPlan, "config": Config}
    made = {}
    for name, struct in types.items():
        (schema,), parts = msgspec.json.schema_components((struct,), ref_template=_REFERENCE)
        writer = _Writer(languages, units, {one.__name__: one for one in _structs(msgspec.inspect.type_info(struct))})
        parts = {part: writer.part(part, content) for part, content in parts.items()}
        made[name] = {"$schema": DIALECT, "title": name, **writer.widened(schema), "$defs": parts}
    return made


def file_patterns(name: str) -> tuple[str, ...]:
    """
    Return the files that a schema is for, as globs from the root of the project; ``!`` leaves out.

    >>> file_patterns("company"), file_patterns("company.list"), file_patterns("units")
    (('site_src/companies/**/*.yaml',), ('site_src/companies.yaml',), ('site_src/units.yaml',))
    """
    if name == "config":
        return ("config.yaml",)
    if name == "seed":
        return ("seeds/*.yaml", "!seeds/*.index.yaml")
    kind = KINDS.get(name.removesuffix(_LISTS))
    if kind is None:
        return (f"site_src/{name}.yaml",)
    return (f"site_src/{kind.folder}.yaml",) if name.endswith(_LISTS) else (f"site_src/{kind.folder}/**/*.yaml",)


class _Writer:
    """Turns the schemas of msgspec into those of files, for one site."""

    def __init__(self, languages: Sequence[Lang], units: Sequence[str], structs: Mapping[str, type]) -> None:
        self._languages = languages
        self._units = [*units]
        self._structs = structs

    def part(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        """Write the schema of a struct: meanings, units, and the languages of a paragraph as its keys."""
        struct = self._structs[name]
        properties = {key: self.widened(value) for key, value in schema.get("properties", {}).items()}
        for key, value in properties.items():
            if meaning := meaning_of(struct, key):
                value["description"] = meaning
        if self._units and issubclass(struct, Metric | Figure):
            properties["unit"] = {"description": properties["unit"]["description"], "enum": self._units}
        required = [key for key in schema.get("required", ()) if key != "text"]
        if issubclass(struct, Paragraph):
            text = properties.pop("text")
            properties = {**text["properties"], **properties}
            required = [*self._languages, *required]
        return {
            "type": "object",
            "description": (struct.__doc__ or "").strip().splitlines()[0].replace("``", ""),
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def widened(self, schema: Any) -> Any:
        """
        Let a schema take what YAML makes of an unquoted text, and name the languages of the site.

        Every scalar of ours is text; other programs read 2025 as a number.
        """
        if isinstance(schema, list):
            return [self.widened(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if all(schema.get(key) == value for key, value in _TEXT.items()):
            inner = self.widened(_TEXT["additionalProperties"])
            return self._by_language(inner, required=True)
        made = {key: self.widened(value) for key, value in schema.items() if key != "default"}
        if made.get("type") == "object" and made.get("additionalProperties", {}).get("type") == "array":
            return self._by_language(made["additionalProperties"], required=False)
        if made.get("type") == "string":
            made["type"] = ["string", "number"]
        return _in_javascript(made)

    def _by_language(self, inner: Any, *, required: bool) -> dict[str, Any]:
        keys: list[str] = [*self._languages] if required else []
        properties = {lang: dict(inner) for lang in self._languages}
        return {"type": "object", "properties": properties, "required": keys, "additionalProperties": False}


def _in_javascript(schema: dict[str, Any]) -> dict[str, Any]:
    r"""Write a pattern as programs in JavaScript read it: ``$`` for ``\Z``, and no ``++``, which only saves time."""
    if isinstance(pattern := schema.get("pattern"), str):
        schema["pattern"] = pattern.replace(r"\Z", "$").replace("++", "+").replace("*+", "*")
    return schema


def _structs(info: msgspec.inspect.Type) -> Iterator[type]:
    match info:
        case msgspec.inspect.StructType():
            yield info.cls
            for field in info.fields:
                yield from _structs(field.type)
        case msgspec.inspect.VarTupleType():
            yield from _structs(info.item_type)
        case msgspec.inspect.DictType():
            yield from _structs(info.value_type)
        case msgspec.inspect.UnionType():
            for part in info.types:
                yield from _structs(part)
