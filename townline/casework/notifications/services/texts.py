"""What an alert says, in the language of who gets it: what happened and the case's code.

No resident's word or number, and no title: a title may be made of a text.
"""

import datetime as dt

from django.utils.translation import gettext, gettext_noop

from townline.casework.cases.api import NOTICE_PAGES
from townline.casework.notifications.models import Alert
from townline.casework.notifications.rules import SURGE, AlertKind, kind_of
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.web import moments

_SENTENCES: dict[AlertKind, str] = {
    AlertKind.DANGER: gettext_noop("인명 위험이 의심되는 문자입니다"),
    AlertKind.MENTION: gettext_noop("내부 메모에서 나를 언급했습니다"),
    AlertKind.ORDER: gettext_noop("새 업무가 있습니다"),
    AlertKind.RETURNED: gettext_noop("답변이나 민원이 반려·반송되었습니다"),
    AlertKind.REMINDER: gettext_noop("기한이 다가옵니다"),
    AlertKind.MISSED: gettext_noop("기한이 지났습니다"),
}
_SURGE = gettext_noop("문자가 평소보다 훨씬 많습니다")


def alert_sentence(alert: Alert) -> str:
    return gettext(_SURGE if alert.notice == SURGE else _SENTENCES[kind_of(alert.notice)])


def _about(alert: Alert) -> str:
    """Name the case, where it is about just that one."""
    return "" if alert.notice in NOTICE_PAGES else alert.case.code or ""


def _office() -> str:
    return district.part(Office).service_name.in_language("en" if moments.english() else "ko")


def subject(alert: Alert) -> str:
    return " ".join(filter(None, [f"[{_office()}]", _about(alert), alert_sentence(alert)]))


def push_payload(alert: Alert) -> dict[str, str]:
    """Give what a browser is told: the kind of words, and a case's code."""
    kind = SURGE if alert.notice == SURGE else kind_of(alert.notice)
    return {"kind": kind, "case": _about(alert)}


def text(alert: Alert) -> str:
    return subject(alert)


def letter(alert: Alert, now: dt.datetime) -> str:
    """Write what happened, by when an answer of the case is promised, and where to read on."""
    code = _about(alert)
    lines = [": ".join(filter(None, [code, f"{alert_sentence(alert)}."]))]
    if code and alert.case.finished_at is None:
        due = moments.moment(alert.case.answer_due_at, now=now)
        lines.append(gettext("답변 기한: %(due)s") % {"due": due})
    page = public.address(NOTICE_PAGES.get(alert.notice, f"/cases/{code}/"))
    lines += ["", gettext("열기: %(page)s") % {"page": page}] if page else []
    own = gettext("받는 방법을 바꾸거나 그만 받으려면 로그인한 뒤 '알림 받기'를 여세요.")
    return "\n".join([*lines, "", own, ""])
