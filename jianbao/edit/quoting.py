"""
The one way to write a scalar: prose in double quotes, names and numbers plain, the rest as its author wrote it.

In: a scalar as it stands in the file. Out: its lines, without the indentation of those that follow the first.
"""

import json
import re
from typing import Final, Literal

from jianbao.read.yaml_lines import Token

Want = Literal["prose", "name", "number", "any"]
"""
How a scalar is quoted: ``prose`` always; a ``number``, true and false never; a ``name`` (a reference, id, date,
choice) where another reader of YAML could take it for something else, as a year for a number.
"""

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z|true\Z|false\Z")
_NAME: Final = re.compile(r"[A-Za-z\u4e00-\u9fff][\w./-]*\Z")
_OTHERS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_HIDDEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UNUSUAL_BREAK: Final = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
_BLOCK_STYLES: Final = ("|", ">")


def write_scalar(token: Token, raw: str, want: Want) -> list[str]:
    """
    Return the lines of a scalar; the breaks of its author stay, since paragraphs are wrapped by hand.

    >>> write_scalar(Token("scalar", 0, 5, "a b", "'"), "'a b'", "any")
    ['"a b"']
    """
    if token.style in _BLOCK_STYLES:
        return _block_lines(token, raw)
    lines = _flow_lines(raw)
    if len(lines) == 1 and _is_plain(token.value, want):
        return [token.value]
    if token.style == "'" or (want in ("prose", "name") and not token.style and token.value):
        return _in_double_quotes(token, lines)
    return lines


def _is_plain(value: str, want: Want) -> bool:
    if want == "number":
        return _NUMBER.match(value) is not None
    return want == "name" and _NAME.match(value) is not None and value.lower() not in _OTHERS


def quoted(value: str) -> str:
    r"""
    Write a value in double quotes on one line.

    >>> quoted('say "a"')
    '"say \\"a\\""'
    """
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _in_double_quotes(token: Token, lines: list[str]) -> list[str]:
    if len(lines) == 1:
        return [quoted(token.value)]
    whole = "\n".join(lines)
    if token.style == "'":
        whole = whole[1:-1].replace("''", "'")
    escaped = whole.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.split("\n")


def _flow_lines(raw: str) -> list[str]:
    """Cut a scalar where its author broke it; blanks around a break mean nothing, but for one that is escaped."""
    lines = _BREAK.split(raw)
    ends = [line if line.rstrip(" \t").endswith("\\") else line.rstrip(" \t") for line in lines[:-1]]
    return [line if not number else line.lstrip(" \t") for number, line in enumerate((*ends, lines[-1]))]


def _block_lines(token: Token, raw: str) -> list[str]:
    head, *rest = _BREAK.split(raw)
    body = token.value.rstrip("\n")
    note = head[found.start() - 1 :] if (found := re.search("#", head)) else ""
    is_odd = body[:1] in ("", " ", "\t", "\n") or _UNUSUAL_BREAK.search(raw)
    if is_odd or (token.style == ">" and re.search("[0-9]", head.partition("#")[0])):
        return [quoted(token.value)]
    ending = token.value[len(body) :]
    mark = token.style + {"": "-", "\n": ""}.get(ending, "+")
    if token.style == "|":
        lines = body.split("\n")
    else:
        depth = len(rest[0]) - len(rest[0].lstrip(" "))
        lines = [line[depth:] for line in rest]
        while lines and not lines[-1].strip(" "):
            lines.pop()
    return [mark + note.rstrip(), *lines, *[""] * (len(ending) - 1)]
