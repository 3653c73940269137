"""Rounds of works that are looked at again each year."""

from typing import ClassVar

from django.conf import settings
from django.db import models

_OPEN = models.Q(done_at=None)


class CheckRound(models.Model):
    """Checks of one kind in one dong, for one person, by a day.

    ``told``: how often somebody was told of it; ``notice_at``: when next, None once it is over.
    """

    kind = models.CharField(max_length=30)
    dong = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    told = models.PositiveSmallIntegerField(default=0)
    notice_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "works_progress_round"
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], condition=models.Q(ended_at=None), name="works_round_open"
            )
        ]


class CheckItem(models.Model):
    """One measure of a round; ``done_at``: it was checked, or is checked no more."""

    round = models.ForeignKey(CheckRound, models.CASCADE, related_name="items")
    measure = models.ForeignKey("works.Measure", models.CASCADE, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "works_progress_check"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure"], condition=_OPEN, name="works_check_once")
        ]
