"""A room's part of what a district decides: a frozen pydantic model, its errors in our words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Self, get_origin
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from townline.platform.core.district_files.documents import Document, Path_
from townline.platform.core.district_files.problems import Problems, ValueProblem, accepted_hint

_OURS = "district"


# Marks a key that a file must have when it is loaded, though what was stored before may lack it.
NEEDED = "needed"


class Part(BaseModel):
    """Some keys of one file of a district, each with its shape, unit and default.

    Whoever uses a key describes it, in the ``settings`` of the room, once; it is read as
    ``district.part(TheRoomsPart).the_key``. ``file`` is where the keys stand, ``stored`` the key
    of the stored settings under which the file's data lie ("": they are the settings' own).
    A key without a default must be in the file.
    """

    # Each is made ready when it is first read: a process reads few of them at its start.
    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)
    file: ClassVar[str] = "district.json"
    stored: ClassVar[str] = ""

    @model_validator(mode="wrap")
    @classmethod
    def _in_our_words(
        cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        wrong = [] if info.context is None else list(_lacking(cls, data))
        try:
            found = handler(data)
        except ValidationError as error:
            raise errors_of(cls.__name__, [*_error_messages(cls, error), *wrong]) from None
        if wrong:
            raise errors_of(cls.__name__, wrong)
        return found


def errors_of(title: str, found: Iterable[tuple[Path_, str]]) -> ValidationError:
    """Make the error of a validator that finds mistakes at several places below it."""
    return ValidationError.from_exception_data(
        title,
        [
            InitErrorDetails(
                type=PydanticCustomError(_OURS, "{words}", {"words": words}), loc=at, input=None
            )
            for at, words in found
        ],
    )


def part_read[P: Part](
    part: type[P], document: Document, problems: Problems, **known: object
) -> P | None:
    """Read a part of a file; None after telling every mistake with its line.

    ``known``: what other files name, by the names that ``values.named_in`` takes.
    """
    try:
        return part.model_validate(document.data, context=known)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path = tuple(step for step in one["loc"] if step != "[key]")
            name = ".".join(map(str, path)) or "the file"
            problems.add(document.file, document.line(*path), f"{name}: {one['msg']}")
        return None


def _lacking(part: type[Part], data: object) -> Iterator[tuple[Path_, str]]:
    for name, field in part.model_fields.items():
        if NEEDED in field.metadata and isinstance(data, dict) and name not in data:
            yield (name,), f"missing; it must be {_expected_type(part, name)}"


def _error_messages(part: type[Part], error: ValidationError) -> Iterator[tuple[Path_, str]]:
    for one in error.errors(include_url=False):
        if one["type"] == "missing":
            yield one["loc"], f"missing; it must be {_expected_type(part, str(one['loc'][-1]))}"
        elif one["type"] == "extra_forbidden":
            yield one["loc"], f"is unknown; {accepted_hint(part.model_fields)}"
        else:
            yield one["loc"], words_of(one)


def words_of(error: ErrorDetails) -> str:
    """Say in our words what is wrong with a value."""
    kind, given = error["type"], error.get("ctx", {})
    if kind == "value_error":
        message = given["error"].args[0]
        return message if isinstance(message, ValueProblem) else str(given["error"])
    if kind == _OURS and "words" in given:
        return (
            str(given["words"]) if not isinstance(given["words"], ValueProblem) else given["words"]
        )
    if kind in {"enum", "literal_error"}:
        values = str(given["expected"]).replace("'", "").replace(" or ", ", ")
        return f"{error['input']!r} is unknown; accepted: {values}"
    return f"must be {_KINDS[kind]}" if kind in _KINDS else error["msg"]


def _expected_type(part: type[Part], name: str) -> str:
    field = part.model_fields[name]
    own = (one.words for one in field.metadata if hasattr(one, "words"))
    kind = get_origin(field.annotation) or field.annotation
    return next(own, _TYPES.get(kind, "an object"))


_TYPES: dict[Any, str] = {
    bool: "true or false", int: "a whole number", float: "a number", str: "text",
    tuple: "a list", dt.timedelta: "a duration, like PT48H", dt.time: "a time, like 09:00",
    ZoneInfo: "a time zone, like Asia/Seoul",
}  # fmt: skip
_KINDS = {
    "bool_type": "true or false", "int_type": "a whole number", "float_type": "a number",
    "string_type": "text", "tuple_type": "a list", "list_type": "a list",
    "dict_type": "an object", "model_type": "an object",
}  # fmt: skip
