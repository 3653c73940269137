"""The texts of a surge that wait to be sorted, in groups. A constant number of queries."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.casework.cases import api as cases
from townline.casework.cases.ports import aside_condition
from townline.casework.classification import api as classification
from townline.casework.desk import api as desk
from townline.platform.conversations import api as conversations
from townline.platform.core.redaction import mask_message
from townline.platform.departments.api import Act
from townline.platform.triage import api as triage
from townline.prevention.incidents import api as incidents
from townline.prevention.incidents.surge.models import SurgeMode
from townline.prevention.incidents.surge.rules.grouping import (
    CaseGroup,
    HoldReason,
    WaitingCase,
    group_cases,
)
from townline.prevention.incidents.surge.rules.states import SurgeState

_LISTED = 2_000  # texts that are grouped at once, the oldest first
_ALIKE = 0.6  # likely the same, as lists of similar cases say it


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeText:
    """One text of the group that is open. ``words``: as they came, without numbers."""

    code: str
    at: dt.datetime
    words: str
    danger: bool
    held: HoldReason | None
    incident: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeGroupLine:
    """One group in the list. ``title``: what its oldest text begins with.

    ``busy``: somebody else has it open. ``more``: texts beyond those of one decision.
    """

    code: str
    title: str
    count: int
    dangers: int
    service: str
    alike: bool
    busy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeTexts:
    """All that waits: the groups, and the texts of the one that is open (None: nothing waits).

    ``waiting``: how many texts; ``offered``: the incident that most of the group were offered
    to, 0 for none; ``together``: the incident that all of them belong to.
    """

    lines: list[SurgeGroupLine]
    waiting: int
    open: SurgeGroupLine | None
    shown: list[SurgeText]
    offered: int
    together: int


def surge_on() -> SurgeMode | None:
    """Give the surge mode that is on; one query."""
    return SurgeMode.objects.filter(state=SurgeState.ON).first()


def surge_cases(surge: SurgeMode, act: Act, codes: Sequence[str]) -> list[str]:
    """Give those of some codes that wait to be sorted in this surge; one query."""
    found = _waiting(surge, act).filter(code__in=list(codes))
    return list(found.order_by("id").values_list("code", flat=True))


def _waiting(surge: SurgeMode, act: Act) -> QuerySet[Any]:
    rows = cases.visible(act.viewer).filter(state=cases.CaseState.RECEIVED, private=False)
    return rows.filter(opened_at__gte=surge.begun_at).exclude(aside_condition(act.now))


def surge_texts(act: Act, *, surge: SurgeMode, chosen: str = "") -> SurgeTexts:
    """Give what waits; ``chosen``: the code that leads the group to open.

    Where nobody chose, the first group that nobody else has open. Nine queries.
    """
    columns = ("id", "code", "title", "danger", "opened_at", "last_incoming_id")
    rows = {
        row[0]: row for row in _waiting(surge, act).order_by("id").values_list(*columns)[:_LISTED]
    }
    groups = _group_texts(rows, act.now)
    busy = desk.present_at(act, [one.lead for one in groups])
    lines = {one.lead: _line(one, rows, busy) for one in groups}
    open_ = _open(groups, lines, chosen)
    return SurgeTexts(
        lines=list(lines.values()),
        waiting=len(rows),
        open=lines[open_.lead] if open_ else None,
        shown=_texts_of_group(open_, rows) if open_ else [],
        offered=_likeliest_offer(open_) if open_ else 0,
        together=_together(open_) if open_ else 0,
    )


type _Rows = dict[int, tuple[int, str, str, bool, dt.datetime, int]]


def _group_texts(rows: _Rows, now: dt.datetime) -> list[CaseGroup]:
    marks = cases.row_extras("mark", rows, now)
    events = classification.suggestions_of(rows)
    members = incidents.incidents_of_cases(rows)
    waiting = [
        WaitingCase(
            id=number, danger=row[3], incident=members.get(number, 0), event=events.get(number, 0),
            service=marks[number].service if number in marks else "",
            sure=number in marks and marks[number].sure,
            several=number in marks and marks[number].several,
        )
        for number, row in rows.items()
    ]  # fmt: skip
    return group_cases(waiting, _pairs(rows))


def _pairs(rows: _Rows) -> list[tuple[int, int]]:
    found = triage.similar_pairs([cases.subject(number) for number in rows], least=_ALIKE)
    return [(cases.case_id_of(one) or 0, cases.case_id_of(other) or 0) for one, other in found]


def _line(one: CaseGroup, rows: _Rows, busy: set[int]) -> SurgeGroupLine:
    _, code, title, *_ = rows[one.lead]
    return SurgeGroupLine(
        code=code, title=mask_message(title), count=len(one.cases), dangers=one.dangers,
        service=one.service, alike=one.alike, busy=one.lead in busy,
    )  # fmt: skip


def _open(
    groups: Sequence[CaseGroup], lines: dict[int, SurgeGroupLine], chosen: str
) -> CaseGroup | None:
    requested = [one for one in groups if lines[one.lead].code == chosen]
    free = [one for one in groups if not lines[one.lead].busy]
    return next(iter([*requested, *free, *groups]), None)


def _texts_of_group(one: CaseGroup, rows: _Rows) -> list[SurgeText]:
    some = sorted(one.cases, key=lambda case: (not case.danger, case.id))[: desk.MOST]
    bodies = conversations.incoming_many([rows[case.id][5] for case in some])
    return [
        SurgeText(
            code=rows[case.id][1],
            at=rows[case.id][4],
            danger=case.danger,
            words=mask_message(
                text.body if (text := bodies.get(rows[case.id][5])) else rows[case.id][2]
            ),
            held=one.held.get(case.id),
            incident=case.incident,
        )
        for case in some
    ]


def _likeliest_offer(one: CaseGroup) -> int:
    counted = Counter(incidents.offers_of_cases([case.id for case in one.cases]))
    return min(counted, key=lambda number: (-counted[number], number), default=0)


def _together(one: CaseGroup) -> int:
    own = {case.incident for case in one.cases}
    return own.pop() if len(own) == 1 else 0
