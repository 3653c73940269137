"""What residents are asked of works at their home, and the trouble that works are to end."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.works_progress.models.rounds import CheckItem, CheckRound
from townline.prevention.works_progress.models.sums import FirmSum, MeasureSum
from townline.prevention.works_progress.rules.asks import AskKind, TroubleKind

__all__ = ["CheckItem", "CheckRound", "FirmSum", "MeasureSum", "ResidentAsk", "Trouble"]


class ResidentAsk(models.Model):
    """One question to one resident about a measure, answered with a digit.

    ``kind``: whether a day suits (``visit``), or how it went (``after``). ``days``: those offered
    (ISO), the planned one first. ``answer``: the digit, "" as long as there is none; ``chosen_on``:
    the day that they took, None where none suits.
    """

    measure = models.ForeignKey("works.Measure", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, default=AskKind.VISIT)
    resident_id = models.BigIntegerField()
    language = models.CharField(max_length=5, default="ko")
    days = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    open_until = models.DateTimeField()
    answer = models.CharField(max_length=1, blank=True)
    answered_at = models.DateTimeField(null=True)
    chosen_on = models.DateField(null=True)

    class Meta:
        db_table = "works_progress_ask"
        indexes: ClassVar = [
            models.Index(fields=["resident_id", "-asked_at"], name="works_ask_resident"),
            models.Index(fields=["measure", "kind", "-asked_at"], name="works_ask_measure"),
        ]


class Trouble(models.Model):
    """A day on which an object was flooded, or somebody complained of it."""

    object = models.ForeignKey("works.WorkObject", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, default=TroubleKind.FLOOD)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "works_progress_trouble"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object", "kind", "on"], name="works_trouble_once")
        ]
