"""What residents are asked of works at their home, and the trouble that works are to end."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.works.progress.rules.asks import AskKind, TroubleKind

# Rounds of works that are looked at again each year.

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


# Sums of works, kept beside the rows they are sums of.


class MeasureSum(models.Model):
    """So many measures of one kind, dong, state, year and budget, and their won.

    Triggers (migration ``sums``) add a line for each statement that changes measures, in its
    transaction; what counts is the sum of the lines, and ``sums_fold`` adds lines up now and then.
    So nobody who writes waits for another, and no way of writing goes past. ``waits_since``: the
    hour since which a consent or an acceptance is waited for, None for what waits for nobody.
    """

    kind = models.CharField(max_length=30)
    dong = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField(null=True)
    budget = models.CharField(max_length=30)
    waits_since = models.DateTimeField(null=True)
    n = models.IntegerField()
    estimate = models.BigIntegerField()
    ordered = models.BigIntegerField()
    paid = models.BigIntegerField()

    class Meta:
        db_table = "works_progress_sum"


class FirmSum(models.Model):
    """So many measures with one firm, by their state; lines as those of ``MeasureSum``.

    ``due_on``: of those that the firm has not reported as done, None for the others.
    """

    firm = models.BigIntegerField()
    state = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    n = models.IntegerField()
    ordered = models.BigIntegerField()
    paid = models.BigIntegerField()

    class Meta:
        db_table = "works_progress_firm_sum"


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
