"""Moments of a story's steps: each after the one before, none after the story's end."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.conf import settings

from townline.casework.importing.api import CaseStep, Confirmed

_APART = dt.timedelta(seconds=1)
# From the end of the hold until the provider has reported the delivery.
_DELIVERY = dt.timedelta(seconds=10)


class NoRoom(ValueError):
    """The steps do not fit between the story's first text and its end."""


def in_order(steps: Sequence[CaseStep], until: dt.datetime) -> tuple[CaseStep, ...]:
    """Give ``steps``, listed in the order in which they happened, moments in that order.

    The first keeps its moment. Each other one keeps its own where that is possible, else it is
    moved as little as needed. Raises NoRoom where the first one comes too late for the others.
    """
    latest = _latest(steps, until)
    if not steps or steps[0].at > latest[0]:
        raise NoRoom(f"{len(steps)} steps do not fit before {until:%Y-%m-%d %H:%M}")
    return tuple(_fit_moments(steps, latest))


def _latest(steps: Sequence[CaseStep], until: dt.datetime) -> list[dt.datetime]:
    """Give the latest moment of each step that leaves enough time for those after it."""
    found = [until]
    for step in reversed(steps[:-1]):
        found.append(found[-1] - _time_of(step))
    return found[::-1]


def _fit_moments(steps: Sequence[CaseStep], latest: Sequence[dt.datetime]) -> Iterator[CaseStep]:
    earliest = steps[0].at
    for step, last in zip(steps, latest, strict=True):
        at = max(earliest, min(step.at, last))
        yield step if at == step.at else replace(step, at=at)
        earliest = at + _time_of(step)


def _time_of(step: CaseStep) -> dt.timedelta:
    """Give how long a step takes: an approved answer leaves after the hold."""
    if isinstance(step, Confirmed):
        return settings.TOWNLINE_CONFIRM_HOLD + _DELIVERY
    return _APART
