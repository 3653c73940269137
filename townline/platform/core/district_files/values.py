"""Kinds of values that several parts of a district's settings have."""

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from string import Formatter
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    Strict,
    ValidationError,
    ValidationInfo,
    create_model,
)
from pydantic_core import CoreSchema, core_schema

from townline.platform.core import clock
from townline.platform.core.district_files.part import Part, errors_of, words_of
from townline.platform.core.district_files.problems import ValueProblem, accepted_hint

CODE = re.compile(r"[a-z0-9._-]+")
LANGUAGES = ("ko", "en")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

type Many[T] = Annotated[tuple[T, ...], Strict(False)]


@dataclass(frozen=True, slots=True)
class Must:
    """What a value must be, in words: every error of it, and of its absence, says so."""

    words: str

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.custom_error_schema(
            handler(source),
            custom_error_type="district",
            custom_error_message=f"must be {self.words}",
        )


def text(limit: int = 10_000) -> AfterValidator:
    """Want some text of at most so many characters."""

    def check(value: str) -> str:
        if not value.strip():
            raise ValueError(ValueProblem("is empty", "empty"))
        if len(value) > limit:
            words = f"has {len(value)} characters; at most {limit} are kept"
            raise ValueError(ValueProblem(words, "long", has=len(value), most=limit))
        return value

    return AfterValidator(check)


def named_in(name: str) -> AfterValidator:
    """Want what another file names, where that is known: while a folder is read."""

    def check(value: str, info: ValidationInfo) -> str:
        known: Collection[str] | None = (info.context or {}).get(name)
        if known is not None and value not in known:
            words = f"{value!r} is unknown; {accepted_hint(known)}"
            raise ValueError(ValueProblem(words, "unknown", value=value))
        return value

    return AfterValidator(check)


def once(name: str) -> AfterValidator:
    """Want a value that stands nowhere else in the file, while a folder is read."""

    def check(value: str, info: ValidationInfo) -> str:
        if info.context is not None:
            seen: set[str] = info.context.setdefault(f"once:{name}", set())
            if value in seen:
                raise ValueError(f"{value!r} stands here twice")
            seen.add(value)
        return value

    return AfterValidator(check)


def parse_with[T](reader: Callable[[str], T]) -> PlainValidator:
    """Want text that a reader takes; it raises ValueError naming what is accepted."""

    def read(value: object) -> T:
        if not isinstance(value, str):
            raise ValueError("must be text")  # noqa: TRY004 -- pydantic collects ValueErrors only
        return reader(value)

    return PlainValidator(read)


def _code(value: str) -> str:
    if not CODE.fullmatch(value):
        raise ValueError(f"{value!r} may hold only lower-case letters, digits, '-', '_', '.'")
    return value


def _time(value: str) -> dt.time:
    if not _TIME.fullmatch(value):
        raise ValueError(f"{value!r} is not a time; write it like 21:00")
    return dt.time.fromisoformat(value)


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        raise ValueError(f"{value!r} is not a time zone; write it like Asia/Seoul") from error


Text = Annotated[str, text()]
CODED = AfterValidator(_code)
Code = Annotated[str, text(40), CODED]
Duration = Annotated[dt.timedelta, parse_with(clock.parse_duration)]
Time = Annotated[dt.time, parse_with(_time)]
Zone = Annotated[ZoneInfo, parse_with(_zone)]
Days = Annotated[int, Field(ge=1, le=365), Must("a whole number of days, 1 to 365")]
Count = Annotated[int, Field(ge=1), Must("a whole number, at least 1")]
Share = Annotated[float, Field(ge=0, le=1), Must("a number from 0.0 to 1.0")]


class Names(Part):
    """Words in both languages."""

    ko: Text
    en: Text

    def in_language(self, lang: str) -> str:
        """Give Korean, or English for every other language."""
        return self.ko if lang in {"ko", ""} else self.en


def placeholders(body: str, listed: Collection[str]) -> str:
    """Check that a text's placeholders are among those listed. Raises ValueError."""
    try:
        used = [name for _, name, _, _ in Formatter().parse(body) if name is not None]
    except ValueError as error:
        raise ValueError(ValueProblem(f"the braces are not in order: {error}", "braces")) from error
    if strange := [name for name in used if name not in listed]:
        words = f"the placeholder {{{strange[0]}}} is not listed for this text"
        ours = ValueProblem(f"{words}; {accepted_hint(listed)}", "placeholder", name=strange[0])
        raise ValueError(ours)
    return body


@dataclass(frozen=True, slots=True)
class Within:
    """Words of at most so many characters in each language; ``filled``: their placeholders."""

    ko: int
    en: int
    filled: tuple[str, ...] | None = None

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        each: dict[str, Any] = {
            lang: (Annotated[str, text(getattr(self, lang)), AfterValidator(self._filled)], ...)
            for lang in LANGUAGES
        }
        return handler.generate_schema(create_model("Names", __base__=Names, **each))

    def _filled(self, body: str) -> str:
        return body if self.filled is None else placeholders(body, self.filled)


@dataclass(frozen=True, slots=True)
class Having:
    """An object with at least these keys; what it says ``about`` itself is left out."""

    names: tuple[str, ...]
    words: str

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(self._check, handler(source))

    def _check(
        self, value: object, handler: Callable[[object], object], info: ValidationInfo
    ) -> object:
        if not isinstance(value, dict):
            return handler(value)
        known = {name: one for name, one in value.items() if name != "about"}
        if info.context is None:
            return handler(known)  # stored data may be older than a key
        lacking = [((name,), f"missing; {self.words}") for name in self.names if name not in known]
        try:
            found = handler(known)
        except ValidationError as error:
            errors = [(one["loc"], words_of(one)) for one in error.errors(include_url=False)]
            raise errors_of("Having", [*errors, *lacking]) from None
        if lacking:
            raise errors_of("Having", lacking)
        return found


class Hours(Part):
    """From when until when, perhaps over midnight."""

    start: Time
    end: Time
