"""Who is kept out, how often things happened, and what was counted."""

from typing import ClassVar

from django.db import models

from townline.lines.safenumbers.models.leases import Lease

_RUNS = models.Q(ended_at=None)


class NumberBlock(models.Model):
    """A caller who is kept from one owner, or from all of the district (``lease`` empty)."""

    lease = models.ForeignKey(Lease, models.CASCADE, null=True, related_name="blocks")
    number = models.BinaryField()
    number_lookup = models.BinaryField(max_length=32)
    number_masked = models.CharField(max_length=24)
    reason = models.CharField(max_length=200)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lease", "number_lookup"],
                condition=_RUNS,
                nulls_distinct=False,
                name="number_blocked_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["number_lookup"], condition=_RUNS, name="number_blocked"),
            models.Index(fields=["until"], condition=_RUNS, name="number_block_ends"),
        ]


class DayCount(models.Model):
    """How often something was kept out on a day of the district: the figures' memory."""

    day = models.DateField()
    what = models.CharField(max_length=24)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "what"], name="day_counted_once")
        ]
