import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.db.models import Q, QuerySet

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import BY_PERSON, LIVE, OVER, AlarmState, alarm_subject
from townline.casework.cases.api import case_id_of, may_know, merged_ids, subject, visible_condition
from townline.casework.cases.models import Case
from townline.platform.core.database.prepared import prepare_query, prepared_for
from townline.platform.departments.api import Act, Staff, Viewer

# Reads of alarms: what waits to be acknowledged, what was, and what came of it.

_SHOWN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """One alarm. ``code`` "" is a drill's; ``probability`` None: a person raised it.

    ``told_at``: when more people were told last. ``may_put_back``: its end may be taken back at
    this moment.
    """

    id: int
    case_id: int | None
    code: str
    title: str
    kind: str
    private: bool
    drill: bool
    state: AlarmState
    stage: int
    texts: tuple[int, ...]
    probability: float | None
    raised_at: dt.datetime
    raised_by: Staff | None
    told_at: dt.datetime
    acknowledge_by: dt.datetime
    escalate_at: dt.datetime | None
    acknowledged_at: dt.datetime | None
    acknowledged_by: Staff | None
    acknowledged_via: str
    ended_at: dt.datetime | None
    ended_by: Staff | None
    reason: str
    may_put_back: bool

    @property
    def waits(self) -> bool:
        """Whether nobody has acknowledged it."""
        return self.state is AlarmState.RAISED

    @property
    def seconds(self) -> int | None:
        """How long it took until somebody acknowledged it."""
        at = self.acknowledged_at
        return int((at - self.raised_at).total_seconds()) if at else None


def _visible_alarms(viewer: Viewer) -> QuerySet[Alarm]:
    """Give the alarms a person may know of: of cases they see, and that they were told of."""
    notified = AlarmTold.objects.filter(staff=viewer.staff_id).values("alarm")
    alone = Q(case__merged_into=None) & visible_condition(viewer, "case__")
    rows = Alarm.objects.filter(
        Q(case=None)
        | alone
        | visible_condition(viewer, "case__merged_into__")
        | Q(private=False, case__private=False, id__in=notified)
    )
    return rows.select_related("case__merged_into", "raised_by", "acknowledged_by", "ended_by")


def ever_alarmed(case_ids: Iterable[int]) -> set[int]:
    """Give those of some cases that ever had an alarm, or one of those merged into them."""
    ids = list(case_ids)
    rows = Alarm.objects.filter(Q(case__in=ids) | Q(case__merged_into__in=ids))
    pairs = rows.values_list("case_id", "case__merged_into_id")
    return {number for pair in pairs for number in pair if number}


def alarm_view(alarm: Alarm, now: dt.datetime) -> AlarmView:
    """Show one alarm, whoever may know of it."""
    case = (alarm.case.merged_into or alarm.case) if alarm.case else None
    return AlarmView(
        id=alarm.pk,
        case_id=case.id if case else None,
        code=(case.code if case else "") or "",
        title=case.title if case else "",
        kind=alarm.kind,
        private=alarm.private,
        drill=alarm.drill,
        state=AlarmState(alarm.state),
        stage=alarm.stage,
        texts=tuple(alarm.texts),
        probability=alarm.probability,
        raised_at=alarm.raised_at,
        raised_by=alarm.raised_by,
        told_at=_last_notified_at(alarm),
        acknowledge_by=alarm.acknowledge_by,
        escalate_at=alarm.escalate_at,
        acknowledged_at=alarm.acknowledged_at,
        acknowledged_by=alarm.acknowledged_by,
        acknowledged_via=alarm.acknowledged_via,
        ended_at=alarm.ended_at,
        ended_by=alarm.ended_by,
        reason=alarm.reason,
        may_put_back=bool(alarm.put_back_to and alarm.undo_until and alarm.undo_until > now),
    )


def _last_notified_at(alarm: Alarm) -> dt.datetime:
    """Give when people were told last: each stage begins a step after the one before."""
    if not alarm.stage:
        return alarm.raised_at
    step = alarm.acknowledge_by - alarm.raised_at
    return alarm.acknowledge_by + (alarm.stage - 1) * step


def alarms_live(act: Act) -> list[AlarmView]:
    """List what is not over: what nobody has acknowledged first, the oldest on top; one query."""
    rows = prepare_query(("alarms live", act.viewer), partial(_live_alarms, act.viewer))
    found = [alarm_view(alarm, act.now) for alarm in rows]
    return sorted(found, key=lambda one: not one.waits)


def _live_alarms(viewer: Viewer) -> QuerySet[Alarm]:
    rows = _visible_alarms(viewer).filter(state__in=sorted(LIVE))
    return rows.order_by("raised_at", "id")[:_SHOWN]


def alarms_past(act: Act, *, limit: int = _SHOWN) -> list[AlarmView]:
    """List what is over, newest first; one query."""
    rows = _visible_alarms(act.viewer).filter(state__in=sorted(OVER)).order_by("-raised_at", "-id")
    return [alarm_view(alarm, act.now) for alarm in rows[:limit]]


def alarm_get(act: Act, *, alarm_id: int) -> AlarmView | None:
    """Give one alarm, or None for what the viewer may not know of."""
    alarm = _visible_alarms(act.viewer).filter(id=alarm_id).first()
    return alarm_view(alarm, act.now) if alarm else None


