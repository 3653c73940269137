"""What this room shows on the page of today; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from townline.casework.today.api import count, due_mark, facts
from townline.casework.today.ports import Empty, Part, Section, Tile, TodayLink, TodayRow, Tone
from townline.platform.departments.api import Act
from townline.platform.departments.guards import act_of, case_reader
from townline.prevention.hazards import api
from townline.prevention.hazards.selectors.labels import STEPS

_SHOWN = 4


def hazards_today(request: HttpRequest) -> Part | None:
    """Show the open hazards that a person sees by the step that is due next."""
    if case_reader(request) is None:
        return None
    act = act_of(request)
    found, counted = api.hazards_due(act, limit=_SHOWN)
    return Part(
        tile=Tile(
            label=gettext("위험 지점"),
            number=count(counted.open),
            unit=pgettext("tile", "곳"),
            detail=gettext("기한 경과 %(n)s곳") % {"n": count(counted.late)}
            if counted.late
            else "",
            url="/hazards/",
            tone=Tone.SOON if counted.late else Tone.CALM,
        ),
        section=Section(
            title=gettext("위험 지점의 다음 단계"),
            rows=[_row(row, act) for row in found],
            more=TodayLink("/hazards/", gettext("모두 보기")) if found else None,
            empty=Empty(
                words=gettext("처리 중인 위험 지점이 없습니다."),
                press=TodayLink("/hazards/new/", gettext("위험 지점 등록")),
            ),
        ),
    )


def _row(row: api.DueHazard, act: Act) -> TodayRow:
    return TodayRow(
        url=f"/hazards/{row.id}/",
        title=facts(STEPS[row.waits] if row.waits else "", api.kind_name(row.kind)),
        facts=facts(row.address, f"#{row.id}"),
        mark=due_mark(row.due_at, act.now) if row.due_at else None,
    )
