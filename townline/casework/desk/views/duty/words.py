"""What cannot be entered, said so that one knows what to do."""

import datetime as dt

from django.utils.translation import gettext, gettext_noop

from townline.platform.departments import api as departments
from townline.platform.departments.api import DutyRefused, Problem
from townline.platform.web import moments

_WORDS: dict[Problem, str] = {
    Problem.OVERLAP: gettext_noop(
        "%(who)s 님은 %(span)s에 이미 자리를 비웁니다. 날을 바꾸거나, 먼저 적은 것을 고쳐 주세요."
    ),
    Problem.SELF: gettext_noop("자기 자신이 대신할 수는 없습니다. 다른 사람을 고르세요."),
    Problem.COVER_AWAY: gettext_noop(
        "대신할 %(who)s 님도 %(span)s에 자리를 비웁니다. 다른 사람을 고르세요."
    ),
    Problem.CIRCLE: gettext_noop(
        "%(who)s 님의 일을 %(span)s에 바로 이 사람이 대신하고 있습니다. 다른 사람을 고르세요."
    ),
    Problem.ON_DUTY: gettext_noop(
        "%(who)s 님은 %(span)s 당직입니다. 당직을 먼저 다른 사람으로 바꿔 주세요."
    ),
    Problem.AWAY: gettext_noop("%(who)s 님은 %(span)s에 자리를 비웁니다. 다른 사람을 고르세요."),
    Problem.TWICE: gettext_noop("%(who)s 님은 그날 이미 당직입니다."),
    Problem.ORDER: gettext_noop("마지막 날이 첫날보다 앞섭니다. 날짜를 확인해 주세요."),
    Problem.PAST: gettext_noop("이미 지난 날입니다. 오늘이나 그 뒤를 고르세요."),
    Problem.LONG: gettext_noop("400일보다 길거나 멉니다. 날짜를 확인해 주세요."),
    Problem.COVER_BLIND: gettext_noop(
        "고른 사람은 이 사람의 접수를 볼 수 없거나 이제 일하지 않습니다. 다른 사람을 고르세요."
    ),
    Problem.NOTE: gettext_noop("인계할 말은 1,000자까지 적습니다."),
    Problem.DAY: gettext_noop("날짜를 골라 주세요."),
    Problem.SETTLED: gettext_noop("이미 끝났거나 거둔 기록입니다. 새로 적어 주세요."),
    Problem.FORBIDDEN: gettext_noop("본인, 부서장, 관리자만 적을 수 있습니다."),
    Problem.UNKNOWN: gettext_noop("그런 기록이나 사람이 없습니다. 화면을 다시 열어 주세요."),
}


def told(error: DutyRefused) -> str:
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
