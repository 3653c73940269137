"""Departments and categories as something that is edited: rows of the settings, and of tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext, pgettext_lazy

from townline.platform.core.district_files.part import Part
from townline.platform.departments import api as departments
from townline.platform.departments.settings.directory import (
    DepartmentRow,
    Service,
    Services,
    stored_directory,
)
from townline.platform.editing.errors import EditInUse
from townline.platform.editing.ports import (
    Description,
    Editable,
    EditForm,
    Field,
    Raw,
    Value,
    fit,
)
from townline.platform.editing.selectors import raw_now
from townline.platform.web.moments import english

_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_CODE_MOST = 36
# Where a district's data name a department or a category, whatever room reads them.
_NAMING_DEPARTMENTS = ("department", "departments", "front_department", "mayors_office",
                       "safety_department", "welfare_department")  # fmt: skip
_NAMING_SERVICES = ("service", "services", "auto_assign", "ask_place")


def _references(found: Any, keys: Sequence[str]) -> Iterator[str]:  # noqa: ANN401 -- JSON
    """Give what stands under some keys anywhere in the settings: a code, or a list of them."""
    if isinstance(found, list):
        for each in found:
            yield from _references(each, keys)
    if isinstance(found, dict):
        for key, each in found.items():
            if key in keys:
                yield from [each] if isinstance(each, str) else _codes(each)
            yield from _references(each, keys)


def _codes(found: object) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _code(name: str, usual: str) -> str:
    return _NOT_IN_CODES.sub("-", name.lower()).strip("-")[:_CODE_MOST].strip("-") or usual


def _lang() -> str:
    return "en" if english() else "ko"


class _Rows(Editable):
    """Rows of one list of the settings by their code, followed by the tables of the directory."""

    rows: ClassVar[str]
    code: ClassVar[str]
    naming: ClassVar[Sequence[str]]
    group: ClassVar[Promise] = _("사람과 권한")
    previewed: ClassVar[bool] = False

    def written(self, raw: Raw) -> dict[str, Value]:
        return {row[self.code]: row for row in raw.get(self.rows, [])}

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        if value is None and key in _references(
            {name: each for name, each in raw.items() if name != self.rows}, self.naming
        ):
            raise EditInUse(f"the settings name {key!r}")
        rows = raw.setdefault(self.rows, [])
        at = next((n for n, row in enumerate(rows) if row[self.code] == key), len(rows))
        rows[at : at + 1] = [] if value is None else [value | {self.code: key}]

    def stored(self, key: str, value: Value | None) -> None:
        try:
            departments.directory_load(stored_directory(raw_now()))
        except departments.DirectoryInUse as error:
            raise EditInUse(str(error)) from error

    def named(self, raw: Raw, value: Value) -> str:
        return _code(value["name"]["en"], self.slug)

    def _names(self) -> list[Field]:
        return [
            Field(name="name.ko", label=gettext("이름(한국어)"), kind="line", lang="ko"),
            Field(name="name.en", label=gettext("이름(영어)"), kind="line", lang="en"),
        ]


class _Bureau(DepartmentRow):
    parent: Literal[""]


class Departments(_Rows):
    """Both levels; what is a bureau once stays one, and so does a department."""

    slug: ClassVar[str] = "departments"
    noun: ClassVar[str] = "departments"
    title: ClassVar[Promise] = pgettext_lazy("settings", "부서")
    about: ClassVar[Promise] = _("국과 과의 이름, 소속, 전화번호입니다. 민원은 과가 처리합니다.")
    part: ClassVar[type[Part]] = DepartmentRow
    adding: ClassVar[Promise | None] = _("부서 추가")
    rows: ClassVar[str] = "departments"
    code: ClassVar[str] = "code"
    naming: ClassVar[Sequence[str]] = _NAMING_DEPARTMENTS

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        if value is None and any(row["parent"] == key for row in raw.get(self.rows, [])):
            raise EditInUse(f"{key!r} has departments")
        before = self.written(raw).get(key)
        super().put(raw, key, value)
        if value and (before is None or before["parent"] != value["parent"]):
            self._move(raw[self.rows], key, value["parent"])

    def _move(self, rows: list[Value], key: str, parent: str) -> None:
        """Put a department behind the last one of its bureau: a load wants the bureau above it."""
        row = rows.pop(next(n for n, one in enumerate(rows) if one["code"] == key))
        family = [n for n, one in enumerate(rows) if parent in {one["code"], one["parent"]}]
        rows.insert(max(family, default=len(rows) - 1) + 1 if parent else len(rows), row)

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        before = self.written(raw).get(key)
        model = _Bureau if before and not before["parent"] else DepartmentRow
        bureaus = [code for code, _name in self._bureaus(raw)]
        known = bureaus if before and before["parent"] else ["", *bureaus]
        fit(model, {**value, "code": key or "new"}, bureaus=known)
        return {**value, "code": key}

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        names = dict(self._bureaus(raw))
        return {
            code: Description(
                name=row["name"][_lang()],
                group=names.get(row["parent"] or code, row["name"][_lang()]),
                note=row["phone"],
                words=row["name"]["ko" if english() else "en"],
            )
            for code, row in values.items()
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        fields = [*self._names(), Field(name="phone", label=gettext("전화번호"), kind="line")]
        row = self.written(raw).get(key)
        if row is None or row["parent"]:
            none = [("", gettext("없음(국·실로 만듭니다)"))] if row is None else []
            choices = [*none, *self._bureaus(raw)]
            label = gettext("소속 국")
            fields.append(Field(name="parent", label=label, kind="choice", choices=choices))
        return EditForm(fields)

    def blank(self, raw: Raw) -> Value:
        first = next((code for code, _name in self._bureaus(raw)), "")
        return {"parent": first, "name": {"ko": "", "en": ""}, "phone": ""}

    def state(self) -> str:
        number = departments.count_without_head()
        return gettext("과장이 없는 부서 %(n)s곳") % {"n": number} if number else ""

    def _bureaus(self, raw: Raw) -> list[tuple[str, str]]:
        rows = raw.get(self.rows, [])
        return [(row["code"], row["name"][_lang()]) for row in rows if not row["parent"]]


class Categories(_Rows):
    """What a text can be about, the department that answers, and hint words."""

    slug: ClassVar[str] = "categories"
    noun: ClassVar[str] = "categories"
    title: ClassVar[Promise] = pgettext_lazy("settings", "민원 분야")
    about: ClassVar[Promise] = _("분야의 이름, 분야별 기본 부서, 분류를 돕는 키워드입니다.")
    part: ClassVar[type[Part]] = Services
    group: ClassVar[Promise] = _("민원 처리")
    adding: ClassVar[Promise | None] = _("민원 분야 추가")
    rows: ClassVar[str] = "services"
    code: ClassVar[str] = "service_code"
    naming: ClassVar[Sequence[str]] = _NAMING_SERVICES

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        rows: list[Value] = raw.get("services", [])
        before: Value = next((row for row in rows if row["service_code"] == key), {})
        if value is not None and "reader_codes" in before:
            # The form does not hold what the file says of the reader.
            value = {**value, "reader_codes": before["reader_codes"]}
        super().put(raw, key, value)
        words = raw.setdefault("service_words", {})
        if value is None:
            words.pop(key, None)
        else:
            words[key] = [*value["keywords"]["ko"], *value["keywords"]["en"]]

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        known = [row["code"] for row in raw.get("departments", []) if row["parent"]]
        fit(Service, {**value, "service_code": key or "new"}, departments=known)
        return {**value, "service_code": key}

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        rows = raw.get("departments", [])
        names: dict[str, str] = {row["code"]: row["name"][_lang()] for row in rows}
        return {
            code: Description(
                name=row["name"][_lang()],
                group=pgettext("settings", "민원 분야"),
                note=names.get(row["department"]) or str(row["department"]),
            )
            for code, row in values.items()
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        rows = [row for row in raw.get("departments", []) if row["parent"]]
        choices = [(row["code"], row["name"][_lang()]) for row in rows]
        hint = gettext("쉼표로 나눕니다. 문자에 있으면 이 분야를 추천하는 데 도움이 됩니다.")
        return EditForm(
            [
                *self._names(),
                Field(
                    name="department",
                    label=gettext("분야별 기본 부서"),
                    kind="choice",
                    choices=choices,
                ),
                Field(
                    name="description_en",
                    label=gettext("설명(영어)"),
                    kind="line",
                    lang="en",
                    hint=gettext("API로 분야 목록을 읽는 프로그램이 봅니다."),
                ),
                Field(
                    name="keywords.ko", label=gettext("분류 키워드(한국어)"), kind="list", hint=hint
                ),
                Field(
                    name="keywords.en", label=gettext("분류 키워드(영어)"), kind="list", hint=hint
                ),
            ]
        )

    def blank(self, raw: Raw) -> Value:
        return {
            "name": {"ko": "", "en": ""},
            "department": raw["front_department"],
            "description_en": "",
            "keywords": {"ko": [], "en": []},
        }

    def state(self) -> str:
        values = self.written(raw_now()).values()
        bare = sum(not any(one["keywords"].values()) for one in values)
        if bare:
            return gettext("키워드 없는 분야 %(n)s개") % {"n": bare}
        return gettext("분야 %(n)s개") % {"n": len(values)}
