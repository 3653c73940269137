"""The case itself, and who its residents are."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from townline.casework.cases.rules import FINISHED, OPEN, CaseState
from townline.platform.core.database.masked_text import MaskedTextField

_OPEN = models.Q(state__in=sorted(OPEN))


class Case(models.Model):
    """One matter of one resident, from the first text to the answer."""

    id = models.BigAutoField(primary_key=True)
    # Null only between INSERT and the UPDATE that knows the number.
    code = models.CharField(max_length=16, unique=True, null=True)  # noqa: DJ001 -- as above
    state = models.CharField(max_length=24, default=CaseState.RECEIVED)
    resident = models.ForeignKey("conversations.Resident", models.PROTECT)
    title = models.CharField(max_length=80)
    title_by_person = models.BooleanField(default=False)
    preview = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=8, default="ko")
    service = models.ForeignKey("departments.Service", models.PROTECT, null=True)
    department = models.ForeignKey("departments.Department", models.PROTECT, null=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    danger = models.BooleanField(default=False)
    # About harm to oneself or at home: seen by duty and welfare only (``selectors/limited.py``).
    private = models.BooleanField(default=False, db_default=False)
    # In a language that the machine did not learn, and not sorted yet: a person looks first.
    look_first = models.BooleanField(default=False, db_default=False)
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
    # Whether the resident was promised an answer by ``answer_due_at``; else that is our own aim.
    is_promised = models.BooleanField(default=True, db_default=True)
    # Since when a text that changed nothing (thanks with more words) waits for a person's press.
    review_at = models.DateTimeField(null=True)
    reminder_stage = models.PositiveSmallIntegerField(default=0)
    next_reminder_at = models.DateTimeField(null=True)
    # Where a merged case went on; its code stays a name of that one.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    # The case whose answer answers this one too, while it is being written and sent.
    bundled_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="bundled")
    # Codes of the departments that take part: who else sees it (``Participation`` has the rest).
    taking_part = ArrayField(models.CharField(max_length=40), default=list)
    # How often departments gave it back; ``bound``: the mayor's office has decided whose it is.
    returns = models.PositiveSmallIntegerField(default=0)
    bound = models.BooleanField(default=False)
    # How often a person moved texts in or out: part of what the mayor confirms.
    regrouped = models.PositiveIntegerField(default=0)
    # One matter of several households, as a person marked it.
    group = models.ForeignKey("Group", models.SET_NULL, null=True, related_name="cases")
    # Brought along from an office's phone: nobody promised anything, so no figure counts it.
    imported = models.BooleanField(default=False, db_default=False)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-danger", "-look_first", "answer_due_at", "id"],
                condition=_OPEN,
                name="case_due",
            ),
            models.Index(
                fields=["department", "-danger", "-look_first", "answer_due_at", "id"],
                condition=_OPEN,
                name="case_due_department",
            ),
            # Whoever has worked here for years has few open cases among thousands.
            models.Index(
                fields=["assignee", "answer_due_at"], condition=_OPEN, name="case_due_assignee"
            ),
            # Every case in the same order, as the API lists them when nobody says which.
            models.Index(
                fields=["-danger", "-look_first", "answer_due_at", "id"],
                condition=~models.Q(state="merged"),
                name="case_listed",
            ),
            models.Index(fields=["next_reminder_at"], condition=_OPEN, name="case_reminder"),
            models.Index(
                fields=["finished_at", "id"],
                condition=models.Q(state__in=sorted(FINISHED)),
                name="case_finished",
            ),
            # Few cases are either: who is told of danger sees them wherever they are.
            models.Index(fields=["id"], condition=models.Q(danger=True), name="case_danger"),
            models.Index(fields=["id"], condition=models.Q(private=True), name="case_private"),
            # Few cases are joint: for all others this index costs nothing.
            GinIndex(
                fields=["taking_part"], name="case_taking_part", condition=~models.Q(taking_part=[])
            ),
            models.Index(
                fields=["review_at"], condition=~models.Q(review_at=None), name="case_review"
            ),
            models.Index(fields=["state", "answer_due_at"]),
            models.Index(fields=["resident", "last_text_at"]),
            # What the morning asks for, among years of finished cases.
            models.Index(fields=["last_text_at"], name="case_heard"),
            models.Index(fields=["first_answer_at"], name="case_first_answer"),
        ]


class CaseResident(models.Model):
    """A further resident whose text lies in the case: gets the answer as well."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="others")
    resident = models.ForeignKey("conversations.Resident", models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "resident"], name="case_resident_once")
        ]


class SharedAnswer(models.Model):
    """A text of one case that answered another one too."""

    case = models.ForeignKey(Case, models.CASCADE)
    outgoing_text_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "outgoing_text_id"], name="shared_answer_once")
        ]


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


class Undo(models.Model):
    """What to put back when a person undoes a split, a move or a merge.

    Texts went from ``case`` to ``into``. ``texts``: ids of ``incoming`` and ``outgoing`` texts
    and ``notes``; ``before``: columns of both cases as they were; ``drafts``: versions then;
    ``mark``: the last line of history that belongs to the deed. Anything newer is built on it.
    ``by`` is null for what the machine did: whoever may work on the case takes it back.
    """

    deed = models.CharField(max_length=8)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    into = models.ForeignKey(Case, models.CASCADE, related_name="+")
    texts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    drafts = models.JSONField(default=dict)
    mark = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=models.Q(undone_at=None), name="undo_possible")
        ]


class Note(models.Model):
    """Words among staff; never sent. ``instruction``: the mayor's, to the department."""

    case = models.ForeignKey(Case, models.CASCADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    body = MaskedTextField()
    at = models.DateTimeField()
    instruction = models.BooleanField(default=False, db_default=False)


class Mention(models.Model):
    """Somebody who was called in a note."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "staff"], name="mention_once")
        ]


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
    """A reminder to one person about one case; ``instead_of``: in whose place, while away."""

    case = models.ForeignKey(Case, models.CASCADE)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["staff", "at"], condition=models.Q(read_at=None), name="notice_unread"
            )
        ]