def alarms_of_case(*, case_id: int, now: dt.datetime) -> list[AlarmView]:
    """List the alarms of a case that the viewer sees, oldest first; two queries."""
    rows = Alarm.objects.filter(case__in=[case_id, *merged_ids(case_id)])
    people = rows.select_related("case", "raised_by", "acknowledged_by", "ended_by")
    return [alarm_view(alarm, now) for alarm in people.order_by("raised_at", "id")]


def alarms_waiting(act: Act) -> list[AlarmView]:
    """List what nobody has acknowledged, for the bar on every page.

    Nearly always there is none, and one look at a small index says so; who may know of which is
    asked only where there is one.
    """
    if not any(prepare_query("alarms raised", _waiting_alarms)):
        return []
    rows = prepare_query(("alarms waiting", act.viewer), partial(_waiting, act.viewer))
    return [alarm_view(alarm, act.now) for alarm in rows]


def _waiting_alarms() -> QuerySet[Alarm, int]:
    return Alarm.objects.filter(state=AlarmState.RAISED).values_list("id", flat=True)[:1]


def _waiting(viewer: Viewer) -> QuerySet[Alarm]:
    rows = _visible_alarms(viewer).filter(state=AlarmState.RAISED)
    return rows.order_by("acknowledge_by", "id")[:20]


def alarms_unseen(*, now: dt.datetime) -> int:
    """Count what nobody has acknowledged in time, of every kind; for who keeps the server."""
    rows = Alarm.objects.filter(state=AlarmState.RAISED, drill=False, acknowledge_by__lt=now)
    return rows.count()


class Live(NamedTuple):
    """A danger alert of a case that is not over."""

    case_id: int
    kind: str
    private: bool
    state: str
    acknowledge_by: dt.datetime


def alarms_of(case_ids: Iterable[int]) -> list[Live]:
    """Give those of cases that are not over; of several of one case what counts comes last."""
    rows = prepared_for("alarms of cases", _live, case_ids)
    return [
        Live(case or 0, kind, private, state, until) for case, kind, private, state, until in rows
    ]


def _live(
    case_ids: list[int],
) -> QuerySet[Alarm, tuple[int | None, str, bool, str, dt.datetime]]:
    rows = Alarm.objects.filter(case__in=case_ids, state__in=sorted(LIVE))
    # What nobody has acknowledged counts before all, and the nearest of that.
    return rows.order_by("state", "-acknowledge_by").values_list(
        "case_id", "kind", "private", "state", "acknowledge_by"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmExample:
    """What a person said of a text. ``kind``: of the danger, "person" where none was read.

    ``real``: the danger was there. ``read``: the machine raised it.
    """

    text_id: int
    kind: str
    real: bool
    read: bool
    at: dt.datetime


def alarm_examples(*, since: dt.datetime | None = None) -> Iterator[AlarmExample]:
    """Tell what is to be learnt from alarms that are over, by text; drills are left out.

    Of harm at home as well: it is for who trains the reader, who sees texts and no names.
    """
    rows = Alarm.objects.filter(drill=False, state__in=sorted(OVER), ended_at__isnull=False)
    if since is not None:
        rows = rows.filter(ended_at__gte=since)
    for alarm in rows.order_by("ended_at", "id").iterator():
        for text in alarm.texts:
            yield AlarmExample(
                text_id=text,
                kind=alarm.kind,
                real=alarm.state == AlarmState.SETTLED,
                read=alarm.kind != BY_PERSON,
                at=alarm.ended_at or alarm.raised_at,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmFact:
    """One alarm as figures count it: nothing that says whose it is."""

    raised_at: dt.datetime
    kind: str
    read: bool
    state: AlarmState
    stage: int
    seconds: int | None


def alarm_facts(*, viewer: Viewer, since: dt.datetime, until: dt.datetime) -> list[AlarmFact]:
    """Give the alarms of a time for counting, drills left out; one query."""
    rows = Alarm.objects.filter(drill=False, raised_at__gte=since, raised_at__lt=until)
    rows = rows.filter(may_know(viewer, "case__"))
    return [
        AlarmFact(
            raised_at=alarm.raised_at,
            kind=alarm.kind,
            read=alarm.kind != BY_PERSON,
            state=AlarmState(alarm.state),
            stage=alarm.stage,
            seconds=_seconds(alarm),
        )
        for alarm in rows.order_by("raised_at", "id")
    ]


def _seconds(alarm: Alarm) -> int | None:
    at = alarm.acknowledged_at
    return int((at - alarm.raised_at).total_seconds()) if at else None


# What of alarms is not for everybody, and who was told of them.

_ALARMS = 1000


def alarm_recipients() -> QuerySet[AlarmTold]:
    """Give who was told of which danger, and in which case it lies today."""
    return AlarmTold.objects.all()


def unsaid(references: Iterable[str]) -> set[str]:
    """Give those of texts' references whose words only duty and welfare may read; two queries."""
    wanted = set(references)
    numbers = {number for each in wanted if (number := case_id_of(each)) is not None}
    cases = Case.objects.filter(id__in=numbers, private=True).values_list("id", flat=True)
    alarms = Alarm.objects.filter(private=True).order_by("-id").values_list("id", flat=True)
    own = {alarm_subject(each) for each in alarms[:_ALARMS]}
    return ({subject(each) for each in cases} | own) & wanted
