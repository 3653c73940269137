"""What staff leave beside a case: notes, presence, reminders, what can be undone."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case


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
    body = models.TextField()
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
