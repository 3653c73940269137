"""Callers who walk through the pool: how many numbers each reached within a day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from townline.lines.safenumbers.models import Call
from townline.lines.safenumbers.rules.limits import DAY, AskingLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Wardialling:
    """Callers of the last day who dialled many numbers: how many, and how many numbers most."""

    callers: int
    most: int


def wardialling(limits: AskingLimits, now: dt.datetime) -> Wardialling:
    """Count who was slowed or refused within the last day; nobody is named."""
    recent = Call.objects.filter(begun_at__gt=now - DAY).exclude(caller_lookup=b"")
    counted = (
        recent.exclude(number="")
        .values("caller_lookup")
        .annotate(reached=Count("number", distinct=True))
        .filter(reached__gte=limits.slow_after)
        .values_list("reached", flat=True)
    )
    many = list(counted)
    return Wardialling(callers=len(many), most=max(many, default=0))
