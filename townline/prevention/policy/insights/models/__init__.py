"""The tables of the room: figures kept by day, and by month for long times."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Grain(models.TextChoices):
    DAY = "day"
    MONTH = "month"


def _count() -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(default=0)


def _counts() -> "ArrayField[list[int], list[int]]":
    return ArrayField(models.PositiveIntegerField())


class FigureDay(models.Model):
    """What came on one day (or in one month, ``day`` its first) to one department and service.

    ``department`` and ``service`` are codes, "" where there was none yet. ``first`` and
    ``answer`` are counts in buckets of hours (rules/hours.py), ``hours`` by hour of the day,
    ``weekdays`` from Monday. Promised dates count on the day they fell due, all else on the day
    of the first text.
    """

    id = models.BigAutoField(primary_key=True)
    grain = models.CharField(max_length=5, choices=Grain.choices)
    day = models.DateField()
    department = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=40, blank=True)
    came = _count()
    kept = _count()
    late = _count()
    answered = _count()
    reopened = _count()
    promised_kept = _count()
    promised_moved = _count()
    promised_missed = _count()
    legal_kept = _count()
    legal_missed = _count()
    rated = _count()
    stars = _count()
    first = _counts()
    answer = _counts()
    hours = _counts()
    weekdays = _counts()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["grain", "day", "department", "service"], name="figure_day_once"
            )
        ]


class FigureGroup(models.Model):
    """What came to one department of one dong, language or channel (``by``).

    ``value``: which one, "" where it is not known. ``kept`` and ``late`` are of the promise;
    ``declined`` and ``reopened`` of those ``answered``.
    """

    id = models.BigAutoField(primary_key=True)
    grain = models.CharField(max_length=5, choices=Grain.choices)
    day = models.DateField()
    department = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=8)
    value = models.CharField(max_length=60, blank=True)
    came = _count()
    kept = _count()
    late = _count()
    answered = _count()
    declined = _count()
    reopened = _count()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "grain", "day", "department", "value"], name="figure_group_once"
            )
        ]


__all__ = ["FigureDay", "FigureGroup", "Grain"]
