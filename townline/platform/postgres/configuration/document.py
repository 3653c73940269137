"""A TOML file of settings: read into variables, every mistake by its line and key."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from townline.platform.postgres.configuration.kinds import Value
from townline.platform.postgres.configuration.schema import BY_KEY, SECTIONS, SETTINGS

_SECTION = re.compile(r"\s*\[\s*([A-Za-z0-9_.\"'-]+)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")
_HOME = re.compile(r"^\s*home\s*=\s*[\"']([^\"']+)[\"']", re.MULTILINE)
_READ_BY_OTHERS, _WRITTEN_BY_OTHERS = 0o004, 0o002


@dataclass(frozen=True)
class Problem:
    """``line`` counts from 1; 0 is the file as a whole."""

    line: int
    key: str
    words: str

    def __str__(self) -> str:
        return ": ".join(
            filter(None, (f"line {self.line}" if self.line else "", self.key, self.words))
        )


@dataclass(frozen=True)
class Document:
    """``values`` by key, those that can be used."""

    values: dict[str, Value]
    problems: list[Problem] = field(default_factory=list)

    def variables(self) -> dict[str, str]:
        """Give the settings as environment variables."""
        return {BY_KEY[k].variable: BY_KEY[k].kind.variable(v) for k, v in self.values.items()}


def lines_of(text: str) -> dict[str, int]:
    """Give the line of each section and key, from 1; of several the first."""
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _SECTION.fullmatch(line):
            section = _plain(match[1])
            found.setdefault(section, number)
        elif match := _KEY.match(line):
            found.setdefault(f"{section}.{_plain(match[1])}".removeprefix("."), number)
    return found


def _plain(name: str) -> str:
    return name.replace('"', "").replace("'", "")


def parse(text: str) -> Document:
    """Read a text; what is wrong is in ``problems``."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(text, error)
    lines = lines_of(text)
    values: dict[str, Value] = {}
    problems = []
    for key, value in _leaves(table):
        if words := _problem(key, value):
            problems.append(Problem(lines.get(key, 0), key, words))
        else:
            values[key] = cast("Value", value)  # ``_problem`` has looked at its type
    return Document(values, sorted(problems, key=lambda each: each.line))


def _unreadable(text: str, error: tomllib.TOMLDecodeError) -> Document:
    """Name line and key; keep the home, so that only its own installation is refused."""
    match = re.search(r"\(at line (\d+), column \d+\)", str(error))
    line = int(match[1]) if match else len(text.splitlines())
    words = re.sub(r" \(at .*\)$", "", str(error))
    keys = [key for key, number in lines_of(text).items() if number == line]
    home = _HOME.search(text)
    return Document(
        {"home": home[1]} if home else {},
        [Problem(line, "".join(keys[:1]), f"is no TOML: {words}")],
    )


def _leaves(table: dict[str, object], section: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict) and not section and name in SECTIONS:
            yield from _leaves(value, name)
        else:
            yield f"{section}.{name}".removeprefix("."), value


def _problem(key: str, value: object) -> str:
    setting = BY_KEY.get(key)
    if setting is not None:
        words = setting.kind.problem_of(value)
        return words.replace(repr(value), "the value") if setting.secret else words
    names = (*BY_KEY, *SECTIONS)
    close = difflib.get_close_matches(key, names, 1, 0.75) or [
        each.key for each in SETTINGS if each.name == key.rpartition(".")[2]
    ]
    return "is no setting" + (f"; is {close[0]} meant?" if close else "")


def read(path: Path) -> Document:
    """Read a file, and look who else may. Raises OSError."""
    try:
        found = parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Document({}, [Problem(0, "", "is not UTF-8")])
    return Document(found.values, [*found.problems, *_problems_of_mode(path, found)])


def _problems_of_mode(path: Path, found: Document) -> Iterator[Problem]:
    mode = path.stat().st_mode & 0o777
    secrets = [key for key in found.values if BY_KEY[key].secret]
    if mode & _WRITTEN_BY_OTHERS or (secrets and mode & _READ_BY_OTHERS):
        what = f"holds {', '.join(secrets)} and " if secrets else ""
        words = f"{what}may be read or written by others ({mode:o}): run chmod o= {path}"
        yield Problem(0, "", words)
