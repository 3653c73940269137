"""The form of a part: its fields by their paths (``title.ko``), filled and read."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Annotated, Any, ClassVar

import pydantic
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from townline.platform.editing.braces import with_keys, with_names
from townline.platform.editing.ports import EditForm, Field, Value
from townline.platform.web.inputs import Input, Reason, Version


class VersionInput(Input):
    """What a form says besides the words: which version was seen, which is wanted, and why."""

    CALLED: ClassVar[Mapping[str, str]] = {"to": gettext_noop("이 화면")}
    base_version: Version = 0
    to: Version = 0
    reason: Annotated[Reason, pydantic.Field(max_length=500)] = ""


def read_fields(request: HttpRequest, fields: Sequence[Field], before: Value) -> Value:
    """Read a value from its form; what has no field stays as it was ``before``."""
    value = deepcopy(before)
    for field in fields:
        if field.kind == "ticks":
            known = {code for code, _ in field.choices}
            _put(
                value, field.name, [one for one in request.POST.getlist(field.name) if one in known]
            )
        elif field.kind == "list":
            parts = re.split(r"[,\n]", request.POST.get(field.name, ""))
            _put(value, field.name, list(dict.fromkeys(one for p in parts if (one := p.strip()))))
        else:
            words = request.POST.get(field.name, "").replace("\r\n", "\n").strip()
            _put(value, field.name, with_keys(words) if field.lang == "ko" else words)
    return value


def at(value: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 -- words or a list
    """Give what stands at a path of a value, "" where nothing does."""
    found: Any = value
    for step in path.split("."):
        found = (found or {}).get(step)
    return "" if found is None else found


def words_of(field: Field, value: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- words or a list
    """Give what stands in a field as its reader knows it: in Korean with names in braces."""
    found = at(value, field.name)
    if field.kind == "list":
        return ", ".join(found)
    return with_names(found) if field.lang == "ko" else found


def _put(value: Value, path: str, part: object) -> None:
    *steps, last = path.split(".")
    for step in steps:
        value = value.setdefault(step, {})
    value[last] = part


def field_rows(form: EditForm, value: Value, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give each field with its words or ticks, and what is wrong with them."""
    return [
        {
            "field": field,
            "id": field.name.replace(".", "-"),
            "value": words_of(field, value),
            "boxes": [(code, name, _is_chosen(field, value, code)) for code, name in field.choices],
            "wrong": wrong.get(field.name, ""),
        }
        for field in form.fields
    ]


def _is_chosen(field: Field, value: Value, code: str) -> bool:
    found = at(value, field.name)
    return code == found if field.kind == "choice" else code in found
