"""What one person owes: cases, visits, input, commitments; read as their list of work reads it."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import the_act
from townline.casework.desk import api as desk
from townline.casework.today.ports import (
    Empty,
    Mark,
    Part,
    Section,
    Tile,
    TodayLink,
    TodayRow,
    Tone,
)
from townline.casework.today.sources.shared import SHOWN, count, due_mark, facts, hidden_title, once
from townline.platform.web import moments

_DAY = dt.timedelta(days=1)
_MORE = 6
_DAYS_WORK = frozenset(desk.WorkKind) - {desk.WorkKind.NOTICE}
_ON_GROUND = frozenset({desk.WorkKind.CASE, desk.WorkKind.VISIT})
_OFFICE = frozenset({desk.WorkKind.POSITION})


def _owed(
    request: HttpRequest, kind: desk.WorkKind, read: frozenset[desk.WorkKind]
) -> list[desk.WorkItem]:
    """Give what is owed of a kind; all kinds that the page ``read``s are read together."""
    act = the_act(request)
    found = once(request, f"work {sorted(read)}", lambda: desk.work_list(act, kinds=read))
    return [item for item in found if item.kind is kind]


def _until_midnight(now: dt.datetime) -> dt.datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + _DAY


def _row(item: desk.WorkItem, now: dt.datetime, anchor: str = "") -> TodayRow:
    mark = due_mark(item.due_at, now)
    if item.danger:
        mark = Mark(Tone.DANGER, mark.words)
    words = "" if item.private else item.words
    is_input = item.kind is desk.WorkKind.POSITION
    return TodayRow(
        url=f"/cases/{item.code}/{anchor}",
        title=hidden_title() if item.private else item.title,
        words=words if is_input else "",
        facts=facts("" if is_input else words, labels.state(item.state), item.code),
        mark=mark,
    )


def own(request: HttpRequest) -> Part:
    """Show the cases that wait for one's answer, danger and what is due first on top."""
    return _cases(request, _DAYS_WORK)


def own_cases(request: HttpRequest) -> Part:
    """Show the same to who works on homes and reads no more of their work here."""
    return _cases(request, _ON_GROUND)


def _cases(request: HttpRequest, read: frozenset[desk.WorkKind]) -> Part:
    act = the_act(request)
    held = _owed(request, desk.WorkKind.CASE, read)
    found = [item for item in held if item.danger or item.state in cases.WRITABLE]
    late = sum(item.due_at < act.now for item in found)
    today = sum(act.now <= item.due_at < _until_midnight(act.now) for item in found)
    words = {"late": count(late), "today": count(today)}
    return Part(
        tile=Tile(
            label=gettext("내 민원"),
            number=count(len(found)),
            unit=pgettext("tile", "건"),
            detail=gettext("경과 %(late)s · 오늘 기한 %(today)s") % words,
            url="/mine/?kind=case",
            tone=Tone.SOON if late or today else Tone.CALM,
        ),
        section=Section(
            title=gettext("답변할 내 민원"),
            rows=[_row(item, act.now) for item in found[:_MORE]],
            more=TodayLink("/mine/", gettext("내 업무 모두 보기")),
            note=gettext("승인이나 답장을 기다리는 민원 %(n)s건")
            % {"n": count(len(held) - len(found))}
            if len(held) > len(found)
            else "",
            empty=Empty(
                words=gettext("답변할 민원이 없습니다. 부서의 다음 민원을 맡을 수 있습니다."),
                press=TodayLink("/mine/", gettext("부서의 다음 민원 보기")),
            ),
        ),
        lead=_lead(len(found), late, today),
        press=TodayLink(f"/cases/{found[0].code}/", gettext("먼저 할 것 열기")) if found else None,
    )


