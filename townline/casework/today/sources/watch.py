"""Dangers, and what an auditor looks at each morning."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from townline.casework.alarms import api as alarms
from townline.casework.alarms.views import labels
from townline.casework.cases.views.lists import the_act
from townline.casework.data_protection import api as data_protection
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
from townline.casework.today.sources.shared import count, facts, number_of
from townline.platform.departments.api import Permission
from townline.platform.web import moments
from townline.platform.web.templatetags.townline import named

_SHOWN, _PEOPLE = 3, 6
_DAY = dt.timedelta(days=1)


def dangers(request: HttpRequest) -> Part:
    """Show danger alerts that are not over, what nobody acknowledged first."""
    act = the_act(request)
    found = alarms.alarms_live(act)
    waiting = sum(alarm.waits for alarm in found)
    return Part(
        tile=Tile(
            label=gettext("위험 경보"),
            number=count(len(found)),
            unit=pgettext("tile", "건"),
            detail=gettext("경보 확인 전 %(n)s건") % {"n": count(waiting)}
            if waiting
            else gettext("확인 전 경보 없음"),
            url="/alarms/",
            tone=Tone.DANGER if found else Tone.CALM,
        ),
        section=Section(
            title=gettext("위험 경보"),
            rows=[_row(alarm, act.now) for alarm in found[:_SHOWN]],
            more=TodayLink("/alarms/", gettext("모두 보기")),
        )
        if found
        else None,
        lead=gettext("위험 경보 %(n)s건이 진행 중입니다.") % {"n": count(len(found))}
        if found
        else "",
    )


def _row(alarm: alarms.AlarmView, now: dt.datetime) -> TodayRow:
    if alarm.waits:
        mark = Mark(Tone.DANGER, labels.to_acknowledge(alarm.acknowledge_by - now))
    else:
        mark = Mark(Tone.GOOD, str(labels.STATES[alarm.state]))
    return TodayRow(
        url=f"/cases/{alarm.code}/" if alarm.code else "/alarms/",
        title=labels.shown_to_all(alarm),
        words="" if alarm.private or not alarm.code else alarm.title,
        facts=facts(moments.moment(alarm.raised_at, now=now), alarm.code),
        mark=mark,
    )


def access(request: HttpRequest) -> Part | None:
    """Show who looked at numbers and data yesterday."""
    act = the_act(request)
    if not act.viewer.may(Permission.AUDIT):
        return None
    today = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    found = data_protection.access_by_person(since=today - _DAY, until=today)
    number = sum(one.looks for one in found)
    most = data_protection.most_accesses()
    return Part(
        tile=Tile(
            label=gettext("어제 열람 기록"),
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=gettext("%(n)s명") % {"n": count(len(found))} if found else "",
            url="/privacy/",
        ),
        section=Section(
            title=gettext("어제 개인정보를 열람한 사람"),
            rows=[
                TodayRow(
                    url="/privacy/",
                    title=named(one.staff) or gettext("시스템"),
                    facts=number_of(one.looks),
                    mark=Mark(Tone.RISING, gettext("많음")) if one.looks > most else None,
                )
                for one in found[:_PEOPLE]
            ],
            more=TodayLink("/privacy/", gettext("열람 기록 보기")),
            empty=Empty(
                words=gettext("어제는 개인정보 열람이 없었습니다."),
                press=TodayLink("/privacy/", gettext("지난 열람 기록 보기")),
            ),
        ),
        lead=gettext("어제 개인정보 열람이 %(n)s건 있었습니다.") % {"n": count(number)}
        if number
        else gettext("어제는 개인정보 열람이 없었습니다."),
        press=TodayLink("/privacy/", gettext("열람 기록 보기")),
    )


def erasure(request: HttpRequest) -> Part | None:
    """Show what was erased last night."""
    act = the_act(request)
    if not act.viewer.may(Permission.AUDIT):
        return None
    run = data_protection.last_run()
    fresh = run is not None and run.at > act.now - 2 * _DAY
    number = sum(n for _, n in run.went) if run else 0
    title = gettext("지난밤 파기")
    more = TodayLink("/privacy/erasure/", gettext("보존·파기 보기"))
    when = moments.moment(run.at, now=act.now) if run else gettext("파기 기록이 없습니다")
    return Part(
        tile=Tile(
            label=title,
            number=count(number),
            unit=pgettext("tile", "건"),
            detail=when,
            url="/privacy/erasure/",
            tone=Tone.CALM if fresh else Tone.LATE,
        ),
        section=Section(
            title=title,
            rows=[
                TodayRow(
                    url="/privacy/erasure/",
                    title=str(kind),
                    mark=Mark(Tone.PLAIN, number_of(n)),
                )
                for kind, n in (run.went if run else ())
            ],
            more=more,
            empty=Empty(
                words=gettext("지난밤에는 보존 기간이 지난 것이 없었습니다.")
                if fresh
                else gettext("지난밤 기록이 없습니다. 밤에 서버가 켜져 있었는지 확인해 주세요."),
                press=more,
            ),
        ),
    )
