"""What is kept of a day after its tickets are gone: sums by service and hour."""

from typing import ClassVar

from django.db import models


def _count() -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(default=0)


class QueueFigure(models.Model):
    """One queue in one hour of one day; written when the day is settled. See rules/counting.py.

    ``hour``: 0 to 23, of the office's clock. ``waits``: ``{"3": 12}``, twelve between 15 and 20
    minutes. ``waited`` and ``longest`` in seconds.
    """

    id = models.BigAutoField(primary_key=True)
    queue = models.ForeignKey("queues.Queue", models.PROTECT)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    taken = _count()
    called = _count()
    missed = _count()
    left = _count()
    unserved = _count()
    told = _count()
    inside = _count()
    waited = models.PositiveBigIntegerField(default=0)
    longest = _count()
    waits = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "queue", "hour"], name="queue_figure_once")
        ]
