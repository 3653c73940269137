"""What this room shows on the page of today; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.casework.today.api import number_of
from townline.casework.today.ports import Mark, Part, Section, TodayLink, TodayRow, Tone
from townline.platform.core.history import marks
from townline.platform.departments.guards import act_of, case_reader
from townline.prevention.policy.services.overdue import DUE_MARK, late_in

_LATE = "/policy/?view=late"


def late_policy_today(request: HttpRequest) -> Part | None:
    """Count the policy steps that are late, from the mark that every page reads."""
    mark = marks.mark_of(request, DUE_MARK) if case_reader(request) else None
    late = late_in(act_of(request), mark) if mark else 0
    if not late:
        return None
    return Part(
        section=Section(
            title=gettext("정책 과제"),
            rows=[
                TodayRow(
                    url=_LATE,
                    title=gettext("기한이 지난 정책 과제"),
                    mark=Mark(Tone.LATE, number_of(late)),
                )
            ],
            more=TodayLink("/policy/", gettext("정책 과제 보기")),
        )
    )
