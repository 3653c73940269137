"""The numbers that a district may give out."""

from typing import ClassVar

from django.db import models

from townline.lines.safenumbers.rules.leases import NumberState


class Pool(models.Model):
    """A range of numbers from an operator, as ``number_pools.csv`` has it; both ends belong to it.

    ``withdrawn``: the file no longer names it; its leases go on until they end.
    """

    first = models.CharField(max_length=12, unique=True)
    last = models.CharField(max_length=12)
    quarantine_days = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)


class SafeNumber(models.Model):
    """One number of a pool.

    ``place`` is a random order in which numbers are given out: who has one cannot tell the
    next. ``free_from``: until then it rests.
    """

    number = models.CharField(max_length=12, primary_key=True)
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="numbers")
    state = models.CharField(max_length=10, default=NumberState.FREE)
    place = models.IntegerField()
    free_from = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["place"], condition=models.Q(state=NumberState.FREE), name="number_free"
            ),
            models.Index(
                fields=["free_from"],
                condition=models.Q(state=NumberState.RESTING),
                name="number_resting",
            ),
            models.Index(fields=["pool", "state"], name="number_pool_state"),
        ]
