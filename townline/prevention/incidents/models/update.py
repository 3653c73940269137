"""One message to all residents of an incident, who gets it, and what they ask afterwards."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.incidents.models.incident import Incident
from townline.prevention.incidents.rules.states import UNSENT, UpdateState


class IncidentUpdate(models.Model):
    """``bodies``: the words by language (``ko`` always). ``urgent``: it leaves at night too.

    ``hash``: over words and recipients, as the mayor approved them. ``next_at``: from when on its
    next texts leave; None when none is left.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, default=UpdateState.DRAFT)
    bodies = models.JSONField(default=dict)
    urgent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    on_behalf = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_update"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident"],
                condition=models.Q(state__in=sorted(UNSENT)),
                name="incident_update_unsent",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="incident_update_leaves",
            )
        ]


class UpdateRecipient(models.Model):
    """One resident who gets an update, by the text of one of their cases.

    ``text_id``: the text that was queued; None until then. ``outcome``: what became of it
    (``accepted``, ``delivered``, ``failed``, ``unknown``). ``resident_id`` is None when the
    person was erased.
    """

    update = models.ForeignKey(IncidentUpdate, models.CASCADE, related_name="recipients")
    resident_id = models.BigIntegerField(null=True)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    text_id = models.BigIntegerField(null=True, unique=True)
    leaves_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "incidents_recipient"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["update", "resident_id"], name="update_recipient_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["update", "id"],
                condition=models.Q(text_id=None),
                name="update_recipient_next",
            ),
            models.Index(fields=["resident_id", "leaves_at"], name="update_recipient_of"),
        ]


class IncidentQuestion(models.Model):
    """A text of somebody who got an update, within some time after it: a question, perhaps.

    It lies in ``case`` and is answered there; here it is shown with the incident.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="questions")
    update = models.ForeignKey(IncidentUpdate, models.CASCADE, related_name="+")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    text_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "incidents_question"
