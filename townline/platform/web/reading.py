"""Reads a form by the schema that reads the API's body: the one place that looks at what was sent.

A field that is empty was not given; a box that is not ticked is False. Days and moments are those
of the district; a day where a moment is asked for ends with the office's hours. ``list`` gathers
fields of one name, ``list`` of a schema the rows of a table, and ``dict`` the fields ``name-key``.
"""

import datetime as dt
from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, TypeAliasType, Union, get_args, get_origin

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from pydantic import AwareDatetime, BaseModel, ValidationError

from townline.platform.core.district import office_calendar
from townline.platform.web.inputs import AS_TYPED, Input
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.numbers import is_number

_NOT_GIVEN = object()
_EVENING = dt.time(18)
_OFF = frozenset({"", "0", "off", "false"})


def read[S: Input](request: HttpRequest, schema: type[S], /, **names: str) -> S:
    """Read a form. ``names``: what a field is called in the form, where it is called otherwise.

    Raises InvalidForm, which names each field and what it takes.
    """
    try:
        return schema.model_validate(_whole(request.POST, schema, names))
    except ValidationError as error:
        raise InvalidForm(schema, error, names) from None


def pressed_button(request: HttpRequest, name: str = "do") -> str:
    """Name the button that was pressed, "" for none."""
    return request.POST.get(name, "")[:40]


def as_written(request: HttpRequest, **before: object) -> dict[str, object]:
    """Give a form's words as they were typed over those ``before``: to be shown, never read."""
    return before | request.POST.dict()


def as_ticked(request: HttpRequest, name: str) -> list[str]:
    """Give the boxes of a name that were ticked, to be shown once more."""
    return request.POST.getlist(name)


def _whole(sent: QueryDict, schema: type[BaseModel], names: dict[str, str]) -> dict[str, object]:
    found = {
        field: _field(sent, names.get(field, field), info.annotation, info.metadata)
        for field, info in schema.model_fields.items()
    }
    return {field: value for field, value in found.items() if value is not _NOT_GIVEN}


def _field(sent: QueryDict, name: str, annotation: object, marks: list[object]) -> object:
    of, more = bare(annotation)
    held = get_origin(of)
    if held is list:
        inner = get_args(of)[0]
        found = _rows(sent, inner) if _is_schema(inner) else _values(inner, sent.getlist(name))
        return found or _NOT_GIVEN
    if held is dict:
        return _keyed_fields(sent, name, get_args(of)[1]) or _NOT_GIVEN
    if AS_TYPED in (*marks, *more):
        return _lines(sent.get(name, "")) if name in sent else _NOT_GIVEN
    if of is bool:
        return sent.get(name, "") not in _OFF
    return next(iter(_values(of, [sent.get(name, "")])), _NOT_GIVEN)


def bare(of: Any) -> tuple[Any, list[object]]:  # noqa: ANN401 -- any annotation
    """Give what a field holds without its alias, bounds and None; and its marks."""
    marks: list[object] = []
    while True:
        if isinstance(of, TypeAliasType):
            of = of.__value__
        elif get_origin(of) is Annotated:
            of, *more = get_args(of)
            marks += more
        elif get_origin(of) in {Union, UnionType}:
            of = next(one for one in get_args(of) if one is not type(None))
        else:
            return of, marks


def _is_schema(of: object) -> bool:
    return isinstance(of, type) and issubclass(of, BaseModel)


def _rows(sent: QueryDict, schema: type[BaseModel]) -> list[dict[str, object]]:
    """Give the rows of a table in which something was written."""
    columns = [sent.getlist(name) for name in schema.model_fields]
    kinds = [info.annotation for info in schema.model_fields.values()]
    rows = (
        {
            name: value[0]
            for name, kind, written in zip(schema.model_fields, kinds, row, strict=True)
            if (value := _values(kind, [written]))
        }
        for row in zip(*columns, strict=False)
    )
    return [row for row in rows if row]


def _keyed_fields(sent: QueryDict, name: str, of: object) -> dict[str, object]:
    keys = [key for key in sent if key.startswith(f"{name}-")]
    found = {key[len(name) + 1 :]: _field(sent, key, of, []) for key in keys}
    return {key: value for key, value in found.items() if value is not _NOT_GIVEN}


def _values(of: object, written: list[str]) -> list[object]:
    make = _MAKE.get(bare(of)[0], str)
    return [make(text) for each in written if (text := _lines(each).strip())]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _number(text: str) -> object:
    return int(text) if is_number(text) else text


def _day(text: str) -> object:
    return _parse_or_none(parse_date, text) or _unread(text)


def _moment(text: str) -> object:
    if day := _parse_or_none(parse_date, text):
        return _end_of(day)
    found = _parse_or_none(parse_datetime, text)
    if found is None:
        return _unread(text)
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _parse_or_none[T](parse: Callable[[str], T | None], text: str) -> T | None:
    try:
        return parse(text)
    except ValueError:
        return None


def _unread(text: str) -> str:
    # What is no day is no number of seconds either, which pydantic would take it for.
    return f"?{text}"


def _end_of(day: dt.date) -> dt.datetime:
    spans = office_calendar().spans
    return timezone.make_aware(dt.datetime.combine(day, spans[-1][1] if spans else _EVENING))


_MAKE: dict[object, Callable[[str], object]] = {
    bool: lambda text: text not in _OFF,
    int: _number,
    dt.date: _day,
    dt.datetime: _moment,
    AwareDatetime: _moment,
}
