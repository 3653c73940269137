"""Forms are read in one place, by schemas whose mistakes can be said to people."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pydantic import BaseModel

from townline.platform.web.inputs import AS_TYPED, Input
from townline.platform.web.mistakes import MESSAGES, field_label
from townline.platform.web.reading import bare

_HOME = Path(__file__).parents[1]
_TOWNLINE = _HOME / "townline"
_WEB = "townline/platform/web/"
# Who else may look at what was sent, and for what.
ALLOWED = {
    "townline/adapters/openrosa/uploads.py": "what phones send, part by part to the disk",
    "townline/platform/editing/forms.py": "fields that data describe, read by their part",
    f"{_WEB}reading.py": "the mechanism itself",
    f"{_WEB}carrying.py": "carries a whole form through the sign-in, unread",
    f"{_WEB}middleware.py": "refuses letters that nobody can keep, before any page",
    f"{_WEB}public_pages.py": "the signature of a form outside",
    f"{_WEB}views.py": "the page a form came from",
}


def _programs() -> list[Path]:
    found = _TOWNLINE.rglob("*.py")
    return sorted(p for p in found if not {"tests", "migrations"} & set(p.parts))


def _reads_post(source: str) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr == "POST"
        for node in ast.walk(ast.parse(source))
    )


def test_nobody_else_looks_at_what_was_sent():
    found = {str(p.relative_to(_HOME)) for p in _programs() if _reads_post(p.read_text())}
    assert found == set(ALLOWED)


@pytest.mark.parametrize("source", ["request.POST['a']", "asked = self.request.POST\n"])
def test_a_look_is_found(source):
    assert _reads_post(source)
    assert not _reads_post("read(request, inputs.Reason)")


def test_what_is_shown_once_more_is_not_read():
    """``as_written`` gives words to a template; who wants a value reads it by a schema."""
    reads = [
        f"{path.relative_to(_HOME)}:{node.lineno}"
        for path in _programs()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "int"
        and "as_written" in ast.unparse(node)
    ]
    assert reads == []


def _schemas() -> Iterator[type[BaseModel]]:
    """Give every schema that a form is read by: named in a call of ``read``, or handed to one."""
    for path in _programs():
        source = path.read_text()
        if "web.reading import" not in source:
            continue
        module = importlib.import_module(".".join(path.relative_to(_HOME).with_suffix("").parts))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Name | ast.Attribute):
                found = _resolve_name(ast.unparse(node), module)
                if inspect.isclass(found) and issubclass(found, Input):
                    yield found


def _resolve_name(name: str, module: object) -> object:
    found = module
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _boundless(schema: type[BaseModel], name: str) -> bool:
    """Say whether nothing can be wrong with a field: any text will do, and none."""
    info = schema.model_fields[name]
    of, marks = bare(info.annotation)
    free = of is str and all(mark == AS_TYPED for mark in (*marks, *info.metadata))
    return (free or of is bool) and not info.is_required()


FOUND = sorted(set(_schemas()) - {Input}, key=lambda one: f"{one.__module__}.{one.__name__}")


@pytest.mark.parametrize("schema", FOUND, ids=lambda one: one.__qualname__)
def test_each_field_that_can_be_wrong_is_called_something(schema):
    with translation.override("ko"):
        names = {name for name in schema.model_fields if not _boundless(schema, name)}
        assert {name for name in names if field_label(schema, name) == name} == set()


def test_there_are_schemas():
    assert len(FOUND) > 50


# The errors of each kind of pydantic's core schema, and those that a bound of it adds.
_ERRORS = {
    "str": "string_type",
    "int": "int_type int_parsing int_parsing_size int_from_float",
    "float": "float_type float_parsing finite_number",
    "bool": "bool_type bool_parsing",
    "date": "date_type date_parsing date_from_datetime_parsing date_from_datetime_inexact",
    "datetime": "datetime_type datetime_parsing datetime_from_date_parsing timezone_aware",
    "time": "time_type time_parsing",
    "uuid": "uuid_type uuid_parsing",
    "enum": "enum",
    "literal": "literal_error",
    "list": "list_type",
    "dict": "dict_type",
    "tuple": "tuple_type missing",
    "function-after": "value_error",
    "function-before": "value_error",
    "function-wrap": "",
    "model": "",
    "model-fields": "missing",
    "model-field": "",
    "nullable": "",
    "default": "",
    "definitions": "",
    "definition-ref": "",
}
_BOUNDS = {
    ("str", "max_length"): "string_too_long",
    ("str", "min_length"): "string_too_short",
    ("str", "pattern"): "string_pattern_mismatch",
    ("list", "max_length"): "too_long",
    ("list", "min_length"): "too_short",
    ("list", "strict"): "",
    **{
        (kind, bound): error
        for kind in ("int", "float")
        for bound, error in {
            "ge": "greater_than_equal",
            "gt": "greater_than",
            "le": "less_than_equal",
            "lt": "less_than",
            "multiple_of": "multiple_of",
        }.items()
    },
}
_BOUND_NAMES = {bound for _, bound in _BOUNDS} - {"strict"}


def _errors(core: object) -> set[str]:
    """Give the types of errors that a core schema can raise. Raises KeyError for a kind unknown."""
    if isinstance(core, list | tuple):
        return set().union(*map(_errors, core))
    if not isinstance(core, dict):
        return set()
    kind = core.get("type")
    # A dict of fields by name has no kind of its own; neither have ``ref`` and ``metadata``.
    found = set(_ERRORS[kind].split()) if isinstance(kind, str) else set()
    if isinstance(kind, str):
        found |= {_BOUNDS[kind, bound] for bound in _BOUND_NAMES & core.keys()}
    inside = {k: v for k, v in core.items() if k not in _APART}
    return found.union(*map(_errors, inside.values()))


_APART = {"metadata", "config", "cls", "function", "default", "default_factory", "members",
          "serialization", "expected", "type", "missing"}  # fmt: skip


@pytest.mark.parametrize("schema", FOUND, ids=lambda one: one.__qualname__)
def test_each_error_that_pydantic_can_raise_has_its_sentence(schema):
    assert _errors(schema.__pydantic_core_schema__) - MESSAGES.keys() == set()


def test_the_sentences_are_asked_for_by_their_types():
    raised = set().union(*(_errors(one.__pydantic_core_schema__) for one in FOUND))
    assert {"missing", "string_too_long", "int_parsing", "literal_error", "enum"} <= raised
    assert len(raised) > 25
    assert {"no_such_error"} - MESSAGES.keys()
    with pytest.raises(KeyError):
        _errors({"type": "complex"})


class Nameless(Input):
    zzz: int


def test_a_field_without_a_name_is_found():
    assert not _boundless(Nameless, "zzz")
    assert field_label(Nameless, "zzz") == "zzz"
