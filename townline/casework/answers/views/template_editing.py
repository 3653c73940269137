"""Answer templates as something that is edited on a page."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext

from townline.casework.answers import api
from townline.casework.answers.rules.templates import ALWAYS, KINDS, fill
from townline.casework.answers.settings import TemplateEntry, Templates
from townline.casework.cases.views import labels
from townline.platform.core import clock, district, resident_moments
from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import LANGUAGES
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Viewer
from townline.platform.editing.api import (
    Description,
    Editable,
    EditForm,
    Field,
    Raw,
    Sample,
    Value,
    fit,
)
from townline.platform.web.moments import english
from townline.platform.web.templatetags.townline import named

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_KEY_MOST = 60


class AnswerTemplates(Editable):
    """What answers begin from. A head decides about those of services of their own alone."""

    slug: ClassVar[str] = "templates"
    title: ClassVar[Promise] = _("답변 서식")
    about: ClassVar[Promise] = _(
        "답변을 시작할 때 넣는 글입니다. 사용 횟수는 승인을 요청한 답변을 셉니다."
    )
    part: ClassVar[type[Part]] = Templates
    adding: ClassVar[Promise | None] = _("서식 추가")
    # A blank is filled by the writer, after the words were put in.
    settles: ClassVar[bool] = False

    def written(self, raw: Raw) -> dict[str, Value]:
        return {one["key"]: one for one in raw.get("templates", {}).get("templates", [])}

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        rows = raw.setdefault("templates", {}).setdefault("templates", [])
        at = next((n for n, one in enumerate(rows) if one["key"] == key), len(rows))
        rows[at : at + 1] = [] if value is None else [value | {"key": key}]

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        fillable = [*ALWAYS, *_blanks(raw)]
        services = [one.service_code for one in departments.services()]
        whole = {**value, "key": key or "new", "placeholders": fillable}
        fit(TemplateEntry, whole, services=services, blanks=list(_blanks(raw)))
        names = (n for lang in LANGUAGES for _, n, _, _ in Formatter().parse(value[lang]) if n)
        return {**value, "key": key, "placeholders": list(dict.fromkeys(names))}

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        used, lang = api.templates_used(), "en" if english() else "ko"
        names = {one.service_code: str(named(one)) for one in departments.services()}
        anybody = gettext("모든 분야")
        return {
            key: Description(
                name=one["title"][lang],
                group=", ".join(names.get(code, code) for code in one["services"]) or anybody,
                note=_note(one, used.get(key, 0)),
            )
            for key, one in values.items()
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        services = [(one.service_code, str(named(one))) for one in departments.services()]
        kinds = [(kind, str(labels.KINDS[kind])) for kind in KINDS]
        fields = (
            Field(name="title.ko", label=gettext("이름(한국어)"), kind="line", lang="ko"),
            Field(name="title.en", label=gettext("이름(영어)"), kind="line", lang="en"),
            Field(name="kinds", label=gettext("답변 유형"), kind="ticks", choices=kinds),
            Field(
                name="services",
                label=gettext("민원 분야"),
                kind="ticks",
                choices=services,
                hint=gettext("하나도 선택하지 않으면 모든 분야에서 씁니다."),
            ),
            Field(name="ko", label=gettext("내용(한국어)"), lang="ko"),
            Field(name="en", label=gettext("내용(영어)"), lang="en"),
            Field(
                name="approved",
                label=gettext("영어 승인"),
                kind="ticks",
                choices=[("en", gettext("영어 내용을 구의 공식 표현으로 승인"))],
            ),
        )
        lang = "en" if english() else "ko"
        shown = _example_values(raw, lang) | {
            name: f"[…{words[lang]}]" for name, words in _blanks(raw).items()
        }
        return EditForm(fields, {name: shown[name] for name in (*ALWAYS, *_blanks(raw))})

    def samples(self, raw: Raw, key: str, value: Value) -> list[Sample]:
        names = {"ko": pgettext("language", "한국어"), "en": pgettext("language", "영어")}
        return [
            Sample(label=names[lang], lang=lang, words=_fill_blanks(raw, value[lang], lang))
            for lang in LANGUAGES
        ]

    def may(self, viewer: Viewer, value: Value) -> bool:
        if viewer.may(Permission.MANAGE):
            return True
        wanted = set(value.get("services", []))
        return viewer.role is Role.HEAD and bool(wanted) and wanted <= _services_of(viewer)

    def may_add(self, viewer: Viewer) -> bool:
        return viewer.may(Permission.MANAGE) or viewer.role is Role.HEAD

    def blank(self, raw: Raw) -> Value:
        return {
            "services": [],
            "kinds": ["answer"],
            "title": {"ko": "", "en": ""},
            "approved": [],
            "ko": "",
            "en": "",
        }

    def named(self, raw: Raw, value: Value) -> str:
        """Make a key of the English name, after the service where there is one."""
        of = value["services"][0] if len(value["services"]) == 1 else "all"
        words = _NOT_IN_KEYS.sub("-", f"{of}-{value['title']['en']}".lower())
        return words[:_KEY_MOST].strip("-")


def _note(value: Value, used: int) -> str:
    kinds = " · ".join(str(labels.KINDS[kind]) for kind in value["kinds"])
    times = ngettext("%(n)s회 사용", "%(n)s회 사용", used) % {"n": used}
    waits = "" if "en" in value["approved"] else " · " + gettext("영어 승인 전")
    return f"{kinds} · {times}{waits}"


def _services_of(viewer: Viewer) -> set[str]:
    return {one.service_code for one in departments.services() if viewer.sees(one.department_id)}


def _blanks(raw: Raw) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = raw.get("templates", {}).get("blanks", {})
    return found


def _example_values(raw: Raw, lang: str) -> dict[str, str]:
    """Give an example of what the programme fills in by itself."""
    now = clock.now()
    return {
        "code": "H7-2481",
        "due": resident_moments.moment(now, lang),
        "today": resident_moments.day(now, lang),
        "tomorrow": resident_moments.day(now, lang),
        "line_number": district.line_number(),
        "duty_phone": Office.model_validate(raw).duty_phone,
    }


def _fill_blanks(raw: Raw, body: str, lang: str) -> str:
    blanks = {name: words[lang] for name, words in _blanks(raw).items()}
    return fill(body, _example_values(raw, lang), blanks)
