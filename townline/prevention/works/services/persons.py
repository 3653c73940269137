"""What works keep of one person: whose landlord or tenant they are, and what they answered."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.prevention.works.models import Consent, ConsentLink, Measure, Party, Press
from townline.prevention.works.rules import OVER
from townline.prevention.works.sealing import unseal

_NOTHING: dict[str, None] = {"name": None, "post": None, "resident_id": None}


def work_person_part() -> persons.PersonPart:
    """Name the part of works in what is kept of one person."""
    return persons.PersonPart(name="works", tell=_export_person, erase=_erase)


def _of(number: str) -> QuerySet[Party]:
    resident = conversations.resident_find(number)
    return Party.objects.filter(resident_id=resident) if resident else Party.objects.none()


def _export_person(number: str) -> list[dict[str, Any]]:
    rows = _of(number).select_related("object").prefetch_related("consents__measure")
    return [
        {
            "role": row.role,
            "address": row.object.address,
            "name": unseal(row.name),
            "post": unseal(row.post),
            "since": row.since.isoformat(),
            "consents": [_answer(each) for each in row.consents.all()],
        }
        for row in rows.order_by("id")
    ]


def _answer(each: Consent) -> dict[str, Any]:
    at = each.answered_at.isoformat() if each.answered_at else None
    kind = {"measure": each.measure.kind, "state": each.state}
    return kind | {"answered_at": at, "reason": unseal(each.reason)}


def _erase(number: str, *, actor: Actor, reason: str, now: dt.datetime) -> int:
    """Forget who it was; that a consent was given stays, without a person."""
    ids = list(_of(number).values_list("id", flat=True))
    Consent.objects.filter(party__in=ids).update(reason=None)
    ConsentLink.objects.filter(party__in=ids).delete()
    return Party.objects.filter(id__in=ids).update(**_NOTHING)


def work_retention_rules() -> list[Rule]:
    """Name what goes by age: links soon, and who people were once all is over."""
    return [
        by_age("consent_links", "P30D", _links),
        by_age("work_papers", "P1D", lambda before: Press.objects.filter(asked_at__lt=before)),
        Rule(
            kind="work_parties",
            default="P1825D",
            count=lambda before: _over(before).count(),
            sweep=_sweep,
        ),
    ]


def _links(before: dt.datetime) -> QuerySet[ConsentLink]:
    return ConsentLink.objects.filter(until__lt=before)


def _over(before: dt.datetime) -> QuerySet[Party]:
    """Find who is party no more since, or whose object has had nothing open for so long."""
    named = Party.objects.exclude(name=None, post=None, resident_id=None)
    ended = named.filter(ended_at__lt=before)
    going = Measure.objects.filter(object=OuterRef("object")).exclude(state__in=sorted(OVER))
    settled = named.filter(~Exists(going), since__lt=before, object__updated_at__lt=before)
    return named.filter(Q(id__in=ended.values("id")) | Q(id__in=settled.values("id")))


def _sweep(before: dt.datetime, limit: int) -> int:
    ids = list(_over(before).order_by("id").values_list("id", flat=True)[:limit])
    Consent.objects.filter(party__in=ids).update(reason=None)
    return Party.objects.filter(id__in=ids).update(**_NOTHING)
