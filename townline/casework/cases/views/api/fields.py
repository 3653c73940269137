"""What the fields of a request may hold. What the database cannot keep is refused by name."""

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, WithJsonSchema

from townline.casework.cases.rules import State

# A moment must stay within what every part of the way can write, in any time zone.
_EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LATEST = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)

GROUPS = (
    "todo",
    "open",
    "overdue",
    "legal_overdue",
    "finished",
    "promised_missed",
    "sure",
    "unsure",
    "languages",
    "aside",
    "all",
)
STATES = (*GROUPS, *(str(state) for state in State))


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("the text holds a character that cannot be kept (NUL)")
    return text


def _believable(moment: dt.datetime) -> dt.datetime:
    if not _EARLIEST <= moment <= _LATEST:
        raise ValueError("a moment lies between the years 2000 and 2200")
    return moment.astimezone(dt.UTC)


def _known_state(wished: str) -> str:
    if wished not in STATES:
        raise ValueError(f"unknown state {wished!r}; accepted: {', '.join(STATES)}")
    return wished


type Line = Annotated[str, Field(max_length=200), AfterValidator(_without_nul)]
type Reason = Annotated[str, Field(max_length=2_000), AfterValidator(_without_nul)]
type Body = Annotated[str, Field(max_length=5_000), AfterValidator(_without_nul)]
type Moment = Annotated[AwareDatetime, AfterValidator(_believable)]
type Limit = Annotated[int, Field(ge=1, le=200)]
type Version = Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)]
# What a row's id can be; more would not fit the column that it is looked for in.
type TextId = Annotated[int, Field(ge=1, le=2**63 - 1, strict=True)]
# The same, where it stands in a path, as a string.
type RowId = Annotated[int, Field(ge=1, le=2**63 - 1)]
type Texts = Annotated[list[TextId], Field(min_length=1, max_length=1_000)]
type StateFilter = Annotated[
    str,
    AfterValidator(_known_state),
    WithJsonSchema({"type": "string", "enum": list(STATES)}),
]
