"""What an alarm says to staff, in the language of who gets it: what, which case, what to do.

No resident's word or number. Of harm to oneself or at home it does not even say what it is: a
telephone shows its texts to whoever stands beside it.
"""

from django.utils.translation import gettext, gettext_noop

from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import BY_PERSON
from townline.casework.alarms.settings import Alarming
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.core.text.particles import settle
from townline.platform.web import moments

KINDS: dict[str, str] = {
    "gas": gettext_noop("가스 냄새"),
    "collapse": gettext_noop("붕괴"),
    "cavity": gettext_noop("지반침하"),
    "live_wire": gettext_noop("전선·감전"),
    "flood": gettext_noop("침수 고립"),
    "fire": gettext_noop("화재"),
    "person_down": gettext_noop("인명 사고(쓰러짐·부상)"),
    "co": gettext_noop("일산화탄소"),
    "self_harm": gettext_noop("자살·자해 위험"),
    "violence": gettext_noop("폭력"),
    "help": gettext_noop("안전 확인에 도움이 필요하다고 답함"),
    BY_PERSON: gettext_noop("사람이 위험할 수 있음"),
}


def kind_name(kind: str) -> str:
    """Name a danger in the reader's language: as the district calls it, else as we do."""
    own = district.part(Alarming).alarms.kinds.get(kind)
    if own is not None:
        return own.name.in_language("en" if moments.english() else "ko")
    return gettext(KINDS.get(kind, kind))


def spoken_kind(alarm: Alarm) -> str:
    """Name the danger as it may be said on a telephone."""
    return kind_name(BY_PERSON if alarm.private else alarm.kind)


def _office() -> str:
    return district.part(Office).service_name.in_language("en" if moments.english() else "ko")


def drill_email() -> tuple[str, str]:
    """Write subject and body of a drill's letter."""
    office = _office()
    subject = gettext("[%(office)s] [훈련] 위험 경보") % {"office": office}
    body = gettext(
        "위험 경보 훈련입니다. 누구도 위험하지 않습니다. 보셨으면 화면에서 확인해 주세요."
    )
    page = public.address("/alarms/")
    return subject, "\n".join([body, *([page] if page else []), ""])


def text(alarm: Alarm, code: str, stage: int) -> str:
    """Write the text to a phone: a reply of one sign acknowledges it."""
    if alarm.drill:
        form = gettext("[%(office)s] [훈련] 위험 경보 훈련입니다. 보셨으면 1이라고 답해 주세요.")
        return form % {"office": _office()}
    return warning(spoken_kind(alarm), code, stage)


def warning(kind: str, code: str, stage: int) -> str:
    """Write the text of a danger that is called ``kind``."""
    if stage:
        form = gettext(
            "[%(office)s] 위험: %(kind)s, %(code)s. 아직 아무도 확인하지 않았습니다."
            " '확인 %(code)s'(이)라고 답해 주세요."
        )
    else:
        form = gettext(
            "[%(office)s] 위험: %(kind)s, %(code)s."
            " 지금 보고 1 또는 '확인 %(code)s'(이)라고 답해 주세요."
        )
    return settle(form % {"office": _office(), "kind": kind, "code": code})
