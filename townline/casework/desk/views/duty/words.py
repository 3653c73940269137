"""What cannot be entered, said so that one knows what to do."""

import datetime as dt

from django.utils.translation import gettext, gettext_noop

from townline.platform.departments import api as departments
from townline.platform.departments.api import DutyProblem, DutyRefused
from townline.platform.web import moments

_WORDS: dict[DutyProblem, str] = {
    DutyProblem.OVERLAP: gettext_noop(
        "%(who)s 님의 부재가 이미 있습니다(%(span)s). 날짜를 바꾸거나 먼저 등록한 "
        "부재를 수정해 주세요."
    ),
    DutyProblem.SELF: gettext_noop(
        "본인을 업무대행자로 지정할 수 없습니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.COVER_AWAY: gettext_noop(
        "업무대행자 %(who)s 님도 %(span)s 부재입니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.CIRCLE: gettext_noop(
        "%(who)s 님의 업무를 %(span)s에 이 직원이 대행하고 있습니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.ON_DUTY: gettext_noop(
        "%(who)s 님은 %(span)s 당직입니다. 먼저 당직자를 바꿔 주세요."
    ),
    DutyProblem.AWAY: gettext_noop("%(who)s 님은 %(span)s 부재입니다. 다른 직원을 선택해 주세요."),
    DutyProblem.TWICE: gettext_noop("%(who)s 님은 그날 이미 당직입니다."),
    DutyProblem.ORDER: gettext_noop("종료일이 시작일보다 앞섭니다. 날짜를 확인해 주세요."),
    DutyProblem.PAST: gettext_noop("지난 날짜입니다. 오늘이나 이후를 선택해 주세요."),
    DutyProblem.LONG: gettext_noop("400일을 넘습니다. 날짜를 확인해 주세요."),
    DutyProblem.COVER_BLIND: gettext_noop(
        "선택한 직원은 이 민원들을 볼 수 없거나 근무하지 않습니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.NOTE: gettext_noop("인계 내용은 1,000자까지 적습니다."),
    DutyProblem.DAY: gettext_noop("날짜를 선택해 주세요."),
    DutyProblem.SETTLED: gettext_noop("종료되었거나 취소된 기록입니다. 새로 등록해 주세요."),
    DutyProblem.FORBIDDEN: gettext_noop("본인, 부서장, 관리자만 등록할 수 있습니다."),
    DutyProblem.UNKNOWN: gettext_noop("그런 기록이나 직원이 없습니다. 화면을 새로 고쳐 주세요."),
}


def refusal_text(error: DutyRefused) -> str:
    """Say a refusal in the reader's language, naming who and when."""
    words = gettext(_WORDS[error.problem])
    if "%(" not in words:
        return words
    person = departments.staff_by_id(error.who) if error.who else None
    name = (person.name_en if moments.english() else person.name_ko) if person else "-"
    return words % {"who": name, "span": span(error.starts_at, error.ends_at)}


def span(starts_at: dt.datetime | None, ends_at: dt.datetime | None) -> str:
    """Write first and last day: ``12. 1.(화) ~ 12. 3.(목)``, or the one day."""
    if starts_at is None or ends_at is None:
        return ""
    last = ends_at - dt.timedelta(seconds=1)
    first, end = moments.day(starts_at), moments.day(last)
    # A night on duty is named by its evening.
    short = ends_at - starts_at < dt.timedelta(days=1)
    return first if first == end or short else f"{first} ~ {end}"
