"""Who acts and when are one value: nothing takes them as two."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_HOME = Path(__file__).parents[1]
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def _programs() -> Iterator[Path]:
    for folder in ("townline", "bench", "tools"):
        for path in sorted((_HOME / folder).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(_HOME).parts):
                yield path


def _both(source: str) -> list[int]:
    """Give the lines of functions that take who looks (by name or type) and the moment."""
    functions = (one for one in ast.walk(ast.parse(source)) if isinstance(one, _FUNCTIONS))
    return [one.lineno for one in functions if _takes_both(one.args)]


def _takes_both(given: ast.arguments) -> bool:
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    names = {one.arg.lstrip("_") for one in every}
    types = [ast.unparse(one.annotation).replace(".", " ") for one in every if one.annotation]
    has_viewer = "viewer" in names or any("Viewer" in words.split() for words in types)
    return has_viewer and "now" in names


def test_nothing_takes_both():
    found = [f"{p.relative_to(_HOME)}:{n}" for p in _programs() for n in _both(p.read_text())]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "def f(*, code, viewer, now): ...",
        "def f(case, by: departments.Viewer, now: dt.datetime): ...",
        "async def f(who: Viewer | None, *, now): ...",
        "f = lambda _viewer, _now: None",
    ],
)
def test_who_takes_both_is_found(source):
    assert _both(source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "def f(act: Act, *, viewer: Viewer): ...",
        "def f(opens: Callable[[Viewer], bool], now): ...",
    ],
)
def test_who_takes_one_is_not(source):
    assert _both(source) == []