def _lead(number: int, late: int, today: int) -> str:
    if late:
        return gettext("기한이 지난 민원 %(n)s건부터 답변해 주세요.") % {"n": count(late)}
    if today:
        return gettext("오늘까지 답변할 민원이 %(n)s건 있습니다.") % {"n": count(today)}
    if number:
        return gettext("답변할 민원 %(n)s건은 모두 기한 안에 있습니다.") % {"n": count(number)}
    return gettext("지금 답변할 민원이 없습니다.")


def visits(request: HttpRequest) -> Part:
    """Show today's visits in their order."""
    return _visits(request, _DAYS_WORK)


def own_visits(request: HttpRequest) -> Part:
    """Show the same to who works on homes."""
    return _visits(request, _ON_GROUND)


def _visits(request: HttpRequest, read: frozenset[desk.WorkKind]) -> Part:
    act = the_act(request)
    ends = _until_midnight(act.now)
    found = [one for one in _owed(request, desk.WorkKind.VISIT, read) if one.due_at < ends]
    first = found[0] if found else None
    return Part(
        tile=Tile(
            label=pgettext("today", "오늘 방문"),
            number=count(len(found)),
            unit=pgettext("tile", "곳"),
            detail=gettext("다음 %(time)s") % {"time": moments.hour(first.due_at)}
            if first and first.timed
            else "",
            url="/visits/",
        ),
        section=Section(
            title=gettext("오늘 현장 방문"),
            rows=[_visit(number, item, act.now) for number, item in enumerate(found[:_MORE], 1)],
            more=TodayLink("/visits/", gettext("차례와 지도 보기")) if found else None,
            empty=Empty(
                words=gettext("오늘 예정된 방문이 없습니다."),
                press=TodayLink("/visits/", gettext("방문 일정 보기")),
            ),
        ),
    )


def _visit(number: int, item: desk.WorkItem, now: dt.datetime) -> TodayRow:
    late = item.due_at < now
    words = moments.hour(item.due_at) if item.timed else gettext("오늘 중")
    return TodayRow(
        url=f"/cases/{item.code}/",
        title=f"{number}. {hidden_title() if item.private else item.title}",
        facts=facts("" if item.private else item.words, item.code),
        mark=Mark(Tone.LATE if late else Tone.SOON if item.timed else Tone.CALM, words),
    )


def inputs(request: HttpRequest) -> Part:
    """Show the questions of other departments that wait for one's own."""
    return _inputs(request, _DAYS_WORK)


def team_inputs(request: HttpRequest) -> Part:
    """Show a head the same, and nothing else of their own work."""
    return _inputs(request, _OFFICE)


def _inputs(request: HttpRequest, read: frozenset[desk.WorkKind]) -> Part:
    return _list(
        request,
        _owed(request, desk.WorkKind.POSITION, read),
        TodayLink("/mine/?kind=position", gettext("협조 의견")),
        gettext("의견을 낼 협조 요청"),
        "#joint",
    )


def own_commitments(request: HttpRequest) -> Part:
    """Show the dates that one promised residents."""
    return _list(
        request,
        _owed(request, desk.WorkKind.PROMISED, _DAYS_WORK),
        TodayLink("/promises/", gettext("이행 약속")),
        gettext("지킬 이행 약속"),
        "#promised",
    )


def _list(
    request: HttpRequest, found: list[desk.WorkItem], place: TodayLink, title: str, anchor: str
) -> Part:
    now = the_act(request).now
    late = sum(item.due_at < now for item in found)
    return Part(
        tile=Tile(
            label=place.words,
            number=count(len(found)),
            unit=pgettext("tile", "건"),
            url=place.url,
            detail=gettext("기한 경과 %(n)s건") % {"n": count(late)} if late else "",
            tone=Tone.SOON if late else Tone.CALM,
        ),
        section=Section(
            title=title,
            rows=[_row(item, now, anchor) for item in found[:SHOWN]],
            more=TodayLink(place.url, gettext("모두 보기")),
        )
        if found
        else None,
    )
