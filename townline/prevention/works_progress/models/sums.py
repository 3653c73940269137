"""Sums of works, kept beside the rows they are sums of."""

from django.db import models


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
