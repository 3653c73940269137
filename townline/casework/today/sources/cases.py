"""Cases that wait: for approval, for sorting, for an answer, for who sent them back."""

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext, pgettext

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.views.lists import counts_of, the_act
from townline.casework.today.ports import Bar, Empty, Part, Section, Tile, TodayLink, Tone
from townline.casework.today.sources.shared import (
    SHOWN,
    ago,
    case_row,
    count,
    department_name,
    once,
)
from townline.platform.web import moments

_ANSWERS = 2
_BARS = 8


def _rows(request: HttpRequest, view: str, limit: int, department: str = "") -> list[cases.CaseRow]:
    filters = cases.CaseFilters(view=view, department=department)
    return cases.cases_list(the_act(request), filters=filters, limit=limit).rows


def approvals(request: HttpRequest) -> Part:
    """Show the answers that wait for the mayor, the first ones in full."""
    act = the_act(request)
    number = counts_of(request)["awaiting_confirmation"]
    rows = _rows(request, "awaiting_confirmation", _ANSWERS) if number else []
    if not rows:
        return Part(
            tile=Tile(
                label=gettext("승인 대기"), number="0", unit=pgettext("tile", "건"), url="/morning/"
            ),
            section=Section(
                title=gettext("승인을 기다리는 답변"),
                empty=Empty(
                    words=gettext("부서가 승인을 요청하면 여기에 표시됩니다."),
                    press=TodayLink("/morning/", gettext("일일 현황 보기")),
                ),
            ),
            lead=gettext("승인을 기다리는 답변이 없습니다."),
        )
    bodies = answers.draft_bodies([row.id for row in rows])
    first = f"/morning/{rows[0].code}/"
    due = moments.moment(rows[0].answer_due_at, now=act.now)
    return Part(
        tile=Tile(
            label=gettext("승인 대기"),
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=gettext("%(ago)s 접수부터") % {"ago": ago(rows[0].first_text_at, act.now)},
            url=first,
            tone=Tone.SOON,
        ),
        section=Section(
            title=gettext("승인을 기다리는 답변"),
            rows=[
                case_row(row, act, url=f"/morning/{row.code}/", answer=bodies.get(row.id, ""))
                for row in rows
            ],
            more=TodayLink("/morning/", gettext("모두 보기")),
            note=_rest(number - len(rows)),
        ),
        lead=gettext("승인 %(number)s건이 기다립니다. 먼저 볼 답변의 기한은 %(due)s입니다.")
        % {"number": count(number), "due": due},
        press=TodayLink(first, gettext("차례로 검토")),
    )


def _rest(number: int) -> str:
    if number <= 0:
        return ""
    return ngettext("그 밖에 %(n)s건", "그 밖에 %(n)s건", number) % {"n": count(number)}


def unsorted_texts(request: HttpRequest) -> Part:
    """Show texts that nobody has sorted yet; one press opens the next."""
    act = the_act(request)
    rows = _rows(request, "received", SHOWN)
    number = counts_of(request)["received"]
    tile = Tile(
        label=gettext("분류할 문자"),
        number=count(number),
        unit=pgettext("tile", "건"),
        detail=_oldest_since(rows, act.now),
        url="/inbox/?view=received",
        tone=Tone.CALM,
    )
    if not rows:
        return Part(
            tile=tile,
            section=Section(
                title=gettext("분류할 문자"),
                empty=Empty(
                    words=gettext("새 문자를 모두 분류했습니다."),
                    press=TodayLink("/inbox/", gettext("받은 문자 보기")),
                ),
            ),
            lead=gettext("분류할 문자가 없습니다."),
        )
    return Part(
        tile=tile,
        section=Section(
            title=gettext("분류할 문자"),
            rows=[case_row(row, act) for row in rows],
            more=TodayLink("/inbox/?view=received", gettext("모두 보기")),
            note=_rest(number - len(rows)),
        ),
        lead=gettext("분류할 문자 %(number)s건이 기다립니다.") % {"number": count(number)},
        press=TodayLink(f"/cases/{rows[0].code}/", gettext("다음 문자 열기")),
    )


def _oldest_since(rows: list[cases.CaseRow], now: dt.datetime) -> str:
    if not rows:
        return gettext("모두 분류했습니다")
    oldest = min(row.first_text_at for row in rows)
    return gettext("%(ago)s 접수") % {"ago": ago(oldest, now)}


def _loads(request: HttpRequest) -> list[cases.DepartmentLoad]:
    act = the_act(request)
    return once(request, "loads", lambda: cases.department_loads(act, soon=moments.URGENT))


