"""The words of the front desk's pages of safe numbers."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseState
from townline.lines.safenumbers.rules.leases import LeaseEvent, Via
from townline.platform.core.history import audit, tags
from townline.platform.core.models import Transition
from townline.platform.core.refusals import refusal_words

STATES: dict[str, Promise] = {
    LeaseState.ACTIVE: _("사용 중"),
    LeaseState.SUSPENDED: pgettext_lazy("state", "일시 정지"),
    LeaseState.WAITING: _("번호 대기"),
    LeaseState.ROTATED: _("번호 변경"),
    LeaseState.ENDED: pgettext_lazy("state", "해지"),
}
# Shape, then colour: the word stands beside them.
MARKS: dict[str, tuple[str, str]] = {
    LeaseState.ACTIVE: ("tick", "success"),
    LeaseState.SUSPENDED: ("pause", "warning"),
    LeaseState.WAITING: ("clock", "warning"),
    LeaseState.ROTATED: ("ring", "calm"),
    LeaseState.ENDED: ("ring", "calm"),
}
AUDIENCES: dict[str, Promise] = {
    Audience.RESIDENT: _("주민"),
    Audience.VISITOR: _("방문자"),
    Audience.FLEET: _("회사 차"),
}
VIAS: dict[str, Promise] = {
    Via.WEB: _("누리집 신청"),
    Via.COUNTER: _("창구 신청"),
    Via.BULK: _("일괄 파일"),
    Via.COMMAND: _("서버 명령"),
}
CHANGES: dict[str, Promise] = {
    "phones": _("전화번호 변경"),
    "hours": _("방해 금지 시간 변경"),
    "talks": _("통화 연결 변경"),
}
_ACTORS: dict[str, Promise] = {
    audit.SYSTEM.label: _("자동"),
    api.OWNER.label: _("차주"),
    "서버": _("서버"),
}
# What is wrong with a line of a table, by its kind.
_BULK: dict[str, Promise] = {
    "audience": _("대상에는 주민, 방문자, 회사 차 가운데 하나를 적어 주세요"),
    "language": _("언어에는 한국어나 영어를 적어 주세요"),
    "double": _("같은 차가 위에 이미 있습니다"),
    "at-once": _("이 파일의 차 하나가 그사이에 번호를 받았습니다. 다시 검사해 주세요"),
    "columns": _("첫 줄의 항목 이름이 다릅니다. 아래에 적힌 이름을 그대로 써 주세요"),
    "empty": _("첫 줄 아래에 아무것도 없습니다"),
    "too-long": _("너무 큽니다. 1만 줄, 5 MB까지입니다. 나누어 올려 주세요"),
    "no-table": _("CSV나 XLSX로 읽을 수 없는 파일입니다. 표 프로그램에서 다시 저장해 주세요"),
    "more": _("그 밖에 더 있습니다. 위를 먼저 고쳐 주세요"),
}


def refusal(error: api.SafeNumberError) -> str:
    """Say a refusal in the reader's language."""
    if error.type == "wrong-state":
        return gettext("내용이 바뀌어 지금은 처리할 수 없습니다. 화면을 새로 고쳐 주세요.")
    return error.message()


def bulk(kind: str, words: str) -> str:
    """Say what is wrong with a line of a table; ``words`` where the kind has none."""
    if kind in _BULK:
        return str(_BULK[kind])
    return refusal_words(api.SafeNumberError, kind, words, {"most": api.numbers_settings().phones})


def history_lines(lines: Iterable[Transition]) -> list[tuple[Transition, str, str]]:
    """Give the lines of a lease's history with their words and who did it, newest first."""
    rows = [(line, _line(line), _who(line.actor_label)) for line in lines]
    return rows[::-1]


def _who(label: str) -> str:
    # The house and the owner have a name in both languages; people keep theirs.
    return str(_ACTORS[label]) if label in _ACTORS else label


def _line(line: Transition) -> str:
    changed = line.event == LeaseEvent.CHANGE.tag
    known = CHANGES.get(str(line.data.get("what", ""))) if changed else None
    return str(known) if known else tags.label(line.event)
