"""What this room shows on the page of today; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from townline.casework.today.api import count
from townline.casework.today.ports import Empty, Mark, Part, Section, TodayLink, TodayRow, Tone
from townline.platform.departments.guards import act_of, case_reader
from townline.prevention.policy.themes.rules.rising import rising
from townline.prevention.policy.themes.selectors import LATELY, themes_counted

_HOME = "/insights/themes/"


def themes_today(request: HttpRequest) -> Part | None:
    """Show the themes that came much more often in four weeks than in those before."""
    if case_reader(request) is None:
        return None
    found = rising(themes_counted(timezone.localdate(act_of(request).now)))
    return Part(
        section=Section(
            title=gettext("늘고 있는 주제"),
            rows=[
                TodayRow(
                    url=f"{_HOME}{one.theme}/",
                    title=one.title,
                    facts=gettext("최근 %(days)s일 %(n)s건, 이전 평균 %(usual)s건")
                    % {"days": LATELY, "n": count(one.number), "usual": f"{one.usual:.1f}"},
                    mark=Mark(Tone.RISING, _times(one.number, one.usual)),
                    values=one.course,
                )
                for one in found
            ],
            more=TodayLink(_HOME, gettext("주제 모두 보기")) if found else None,
            empty=Empty(
                words=gettext("평소보다 늘어난 주제가 없습니다."),
                press=TodayLink(_HOME, gettext("주제 모두 보기")),
            ),
        )
    )


def _times(number: int, usual: float) -> str:
    if not usual:
        return gettext("새 주제")
    return gettext("▲ %(times)s배") % {"times": f"{number / usual:.1f}"}
