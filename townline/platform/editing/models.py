"""What a district's folder held when it was loaded, and what was changed of it since."""

from typing import ClassVar

import pgtrigger
from django.db import models


class LoadedFile(models.Model):
    """A file of the folder that was loaded last, as it was: an export gives it back."""

    name = models.CharField(max_length=200, primary_key=True)
    content = models.BinaryField()


class Version(models.Model):
    """One change of one part: ``texts:receipt`` from ``before`` to ``after``. Append-only.

    None: the district's data say nothing, so that the programme's own words count, if it has any.
    ``how``: ``edit`` or ``undo`` by a person, ``load`` by a folder that was loaded.
    """

    part = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    how = models.CharField(max_length=4)
    actor = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=80)
    reason = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "number"], name="editing_version_once")
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
