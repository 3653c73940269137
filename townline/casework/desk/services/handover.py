"""Handing over when a leave begins and when it ends: letters to who stands in, and back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from townline.casework.cases.api import OPEN
from townline.casework.cases.models import Case
from townline.platform.core import district
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Absence, AbsenceState, Staff


def handovers_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Begin and end the leaves whose moment has come; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _next(now):
        done += 1
    return done


@transaction.atomic
def _next(now: dt.datetime) -> bool:
    absence = departments.absence_take(now=now)
    if absence is None:
        return False
    begins = absence.state == AbsenceState.BEGUN
    to = absence.cover if begins else absence.staff
    if to.email and to.is_active:
        with translation.override(to.language), timezone.override(district.current().zone):
            subject, body = _begin(absence) if begins else _back(absence)
        emails.email_queue(to=to.email, subject=subject, body=body, now=now)
    return True


def _begin(absence: Absence) -> tuple[str, str]:
    count = Case.objects.filter(assignee=absence.staff_id, state__in=sorted(OPEN)).count()
    who = _name(absence.staff)
    subject = gettext("%(who)s 업무 대행") % {"who": who}
    lines = [
        gettext("%(who)s 님은 %(last)s까지 부재입니다.") % {"who": who, "last": _last(absence)},
        ngettext(
            "처리 중인 민원 %(n)d건이 내 업무에 '대행'으로 표시됩니다.",
            "처리 중인 민원 %(n)d건이 내 업무에 '대행'으로 표시됩니다.",
            count,
        )
        % {"n": count},
        gettext("인계 목록: %(path)s") % {"path": _path(absence)},
    ]
    return subject, "\n".join(lines) + "\n"


def _back(absence: Absence) -> tuple[str, str]:
    subject = gettext("복귀: 부재 중 업무를 모았습니다")
    lines = [
        gettext("%(who)s 님이 업무를 대행했습니다.") % {"who": _name(absence.cover)},
        gettext("인계 목록: %(path)s") % {"path": _path(absence)},
    ]
    return subject, "\n".join(lines) + "\n"


def _name(person: Staff) -> str:
    return person.name_en if translation.get_language() == "en" else person.name_ko


def _last(absence: Absence) -> str:
    return (timezone.localtime(absence.ends_at) - dt.timedelta(seconds=1)).date().isoformat()


def _path(absence: Absence) -> str:
    return f"/duty/absences/{absence.pk}/"
