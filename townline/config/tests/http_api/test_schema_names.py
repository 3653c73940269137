"""A name in the published document stands for one shape only."""

from collections import defaultdict
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from ninja import Schema
from ninja.openapi.schema import OpenAPISchema

from townline.config.http_api import api


@pytest.fixture
def shapes(monkeypatch):
    """Have every shape that any operation brings into the document, by its name."""
    found: dict[str, list[Any]] = defaultdict(list)
    add = OpenAPISchema.add_schema_definitions

    def note(self: OpenAPISchema, definitions: dict[str, Any]) -> None:
        for name, shape in definitions.items():
            if shape not in found[name]:
                found[name].append(shape)
        add(self, definitions)

    monkeypatch.setattr(OpenAPISchema, "add_schema_definitions", note)
    api.get_openapi_schema(path_prefix="/api/")
    return found


def test_no_operation_overwrites_the_shape_of_another(shapes):
    assert len(shapes) > 100
    assert [name for name, kinds in shapes.items() if len(kinds) > 1] == []


def _below(kind: type[Schema]) -> set[type[Schema]]:
    return {each for sub in kind.__subclasses__() for each in ({sub} | _below(sub))}


def test_no_two_classes_have_one_name():
    import_module(settings.ROOT_URLCONF)  # with the forms of all pages
    places: dict[str, set[str]] = defaultdict(set)
    for kind in _below(Schema):
        if kind.__module__.startswith("townline."):
            places[kind.__name__].add(kind.__module__)
    assert {name: homes for name, homes in places.items() if len(homes) > 1} == {}
