"""Dates that answers promised."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case
from townline.cases.rules.promised import UNSETTLED, PromisedState


class PromisedDate(models.Model):
    """One date of an answer that the network has accepted.

    ``words``: how the answer says it; ``next_word``: it is when an interim answer announced the
    next one. ``next_at``: the next reminder, or the end itself. ``missed_at`` stays when it is
    settled later, for the figures. ``note``: what was done, or why not.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="promised")
    text_id = models.BigIntegerField()
    department = models.ForeignKey("departments.Department", models.PROTECT, null=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    words = models.CharField(max_length=80, blank=True)
    next_word = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=PromisedState.OPEN)
    next_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    moved_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_to")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state=PromisedState.OPEN),
                name="promised_next",
            ),
            models.Index(
                fields=["department", "due_at"],
                condition=models.Q(state__in=sorted(UNSETTLED)),
                name="promised_unsettled",
            ),
            models.Index(fields=["due_at"], name="promised_due"),
        ]
