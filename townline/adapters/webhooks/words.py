"""How pages call events and states."""

from collections.abc import Collection

from django.utils.translation import gettext, gettext_noop

from townline.adapters.webhooks.rules import TEST, DeliveryState, EventType

_EVENTS: dict[str, str] = {
    EventType.CASE_OPENED: gettext_noop("민원 접수"),
    EventType.CASE_CHANGED: gettext_noop("민원 상태 변경"),
    EventType.CASE_ASSIGNED: gettext_noop("민원 부서 배정"),
    EventType.CASE_TEXT_RECEIVED: gettext_noop("진행 중인 민원에 새 문자"),
    EventType.CASE_MERGED: gettext_noop("민원 병합"),
    EventType.HAZARD_CHANGED: gettext_noop("위험 지점 상태 변경"),
    EventType.ORDER_CHANGED: gettext_noop("작업 지시 상태 변경"),
    TEST: gettext_noop("시험 알림"),
}
_STATES: dict[str, str] = {
    DeliveryState.QUEUED: gettext_noop("전송 대기"),
    DeliveryState.CLAIMED: gettext_noop("전송 중"),
    DeliveryState.SENT: gettext_noop("전송 완료"),
    DeliveryState.DEAD: gettext_noop("전송 실패"),
    DeliveryState.WITHHELD: gettext_noop("전송하지 않음(열람 제한 민원)"),
}

# By how the stored English sentence begins (``core/outgoing/reaching.py``).
_REASONS: dict[str, str] = {
    "the receiver answered": gettext_noop("받는 쪽 오류 응답"),
    "its name leads nowhere": gettext_noop("주소를 찾을 수 없음"),
    "its name leads into": gettext_noop("내부망 주소라 보내지 않음"),
    "the endpoint is not https": gettext_noop("https 주소가 아님"),
    "no answer": gettext_noop("응답 없음"),
}


def event(name: str) -> str:
    """Say an event in the reader's language."""
    return gettext(_EVENTS[name]) if name in _EVENTS else name


def state(name: str) -> str:
    """Say a state in the reader's language."""
    return gettext(_STATES[name])


def reason(error: str) -> str:
    """Say in the reader's language why a message was not accepted; "" where it was."""
    found = (words for start, words in _REASONS.items() if error.startswith(start))
    return next((gettext(words) for words in found), error)


def events(*, ticked: Collection[str]) -> list[tuple[str, str, bool]]:
    """Give each event with its words, and whether it is ticked."""
    return [(str(each), event(each), each in ticked) for each in EventType]
