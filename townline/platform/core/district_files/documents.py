"""JSON files read so that every value knows its line."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from townline.platform.core.district_files.problems import Problems

type Path_ = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass
class Document:
    """A JSON file: its ``data``, and the line of each key or element by path."""

    file: str
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    twice: list[Path_] = field(default_factory=list)

    def line(self, *path: str | int) -> int:
        """Give the line where a value stands, or that of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def document(file: str, text: str, problems: Problems) -> Document | None:
    """Read JSON; a mistake of form is told with line and column, a doubled key with its line."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        problems.add(file, error.lineno, f"column {error.colno}: not JSON: {error.msg}")
        return None
    found = Document(file, data)
    _index(text, found)
    for path in found.twice:
        problems.add(file, found.line(*path), f"the key {path[-1]!r} stands here twice")
    return found


@dataclass
class _Open:
    """An object or list being walked; ``at`` is its present key or index."""

    is_list: bool
    at: str | int = 0
    seen: set[str] = field(default_factory=set)
    wants_key: bool = False


def _index(text: str, found: Document) -> None:
    """Walk the marks of JSON known to be right, noting the line of each key and element."""
    newlines = [match.start() for match in re.finditer("\n", text)]
    stack: list[_Open] = []
    for match in _TOKEN.finditer(text):
        mark, line = match[0], bisect_right(newlines, match.start()) + 1
        if mark in "}]":
            stack.pop()
        elif mark == ",":
            _next(stack[-1])
        elif mark != ":":
            _value(mark, line, stack, found)


def _next(top: _Open) -> None:
    if isinstance(top.at, int) and top.is_list:
        top.at += 1
    top.wants_key = not top.is_list


def _value(mark: str, line: int, stack: list[_Open], found: Document) -> None:
    top = stack[-1] if stack else None
    if top is not None and top.wants_key:
        top.at, top.wants_key = json.loads(mark), False
        path = tuple(level.at for level in stack)
        if top.at in top.seen:
            found.twice.append(path)
        top.seen.add(str(top.at))
        found.lines[path] = line
        return
    if top is not None and top.is_list:
        found.lines[tuple(level.at for level in stack)] = line
    if mark in "{[":
        stack.append(_Open(is_list=mark == "[", wants_key=mark == "{"))
