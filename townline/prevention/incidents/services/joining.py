"""Cases join an incident one by one or by a batch that was looked at, and leave it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.errors import CaseElsewhere, PrivateCase
from townline.prevention.incidents.models import Incident, IncidentMember, IncidentOffer
from townline.prevention.incidents.rules import IncidentLogEvent
from townline.prevention.incidents.selectors.fitting import Fitted, fit_cases
from townline.prevention.incidents.services.marks import UPDATE, incident_lock, log, undo_keep

BATCH = 500


@dataclass(frozen=True, slots=True)
class Joined:
    """What a batch did: codes that joined, and those held back, each with why."""

    joined: list[str]
    held: dict[str, str]


@transaction.atomic
def cases_join(
    act: Act, *, incident_id: int, codes: Sequence[str], anyway: Collection[str] = ()
) -> Joined:
    """Put cases with an incident; what is unlike it is held back, but for those named ``anyway``.

    Each stays a case with its own clock and answer. One code alone is a person's word for just
    that case and is never held back for being unlike. Raises CaseElsewhere, PrivateCase, NotFound,
    NotAllowed, InvalidInput, and then nobody joins.
    """
    incident = incident_lock(incident_id, act.viewer)
    wanted = sorted({code.strip().upper() for code in codes if code.strip()})
    if not wanted or len(wanted) > BATCH:
        raise cases.InvalidInput(f"choose 1 to {BATCH} cases; {len(wanted)} were chosen")
    found = _lock_cases(wanted, act.viewer)
    fits = fit_cases(incident, list(found.values()))
    _refuse(found, fits)
    sure = {code.strip().upper() for code in anyway} | (set(wanted) if len(wanted) == 1 else set())
    held = {code: fits[case.id].held for code, case in found.items()
            if fits[case.id].held and code not in sure}  # fmt: skip
    members = _members_write(act, incident, [c for code, c in found.items() if code not in held])
    if members:
        undo_keep(act, incident, "join", {"cases": members})
    return Joined([code for code, case in found.items() if case.id in set(members)], held)


def _lock_cases(codes: Sequence[str], viewer: Viewer) -> dict[str, cases.Brief]:
    """Lock cases in the order of their ids; a merged one is the one that goes on."""
    if not viewer.may(Permission.WRITE):
        raise cases.NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")
    found = {case.code: case for case in cases.cases_held(codes, viewer)}
    for code in codes:
        if code not in found and cases.case_find(code=code, viewer=viewer).code not in found:
            raise cases.NotFound(f"there is no case {code}", code=code)
    return found


def _refuse(found: dict[str, cases.Brief], fits: dict[int, Fitted]) -> None:
    for why, refusal in (("elsewhere", CaseElsewhere), ("private", PrivateCase)):
        if codes := [code for code, case in found.items() if fits[case.id].held == why]:
            raise refusal(f"{', '.join(codes)}: {refusal.title}", codes=", ".join(codes))


def _members_write(act: Act, incident: Incident, found: Sequence[cases.Brief]) -> list[int]:
    known = set(incident.members.values_list("case", flat=True))
    fresh = [case for case in found if case.id not in known]
    if not fresh:
        return []
    ids = [case.id for case in fresh]
    IncidentMember.objects.bulk_create(
        IncidentMember(incident=incident, case_id=case.id, at=act.now, by_id=act.viewer.staff_id)
        for case in fresh
    )
    # What was offered elsewhere as well belongs here now.
    IncidentOffer.objects.filter(case__in=ids, decided_at=None).update(decided_at=act.now)
    log(incident, IncidentLogEvent.JOIN, act.actor, act.now, cases=ids, count=len(ids))
    return ids


@transaction.atomic
def case_leave(act: Act, *, incident_id: int, code: str) -> None:
    """Take a case out; an update that waits for the mayor goes back to its writer."""
    incident = incident_lock(incident_id, act.viewer)
    (case,) = _lock_cases([code.strip().upper()], act.viewer).values()
    ids = members_leave(incident, [case.id])
    if not ids:
        raise cases.NotFound(f"{code} does not belong to the incident", code=code)
    log(incident, IncidentLogEvent.LEAVE, act.actor, act.now, cases=ids, count=1)
    broadcasts.broadcast_void(UPDATE, incident.pk, act.now)
    undo_keep(act, incident, "leave", {"cases": ids})


def members_leave(incident: Incident, case_ids: Sequence[int]) -> list[int]:
    """Take cases out; merged ones that went on in one of them leave with it."""
    ids = [*case_ids, *(n for one in case_ids for n in cases.merged_ids(one))]
    rows = IncidentMember.objects.filter(incident=incident, case__in=ids)
    gone = list(rows.values_list("case", flat=True))
    rows.delete()
    return gone


@transaction.atomic
def offer_dismiss(act: Act, *, incident_id: int, code: str) -> None:
    """Say that an offered case does not belong to the incident; it is not offered again."""
    incident = incident_lock(incident_id, act.viewer)
    offers = IncidentOffer.objects.filter(incident=incident, case__code=code.strip().upper())
    if not offers.filter(decided_at=None).update(decided_at=act.now):
        raise cases.NotFound(f"{code} is not offered", code=code)
    log(incident, IncidentLogEvent.DISMISS, act.actor, act.now)


def merged_follow(event: cases.CasesMerged) -> None:
    """Let the case that goes on belong to the incident of the one that went into it."""
    member = IncidentMember.objects.filter(case=event.case_id).first()
    if member is not None:
        IncidentMember.objects.get_or_create(
            case_id=event.into_id,
            defaults={"incident_id": member.incident_id, "at": event.at, "by_id": member.by_id},
        )
