"""
Look up the lines of problems.

Records carry no positions. When a problem points at a field, the file is parsed once more, and the path is
followed to the value or key. A path that does not exist leads to the nearest part of it that does.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jianbao.problems import Place, PlacedProblem, Pointer, Problem
from jianbao.read.encoding import place_at, split_lines

if TYPE_CHECKING:
    from jianbao.read.yaml_lines import Token


class _Node:
    """What stands at one place of a file: its token, the token of its key, and what it holds."""

    __slots__ = ("children", "key", "token")

    def __init__(self, token: "Token", key: "Token | None") -> None:
        self.token = token
        self.key = key
        self.children: dict[str | int, _Node] = {}


def locate(text: str, pointer: Pointer) -> Place:
    """Find the line and column of a field in the text of its file."""
    return _place(text, _read_nodes(text), pointer)


def place_problems(problems: Iterable[Problem], read_text: Callable[[str], str]) -> tuple[PlacedProblem, ...]:
    """
    Give every problem its place and its line, sorted by file, line and column; say the same thing once.

    ``read_text`` gives the text of a file by its path in the problem and may fail with ``OSError`` or
    ``UnicodeDecodeError``: then the place is the top of the file, without a line.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.where.file, []).append(problem)
    placed = {one for file, inside in by_file.items() for one in _place_in_file(file, inside, read_text)}
    return tuple(sorted(placed, key=lambda one: (one.place, one.problem.code, one.problem.message, one.problem.hint)))


def place_in(root: Path, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
    """Give the problems of a project their places, reading the files they point at."""
    return place_problems(problems, lambda file: (root / file).read_text(encoding="utf-8"))


def _place_in_file(file: str, problems: list[Problem], read_text: Callable[[str], str]) -> list[PlacedProblem]:
    try:
        text = read_text(file)
    except (OSError, UnicodeDecodeError):
        return [_placed(problem, _known_place(problem), None) for problem in problems]
    nodes = _read_nodes(text) if any(isinstance(problem.where, Pointer) for problem in problems) else None
    lines = split_lines(text)
    rows = []
    for problem in problems:
        where = problem.where
        place = where if isinstance(where, Place) else _place(text, nodes, where)
        rows.append(_placed(problem, place, lines[place.line - 1] if place.line <= len(lines) else None))
    return rows


def _known_place(problem: Problem) -> Place:
    return problem.where if isinstance(problem.where, Place) else Place(problem.where.file)


def _placed(problem: Problem, place: Place, line: str | None) -> PlacedProblem:
    return PlacedProblem(problem, place, line)


def _read_nodes(text: str) -> _Node | None:
    """Build what stands where, as far as the text can be read."""
    from jianbao.read.yaml_lines import read_tokens

    root: _Node | None = None
    stack: list[_Node] = []
    key: Token | None = None
    for token in read_tokens(text):
        parent = stack[-1] if stack else None
        if token.kind == "end":
            stack.pop()
            continue
        if parent and parent.token.kind == "mapping" and key is None and token.kind == "scalar":
            key = token
            continue
        node = _Node(token, key)
        root = root or node
        if parent:
            step = key.value if key else len(parent.children)
            parent.children.setdefault(step, node)
        key = None
        if token.kind != "scalar":
            stack.append(node)
    return root


def _place(text: str, root: _Node | None, pointer: Pointer) -> Place:
    node, is_whole = _follow(root, pointer.path)
    if node is None:
        return Place(pointer.file)
    if node.key is not None and (pointer.key or not is_whole):
        return _on_one_line(text, pointer.file, node.key.start, node.key.end)
    if not is_whole or node.token.kind != "scalar" or not node.token.value:
        return _on_one_line(text, pointer.file, node.token.start, _end_of(node))
    return _place_in_scalar(text, node.token, pointer)


def _follow(root: _Node | None, path: tuple[str | int, ...]) -> tuple[_Node | None, bool]:
    """Go down a path as far as it exists, and say whether that was the whole of it."""
    node = root
    if node is None:
        return None, False
    for position, step in enumerate(path):
        child = node.children.get(step)
        if child is not None:
            node = child
        elif step != "text" or position == len(path) - 1:
            # The languages of a paragraph stand in the paragraph itself: its field "text" is not written.
            return node, False
    return node, True


def _end_of(node: _Node) -> int:
    last = node
    while last.children:
        last = [*last.children.values()][-1]
    return last.token.end


def _place_in_scalar(text: str, token: "Token", pointer: Pointer) -> Place:
    from jianbao.read.scalars import written_at

    raw = text[token.start : token.end]
    if not pointer.offset and not pointer.width:
        return _on_one_line(text, pointer.file, token.start, token.end)
    start = written_at(raw, token.style, pointer.offset)
    last = written_at(raw, token.style, pointer.offset + max(1, pointer.width) - 1)
    return _on_one_line(text, pointer.file, token.start + start, token.start + last + 1)


def _on_one_line(text: str, file: str, start: int, end: int) -> Place:
    """Make a place of a run of characters, cut where its line ends."""
    first_line = split_lines(text[start:end])[0].rstrip()
    return place_at(text, start, file, max(1, len(first_line)))
