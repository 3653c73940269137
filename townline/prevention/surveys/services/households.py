"""The telephone of a home's household: kept only where somebody gave it, and let go again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.personal_data import persons, retention
from townline.platform.core.text import msisdn
from townline.prevention.surveys.models import Home, Household, Submission
from townline.prevention.surveys.rules.states import HomeState, home_subject
from townline.prevention.surveys.services.retention import answers_of_forget
from townline.prevention.surveys.services.transition import home_lock


@transaction.atomic
def household_set(
    *,
    home_id: int,
    phone: str,
    source: str,
    actor: audit.Actor,
    now: dt.datetime,
    resident_id: int | None = None,
    given_at: dt.datetime | None = None,
) -> Household | None:
    """Keep the household's telephone, or ``resident_id`` where we know it already.

    ``source``: list, form, text, page or staff; ``phone`` "" and no resident: it is let go.
    ``given_at``: when, if not now. Raises NotFound for a home that is not there.
    """
    home_lock(home_id)
    whose = resident_id or (residents([phone], now)[phone] if phone else None)
    if whose is None:
        Household.objects.filter(home=home_id).delete()
        _record(home_id, "", actor, now)
        return None
    found, _ = Household.objects.update_or_create(
        home_id=home_id, defaults={"resident_id": whose, "source": source, "at": given_at or now}
    )
    _record(home_id, source, actor, now)
    return found


def households_list(phones: Mapping[int, str], *, actor: audit.Actor, now: dt.datetime) -> None:
    """Keep the telephones of a list: home to number as it is written. What no mobile is, is not.

    One that a person, a form or a text gave stays. In the caller's transaction.
    """
    given = {home: number for home, written in phones.items() if (number := mobile(written))}
    known = set(Household.objects.filter(home__in=given).values_list("home", flat=True))
    fresh = {home: number for home, number in given.items() if home not in known}
    if not fresh:
        return
    whose = residents(sorted(set(fresh.values())), now)
    Household.objects.bulk_create(
        Household(home_id=home, resident_id=whose[number], source="list", at=now)
        for home, number in fresh.items()
    )
    audit.record_many(_line(home, "list", actor, now) for home in fresh)


def mobile(written: str) -> str:
    """Give a mobile number as E.164; "" for anything else."""
    try:
        number = msisdn.parse(written)
    except msisdn.InvalidNumber:
        return ""
    return number.value if number.is_mobile else ""


def residents(phones: list[str], now: dt.datetime) -> dict[str, int]:
    """Keep numbers sealed, with those of residents; give whose each is."""
    senders = [
        conversations.HistorySender(number=each, language="ko", first_at=now) for each in phones
    ]
    made = conversations.history_reserve(senders=senders, incoming=0, outgoing=0)
    return dict(made.residents)


def _record(home_id: int, source: str, actor: audit.Actor, now: dt.datetime) -> None:
    audit.record(_line(home_id, source, actor, now))


def _line(home_id: int, source: str, actor: audit.Actor, now: dt.datetime) -> audit.AuditEntry:
    return audit.AuditEntry(
        subject=home_subject(home_id),
        event="home:household:set",
        actor=actor,
        at=now,
        data={"source": source},
    )


def household_retention_rules() -> list[retention.Rule]:
    """Name how long a household's telephone stays with a home after it was settled."""
    settled = Q(home__state__in=[HomeState.GRADED, HomeState.EXCLUDED])

    def older(before: dt.datetime) -> Any:  # noqa: ANN401 -- rows of this room
        return Household.objects.filter(settled, home__settled_at__lt=before)

    return [retention.by_age("survey_households", "P90D", older)]


def household_person_part() -> persons.PersonPart:
    """Name which homes a person's telephone stands with, and answers that gave it."""
    return persons.PersonPart(name="survey_households", tell=_export_person, erase=_erase)


def _export_person(number: str) -> list[dict[str, Any]]:
    resident = conversations.resident_find(number)
    rows = Home.objects.filter(household__resident_id=resident or 0).order_by("id")
    answers = Submission.objects.filter(resident_id=resident or 0).order_by("id")
    return [
        *({"home": home.address, "unit": home.unit} for home in rows),
        *({"answers": each.answers, "at": each.received_at.isoformat()} for each in answers),
    ]


def _erase(number: str, *, actor: audit.Actor, reason: str, now: dt.datetime) -> int:
    resident = conversations.resident_find(number)
    gone = answers_of_forget(resident or 0)
    return gone + Household.objects.filter(resident_id=resident or 0).delete()[0]
