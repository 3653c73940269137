"""Photos before and after, shown to whoever holds a link."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.casework.cases.api import Kind
from townline.casework.cases.models import Case


class PhotoLink(models.Model):
    """A page of photos of one case; whoever knows the token may look until ``expires_at``.

    ``before`` and ``after`` name photos by content, in order: the first of one stands beside the
    first of the other. The token itself is kept nowhere but in the text that carries it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="photo_links")
    token_hash = models.CharField(max_length=64, unique=True)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_photolink"


class Draft(models.Model):
    """The words being written. ``version`` rises with every change."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True)
    kind = models.CharField(max_length=10, default=Kind.ANSWER)
    body = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    next_due_at = models.DateTimeField(null=True)
    send_at = models.DateTimeField(null=True)
    # By content, in order; what each is, the texts' room knows.
    photos = models.JSONField(default=list)
    # The dates of these words that a person checked: see services/promised_check.py.
    promised = models.JSONField(default=dict)
    # What the words say, for officers and the mayor, where they are in another language.
    korean = models.TextField(blank=True, default="")
    # The template they were begun from, by its key in the district's data.
    template = models.CharField(max_length=80, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    updated_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_draft"


class DraftVersion(models.Model):
    """Every version that was saved by a person on purpose or submitted: for the difference view."""

    case = models.ForeignKey(Case, models.CASCADE)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    body = models.TextField()
    korean = models.TextField(blank=True, default="")
    template = models.CharField(max_length=80, blank=True, default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_draftversion"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "version"], name="draft_version_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["template"], condition=~models.Q(template=""), name="template_used"
            )
        ]


class Confirmation(models.Model):
    """The mayor's word for exactly these words."""

    case = models.ForeignKey(Case, models.CASCADE)
    hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    last_incoming_id = models.BigIntegerField()
    next_due_at = models.DateTimeField(null=True)
    # Cases that the same words answer: case id -> the last text heard in it.
    bundled = models.JSONField(default=dict)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    outgoing_text_id = models.BigIntegerField(unique=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_confirmation"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="one_live_confirmation"
            )
        ]


class ConfirmedText(models.Model):
    """One text of an answer that goes to several residents; ``outcome`` accepted or failed."""

    confirmation = models.ForeignKey(Confirmation, models.CASCADE, related_name="texts")
    outgoing_text_id = models.BigIntegerField(unique=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "cases_confirmedtext"
