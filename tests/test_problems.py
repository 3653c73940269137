"""Every refusal that a room can raise is published: its type, status, title and meaning."""

import ast
import re
from pathlib import Path

import pytest

from tests.problems import API, with_table
from townline.platform.core.paths import TOWNLINE
from townline.platform.core.refusals import Refusal, every
from townline.platform.web.http_api.problems import BY_STATUS, kinds

_NAME = re.compile(r"[a-z]+(-[a-z]+)*")


def _declared_types(path: Path) -> set[str]:
    """Give the types that classes of a module say they have, without importing it."""
    return {
        str(line.value.value)
        for each in ast.walk(ast.parse(path.read_text()))
        if isinstance(each, ast.ClassDef)
        for line in each.body
        if isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and [name.id for name in line.targets if isinstance(name, ast.Name)] == ["type"]
    }


def _in_errors() -> list[Path]:
    named = [*TOWNLINE.glob("*/**/errors.py"), *TOWNLINE.glob("*/**/errors/*.py")]
    return [path for path in named if _declared_types(path)]


def _own() -> list[type[Refusal]]:
    kinds()  # imports the errors of all rooms
    return [each for each in every() if each.type and ".tests." not in each.__module__]


@pytest.mark.parametrize("path", _in_errors(), ids=lambda p: "/".join(p.parts[-3:]))
def test_every_type_that_is_written_anywhere_is_published(path):
    assert sorted(_declared_types(path) - set(kinds())) == []


def test_each_kind_has_a_name_a_status_a_title_and_a_meaning():
    for kind in kinds().values():
        assert _NAME.fullmatch(kind.kind), kind
        assert 400 <= kind.status < 600, kind
        assert kind.title, kind
        assert kind.meaning, kind


def test_whatever_shares_a_type_shares_its_status_and_title():
    for each in _own():
        published = kinds()[each.type]
        assert (each.status, each.title) == (published.status, published.title), each


def test_each_says_its_own_title_and_meaning():
    """A child that only took its parent's would be published under words of something else."""
    for each in _own():
        if "type" in vars(each):
            assert "title" in vars(each), each
            assert each.__doc__, each


def test_every_bare_status_stands_for_a_published_kind():
    assert set(BY_STATUS.values()) <= set(kinds())


def test_the_table_of_the_api_names_them():
    text = API.read_text()
    assert with_table(text, kinds().values()) == text, "run: python -m tests.problems"
