"""A file of places: shown before it is taken, and remembered when it was."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class PlaceFile(models.Model):
    """One file that somebody brought. ``content`` by name, until it is taken or let go of.

    ``crs``: the projection that a person named, "" for what the file says. ``counts``: how many
    were new, changed and as before when it was taken (``taken_at``). ``preview``: of a large file
    what a job found that taking it would do (services/place_jobs.py).
    """

    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    crs = models.CharField(max_length=20, blank=True)
    content = models.BinaryField()
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    preview = models.JSONField(default=dict, db_default={})

    class Meta:
        db_table = "planning_file"
        indexes: ClassVar = [models.Index(fields=["kind", "-taken_at"], name="place_file_taken")]
