"""Kinds of alarm as something that is edited: what each is called, and the advice of it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext

from townline.casework.alarms import api
from townline.casework.alarms.rules import BY_PERSON
from townline.casework.alarms.settings import ADVISED, KINDS, Alarming, AlarmKind
from townline.platform.core import clock, district, resident_moments
from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import LANGUAGES
from townline.platform.core.settings import Office
from townline.platform.core.text.particles import settle
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
from townline.platform.triage.api import PRIVATE
from townline.platform.web.moments import english

_CODE = "H7-2481"


class AlarmKinds(Editable):
    """Which dangers there are, the programme says; the office says what it calls them."""

    slug: ClassVar[str] = "alarms"
    noun: ClassVar[str] = "alarm_kinds"
    title: ClassVar[Promise] = _("위험 경보 종류")
    about: ClassVar[Promise] = _(
        "위험마다 직원에게 보이는 이름과, 알려 준 분에게 바로 보내는 안내입니다."
    )
    part: ClassVar[type[Part]] = Alarming

    def written(self, raw: Raw) -> dict[str, Value]:
        found: dict[str, Value] = raw.get("alarms", {}).get("kinds", {})
        return {kind: found[kind] for kind in KINDS if kind in found}

    def own(self, raw: Raw) -> dict[str, Value]:
        return {kind: {"name": {lang: _ours(kind, lang) for lang in LANGUAGES}} for kind in KINDS}

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        alarms = raw.setdefault("alarms", {})
        kinds = alarms.setdefault("kinds", {})
        if value is None:
            kinds.pop(key, None)
        else:
            kinds[key] = value
        if not kinds:
            del alarms["kinds"]

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        filled = {name: words for name, words in value.items() if name == "name" or _any(words)}
        fit(AlarmKind, filled)
        return filled

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        lang = "en" if english() else "ko"
        return {
            kind: Description(
                name=one["name"][lang], group=gettext("위험 경보"), about=_about(kind)
            )
            for kind, one in values.items()
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        fields = [
            Field(name="name.ko", label=gettext("이름(한국어)"), kind="line", lang="ko"),
            Field(name="name.en", label=gettext("이름(영어)"), kind="line", lang="en"),
        ]
        if key == BY_PERSON:
            return EditForm(fields)
        hint = gettext("비워 두면 민원인 안내문의 위험 안내를 보냅니다.")
        fields += [
            Field(
                name="advice.ko", label=gettext("바로 보내는 안내(한국어)"), lang="ko", hint=hint
            ),
            Field(name="advice.en", label=gettext("바로 보내는 안내(영어)"), lang="en", hint=hint),
        ]
        return EditForm(fields, _advice_values(raw, "en" if english() else "ko"))

    def samples(self, raw: Raw, key: str, value: Value) -> list[Sample]:
        saved = {**self.own(raw), **self.written(raw)}
        # Of harm to oneself or at home a telephone does not even say what it is.
        name = saved[BY_PERSON]["name"] if key in PRIVATE else value["name"]
        shown = [(gettext("당직자 문자"), lang, _warning(name[lang], lang)) for lang in LANGUAGES]
        if key != BY_PERSON:
            advice = value.get("advice") or {}
            shown += [
                (gettext("알려 준 분에게 가는 안내"), lang, _advice(raw, key, advice, lang))
                for lang in LANGUAGES
            ]
        names = {"ko": pgettext("language", "한국어"), "en": pgettext("language", "영어")}
        return [
            Sample(label=f"{label} · {names[lang]}", lang=lang, words=words)
            for label, lang, words in shown
        ]


def _advice(raw: Raw, kind: str, own: Mapping[str, str], lang: str) -> str:
    """Fill the advice of a danger, or the text that is sent in its place."""
    body = own.get(lang) or district.text(api.advice_text(kind), lang)
    return settle(body.format_map(_advice_values(raw, lang)))


def _any(words: Value) -> bool:
    return any(words.values())


def _about(kind: str) -> str:
    return gettext("당직자와 복지 부서만 봅니다.") if kind in PRIVATE else ""


def _ours(kind: str, lang: str) -> str:
    with translation.override(lang):
        return gettext(api.KINDS[kind])


def _warning(name: str, lang: str) -> str:
    with translation.override(lang):
        return api.warning(name, _CODE, 0)


def _advice_values(raw: Raw, lang: str) -> dict[str, str]:
    known = {
        "code": _CODE,
        "due": resident_moments.moment(clock.now(), lang),
        "duty_phone": Office.model_validate(raw).duty_phone,
    }
    return {name: known[name] for name in ADVISED}
