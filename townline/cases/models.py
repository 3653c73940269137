from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from townline.cases.rules import FINISHED, OPEN, Kind, State

_OPEN = models.Q(state__in=sorted(OPEN))


class Case(models.Model):
    """One matter of one resident, from the first text to the answer."""

    id = models.BigAutoField(primary_key=True)
    # Null only between INSERT and the UPDATE that knows the number.
    code = models.CharField(max_length=16, unique=True, null=True)  # noqa: DJ001 -- as above
    state = models.CharField(max_length=24, default=State.RECEIVED)
    resident = models.ForeignKey("conversations.Resident", models.PROTECT)
    title = models.CharField(max_length=80)
    title_by_person = models.BooleanField(default=False)
    preview = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=8, default="ko")
    service = models.ForeignKey("departments.Service", models.PROTECT, null=True)
    department = models.ForeignKey("departments.Department", models.PROTECT, null=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    danger = models.BooleanField(default=False)
    unread = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    first_text_at = models.DateTimeField()
    last_text_at = models.DateTimeField()
    last_incoming_id = models.BigIntegerField()
    promise_from = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reminder_stage = models.PositiveSmallIntegerField(default=0)
    next_reminder_at = models.DateTimeField(null=True)
    # Where a merged case went on; its code stays a name of that one.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    # How often a person moved texts in or out: part of what the mayor confirms.
    regrouped = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-danger", "answer_due_at", "id"], condition=_OPEN, name="case_due"
            ),
            models.Index(
                fields=["department", "-danger", "answer_due_at", "id"],
                condition=_OPEN,
                name="case_due_department",
            ),
            models.Index(fields=["next_reminder_at"], condition=_OPEN, name="case_reminder"),
            models.Index(
                fields=["finished_at", "id"],
                condition=models.Q(state__in=sorted(FINISHED)),
                name="case_finished",
            ),
            models.Index(fields=["state", "answer_due_at"]),
            models.Index(fields=["resident", "last_text_at"]),
        ]


class CaseResident(models.Model):
    """A further resident whose text lies in the case: gets the answer as well."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="others")
    resident = models.ForeignKey("conversations.Resident", models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "resident"], name="case_resident_once")
        ]


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
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    updated_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)


class DraftVersion(models.Model):
    """Every version that was saved by a person on purpose or submitted: for the difference view."""

    case = models.ForeignKey(Case, models.CASCADE)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "version"], name="draft_version_once")
        ]


class Confirmation(models.Model):
    """The mayor's word for exactly these words."""

    case = models.ForeignKey(Case, models.CASCADE)
    hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    last_incoming_id = models.BigIntegerField()
    next_due_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    outgoing_text_id = models.BigIntegerField(unique=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
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


class Undo(models.Model):
    """What to put back when a person undoes a split, a move or a merge.

    Texts went from ``case`` to ``into``. ``texts``: ids of ``incoming`` and ``outgoing`` texts
    and ``notes``; ``before``: columns of both cases as they were; ``drafts``: versions then;
    ``mark``: the last line of history that belongs to the deed. Anything newer is built on it.
    """

    deed = models.CharField(max_length=8)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    into = models.ForeignKey(Case, models.CASCADE, related_name="+")
    texts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    drafts = models.JSONField(default=dict)
    mark = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=models.Q(undone_at=None), name="undo_possible")
        ]


class Note(models.Model):
    """Words among staff; never sent."""

    case = models.ForeignKey(Case, models.CASCADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    body = models.TextField()
    at = models.DateTimeField()


class Presence(models.Model):
    """Who has the case open; a row is stale after a minute."""

    case = models.ForeignKey(Case, models.CASCADE)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    editing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "staff"], name="presence_once")
        ]


class Notice(models.Model):
    """A reminder to one person about one case."""

    case = models.ForeignKey(Case, models.CASCADE)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["staff", "at"], condition=models.Q(read_at=None), name="notice_unread"
            )
        ]
