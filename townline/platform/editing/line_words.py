"""The keywords that the line understands (HELP, STOP …) as something that is edited."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from townline.platform.core import district
from townline.platform.core.district_files.part import Part
from townline.platform.core.settings import Vocabulary, WordSettings
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
from townline.platform.editing.selectors import raw_now

# What people see of each group: its name, and what the line does then.
_GROUPS: dict[str, tuple[Promise, Promise]] = {
    "help": (_("도움말 요청"), _("이용 방법을 답합니다.")),
    "status": (_("진행 상황 문의"), _("민원의 진행 상황을 답합니다.")),
    "who": (_("누구인지 물음"), _("어느 구청의 번호인지 답합니다.")),
    "hours": (_("업무 시간 문의"), _("업무 시간을 답합니다.")),
    "cancel": (_("접수 취소"), _("취소 요청을 담당자에게 전합니다.")),
    "stop": (pgettext_lazy("line words", "수신 거부"), _("자동 문자를 더 보내지 않습니다.")),
    "start": (_("수신 재개"), _("자동 문자를 다시 보냅니다.")),
    "thanks": (_("감사 인사"), _("민원을 새로 열지 않습니다.")),
    "idle": (_("처리할 것이 없는 말"), _("민원을 새로 열지 않습니다.")),
    "not_fixed": (_("해결되지 않음"), _("답변한 민원을 다시 엽니다.")),
    "fixed": (_("해결됨"), _("사후 확인의 답으로 셉니다.")),
    "ticket": (_("번호표 요청"), _("번호표를 발권합니다.")),
    "owner_page": (_("차주 페이지 요청"), _("안심번호 페이지의 링크를 보냅니다.")),
    "safe_number": (_("안심번호 문의"), _("안심번호 신청 방법을 답합니다.")),
    "alarm": (
        pgettext_lazy("line words", "경보 확인"),
        _("직원 전화기에서 오면 위험 경보를 확인합니다."),
    ),
}


class LineWords(Editable):
    """Groups of words of one meaning, in both languages; compared without spaces and signs."""

    slug: ClassVar[str] = "words"
    noun: ClassVar[str] = "keywords"
    title: ClassVar[Promise] = _("자동 인식 키워드")
    about: ClassVar[Promise] = _("이 말뿐인 짧은 문자는 담당자를 기다리지 않고 바로 처리합니다.")
    part: ClassVar[type[Part]] = Vocabulary
    group: ClassVar[Promise] = _("문자와 통신")
    previewed: ClassVar[bool] = False

    def written(self, raw: Raw) -> dict[str, Value]:
        found = raw.get("texts", {}).get("words", {})
        return {key: found[key] for key in _GROUPS if found.get(key)}

    def own(self, raw: Raw) -> dict[str, Value]:
        ours = district.programme_words()
        return {key: dict(ours[key]) for key in _GROUPS if key in ours}

    def put(self, raw: Raw, key: str, value: Value | None) -> None:
        words = raw.setdefault("texts", {}).setdefault("words", {})
        if value is None:
            words.pop(key, None)
        else:
            words[key] = value

    def check(self, raw: Raw, key: str, value: Value) -> Value:
        try:
            fit(WordSettings, raw.get("texts", {}).get("words", {}) | {key: value})
        except EditInvalid as error:
            wrong = {name.removeprefix(f"{key}."): each for name, each in error.wrong.items()}
            raise EditInvalid(wrong) from None
        if not any(value.values()):
            raise EditInvalid({"ko": gettext("하나 이상 적어 주세요.")})
        return value

    def describe(self, raw: Raw, values: Mapping[str, Value]) -> dict[str, Description]:
        order = [key for key in _GROUPS if key in values]
        return {
            key: Description(
                name=str(_GROUPS[key][0]),
                about=str(_GROUPS[key][1]),
                group=gettext("자동 인식 키워드"),
            )
            for key in order
        }

    def form(self, raw: Raw, key: str) -> EditForm:
        hint = gettext("쉼표로 나눕니다. 띄어쓰기와 문장 부호는 없어도 같은 말로 봅니다.")
        return EditForm(
            [
                Field(name="ko", label=gettext("키워드(한국어)"), kind="list", hint=hint),
                Field(name="en", label=gettext("키워드(영어)"), kind="list", hint=hint),
            ]
        )

    def state(self) -> str:
        number = len(self.written(raw_now()))
        return gettext("구에서 정한 키워드 %(n)s종") % {"n": number} if number else ""
