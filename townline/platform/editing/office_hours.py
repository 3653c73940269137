"""Office hours as something that is edited: statutory periods of hours and days count by them."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext

from townline.platform.core.district_files.part import Part
from townline.platform.core.settings import OfficeHours, Working
from townline.platform.editing.errors import EditInvalid
from townline.platform.editing.ports import (
    Description,
    Editable,
    EditForm,
    Field,
    Raw,
    Value,
    fit,
)
from townline.platform.web.moments import weekday

_KEY = "office"
_TIMES = ("start", "end", "break_start", "break_end")


class EditedOfficeHours(Editable):
    """One part: the days of the week and the hours of a day."""

    slug: ClassVar[str] = "hours"
    noun: ClassVar[str] = "hours"
    title: ClassVar[Promise] = _("업무 시간")
    about: ClassVar[Promise] = _(
        "업무를 보는 요일과 시간입니다. 시간 단위 법정 처리기한은 이 시간만 셉니다."
    )
    part: ClassVar[type[Part]] = Working
    previewed: ClassVar[bool] = False
    only: ClassVar[str] = _KEY

    def written(self, raw: Raw) -> dict[str, Value]:
        found = raw.get("office_hours")
        return {_KEY: _as_edited(found)} if found else {}

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        if value is not None:
            raw["office_hours"] = raw.get("office_hours", {}) | _as_stored(value)

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        try:
            fit(OfficeHours, _as_stored(value))
        except EditInvalid as error:
            # The order of the times belongs to no field: it stands at the first of them.
            raise EditInvalid(
                {name or "start": each for name, each in error.wrong.items()}
            ) from None
        return value

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        return {
            key: Description(
                name=gettext("업무 시간"),
                group=gettext("업무 시간"),
                note=f"{value['start']}–{value['end']}",
                about=gettext(
                    "저장하면 처리 중인 민원의 법정 처리기한을 1분 안에 다시 계산합니다."
                ),
            )
            for key, value in values.items()
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        days = [(str(n), weekday(n - 1)) for n in range(1, 8)]
        hint = gettext("점심시간처럼 세지 않는 시간입니다. 없으면 둘 다 비워 두세요.")
        return EditForm(
            [
                Field(
                    name="weekdays",
                    label=pgettext("office hours", "요일"),
                    kind="ticks",
                    choices=days,
                ),
                Field(name="start", label=gettext("시작"), kind="time"),
                Field(name="end", label=gettext("끝"), kind="time"),
                Field(name="break_start", label=gettext("쉬는 시간 시작"), kind="time", hint=hint),
                Field(name="break_end", label=gettext("쉬는 시간 끝"), kind="time"),
            ]
        )


def _as_edited(found: Value) -> Value:
    """Give the hours as a form has them: days as the values of boxes, no time as ""."""
    times = {name: found.get(name) or "" for name in _TIMES}
    return times | {"weekdays": [str(day) for day in found["weekdays"]]}


def _as_stored(value: Value) -> Value:
    times = {name: value[name] or None for name in _TIMES}
    return times | {"weekdays": [int(day) for day in value["weekdays"]]}
