"""Who has how much, who is on duty, what is promised, and what waits for a decision."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from townline.casework.cases.views.lists import the_act
from townline.casework.deadlines import api as deadlines
from townline.casework.desk import api as desk
from townline.casework.today.ports import (
    Bar,
    Empty,
    Mark,
    Part,
    Section,
    Tile,
    TodayLink,
    TodayRow,
    Tone,
)
from townline.casework.today.sources.shared import (
    SHOWN,
    ago,
    count,
    department_name,
    due_mark,
    facts,
    once,
)
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role, Staff
from townline.platform.web import moments
from townline.platform.web.registry import REGISTRY
from townline.platform.web.templatetags.townline import named

_DAY, _MOMENT = dt.timedelta(days=1), dt.timedelta(microseconds=1)
_BOUND = "bound"
_PEOPLE = 8


def _team(request: HttpRequest) -> list[desk.PersonLoad]:
    act = the_act(request)
    midnight = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    own = act.viewer.department or ""
    return once(
        request, "team", lambda: desk.team_open(act, department=own, day_end=midnight + _DAY)
    )


def unassigned_cases(request: HttpRequest) -> Part:
    """Count what nobody of one's department has been given yet."""
    number = sum(load.open for load in _team(request) if load.staff is None)
    return Part(
        tile=Tile(
            label=gettext("담당자 없음"),
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=gettext("담당자를 지정해 주세요") if number else "",
            url="/team/?person=none",
            tone=Tone.SOON if number else Tone.CALM,
        )
    )


def people(request: HttpRequest) -> Part:
    """Show by person of one's department what is late, due today and open."""
    loads = [load for load in _team(request) if load.staff and load.open]
    known = district.derive(_people)
    ordered = sorted(loads, key=lambda load: (-load.late, -load.open, load.staff or 0))
    return Part(
        section=Section(
            title=gettext("담당자별 진행 중"),
            legend=(gettext("경과"), gettext("오늘 기한"), gettext("나머지")),
            bars=[
                Bar(
                    url=f"/team/?person={load.staff}",
                    name=named(known.get(load.staff or 0)),
                    late=load.late,
                    soon=load.due_today,
                    rest=load.open - load.late - load.due_today,
                )
                for load in ordered[:_PEOPLE]
            ],
            more=TodayLink("/team/", gettext("부서 업무 보기")),
            empty=Empty(
                words=gettext("담당자가 지정된 민원이 없습니다."),
                press=TodayLink("/team/?person=none", gettext("담당자 지정하기")),
            ),
        )
    )


def _people(_settings: district.Settings) -> dict[int, Staff]:
    """Give officers and heads by id, as they were at most half a minute ago."""
    found = departments.staff_in_departments(roles=[Role.OFFICER, Role.HEAD])
    return {one.id: one for one in found}


def commitments(request: HttpRequest) -> Part:
    """Show the dates promised to residents that come next: of all, or of one's department."""
    act = the_act(request)
    whose = "department" if act.viewer.role is Role.HEAD else "all"
    found = deadlines.promised_list(
        viewer=act.viewer, filters=deadlines.PromisedFilters(whose=whose), limit=SHOWN
    )
    return Part(
        section=Section(
            title=gettext("이행 약속"),
            rows=[
                TodayRow(
                    url=f"/cases/{row.code}/#promised",
                    title=row.title,
                    facts=facts(department_name(row.department), moments.day(row.due_at), row.code),
                    mark=due_mark(row.due_at, act.now),
                )
                for row in found
            ],
            more=TodayLink("/promises/", gettext("모두 보기")) if found else None,
            empty=Empty(
                words=gettext("남은 이행 약속이 없습니다. 답변에 날짜를 적으면 여기에 표시됩니다.")
            ),
        )
    )


def decisions(request: HttpRequest) -> Part | None:
    """Show what waits for a person and is no case: refused orders, an incident's lessons."""
    now = the_act(request).now
    found = [todo for source in REGISTRY.value.todos for todo in source(request)]
    if not found:
        return None
    return Part(
        section=Section(
            title=gettext("결정할 일"),
            rows=[
                TodayRow(
                    url=todo.url,
                    title=todo.text,
                    words=todo.detail,
                    mark=Mark(Tone.SOON, ago(todo.since, now)),
                )
                for todo in found[:SHOWN]
            ],
            more=TodayLink("/mine/", gettext("내 업무 모두 보기")),
        )
    )


def duty(request: HttpRequest) -> Part:
    """Show who is on duty, and whether texts come and go."""
    act = the_act(request)
    shifts = departments.shifts_between(since=act.now, until=act.now + _MOMENT)
    who = ", ".join(named(shift.staff) for shift in shifts if shift.staff.is_active)
    rows = [
        TodayRow(
            url="/duty/",
            title=who or gettext("지금은 당직 근무자가 없습니다"),
            facts=gettext("당직"),
        )
    ]
    return Part(section=Section(title=gettext("당직과 연결"), rows=[*rows, *_links()]))


def _links() -> list[TodayRow]:
    """Give one row for all links where they work, else one for each that does not."""
    links = conversations.links()
    lost = [link for link in links if link.state != _BOUND]
    title = gettext("문자 수신·발송")
    if links and not lost:
        good = Mark(Tone.GOOD, gettext("연결됨"))
        return [TodayRow(url="/links/", title=title, facts=gettext("통신 연결"), mark=good)]
    bad = Mark(Tone.LATE, gettext("연결 끊김"))
    names = [link.transport for link in lost] or [""]
    return [
        TodayRow(url="/links/", title=title, facts=facts(gettext("통신 연결"), name), mark=bad)
        for name in names
    ]
