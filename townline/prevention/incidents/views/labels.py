"""Words of incidents' states, roles and reasons, with the shapes of their marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.prevention.incidents import api

# Icon, level, word.
type Mark = tuple[str, str, Promise]

STATES: dict[str, Mark] = {
    api.IncidentState.OPEN: ("danger", "warning", pgettext_lazy("incident", "진행 중")),
    api.IncidentState.ENDED: ("tick", "success", pgettext_lazy("incident", "종료")),
    api.IncidentState.MERGED: ("away", "calm", pgettext_lazy("incident", "병합됨")),
}
HELD: dict[str, Promise] = {
    "elsewhere": _("다른 상황에 묶인 민원입니다"),
    "private": _("열람이 제한된 민원입니다"),
    "unread": _("아직 읽지 않은 문자입니다"),
    "matter": _("다른 내용으로 보입니다"),
    "place": _("다른 위치로 보입니다"),
    "time": _("다른 때의 일로 보입니다"),
}
WHY: dict[str, Promise] = {
    "words": _("같은 낱말"),
    "likeness": _("내용·위치·시간이 가까움"),
    "suggestion": _("자동 추천에 추가됨"),
    "reply": _("안내를 받은 분의 새 문자"),
}
ROLES: dict[str, Promise] = {
    "lead": pgettext_lazy("incident", "책임자"),
    "information": pgettext_lazy("incident", "안내 담당"),
    "field": pgettext_lazy("incident", "현장 담당"),
}
VIEWS: tuple[tuple[str, Promise], ...] = (
    ("open", pgettext_lazy("incident", "진행 중")),
    ("ended", pgettext_lazy("incident", "종료")),
    ("all", pgettext_lazy("incident", "전체")),
)
ACTIONS: dict[str, Promise] = {
    "open": _("상황 열기"),
    "join": _("민원을 연결함"),
    "leave": _("민원 제외"),
    "end": pgettext_lazy("incident", "상황 종료"),
    "merge": _("상황 병합"),
}
