"""What asks for measures: a home, a hazard, what a decision orders."""

from typing import ClassVar

from django.db import models

from townline.prevention.works.rules.states import ObjectState


class WorkObject(models.Model):
    """One object with needs, whatever it is.

    ``source``: which registered source it comes from (``ports/sources.py``), ``hand`` for none;
    ``reference``: its name there, "" by hand. ``kind``: a code of the source (semi-basement,
    pothole ...). ``grade`` is shown, ``severity`` is its place (0 for the best, more is worse) and
    ``risk`` 0 to 100 (more is worse) orders within it: worst first is ``-severity, -risk``.
    ``people``: how many at risk live there; ``floods``: how often it was flooded, as told.
    ``parties``: whose consent a measure there may need (``rules/consents.py`` ``Role``). ``needs``:
    the codes it asks for now. ``said``: why, in both languages, as the source tells it.
    """

    source = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30)
    dong = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    grade = models.CharField(max_length=12, blank=True)
    severity = models.PositiveSmallIntegerField(default=0)
    risk = models.FloatField(default=0)
    people = models.PositiveSmallIntegerField(default=0)
    floods = models.PositiveSmallIntegerField(default=0)
    parties = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=ObjectState.ACTIVE)
    # Of one that is not active any more: why, as the source or an officer says.
    gone_for = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    added_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "works_object"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "reference"],
                condition=~models.Q(reference=""),
                name="works_object_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["-severity", "-risk", "id"], name="works_object_worst"),
            models.Index(fields=["dong", "state"], name="works_object_dong"),
        ]


class SourceMark(models.Model):
    """Something changed at a source: its object is read anew by the next run, once."""

    source = models.CharField(max_length=20)
    reference = models.CharField(max_length=60)

    class Meta:
        db_table = "works_mark"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "reference"], name="works_mark_once")
        ]
