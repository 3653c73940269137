"""The words of a digest, in the language of the person who gets it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.departments.api import Role
from townline.platform.web import moments


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyFigures:
    """What a digest may tell: counts, and titles that staff gave (code and title)."""

    at: dt.datetime
    came_in: int
    awaiting: int
    due_today: int
    overdue: int
    answered_yesterday: int
    kept_yesterday: float | None
    danger: int
    urgent: list[tuple[str, str]]


def _office() -> str:
    return district.part(Office).service_name.in_language("en" if moments.english() else "ko")


def subject(figures: DailyFigures) -> str:
    return gettext(
        "[%(office)s] %(day)s 일일 현황: 승인 대기 %(awaiting)d건, 기한 경과 %(overdue)d건"
    ) % {
        "office": _office(),
        "day": moments.day(figures.at),
        "awaiting": figures.awaiting,
        "overdue": figures.overdue,
    }


def text(figures: DailyFigures) -> str:
    """Write it as one short text: counts alone."""
    return gettext(
        "[%(office)s] 위험 %(danger)d, 승인 대기 %(awaiting)d, 오늘 기한 %(due)d, "
        "기한 경과 %(overdue)d, 새 문자 %(came)d"
    ) % {
        "office": _office(),
        "danger": figures.danger,
        "awaiting": figures.awaiting,
        "due": figures.due_today,
        "overdue": figures.overdue,
        "came": figures.came_in,
    }


def letter(figures: DailyFigures, *, role: str) -> str:
    """Write it as a letter: counts, the titles of what means danger, where to read on."""
    lines = [
        gettext("어제 저녁 이후 받은 문자: %(n)d건") % {"n": figures.came_in},
        gettext("승인 대기 중인 답변: %(n)d건") % {"n": figures.awaiting},
        gettext("오늘 기한: %(n)d건") % {"n": figures.due_today},
        gettext("기한 경과: %(n)d건") % {"n": figures.overdue},
        gettext("어제 답변 완료: %(n)d건") % {"n": figures.answered_yesterday},
    ]
    if figures.kept_yesterday is not None:
        share = round(figures.kept_yesterday * 100)
        lines.append(gettext("어제 기한 내 답변율: %(share)d%%") % {"share": share})
    if figures.danger:
        lines += ["", gettext("인명 위험 의심: %(n)d건") % {"n": figures.danger}]
        lines += [f"- {title} ({code})" for code, title in figures.urgent]
    page = public.address("/morning/" if role in {Role.MAYOR, Role.DEPUTY} else "/inbox/")
    lines += ["", gettext("검토하고 승인하기: %(page)s") % {"page": page}] if page else []
    own = gettext("받는 방법을 바꾸거나 그만 받으려면 로그인한 뒤 '일일 현황 받기'를 여세요.")
    return "\n".join([*lines, "", own, ""])