def soon(request: HttpRequest) -> Part:
    """Show what must be answered within twelve hours."""
    act = the_act(request)
    number = sum(load.soon for load in _loads(request))
    late = counts_of(request)["overdue"]
    rows = _rows(request, "soon", SHOWN) if number else []
    return Part(
        tile=Tile(
            label=gettext("12시간 안"),
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=gettext("기한 경과 %(n)s건") % {"n": count(late)} if late else "",
            url="/inbox/?view=soon",
            tone=Tone.SOON if number else Tone.CALM,
        ),
        section=Section(
            title=gettext("12시간 안에 답변할 민원"),
            rows=[case_row(row, act) for row in rows],
            more=TodayLink("/inbox/?view=soon", gettext("모두 보기")),
            note=_rest(number - len(rows)),
        )
        if rows
        else None,
    )


def late(request: HttpRequest) -> Part:
    """Count what is late, and name the department with most of it."""
    number = counts_of(request)["overdue"]
    worst = next((load for load in _loads(request) if load.late), None)
    words = gettext("%(department)s %(n)s건")
    return Part(
        tile=Tile(
            label=gettext("기한 경과"),
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=words
            % {
                "department": department_name(worst.department) or gettext("부서 배정 전"),
                "n": count(worst.late),
            }
            if worst
            else gettext("모두 기한 안에 있습니다"),
            url="/inbox/?view=overdue",
            tone=Tone.LATE if number else Tone.CALM,
        )
    )


def returned_cases(request: HttpRequest) -> Part:
    """Show what departments sent back as not theirs, and answers that were returned."""
    act, counts = the_act(request), counts_of(request)
    elsewhere, again = counts["misrouted"], counts["returned"]
    rows = _rows(request, "misrouted", SHOWN) if elsewhere else []
    return Part(
        tile=Tile(
            label=gettext("반송·반려"),
            number=count(elsewhere + again),
            unit=pgettext("tile", "건"),
            detail=gettext("재배정 대기 %(elsewhere)s · 답변 반려 %(again)s")
            % {"elsewhere": count(elsewhere), "again": count(again)},
            url="/inbox/?view=misrouted" if elsewhere else "/inbox/?view=returned",
            tone=Tone.SOON if elsewhere else Tone.CALM,
        ),
        section=Section(
            title=gettext("다시 배정할 민원"),
            rows=[case_row(row, act) for row in rows],
            more=TodayLink("/inbox/?view=misrouted", gettext("모두 보기")),
        )
        if rows
        else None,
    )


def departments(request: HttpRequest) -> Part | None:
    """Show by department what is late, due soon and open."""
    loads = _loads(request)
    if not loads:
        return None
    return Part(
        section=Section(
            title=gettext("부서별 진행 중"),
            legend=(gettext("경과"), gettext("12시간 안"), gettext("나머지")),
            bars=[
                Bar(
                    url=_inbox(load.department),
                    name=department_name(load.department) or gettext("부서 배정 전"),
                    late=load.late,
                    soon=load.soon,
                    rest=load.open - load.late - load.soon,
                )
                for load in loads[:_BARS]
            ],
            more=TodayLink("/inbox/?view=open", gettext("모두 보기")),
        )
    )


def _inbox(department: str | None) -> str:
    return f"/inbox/?view=open&department={department}" if department else "/inbox/?view=received"


def team(request: HttpRequest) -> Part:
    """Show what of one's department is late, else what is due next."""
    act = the_act(request)
    number = counts_of(request)["overdue"]
    view = "overdue" if number else "open"
    rows = _rows(request, view, SHOWN)
    empty = Empty(
        words=gettext("부서에 처리 중인 민원이 없습니다."),
        press=TodayLink("/team/", gettext("부서 업무 보기")),
    )
    return Part(
        tile=Tile(
            label=gettext("기한 경과"),
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=gettext("처리 중 %(n)s건") % {"n": count(counts_of(request)["open"])},
            url="/inbox/?view=overdue",
            tone=Tone.LATE if number else Tone.CALM,
        ),
        section=Section(
            title=gettext("늦은 민원") if number else gettext("기한이 가까운 민원"),
            rows=[case_row(row, act) for row in rows],
            more=TodayLink(f"/inbox/?view={view}", gettext("모두 보기")) if rows else None,
            note=_rest(number - len(rows)),
            empty=empty,
        ),
        lead=gettext("부서의 민원 %(n)s건이 기한을 넘겼습니다.") % {"n": count(number)}
        if number
        else gettext("부서의 민원은 모두 기한 안에 있습니다."),
        press=TodayLink("/team/", gettext("부서 업무")),
    )
