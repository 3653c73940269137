"""A district's settings are described once, by the room that reads them, and read as values."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.config.loading.parts import PARTS
from townline.platform.core.district_files.part import Part
from townline.platform.core.paths import DEMO

HOUSE = Path(__file__).parents[1] / "townline"
_RAW = re.compile(r"(district\w*\.current\(\)|settings|\bdata|\bnow)\.raw\b")


# Read by ``answer_{digit}``.
_BUILT = {"answer_1", "answer_2", "answer_3"}


def _programmes() -> Iterator[tuple[Path, str]]:
    for path in HOUSE.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path, path.read_text()


def _models(part: type[Part] = Part) -> Iterator[type[Part]]:
    for each in part.__subclasses__():
        yield each
        yield from _models(each)


def _read() -> set[str]:
    """Give every name that is read as an attribute, or named in a string by itself."""
    found = set()
    for _, text in _programmes():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found | _BUILT


def _dead(models: Iterator[type[Part]], read: set[str]) -> list[str]:
    return [f"{m.__name__}.{name}" for m in models for name in m.model_fields if name not in read]


def test_every_setting_is_read_somewhere():
    ours = (each for each in _models() if ".tests." not in each.__module__)
    assert _dead((each for each in ours if each.__module__.startswith("townline.")), _read()) == []


def test_a_setting_that_nobody_reads_would_be_found():
    class Idle(Part):
        nobody_ever_reads_this: int = 1

    read = _read()
    assert _dead(iter([Idle]), read) == ["Idle.nobody_ever_reads_this"]
    del Idle


def test_nobody_reads_a_district_by_its_keys():
    places = [path for path, text in _programmes() if _RAW.search(text)]
    assert [path.name for path in places] == []


def test_the_search_for_keys_finds_them():
    assert _RAW.search('district.current().raw["promise"]')
    assert _RAW.search('settings.raw.get("promise")')


@pytest.mark.parametrize(
    "file", ["district.json", "templates.json", "plain.json", "safe_words.json", "prompts.json"]
)
def test_each_key_of_the_demo_is_described_by_one_room(file):
    keys = set(json.loads((DEMO / file).read_text())) - {"about"}
    described = [name for part in PARTS if part.file == file for name in part.model_fields]
    assert sorted(described) == sorted(set(described))
    assert keys <= set(described)
