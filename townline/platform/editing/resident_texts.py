"""The texts to residents as something that is edited: those that leave by themselves, and more."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext

from townline.platform.conversations.settings import KNOWN, TextSettings, TextTemplate
from townline.platform.core import clock, district
from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import LANGUAGES
from townline.platform.core.models import ResidentText
from townline.platform.core.paths import DATA
from townline.platform.core.settings import Office, Writing
from townline.platform.core.text.particles import settle
from townline.platform.editing.ports import (
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

_GROUPS = {"automatic": "", "openings": "opening.", "states": "state."}
_PROMISED = dt.timedelta(days=2)
_MOMENTS = ("due", "answered", "until", "visit", "promised", "slot", "when", "at")


@cache
def _about() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "defaults" / "texts_about.json").read_text("utf-8"))
    return found


def _place(key: str) -> tuple[str, str]:
    """Give the group of the file in which a text stands, and its key there."""
    for group, prefix in _GROUPS.items():
        if prefix and key.startswith(prefix):
            return group, key.removeprefix(prefix)
    return "automatic", key


def _rows(raw: Raw) -> Iterator[tuple[str, dict[str, Any]]]:
    for group, prefix in _GROUPS.items():
        for key, wording in raw.get("texts", {}).get(group, {}).items():
            if isinstance(wording, dict):
                yield f"{prefix}{key}", wording


def _used(*bodies: str) -> list[str]:
    names = (name for body in bodies for _, name, _, _ in Formatter().parse(body) if name)
    return list(dict.fromkeys(names))


class ResidentTexts(Editable):
    """Words by key in both languages; what else their file says of them stays as it is."""

    slug: ClassVar[str] = "texts"
    title: ClassVar[Promise] = _("민원인 안내문")
    about: ClassVar[Promise] = _("자동으로 발송하는 문자와 답변의 머리말·맺음말입니다.")
    part: ClassVar[type[Part]] = TextSettings

    def written(self, raw: Raw) -> dict[str, Value]:
        return {key: {lang: wording[lang] for lang in LANGUAGES} for key, wording in _rows(raw)}

    def own(self, raw: Raw) -> dict[str, Value]:
        names = raw.get("name", {})
        return {
            key: {
                lang: wording[lang].replace("{office}", names.get(lang, "")) for lang in LANGUAGES
            }
            for key, wording in district.programme_texts().items()
        }

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        group, name = _place(key)
        texts = raw.setdefault("texts", {}).setdefault(group, {})
        if value is None:
            texts.pop(name, None)
            return
        wording = texts.setdefault(name, {})
        if group != "states":
            listed = wording.get("placeholders", [])
            wording["placeholders"] = list(dict.fromkeys([*listed, *_used(*value.values())]))
        wording.update(value)

    def _fillable(self, raw: Raw, key: str) -> list[str]:
        """Give what may stand in braces: what the file lists, and what the programme fills in."""
        listed = dict(_rows(raw)).get(key, {}).get("placeholders", [])
        ours = _about()["texts"].get(key, {}).get("placeholders", [])
        return [name for name in dict.fromkeys([*listed, *ours]) if name in KNOWN]

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        fit(TextTemplate, value | {"placeholders": self._fillable(raw, key)})
        return {lang: value[lang] for lang in LANGUAGES}

    def stored(self, key: str, value: Value | None) -> None:
        if value is None:
            ResidentText.objects.filter(key=key).delete()
            return
        for lang, body in value.items():
            ResidentText.objects.update_or_create(key=key, lang=lang, defaults={"body": body})

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        about, lang = _about()["texts"], _reader()
        # In the order of the programme, which begins with receipts.
        order = [key for key in about if key in values] + sorted(values.keys() - about.keys())
        names = {key: about.get(key, {}).get(lang, key) for key in order}
        return {key: Description(name=names[key], group=_group(key)) for key in order}

    def form(self, raw: Raw, key: str) -> EditForm:
        fields = [
            Field(name="ko", label=pgettext("language", "한국어"), lang="ko"),
            Field(name="en", label=pgettext("language", "영어"), lang="en"),
        ]
        shown = self._examples(raw, _reader())
        return EditForm(fields, {name: shown.get(name, "") for name in self._fillable(raw, key)})

    def samples(self, raw: Raw, key: str, value: Value) -> list[Sample]:
        names = {"ko": pgettext("language", "한국어"), "en": pgettext("language", "영어")}
        return [
            Sample(
                label=names[lang],
                lang=lang,
                words=settle(value[lang].format_map(self._examples(raw, lang))),
            )
            for lang in LANGUAGES
        ]

    def _examples(self, raw: Raw, lang: str) -> Mapping[str, str]:
        at = clock.now() + dt.timedelta(days=2)
        office, dates = Office.model_validate(raw), Writing.model_validate(raw["texts"]).dates
        local = at.astimezone(district.current().zone)
        moment = dates.written(dates.moment.in_language(lang), local, lang)
        found = {name: both[lang] for name, both in _about()["examples"].items()}
        return (
            found
            | dict.fromkeys(_MOMENTS, moment)
            | {
                "due": dates.written(
                    dates.moment.in_language(lang),
                    dates.promise.worded(local, local - _PROMISED),
                    lang,
                ),
                "line_number": district.line_number(),
                "duty_phone": office.duty_phone,
                "office": office.name.in_language(lang),
            }
        )


def _reader() -> str:
    return "en" if english() else "ko"


def _group(key: str) -> str:
    """Name the group of the list in which a text stands."""
    head = key.replace(".", "_").partition("_")[0]
    return {
        "opening": gettext("답변의 머리말·맺음말"),
        "state": gettext("진행 상황의 이름"),
        "ticket": gettext("번호표"),
        "safe": gettext("안심번호"),
        "visit": gettext("현장 방문"),
        "danger": gettext("위험"),
        "alarm": gettext("위험"),
    }.get(head, pgettext("group", "민원"))
