"""Papers of many in one file: asked for on a page, made by a job, gone after a day."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Press(models.Model):
    """One file of papers of a kind (``ports/papers.py``), for its asker.

    ``ids``: whose papers, in the order of the file. ``made``: how many are laid out; ``seen_at``:
    when the job said so last. ``content``: the PDF, sealed: letters name people and their links.
    ``failed``: why there is none, "" as long as there may be one.
    """

    kind = models.CharField(max_length=10)
    ids = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="ko")
    made = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "works_press"
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="works_press_asked")]
