"""What those who wait for a test have answered meanwhile: two of three, one of them in part."""

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from townline.lines.queues import api as queues
from townline.lines.queues.api import Outcome, QueueError
from townline.platform.core import district

_WELL = {"consent": "yes", "symptoms": ["none"], "contact": "yes", "travel": "no"}
_ILL = {"consent": "yes", "contact": "unknown", "travel": "no"}
_SEVERAL: tuple[tuple[dict[str, Any], int], ...] = (
    (_ILL | {"age": 34, "symptoms": ["fever", "cough"], "temperature": 38.2, "pregnant": "no"}, 2),
    ({}, 0),
    (_WELL | {"age": 61}, 0),
    ({"consent": "yes", "age": 19}, 0),
    ({}, 0),
    (_ILL | {"age": 72, "symptoms": ["throat", "smell"]}, 4),
    (_WELL | {"age": 45, "travel": "yes", "country": "몽골"}, 0),
    ({}, 0),
    ({"consent": "no"}, 0),
)


def answers() -> Iterator[tuple[dict[str, Any], int]]:
    """Give what one after the other answers, and since how many days they have felt unwell."""
    return itertools.cycle(_SEVERAL)


def save_answers(outcome: Outcome, given: dict[str, Any], days: int, at: dt.datetime) -> None:
    """Let somebody who has just taken a ticket answer."""
    if isinstance(outcome, QueueError) or not given:
        return
    if days:
        today = at.astimezone(district.current().zone).date()
        given = given | {"since": (today - dt.timedelta(days=days)).isoformat()}
    queues.answers_save(ticket_id=outcome.id, given=given, now=at)
