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


def event(name: str) -> str:
    """Say an event in the reader's language."""
    return gettext(_EVENTS[name]) if name in _EVENTS else name


def state(name: str) -> str:
    """Say a state in the reader's language."""
    return gettext(_STATES[name])


def events(*, ticked: Collection[str]) -> list[tuple[str, str, bool]]:
    """Give each event with its words, and whether it is ticked."""
    return [(str(each), event(each), each in ticked) for each in EventType]
