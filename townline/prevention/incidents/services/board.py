"""The board of an incident: needs, teams, roles, notes, the checklist."""

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.prevention.incidents.errors import UnknownRole
from townline.prevention.incidents.models import (
    ChecklistItem,
    Incident,
    IncidentQuestion,
    LogNote,
    Need,
    RoleHolder,
    Team,
)
from townline.prevention.incidents.rules import ROLES, IncidentLogEvent, NeedEvent
from townline.prevention.incidents.selectors.incidents import need_check
from townline.prevention.incidents.selectors.places import IncidentSpot, spot_named
from townline.prevention.incidents.services.marks import NEEDS, incident_lock, log, publish


def _missing(what: str) -> cases.NotFound:
    return cases.NotFound(f"the incident has no such {what}")


@transaction.atomic
def need_add(
    act: Act, *, incident_id: int, kind: str, spot: IncidentSpot, note: str = "", code: str = ""
) -> Need:
    """Say that something is to be done somewhere; ``code``: the case that tells of it.

    Raises UnknownIncidentKind, NotFound, IncidentOver, NotAllowed.
    """
    incident = incident_lock(incident_id, act.viewer)
    need_check(kind)
    spot = spot_named(spot)
    case = (
        cases.case_find(code=code.strip().upper(), viewer=act.viewer).id if code.strip() else None
    )
    need = Need.objects.create(
        incident=incident, kind=kind, place=spot.name[:120], latitude=spot.latitude,
        longitude=spot.longitude, note=note.strip()[:200], case_id=case, opened_at=act.now,
    )  # fmt: skip
    log(incident, IncidentLogEvent.NEED, act.actor, act.now, need=need.pk)
    return need


@transaction.atomic
def need_move(act: Act, *, incident_id: int, need_id: int, done: bool) -> Need:
    """Say that a need is done, or is one again. Raises WrongState where it is so already."""
    incident = incident_lock(incident_id, act.viewer)
    need = Need.objects.select_for_update().filter(incident=incident, id=need_id).first()
    if need is None:
        raise _missing("need")
    event = NeedEvent.DO if done else NeedEvent.REOPEN
    changes = {"done_at": act.now if done else None}
    NEEDS.move(need, event, actor=act.actor, now=act.now, changes=changes)
    publish(incident)
    return need


@transaction.atomic
def team_put(
    act: Act,
    *,
    incident_id: int,
    spot: IncidentSpot,
    name: str = "",
    team_id: int | None = None,
    vehicle: bool = False,
    task: str = "",
) -> Team:
    """Put a team or a vehicle on the board, or say where one is now and what it does."""
    incident = incident_lock(incident_id, act.viewer)
    spot = spot_named(spot)
    team = _team(incident, team_id) if team_id else Team(incident=incident, vehicle=vehicle)
    team.name = " ".join(name.split())[:60] or team.name
    if not team.name:
        raise cases.InvalidInput("say what the team is called")
    team.place, team.latitude, team.longitude = spot.name[:120], spot.latitude, spot.longitude
    team.task, team.seen_at = task.strip()[:120], act.now
    team.save()
    line = IncidentLogEvent.TEAM_MOVE if team_id else IncidentLogEvent.TEAM
    log(incident, line, act.actor, act.now, team=team.pk)
    return team


@transaction.atomic
def team_leave(act: Act, *, incident_id: int, team_id: int) -> None:
    """Take a team off the board."""
    incident = incident_lock(incident_id, act.viewer)
    team = _team(incident, team_id)
    team.left_at = act.now
    team.save(update_fields=["left_at"])
    log(incident, IncidentLogEvent.TEAM_LEAVE, act.actor, act.now, team=team.pk)


def _team(incident: Incident, team_id: int) -> Team:
    team = Team.objects.filter(incident=incident, id=team_id, left_at=None).first()
    if team is None:
        raise _missing("team")
    return team


@transaction.atomic
def role_take(
    act: Act, *, incident_id: int, role: str, username: str = "", note: str = ""
) -> RoleHolder:
    """Give a role to somebody (``username``, else to oneself); ``note``: what is handed over.

    Who had it before has it no more from now on. Raises UnknownRole, InvalidInput.
    """
    incident = incident_lock(incident_id, act.viewer)
    if role not in ROLES:
        raise UnknownRole(f"{role!r} is none of {', '.join(ROLES)}", value=role)
    staff_id = _staff(username) if username else act.viewer.staff_id
    before = RoleHolder.objects.filter(incident=incident, role=role, ends=None).first()
    if before is not None:
        before.ends = act.now
        before.save(update_fields=["ends"])
    holder = RoleHolder.objects.create(
        incident=incident, role=role, staff_id=staff_id, begins=act.now, note=note.strip()
    )
    line = IncidentLogEvent.HANDOVER if before else IncidentLogEvent.ROLE
    log(incident, line, act.actor, act.now, role=role, staff=staff_id, holder=holder.pk)
    return holder


def _staff(username: str) -> int:
    staff = departments.staff_by_username(username.strip())
    if staff is None:
        raise cases.InvalidInput(f"there is nobody called {username!r}")
    return int(staff.id)


@transaction.atomic
def note_add(act: Act, *, incident_id: int, body: str) -> LogNote:
    """Write a note into the log. Raises InvalidInput for an empty one."""
    incident = incident_lock(incident_id, act.viewer)
    words = body.strip()[:2_000]
    if not words:
        raise cases.InvalidInput("write the note first")
    note = LogNote.objects.create(
        incident=incident, author_id=act.viewer.staff_id, body=words, at=act.now
    )
    log(incident, IncidentLogEvent.NOTE, act.actor, act.now, note=note.pk)
    return note


@transaction.atomic
def item_tick(act: Act, *, incident_id: int, item_id: int, done: bool) -> None:
    """Tick a line of the checklist, or take the tick back; nothing happens where it is so."""
    incident = incident_lock(incident_id, act.viewer)
    item = ChecklistItem.objects.filter(incident=incident, id=item_id).first()
    if item is None:
        raise _missing("line")
    if bool(item.done_at) == done:
        return
    item.done_at, item.done_by_id = (act.now, act.viewer.staff_id) if done else (None, None)
    item.save(update_fields=["done_at", "done_by"])
    log(
        incident,
        IncidentLogEvent.TICK if done else IncidentLogEvent.UNTICK,
        act.actor,
        act.now,
        item=item.position,
    )


@transaction.atomic
def question_settle(act: Act, *, incident_id: int, question_id: int) -> None:
    """Say that a question was seen to; its case is answered as any case is."""
    incident = incident_lock(incident_id, act.viewer, over=True)
    rows = IncidentQuestion.objects.filter(incident=incident, id=question_id, settled_at=None)
    if not rows.update(settled_at=act.now, settled_by_id=act.viewer.staff_id):
        raise _missing("open question")
    log(incident, IncidentLogEvent.ANSWER, act.actor, act.now)
