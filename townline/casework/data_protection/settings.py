"""What a district decides about privacy: usual looks at numbers, and what residents agree to."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, field_validator

from townline.platform.core.district_files.part import Part, errors_of
from townline.platform.core.district_files.values import (
    Code,
    Many,
    Must,
    Names,
    Within,
    parse_with,
    placeholders,
    text,
)

PLACEHOLDERS = ("line_number", "office")


class Privacy(Part):
    """``looks_per_hour``: who looks at more numbers is put on top of the officer's page."""

    looks_per_hour: Annotated[int, Field(ge=1, le=1_000), Must("a whole number, 1 to 1000")] = 10


class DataProtection(Part):
    """What district.json says of it."""

    privacy: Privacy = Privacy()


def _day(written: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        raise ValueError(f"{written!r} is not a day; write it like 2026-11-25")
    return day


class Wording(Names):
    """One wording: its ``version`` rises with each of a ``key``; ``since``: its first day."""

    key: Code
    version: int
    since: Annotated[dt.date, parse_with(_day)]
    title: Annotated[Names, Within(80, 120)]
    ko: Annotated[str, text(5_000)]
    en: Annotated[str, text(5_000)]

    @field_validator("ko", "en")
    @classmethod
    def _filled(cls, body: str) -> str:
        return placeholders(body, PLACEHOLDERS)


def _rising(found: tuple[Wording, ...]) -> tuple[Wording, ...]:
    last: dict[str, Wording] = {}
    for at, one in enumerate(found):
        before = last.get(one.key)
        if before and (one.version <= before.version or one.since <= before.since):
            words = f"version and day must rise with each wording of {one.key!r}"
            raise errors_of("Consents", [((at, "version"), words)])
        last[one.key] = one
    return found


class Consents(Part):
    """What residents agree to, older wordings too; none: there is no page ``/open/privacy``."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    consents: Annotated[Many[Wording], AfterValidator(_rising)] | None = None
