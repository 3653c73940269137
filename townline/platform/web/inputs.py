"""What an input holds: one class for one action, read from the API's body and from a form alike."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field
from pydantic_core import PydanticCustomError

from townline.platform.core import district
from townline.platform.core.text import msisdn

# A moment must stay within what every part of the way can write, in any time zone.
_EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LATEST = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)

# On a text that is kept letter by letter, and of which an empty one is a value too.
AS_TYPED = "as typed"


_HIDDEN = ("auth", "base_version", "endpoint", "key", "p256dh", "proof", "seen", "then")


class Input(Schema):
    """Base of inputs. An unknown field is refused: a slip of the pen must not be ignored.

    ``CALLED``: how pages call the fields (Korean, translated), also those of a base.
    """

    # What was sent may be a number that stands nowhere else: no error repeats it.
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    CALLED: ClassVar[Mapping[str, str]] = {
        "body": gettext_noop("내용"),
        "code": gettext_noop("인증번호"),
        "date": gettext_noop("날짜"),
        "day": gettext_noop("날짜"),
        "department": gettext_noop("부서"),
        "departments": gettext_noop("부서"),
        "name": gettext_noop("이름"),
        "note": gettext_noop("메모"),
        "phone": gettext_noop("휴대전화"),
        "reason": gettext_noop("사유"),
        "service": gettext_noop("민원 분야"),
        "username": gettext_noop("아이디"),
        "q": gettext_noop("검색어"),
        # What a page holds without showing it.
        **dict.fromkeys(_HIDDEN, gettext_noop("이 화면")),
    }

    def arguments(self) -> dict[str, Any]:
        """Give what the room's write takes of it, by the names of its arguments."""
        return dict(self)


def wrong(kind: str, detail: str, message: str) -> PydanticCustomError:
    """Give what a validator raises: ``detail`` for programs, ``message`` (Korean) for people.

    ``message`` may hold ``%(field)s``.
    """
    return PydanticCustomError(kind, "{detail}", {"detail": detail, "said": message})


def _mobile(text: str) -> str:
    try:
        number = msisdn.parse(text)
    except msisdn.InvalidNumber:
        number = None
    if number is None or not number.is_mobile:
        raise wrong(
            "mobile",
            "a mobile number, like 010-0000-0042 or +82 10 0000 0042",
            gettext_noop("휴대전화 번호를 010-0000-0042처럼 적어 주세요."),
        )
    return number.value


def _resident_language(code: str) -> str:
    if code not in district.languages():
        raise wrong(
            "language",
            f"a language that residents are written to in: {', '.join(district.languages())}",
            gettext_noop("문자를 보낼 수 있는 언어를 골라 주세요."),
        )
    return code


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise wrong(
            "nul",
            "the text holds a character that cannot be kept (NUL)",
            gettext_noop(
                "‘%(field)s’ 칸에 저장할 수 없는 글자가 있습니다. 지우고 다시 보내 주세요."
            ),
        )
    return text


def _believable(moment: dt.datetime) -> dt.datetime:
    if not _EARLIEST <= moment <= _LATEST:
        raise _far("a moment")
    return moment.astimezone(dt.UTC)


def _near(day: dt.date) -> dt.date:
    if not _EARLIEST.date() <= day <= _LATEST.date():
        raise _far("a day")
    return day


def _far(what: str) -> PydanticCustomError:
    return wrong(
        "far_away",
        f"{what} lies between the years 2000 and 2200",
        gettext_noop("‘%(field)s’ 칸에는 2000년부터 2200년 사이의 날짜를 적어 주세요."),
    )


type Line = Annotated[str, Field(max_length=200), AfterValidator(_without_nul)]
type Reason = Annotated[str, Field(max_length=2_000), AfterValidator(_without_nul)]
# The language of texts to a resident; pages behind their links speak Korean or English.
type ResidentLanguage = Annotated[str, Field(max_length=8), AfterValidator(_resident_language)]
# A mobile number as people write it, read as E.164.
type Mobile = Annotated[str, Field(max_length=40), AfterValidator(_mobile)]
type Body = Annotated[str, Field(max_length=5_000), AfterValidator(_without_nul)]
type Moment = Annotated[AwareDatetime, AfterValidator(_believable)]
# The same of a day.
type Day = Annotated[dt.date, AfterValidator(_near)]
type Version = Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)]
# What a row's id can be; more would not fit the column that it is looked for in.
type TextId = Annotated[int, Field(ge=1, le=2**63 - 1, strict=True)]
# The same, where it stands in a path, as a string.
type RowId = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Numbered(Input):
    """A row that a button stands beside."""

    CALLED: ClassVar[Mapping[str, str]] = {"id": gettext_noop("선택한 행")}
    id: RowId
