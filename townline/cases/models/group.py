"""Complaints of several households, which cases belong to."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case


class Group(models.Model):
    """A complaint of several households, marked by a person; ``households`` as that person says.

    ``lead`` is the case it was marked on. Its cases name it (``Case.group``) until it is ended.
    """

    lead = models.ForeignKey(Case, models.CASCADE, related_name="+")
    households = models.PositiveSmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["lead"], name="group_of_lead")]
