"""Who is landlord or tenant of an object: told, corrected, replaced by somebody new."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.works.errors import PartyUnknown, SamePersonUnknown, WorkNotFound
from townline.prevention.works.models import Consent, Party, WorkObject
from townline.prevention.works.rules import ConsentEvent, MeasureState, object_subject
from townline.prevention.works.sealing import seal
from townline.prevention.works.services.locking import consents_of, measures_of, objects_lock
from townline.prevention.works.services.machines import CONSENTS
from townline.prevention.works.services.settling import consents_settle

# What was done stays with who agreed to it.
_DONE = frozenset({MeasureState.DONE, MeasureState.ACCEPTED, MeasureState.DEFECTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPerson:
    """What is known of somebody. ``phone`` in E.164; what is "" is not known."""

    name: str = ""
    phone: str = ""
    post: str = ""
    language: str = "ko"


@transaction.atomic
def party_set(
    *,
    object_id: int,
    role: str,
    person: PartyPerson,
    actor: audit.Actor,
    now: dt.datetime,
    is_new: bool | None = None,
) -> Party:
    """Say who is landlord or tenant. ``is_new``: somebody else than before, who is asked anew.

    What is "" of a person who stays is left as it was. ``None`` keeps the person, unless another
    telephone is given where one is known. Raises WorkNotFound, SamePersonUnknown.
    """
    owner = _lock(object_id)
    known = Party.objects.filter(object=owner, role=role, ended_at=None).first()
    if known and is_new is None and _is_other_phone(known, person.phone):
        raise SamePersonUnknown("say whether the new telephone is that of another person")
    if known and is_new:
        _end(owner, known, actor, now)
        known = None
    party = known or Party(object=owner, role=role, since=now)
    for name, value in _columns(person, now).items():
        setattr(party, name, value)
    party.save()
    free = Consent.objects.filter(measure__object=owner, role=role, party=None)
    free.update(party=party)
    _record(owner, "work_object:party:set", actor, now, role)
    return party


def _is_other_phone(party: Party, phone: str) -> bool:
    if not phone or party.resident_id is None:
        return False
    known = conversations.resident_phone(party.resident_id)
    return known is not None and known.value != phone


@transaction.atomic
def parties_import(
    entries: Sequence[tuple[int, str, PartyPerson]], *, actor: audit.Actor, now: dt.datetime
) -> int:
    """Say of many objects at once who is landlord or tenant, where nobody is known yet.

    ``entries``: object, role, person. Gives how many; a few statements for all.
    """
    owners = objects_lock(number for number, _, _ in entries)
    there = Party.objects.filter(object__in=owners, ended_at=None)
    known = set(there.values_list("object", "role"))
    new = {
        (number, role): person for number, role, person in entries
        if number in owners and (number, role) not in known
    }  # fmt: skip
    phones = {person.phone: person.language for person in new.values() if person.phone}
    senders = [
        conversations.HistorySender(number=phone, language=language, first_at=now)
        for phone, language in phones.items()
    ]
    residents = conversations.history_reserve(senders=senders, incoming=0, outgoing=0).residents
    rows = [
        Party(
            object=owners[number], role=role, since=now, name=seal(person.name),
            post=seal(person.post), language=person.language,
            resident_id=residents[person.phone] if person.phone else None,
        )
        for (number, role), person in new.items()
    ]  # fmt: skip
    Party.objects.bulk_create(rows, batch_size=1_000)
    audit.record_many(
        _line(row.object, "work_object:party:set", actor, now, row.role) for row in rows
    )
    _assign_consents(rows)
    return len(rows)


def _assign_consents(parties: Sequence[Party]) -> None:
    """Let consents that waited for somebody be theirs."""
    by_role = {(each.object_id, each.role): each for each in parties}
    free = Consent.objects.filter(
        party=None, measure__object__in=[each.object_id for each in parties]
    ).select_related("measure")
    found = [row for row in free if (row.measure.object_id, row.role) in by_role]
    for row in found:
        row.party = by_role[row.measure.object_id, row.role]
    Consent.objects.bulk_update(found, ["party"], batch_size=1_000)


@transaction.atomic
def party_end(*, party_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Say that somebody is landlord or tenant no more: whoever follows is asked anew."""
    known = Party.objects.filter(id=party_id, ended_at=None).first()
    if known is None:
        raise PartyUnknown("there is no such party now")
    owner = _lock(known.object_id)
    _end(owner, known, actor, now)


