"""What states, consents and reasons are called, and how they are marked."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.prevention.works.ports import source
from townline.prevention.works.selectors.kinds import measure_name

# Icon, level, word.
MEASURES = {
    "proposed": ("dots", "calm", pgettext_lazy("measure", "제안")),
    "decided": ("ring", "calm", pgettext_lazy("measure", "결정")),
    "ready": ("tick", "calm", pgettext_lazy("measure", "발주 가능")),
    "planned": ("clock", "calm", pgettext_lazy("measure", "계획")),
    "ordered": ("pencil", "warning", pgettext_lazy("measure", "발주")),
    "done": ("eye", "warning", pgettext_lazy("measure", "완료 보고")),
    "accepted": ("tick", "success", pgettext_lazy("measure", "준공 승인")),
    "defective": ("overdue", "danger", pgettext_lazy("measure", "하자")),
    "held": ("pause", "warning", pgettext_lazy("measure", "보류")),
    "refused": ("cross", "danger", pgettext_lazy("measure", "동의 거부")),
    "dropped": ("cross", "calm", pgettext_lazy("measure", "제외")),
}
CONSENT_NOW = {
    "none": _("동의 필요 없음"),
    "missing": _("동의 부족"),
    "complete": _("동의 완료"),
    "refused": _("동의 거부"),
}
CONSENTS = {
    "needed": ("ring", "calm", pgettext_lazy("consent", "요청 전")),
    "asked": ("clock", "warning", pgettext_lazy("consent", "응답 대기")),
    "given": ("tick", "success", pgettext_lazy("consent", "동의")),
    "refused": ("cross", "danger", pgettext_lazy("consent", "거부")),
    "withdrawn": ("cross", "danger", pgettext_lazy("consent", "철회")),
    "expired": ("overdue", "warning", pgettext_lazy("consent", "기간 만료")),
}
ROLES = {"landlord": _("집주인"), "tenant": _("세입자")}
HOW = {"link": _("문자 링크"), "post": _("우편"), "officer": _("서면")}
HELD = {
    "object": _("대상이 병합되었거나 제외됨"),
    "consent": _("발주 뒤 동의를 철회함"),
    "hand": _("담당자가 보류함"),
}
OBJECTS = {
    "active": ("tick", "calm", pgettext_lazy("work object", "정비 대상")),
    "merged": ("pause", "warning", pgettext_lazy("work object", "병합됨")),
    "taken_out": ("pause", "warning", pgettext_lazy("work object", "제외됨")),
}
VIEWS = (
    ("", _("진행 중")),
    ("proposed", MEASURES["proposed"][2]),
    ("decided", MEASURES["decided"][2]),
    ("ready", MEASURES["ready"][2]),
    ("planned", MEASURES["planned"][2]),
    ("ordered", MEASURES["ordered"][2]),
    ("done", MEASURES["done"][2]),
    ("accepted", MEASURES["accepted"][2]),
    ("defective", MEASURES["defective"][2]),
    ("held", MEASURES["held"][2]),
    ("refused", MEASURES["refused"][2]),
    ("unpriced", _("단가 없음")),
    ("all", _("모든 조치")),
)
REACH = {
    "phone": _("문자 가능"),
    "post": _("우편만"),
    "returned": _("우편 반송"),
    "unaddressed": _("주소 없음"),
    "nobody": _("연락처 없음"),
}


def language() -> str:
    """Give the language of who reads the page."""
    return "en" if english() else "ko"


def kind_name(code: str) -> str:
    """Name a kind of measure."""
    return measure_name(code, language())


def dong(code: str) -> str:
    """Name a dong."""
    return dong_name(code, english=english()) if code else ""


def object_kind(source_code: str, code: str) -> str:
    """Name a kind of object, as its source does."""
    known = source(source_code)
    return known.kind(code, language()) if known else code


def grade(source_code: str, code: str) -> str:
    """Name a grade, as its source does."""
    known = source(source_code)
    return known.grade(code, language()) if known and code else code


def source_name(code: str) -> str:
    """Name a source."""
    known = source(code)
    return known.name() if known else {"hand": str(_("직접 등록"))}.get(code, code)
