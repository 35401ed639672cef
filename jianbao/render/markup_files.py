"""
Write values into files of other formats: XML, and JSON inside a page.
"""

import json
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_UNSAFE: Final = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def xml_file(root: "Element") -> bytes:
    """Write a document with its declaration, an element a line."""
    from xml.etree.ElementTree import indent, tostring  # late: every page holds JSON, and none XML

    indent(root, " ")
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def script_json(value: Any) -> Markup:
    r"""
    Write JSON that may stand in a ``script`` element: no end tag, comment or line separator can begin in it.

    >>> str(script_json({"name": "</script>"}))
    '{"name":"\\u003c/script\\u003e"}'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_UNSAFE))  # noqa: S704 - what HTML could read as markup is escaped above
