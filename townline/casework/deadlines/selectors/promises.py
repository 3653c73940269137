"""What a draft keeps of a person's check of its dates, and which cases hold a missed one."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import Promise, PromisedState


def promised_of(check: Mapping[str, Any]) -> tuple[Promise, ...]:
    """Give the dates of a draft that a person has checked (``dates_checked``), earliest first."""
    dates = [_read(one) for one in check.get("dates", ())]
    return tuple(sorted(dates, key=lambda one: one.at))


def dates_seen(check: Mapping[str, Any]) -> frozenset[tuple[str, dt.datetime]]:
    """Give the dates, by words and moment, that a person had before them at that check."""
    return frozenset((words, dt.datetime.fromisoformat(at)) for words, at in check.get("of", ()))


def _read(stored: dict[str, Any]) -> Promise:
    at = dt.datetime.fromisoformat(stored["at"])
    return Promise(at=at, words=stored["words"], next_word=stored["next_word"])


def with_promised_missed() -> Q:
    """Say which cases have a promised date that passed and that nobody has settled."""
    missed = PromisedDate.objects.filter(state=PromisedState.MISSED)
    # Of merged cases the one that went on is shown.
    into = Q(id__in=missed.filter(case__merged_into__isnull=False).values("case__merged_into"))
    return Q(id__in=missed.values("case")) | into
