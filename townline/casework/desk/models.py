"""Many cases in one press, case by case."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.casework.cases.models import Note, Undo
from townline.casework.desk.rules import LineState


class Batch(models.Model):
    """One press on many cases. ``key``: of its form, so that a form sent twice is done once.

    ``said``: the department and the assignee (id) it named, without words.
    """

    key = models.UUIDField(unique=True)
    deed = models.CharField(max_length=10)
    said = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_batch"
        indexes: ClassVar = [models.Index(fields=["at"], name="batch_at")]


class BatchLine(models.Model):
    """One case of it. ``problem``, ``detail``, ``extra``: the refusal, as the API shows them."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines")
    code = models.CharField(max_length=16)
    state = models.CharField(max_length=8, default=LineState.WAITING)
    problem = models.CharField(max_length=40, blank=True, default="")
    detail = models.CharField(max_length=300, blank=True, default="")
    extra = models.JSONField(default=dict)
    undo = models.ForeignKey(Undo, models.SET_NULL, null=True, related_name="+")
    note = models.ForeignKey(Note, models.SET_NULL, null=True, related_name="+")
    # Whether it was marked as danger before.
    endangered = models.BooleanField(null=True)

    class Meta:
        db_table = "cases_batchline"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "code"], name="batch_line_once")
        ]
