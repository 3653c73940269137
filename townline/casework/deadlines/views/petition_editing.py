"""Kinds of petitions with their statutory periods as something that is edited."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from townline.casework.deadlines.settings import Kinds, PetitionType
from townline.platform.core.calendars import parse_rule
from townline.platform.core.district_files.part import Part
from townline.platform.editing.api import (
    Description,
    Editable,
    EditForm,
    EditInvalid,
    Field,
    Raw,
    Value,
    fit,
)
from townline.platform.web.moments import english

# How a period of each unit is written in both languages; other rules keep the words of the file.
_WORDS = {
    "H": ("근무 시간 {n}시간", "{n} working hours"),
    "D": ("{n}일", "{n} days"),
    "W": ("{n}주", "{n} weeks"),
    "M": ("{n}개월", "{n} months"),
}
_NONE = {"unit": "", "count": ""}
_AT = {"petition_period.rule": "count", "petition_period.source.ko": "source.ko",
       "petition_period.source.en": "source.en"}  # fmt: skip


class Deadlines(Editable):
    """Which kinds there are, the folder says; pages say how each is called and its period."""

    slug: ClassVar[str] = "deadlines"
    noun: ClassVar[str] = "deadlines"
    title: ClassVar[Promise] = _("민원 종류와 처리기한")
    about: ClassVar[Promise] = _("민원 종류의 이름, 법정 처리기한과 그 근거입니다.")
    part: ClassVar[type[Part]] = Kinds
    previewed: ClassVar[bool] = False

    def written(self, raw: Raw) -> dict[str, Value]:
        return {row["kind"]: _as_edited(row) for row in raw.get("kinds", [])}

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        rows = raw["kinds"]
        at = next(n for n, row in enumerate(rows) if row["kind"] == key)
        if value is not None:
            rows[at] = _as_stored(value, rows[at])

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        row = next(row for row in raw["kinds"] if row["kind"] == key)
        if value["unit"] and not str(value["count"]).isdecimal():
            raise EditInvalid({"count": gettext("숫자로 적어 주세요.")})
        try:
            fit(PetitionType, _as_stored(value, row))
        except EditInvalid as error:
            wrong = {_AT.get(name, name): each for name, each in error.wrong.items()}
            raise EditInvalid(wrong) from None
        return value if value["unit"] else value | _NONE

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        lang = "en" if english() else "ko"
        rows = {row["kind"]: row for row in raw.get("kinds", [])}
        return {
            key: Description(
                name=value["name"][lang],
                group=gettext("민원 종류"),
                note=_period(rows[key], lang),
                about=gettext(
                    "바꾼 처리기한은 저장한 뒤 접수하거나 종류를 바꾸는 민원에 적용됩니다. "
                    "처리 중인 민원의 기한은 그대로입니다."
                ),
            )
            for key, value in values.items()
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        units = [
            ("", gettext("법정 처리기한 없음")),
            ("H", gettext("근무 시간(시간)")),
            ("D", gettext("일")),
            ("W", gettext("주")),
            ("M", gettext("개월")),
        ]
        row = self.written(raw).get(key, _NONE)
        if row["unit"] == "PT":
            units.append(("PT", gettext("공휴일에도 세는 시간(초)")))
        hint = gettext("5일 이하는 법에 따라 시간으로 셉니다. 3일이면 근무 시간 24시간입니다.")
        return EditForm(
            [
                Field(name="name.ko", label=gettext("이름(한국어)"), kind="line", lang="ko"),
                Field(name="name.en", label=gettext("이름(영어)"), kind="line", lang="en"),
                Field(name="count", label=gettext("처리기한"), kind="line", hint=hint),
                Field(name="unit", label=gettext("단위"), kind="choice", choices=units),
                Field(name="source.ko", label=gettext("근거(한국어)"), kind="line", lang="ko"),
                Field(name="source.en", label=gettext("근거(영어)"), kind="line", lang="en"),
            ]
        )


def _period(row: Value, lang: str) -> str:
    period = row.get("petition_period")
    return str(period[lang]) if period else gettext("법정 처리기한 없음")


def _as_edited(row: Value) -> Value:
    """Give a kind as a form has it: the rule in a count and its unit."""
    period = row.get("petition_period")
    found = {"name": row["name"], "source": (period or {}).get("source", {"ko": "", "en": ""})}
    if not period:
        return found | _NONE
    rule = parse_rule(period["rule"])
    return found | {"unit": str(rule.unit), "count": str(rule.count)}


def _as_stored(value: Value, before: Value) -> Value:
    """Give a kind as the file has it; the words of its period follow a rule that changed."""
    row = before | {"name": value["name"], "petition_period": None}
    if not value["unit"]:
        return row
    period = before.get("petition_period") or {}
    if _as_edited(before)["unit"] != value["unit"] or _as_edited(before)["count"] != value["count"]:
        ko, en = (words.format(n=int(value["count"])) for words in _WORDS[value["unit"]])
        rule = f"{value['unit']}:{int(value['count'])}"
        period = period | {"rule": rule, "ko": ko, "en": en}
    return row | {"petition_period": period | {"source": value["source"]}}
