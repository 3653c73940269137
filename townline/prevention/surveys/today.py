"""What this room shows on the page of today; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from townline.casework.today.api import count
from townline.casework.today.ports import Mark, Part, Ring, Section, TodayLink, TodayRow, Tone
from townline.platform.departments.guards import act_of
from townline.prevention.surveys.models import PlannedVisit
from townline.prevention.surveys.selectors.homes import kinds, works
from townline.prevention.surveys.selectors.progress import HomeCounts, count_homes
from townline.prevention.surveys.views.labels import kind_name


def survey_today(request: HttpRequest) -> Part | None:
    """Show who works on the lists how far they are, today's visits, and which homes wait."""
    act = act_of(request)
    if not works(act.viewer):
        return None
    kind = kinds()[0]
    found = count_homes(kind.code)
    if not found.listed:
        return None
    today = timezone.localdate(act.now)
    visits = PlannedVisit.objects.filter(home__kind=kind.code, day=today, done_at=None).count()
    return Part(
        section=Section(
            title=gettext("주택 조사"),
            rings=[
                Ring(
                    url="/surveys/progress/",
                    share=found.settled / found.listed,
                    title=gettext("%(kind)s %(done)s / %(all)s호")
                    % {
                        "kind": kind_name(kind),
                        "done": count(found.settled),
                        "all": count(found.listed),
                    },
                    detail=gettext("오늘 남은 방문 %(n)s곳") % {"n": count(visits)},
                )
            ],
            rows=_stuck(kind.code, found),
            more=TodayLink("/surveys/routes/", gettext("방문 계획 보기")),
        )
    )


def _stuck(kind: str, homes: HomeCounts) -> list[TodayRow]:
    """Give what keeps homes from being surveyed, with the list of them."""
    home = f"/surveys/?kind={kind}"
    found = [
        (homes.in_vain, gettext("여러 번 방문했으나 조사 못 한 주택"), f"{home}&state=in_vain"),
        (homes.unassigned, gettext("조사원이 없는 주택"), f"{home}&state=listed&surveyor=none"),
        (homes.unplaced, gettext("위치를 모르는 주택"), f"{home}&state=unplaced"),
    ]
    return [
        TodayRow(
            url=url, title=title, mark=Mark(Tone.RISING, gettext("%(n)s호") % {"n": count(number)})
        )
        for number, title, url in found
        if number
    ]
