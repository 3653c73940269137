"""The words of the front desk's pages of safe numbers."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseState
from townline.lines.safenumbers.rules.leases import LeaseEvent, Via
from townline.platform.core import audit
from townline.platform.core.models import Transition

STATES: dict[str, Promise] = {
    LeaseState.ACTIVE: _("쓰는 중"),
    LeaseState.SUSPENDED: _("멈춤"),
    LeaseState.WAITING: _("번호를 기다림"),
    LeaseState.ROTATED: _("번호를 바꿈"),
    LeaseState.ENDED: _("끝남"),
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
    Via.COUNTER: _("창구에서"),
    Via.BULK: _("한꺼번에"),
    Via.COMMAND: _("서버 명령"),
}
EVENTS: dict[str, Promise] = {
    LeaseEvent.ISSUE: _("번호를 줌"),
    LeaseEvent.SUSPEND: _("멈춤"),
    LeaseEvent.RESUME: _("다시 켬"),
    LeaseEvent.ROTATE: _("번호를 바꿈"),
    LeaseEvent.HUSH: _("옛 번호가 알리기를 마침"),
    LeaseEvent.EXPIRE: _("기간이 끝남"),
    LeaseEvent.END: _("끝냄"),
    LeaseEvent.RENEW: _("기간을 늘림"),
    LeaseEvent.REMIND: _("끝나기 전에 알림"),
    LeaseEvent.TRANSFER: _("다른 차로 옮김"),
    LeaseEvent.CHANGE: _("설정을 바꿈"),
    LeaseEvent.PROVE: _("차주 확인"),
}
CHANGES: dict[str, Promise] = {
    "phones": _("전화번호를 바꿈"),
    "hours": _("알리지 않는 시간을 바꿈"),
    "talks": _("통화 연결을 바꿈"),
}
_ACTORS: dict[str, Promise] = {
    audit.SYSTEM.label: _("자동"),
    api.OWNER.label: _("차 주인"),
    "서버": _("서버"),
}
# What is wrong with a line of a table, by its kind.
_BULK: dict[str, Promise] = {
    "audience": _("audience에는 resident, visitor, fleet 가운데 하나를 적어 주세요"),
    "language": _("language에는 ko나 en을 적어 주세요"),
    "double": _("같은 차가 위에 이미 있습니다"),
    "at-once": _("그사이에 이 파일의 차 하나가 번호를 받았습니다. 다시 검사해 주세요"),
    "columns": _("첫 줄의 칸 이름이 다릅니다. 아래에 적힌 이름을 그대로 써 주세요"),
    "empty": _("첫 줄 아래에 아무것도 없습니다"),
    "too-long": _("너무 큽니다. 만 줄, 5 MB까지입니다. 나누어 올려 주세요"),
    "no-table": _("CSV나 XLSX로 읽을 수 없는 파일입니다. 표 프로그램에서 다시 저장해 주세요"),
    "more": _("그 밖에 더 있습니다. 위를 먼저 고쳐 주세요"),
}
_REFUSALS: dict[str, Promise] = {
    "lease-not-found": _("그런 번호가 없습니다. 목록에서 다시 찾아 주세요."),
    "plate-invalid": _("차 번호를 12가 3456이나 서울 12가 3456처럼 적어 주세요"),
    "phones-invalid": _(
        "전화번호를 010-0000-0042처럼 적어 주세요."
        " 서로 다른 번호로 %(most)s개까지이며 050 번호와 해외 번호는 쓸 수 없습니다"
    ),
    "car-has-a-number": _("이 차에는 이미 번호가 있거나, 기다리는 차례에 있습니다"),
    "no-number-free": _("지금은 남은 번호가 없습니다. 쓰던 번호는 그대로입니다."),
    "quiet-hours-invalid": _("알리지 않는 시간은 시작과 끝을 서로 다르게, 둘 다 적어 주세요"),
    "search-invalid": _("차 번호, 안심번호, 전화번호, 여섯 자리 번호 가운데 하나를 다 적어 주세요"),
    "consent-missing": _("읽고 동의해 주세요. 동의하지 않으면 번호를 드릴 수 없습니다"),
    "too-many-cars": _(
        "이 휴대전화로는 더 신청할 수 없습니다. 차가 더 있으면 구청 창구로 와 주세요"
    ),
    "code-wrong": _("여섯 자리가 다르거나 시간이 지났습니다. 다시 적거나 새로 받아 주세요"),
    "texted-too-often": _("이 번호에는 지금 더 보낼 수 없습니다. 한 시간 뒤에 다시 해 주세요"),
    "safe-number-unknown": _("우리 구의 안심번호가 아닙니다. 0504-0000-1234처럼 적어 주세요"),
    "wrong-state": _("그사이에 바뀌어서 지금은 할 수 없습니다. 화면을 다시 열어 주세요."),
    "not-allowed": _("이 일은 맡은 역할만 할 수 있습니다."),
}


def refusal(error: api.SafeNumberError) -> str:
    """Say a refusal in the reader's language."""
    words = _REFUSALS.get(error.type)
    return _filled(words) if words is not None else error.detail


def _filled(words: Promise) -> str:
    told = str(words)
    return told % {"most": api.numbers_settings().phones} if "%(" in told else told


def bulk(kind: str, words: str) -> str:
    """Say what is wrong with a line of a table; ``words`` where the kind has none."""
    known = _BULK.get(kind) or _REFUSALS.get(kind)
    if known is None:
        return words
    return _filled(known)


def history_lines(lines: Iterable[Transition]) -> list[tuple[Transition, str, str]]:
    """Give the lines of a lease's history with their words and who did it, newest first."""
    told = [(line, _line(line), _who(line.actor_label)) for line in lines]
    return told[::-1]


def _who(label: str) -> str:
    # The house and the owner have a name in both languages; people keep theirs.
    return str(_ACTORS[label]) if label in _ACTORS else label


def _line(line: Transition) -> str:
    event = line.event.removeprefix("lease:")
    change = CHANGES.get(str(line.data.get("what", ""))) if event == LeaseEvent.CHANGE else None
    known = change or EVENTS.get(event)
    return str(known) if known else gettext("다른 일")
