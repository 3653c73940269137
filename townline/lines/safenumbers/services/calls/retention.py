"""What is let go of: callers first, then the records; the words of texts soonest."""

import datetime as dt

from django.db.models import QuerySet

from townline.lines.safenumbers.models import (
    Call,
    DayCount,
    HelpTask,
    NumberBlock,
    Request,
    RequestPhone,
)
from townline.lines.safenumbers.rules.limits import DAY
from townline.lines.safenumbers.services.requests.claiming import BY
from townline.lines.safenumbers.services.requests.texting import SPAM
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.personal_data.retention import Rule, by_age

_NOBODY = b""


def _callers(before: dt.datetime) -> QuerySet[Call]:
    return Call.objects.filter(ended_at__lt=before).exclude(caller=_NOBODY)


def _askers(before: dt.datetime) -> QuerySet[Request]:
    return Request.objects.filter(made_at__lt=before).exclude(asker=_NOBODY)


def _callers_sweep(before: dt.datetime, limit: int) -> int:
    calls = Call.objects.filter(id__in=_callers(before).values("id")[:limit])
    requests = Request.objects.filter(id__in=_askers(before).values("id")[:limit])
    return calls.update(caller=_NOBODY, caller_lookup=_NOBODY, caller_masked="") + requests.update(
        asker=_NOBODY, asker_lookup=_NOBODY, asker_masked=""
    )


def _phones(before: dt.datetime) -> QuerySet[RequestPhone]:
    return RequestPhone.objects.filter(made_at__lt=before, live=False)


def _blocks(before: dt.datetime) -> QuerySet[NumberBlock]:
    ended = NumberBlock.objects.filter(ended_at__lt=before)
    return ended | NumberBlock.objects.filter(until__lt=before)


def _texts(kind: str, default: str, by: str) -> Rule:
    def sweep(before: dt.datetime, limit: int) -> int:
        return conversations.claimed_erase(by=[by], before=before, limit=limit)

    def count(before: dt.datetime) -> int:
        return conversations.claimed_count(by=[by], before=before)

    return Rule(kind=kind, default=default, count=count, sweep=sweep)


def call_retention_rules() -> list[Rule]:
    """Name what goes by age: words of texts, callers, then calls and requests themselves."""
    return [
        _texts("safe_spam", "P1D", SPAM),
        _texts("safe_texts", "P7D", BY),
        Rule(
            kind="callers",
            default="P14D",
            count=lambda before: _callers(before).count() + _askers(before).count(),
            sweep=_callers_sweep,
        ),
        by_age("request_phones", "P2D", _phones),
        by_age("calls", "P365D", lambda before: Call.objects.filter(ended_at__lt=before)),
        by_age("help_tasks", "P365D", lambda before: HelpTask.objects.filter(ended_at__lt=before)),
        by_age("requests", "P365D", lambda before: Request.objects.filter(made_at__lt=before)),
        by_age("number_blocks", "P30D", _blocks),
        by_age("day_counts", "P730D", _day_counts),
    ]


def _day_counts(before: dt.datetime) -> QuerySet[DayCount]:
    return DayCount.objects.filter(
        day__lt=(before - DAY).astimezone(district.current().zone).date()
    )
