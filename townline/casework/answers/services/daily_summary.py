"""The morning in a few lines, by e-mail or text, at the hour that a person chose."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from townline.casework.answers.selectors.morning import (
    morning_pressing,
    morning_texts,
    urgent_titles,
)
from townline.casework.cases.api import OPEN, morning_figures
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.outgoing import emails
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Digest, Role
from townline.platform.web import moments

# The words of a digest, in the language of the person who gets it.


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


_EVENING = dt.time(18, 0)
_DAY = dt.timedelta(days=1)


def digests_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Send every digest that is due; one transaction each, once a day each, safe to repeat."""
    done = 0
    while done < limit and _send_next(now):
        done += 1
    return done


@transaction.atomic
def _send_next(now: dt.datetime) -> bool:
    digest = departments.digest_take(now=now)
    if digest is None:
        return False
    viewer = departments.viewer_of(digest.staff, now=now)
    with translation.override(digest.staff.language), timezone.override(district.current().zone):
        sent = _send(digest, daily_figures(Act(viewer, now)), now)
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{digest.staff_id}",
            event="staff:digest:send" if sent else "staff:digest:skip",
            actor=audit.SYSTEM,
            at=now,
            data={"way": digest.way},
        )
    )
    return True


def daily_figures(act: Act) -> DailyFigures:
    """Count the morning as this person may see it. No number, no resident's word is in it."""
    today = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = timezone.make_aware(dt.datetime.combine(today.date() - _DAY, _EVENING))
    figures = morning_figures(act, since=since, day_start=today)
    danger = morning_pressing(act, day_end=today + _DAY).danger
    return DailyFigures(
        at=act.now,
        came_in=morning_texts(viewer=act.viewer, since=since).total,
        awaiting=figures.awaiting,
        due_today=figures.due_today,
        overdue=figures.overdue,
        answered_yesterday=figures.answered_yesterday,
        kept_yesterday=figures.kept_yesterday,
        danger=len(danger),
        urgent=urgent_titles([row for row in danger if row.state in OPEN]),
    )


def _send(digest: Digest, figures: DailyFigures, now: dt.datetime) -> bool:
    if digest.way == "text":
        return _text(digest, figures, now)
    if not digest.staff.email:
        return False
    try:
        emails.email_queue(
            to=digest.staff.email,
            subject=subject(figures),
            body=letter(figures, role=digest.staff.role),
            now=now,
        )
    except emails.EmailInvalid:
        # One address that cannot be written to must not keep the others waiting.
        return False
    return True


def _text(digest: Digest, figures: DailyFigures, now: dt.datetime) -> bool:
    """Text it to the person's own number, as any automatic text: a STOP is obeyed."""
    known = conversations.residents_brief([digest.resident_id or 0]).get(digest.resident_id or 0)
    if known is None or known.is_erased:
        return False
    queued = conversations.automatic_queue(
        resident_id=known.id,
        body=text(figures),
        reference="",
        now=now,
        cause=conversations.Cause.FOLLOWS,
    )
    return queued is not None
