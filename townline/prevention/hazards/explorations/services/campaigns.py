"""Campaigns and the plan of a year."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from townline.platform.core.history import audit
from townline.prevention.hazards.explorations.errors import (
    CampaignExists,
    DaysTurned,
    ExplorationNotFound,
    SharesTooLarge,
)
from townline.prevention.hazards.explorations.models import Campaign, ExplorationYear, Partner
from townline.prevention.hazards.explorations.services.access import By, actor_of, check, staff_of

_ALL = 100.0


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """``share_of_length``, ``share_of_cost``: hundredths."""

    name: str
    share_of_length: float = 0
    share_of_cost: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEntry:
    """``cost`` in won."""

    name: str
    year: int
    team: str = ""
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None
    cost: int | None = None
    note: str = ""
    partners: Sequence[PartnerEntry] = ()


_OWN = ("name", "year", "team", "begins_on", "ends_on", "cost", "note")


def campaign_subject(campaign_id: int) -> str:
    """Name a campaign in the history: ``campaign:7``."""
    return f"campaign:{campaign_id}"


@transaction.atomic
def campaign_create(*, by: By, entry: CampaignEntry, now: dt.datetime) -> Campaign:
    """Begin a campaign. Raises NotAllowed, CampaignExists, SharesTooLarge, DaysTurned."""
    actor = actor_of(by)
    _check(entry)
    made = Campaign(created_at=now, created_by_id=staff_of(by))
    _write(made, entry)
    campaign_record(made.pk, "campaign:plan:create", actor, now)
    return made


@transaction.atomic
def campaign_change(
    *, by: By, campaign_id: int, entry: CampaignEntry, now: dt.datetime
) -> Campaign:
    """Write a campaign anew, partners too. Raises as above, and ExplorationNotFound."""
    actor = actor_of(by)
    found = Campaign.objects.select_for_update().filter(id=campaign_id).first()
    if found is None:
        raise ExplorationNotFound(f"there is no campaign {campaign_id}")
    check(by, found)
    _check(entry)
    _write(found, entry)
    campaign_record(found.pk, "campaign:plan:change", actor, now)
    return found


@transaction.atomic
def year_plan(
    *, by: By, year: int, planned_km: float, budget: int | None, now: dt.datetime
) -> ExplorationYear:
    """Say how many kilometres a year is to explore, and for how much (won). Raises NotAllowed."""
    actor = actor_of(by)
    check(by, None)
    values = {"planned_km": planned_km, "budget": budget}
    row, _ = ExplorationYear.objects.update_or_create(year=year, defaults=values)
    audit.record(
        audit.AuditEntry(
            subject=f"exploration:{year}", event="exploration:year:plan", actor=actor, at=now,
            data={"planned_km": planned_km, "budget": budget},
        )
    )  # fmt: skip
    return row


def campaign_record(
    campaign_id: int, event: str, actor: audit.Actor, now: dt.datetime, **data: object
) -> None:
    """Write a line into a campaign's history."""
    subject = campaign_subject(campaign_id)
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=actor, at=now, data=data))


def _check(entry: CampaignEntry) -> None:
    if entry.begins_on and entry.ends_on and entry.ends_on < entry.begins_on:
        raise DaysTurned("a campaign ends on the day it begins, or later")
    for share in ("share_of_length", "share_of_cost"):
        total = sum(getattr(partner, share) for partner in entry.partners)
        if total > _ALL:
            raise SharesTooLarge("the shares are more than all", sum=round(total, 1))


def _write(row: Campaign, entry: CampaignEntry) -> None:
    for name in _OWN:
        setattr(row, name, getattr(entry, name))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise CampaignExists("a campaign has this name") from None
    row.partners.all().delete()
    partners = {each.name: each for each in entry.partners}
    Partner.objects.bulk_create(
        Partner(
            campaign=row,
            name=name,
            share_of_length=each.share_of_length,
            share_of_cost=each.share_of_cost,
        )
        for name, each in partners.items()
    )
