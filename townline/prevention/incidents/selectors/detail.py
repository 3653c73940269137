"""All that the page of one incident shows; a constant number of queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import UNSENT, BroadcastSummary
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentOffer,
    IncidentPlace,
    IncidentQuestion,
    IncidentUndo,
)
from townline.prevention.incidents.rules import IncidentState
from townline.prevention.incidents.selectors.fitting import Fitted, fit_cases
from townline.prevention.incidents.selectors.incidents import incident_of, lessons_of

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wrote after an update; ``words`` "" where the viewer does not see the case."""

    row: IncidentQuestion
    case: cases.CaseRow | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDetail:
    """``members``: those that the viewer sees, the newest; ``count``: all of them."""

    incident: Incident
    places: Sequence[IncidentPlace]
    members: list[cases.CaseRow]
    count: int
    offers: list[tuple[IncidentOffer, cases.CaseRow]]
    updates: list[BroadcastSummary]
    questions: list[Question]
    undo: IncidentUndo | None
    lessons: Sequence[Incident]

    @property
    def draft(self) -> BroadcastSummary | None:
        """The update that is written or waits for the mayor."""
        return next((one for one in self.updates if one.row.state in UNSENT), None)


def incident_get(act: Act, *, incident_id: int) -> IncidentDetail:
    """Give one incident. Raises IncidentNotFound."""
    incident = incident_of(incident_id, act.viewer)
    ids = members_seen(incident)
    # What has ended is offered nothing more.
    going = incident.state == IncidentState.OPEN
    waiting = incident.offers.filter(decided_at=None).order_by("-at")
    offers = list(waiting[:SHOWN]) if going else []
    questions = list(incident.questions.order_by("settled_at", "-at")[:SHOWN])
    wanted = [*ids[:SHOWN], *(o.case_id for o in offers), *(q.case_id for q in questions)]
    rows = rows_of(wanted, act.viewer)
    return IncidentDetail(
        incident=incident,
        places=list(incident.places.order_by("id")),
        members=[rows[one] for one in ids[:SHOWN] if one in rows],
        count=len(ids),
        offers=[(one, rows[one.case_id]) for one in offers if one.case_id in rows],
        updates=broadcasts.sent_of("update", [incident.pk]),
        questions=_questions(questions, rows),
        undo=_undo(incident, act.now),
        lessons=lessons_of(incident.kind, but=incident.pk),
    )


def members_seen(incident: Incident) -> list[int]:
    """Give the ids of its cases that go on, the newest first."""
    rows = IncidentMember.objects.filter(incident=incident).exclude(case__state="merged")
    return list(rows.order_by("-case").values_list("case", flat=True))


def members_shown(incident: Incident, viewer: Viewer) -> list[cases.CaseRow]:
    """Give those of its newest cases that the viewer sees; three queries."""
    ids = members_seen(incident)[:SHOWN]
    rows = rows_of(ids, viewer)
    return [rows[one] for one in ids if one in rows]


def rows_of(ids: Iterable[int], viewer: Viewer) -> dict[int, cases.CaseRow]:
    """Give rows of cases that the viewer sees, by id; two queries."""
    found = list(cases.visible(viewer).filter(id__in=set(ids)))
    briefs = conversations.residents_brief({case.resident_id for case in found})
    return {case.id: cases.row_of(case, briefs[case.resident_id].masked) for case in found}


def _questions(found: Sequence[IncidentQuestion], rows: dict[int, cases.CaseRow]) -> list[Question]:
    seen = [one.text_id for one in found if one.case_id in rows]
    texts = conversations.incoming_many(seen) if seen else {}
    return [
        Question(
            one, rows.get(one.case_id), texts[one.text_id].body if one.text_id in texts else ""
        )
        for one in found
    ]


def _undo(incident: Incident, now: dt.datetime) -> IncidentUndo | None:
    last = IncidentUndo.objects.filter(incident=incident, undone_at=None).order_by("-id").first()
    return last if last and last.until >= now else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may join, and how well it fits."""

    row: cases.CaseRow
    fit: Fitted


def candidates(*, incident: Incident, viewer: Viewer, ids: Iterable[int]) -> list[Candidate]:
    """Give cases that do not belong to it yet, those that fit best first."""
    known = set(IncidentMember.objects.filter(incident=incident).values_list("case", flat=True))
    rows = rows_of(set(ids) - known, viewer)
    fits = fit_cases(incident, cases.cases_brief(rows))
    found = [Candidate(rows[one], fit) for one, fit in fits.items() if one in rows]
    return sorted(found, key=lambda one: (bool(one.fit.held), -(one.fit.power or -99.0)))
