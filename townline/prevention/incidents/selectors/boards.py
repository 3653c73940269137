"""What stands on a board: needs, teams, roles, the checklist, the log by the minute."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.platform.core.history import audit
from townline.platform.departments.api import Viewer
from townline.prevention.incidents.models import (
    ChecklistItem,
    Incident,
    IncidentPlace,
    LogNote,
    Need,
    RoleHolder,
    Team,
)
from townline.prevention.incidents.rules import ROLES, NeedState, event_subject
from townline.prevention.incidents.selectors.detail import members_shown
from townline.prevention.incidents.selectors.incidents import (
    IncidentRow,
    incident_of,
    incident_row,
    incident_settings,
)

LINES = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log. ``about``: the name of what it is about; ``words``: of a note."""

    at: dt.datetime
    event: str
    actor: str
    actor_label: str
    reason: str
    about: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """The needs of one kind, the open ones first."""

    kind: str
    needs: list[Need]
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """``cases``: those that the viewer sees, the newest.

    ``roles``: who has each now, or had it when it ended.

    ``shifts``: all hand-overs, the newest first.
    """

    incident: Incident
    row: IncidentRow
    places: Sequence[IncidentPlace]
    cases: list[cases.CaseRow]
    needs: list[NeedGroup]
    teams: Sequence[Team]
    roles: dict[str, RoleHolder | None]
    shifts: Sequence[RoleHolder]
    checklist: Sequence[ChecklistItem]
    log: list[LogLine]


def board_get(*, incident_id: int, viewer: Viewer, lines: int = LINES) -> Board:
    """Give the board of an incident; a constant number of queries. Raises IncidentNotFound."""
    incident = incident_of(incident_id, viewer)
    row = incident_row(incident.pk, viewer)
    assert row is not None  # noqa: S101 -- it was seen just now
    needs = list(incident.needs.select_related("case").order_by("-state", "opened_at"))
    teams = list(Team.objects.filter(incident=incident).order_by("id"))
    shifts = list(incident.roles.select_related("staff").order_by("-begins", "-id"))
    checklist = list(incident.checklist.select_related("done_by").order_by("position"))
    names = _Names(needs, teams, checklist)
    return Board(
        incident=incident,
        row=row,
        places=list(incident.places.order_by("id")),
        cases=members_shown(incident, viewer),
        needs=_group_needs(incident.kind, needs),
        teams=[team for team in teams if team.left_at is None],
        roles={role: next((s for s in shifts if s.role == role and _is_current(s, incident)), None)
               for role in ROLES},
        shifts=shifts,
        checklist=checklist,
        log=log_of(incident, names, lines),
    )  # fmt: skip


def _is_current(shift: RoleHolder, incident: Incident) -> bool:
    """Say whether somebody has a role now, or had it until the end."""
    return shift.ends is None or (incident.ended_at is not None and shift.ends == incident.ended_at)


def open_of(incident: Incident) -> tuple[list[Need], list[ChecklistItem]]:
    """Give the needs and lines of the checklist that are still to do; two queries."""
    needs = incident.needs.filter(state=NeedState.OPEN).order_by("opened_at")
    items = incident.checklist.filter(done_at=None).order_by("position")
    return list(needs), list(items)


def _group_needs(kind: str, needs: Sequence[Need]) -> list[NeedGroup]:
    known = incident_settings().kinds.get(kind)
    order = list(dict.fromkeys([*(known.needs if known else ()), *(n.kind for n in needs)]))
    groups = {code: [need for need in needs if need.kind == code] for code in order}
    return [
        NeedGroup(code, found, sum(need.done_at is None for need in found))
        for code, found in groups.items()
    ]


class _Names:
    """What the lines of a log are about, by the number that stands in them."""

    def __init__(
        self, needs: Sequence[Need], teams: Sequence[Team], items: Sequence[ChecklistItem]
    ) -> None:
        self.needs = {need.pk: need for need in needs}
        self.teams = {team.pk: team.name for team in teams}
        self.items = {item.position: item for item in items}


def log_of(incident: Incident, names: _Names, lines: int = LINES) -> list[LogLine]:
    """Give the newest lines of the log, the newest first; two queries."""
    rows = audit.history(event_subject(incident.pk)).order_by("-at", "-id")[:lines]
    found = list(rows)
    ids = [row.data["note"] for row in found if "note" in row.data]
    notes = dict(LogNote.objects.filter(id__in=ids).values_list("id", "body")) if ids else {}
    return [
        LogLine(
            at=row.at,
            event=row.event,
            actor=row.actor,
            actor_label=row.actor_label,
            reason=row.reason,
            about=_about(row.data, names),
            words=notes.get(row.data.get("note"), ""),
            count=int(row.data.get("count") or row.data.get("to") or 0),
        )
        for row in found
    ]


def _about(data: dict[str, object], names: _Names) -> str:
    """Give ``need:clearing:place``, ``team:name``, ``role:lead`` or ``item:3``."""
    if need := names.needs.get(data.get("need")):  # type: ignore[call-overload] # any number
        return f"need:{need.kind}:{need.place}"
    if team := names.teams.get(data.get("team")):  # type: ignore[call-overload] # any number
        return f"team:{team}"
    if role := data.get("role"):
        return f"role:{role}"
    item = names.items.get(data.get("item"))  # type: ignore[call-overload] # any number
    return f"item:{item.position}" if item else ""