@transaction.atomic
def party_number(
    *, party_id: int, actor: audit.Actor, reason: str, now: dt.datetime
) -> tuple[Party, str]:
    """Show a party's number to one who has a reason; each look is recorded, here and there.

    Raises PartyUnknown, and WorkReasonNeeded.
    """
    party = Party.objects.select_related("object").filter(id=party_id).first()
    if party is None or party.resident_id is None:
        raise PartyUnknown("no telephone is known")
    _record(party.object, "work_object:party:look", actor, now, party.role, reason)
    number = conversations.number_reveal(
        resident_id=party.resident_id, actor=actor, reason=reason, now=now
    )
    return party, number


@transaction.atomic
def letter_returned(
    *, party_id: int, object_id: int, on: dt.date, actor: audit.Actor, now: dt.datetime
) -> None:
    """Note that a letter came back: none is printed until the address is corrected.

    Raises PartyUnknown.
    """
    owner = _lock(object_id)
    rows = Party.objects.filter(id=party_id, object=owner, ended_at=None)
    party = rows.first()
    if party is None:
        raise PartyUnknown("there is no such party now")
    rows.update(returned_on=on)
    _record(owner, "work_object:letter:return", actor, now, party.role)


def _lock(object_id: int) -> WorkObject:
    owner = objects_lock([object_id]).get(object_id)
    if owner is None:
        raise WorkNotFound(f"there is no object {object_id}")
    return owner


def _columns(person: PartyPerson, now: dt.datetime) -> dict[str, Any]:
    found: dict[str, Any] = {"language": person.language}
    if person.name:
        found["name"] = seal(person.name)
    if person.post:
        found |= {"post": seal(person.post), "returned_on": None}
    if person.phone:
        found["resident_id"] = resident_of(person.phone, person.language, now)
    return found


def resident_of(phone: str, language: str, now: dt.datetime) -> int:
    """Give the resident whose row has a number (E.164), made where there is none."""
    sender = conversations.HistorySender(number=phone, language=language, first_at=now)
    made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
    return int(made.residents[phone])


def _end(owner: WorkObject, party: Party, actor: audit.Actor, now: dt.datetime) -> None:
    """End a party; what is not done yet needs the consent of whoever follows."""
    party.ended_at = now
    party.save(update_fields=["ended_at"])
    measures = [each for each in measures_of([owner]) if each.state not in _DONE]
    own = [
        each for those in consents_of(measures).values() for each in those
        if each.role == party.role
    ]  # fmt: skip
    gone = {"party_id": None, "valid_until": None, "how": "", "form": "", "reason": None}
    moves = [Move(row=each, event=ConsentEvent.MOVE_OUT, changes=gone) for each in own]
    CONSENTS.move_all(moves, actor=actor, now=now)
    _record(owner, "work_object:party:end", actor, now, party.role)
    consents_settle(measures, actor=actor, now=now)


def _record(  # noqa: PLR0917 -- one line of history
    owner: WorkObject, tag: str, actor: audit.Actor, now: dt.datetime, role: str, reason: str = ""
) -> None:
    audit.record(_line(owner, tag, actor, now, role, reason))


def _line(  # noqa: PLR0917 -- the same
    owner: WorkObject, tag: str, actor: audit.Actor, now: dt.datetime, role: str, reason: str = ""
) -> audit.AuditEntry:
    return audit.AuditEntry(
        subject=object_subject(owner.pk), event=tag, actor=actor, at=now,
        reason=reason, data={"role": role},
    )  # fmt: skip
