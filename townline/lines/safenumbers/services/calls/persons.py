"""What is kept of somebody who called or asked: told to them, or erased, on their wish."""

import datetime as dt
from typing import Any

from townline.lines.safenumbers.models import Call, NumberBlock, Request, RequestPhone
from townline.lines.safenumbers.rules.requests import request_subject
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto
from townline.platform.core.personal_data import persons
from townline.platform.core.text import msisdn

_NOBODY = b""


def _lookups(number: str) -> list[bytes]:
    return crypto.ring().lookups_of(msisdn.parse(number).value)


def person_calls(number: str) -> list[dict[str, Any]]:
    """Give the calls and requests of a number, ready for JSON: when, how, with what end."""
    lookups = _lookups(number)
    calls = Call.objects.filter(caller_lookup__in=lookups).order_by("begun_at")
    requests = Request.objects.filter(asker_lookup__in=lookups).order_by("made_at")
    return [
        {
            "call": str(row.id),
            "safe_number": row.number,
            "begun_at": row.begun_at.isoformat(),
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
            "outcome": row.outcome,
        }
        for row in calls
    ] + [
        {
            "request": str(row.id),
            "kind": row.kind,
            "via": row.via,
            "made_at": row.made_at.isoformat(),
            "answer": row.answer,
        }
        for row in requests
    ]


def person_calls_erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    """Erase whose calls and requests these were; times and outcomes stay, for the figures."""
    lookups = _lookups(number)
    requests = Request.objects.filter(asker_lookup__in=lookups)
    lines = [
        audit.AuditEntry(
            subject=request_subject(request_id),
            event="request:asker:erase",
            actor=actor,
            at=now,
            reason=reason,
        )
        for request_id in requests.values_list("id", flat=True)
    ]
    done = requests.update(asker=_NOBODY, asker_lookup=_NOBODY, asker_masked="", tell=False)
    calls = Call.objects.filter(caller_lookup__in=lookups)
    done += calls.update(caller=_NOBODY, caller_lookup=_NOBODY, caller_masked="")
    done += RequestPhone.objects.filter(number_lookup__in=lookups).delete()[0]
    done += NumberBlock.objects.filter(number_lookup__in=lookups).delete()[0]
    audit.record_many(lines)
    return done


def call_person_part() -> persons.PersonPart:
    """Name what this room keeps of a caller."""
    return persons.PersonPart(name="calls", tell=person_calls, erase=person_calls_erase)
