"""What residents say of their answers, and the links to their own pages."""

from typing import ClassVar

from django.db import models

from townline.casework.cases.models import Case
from townline.casework.portal.rules.follow_ups import FollowState

_DUE = models.Q(state=FollowState.PLANNED)
_RUNNING = models.Q(state__in=[FollowState.ASKED, FollowState.WONDERING])


class FollowUp(models.Model):
    """A question to one resident of a case some time after its answer (rules/follow_ups.py).

    ``answered_at`` is the answer it is about. It is asked at ``due_at``, and a reply counts
    until ``open_until``; the next text after few stars until ``wonder_until``.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    resident = models.ForeignKey("conversations.Resident", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=FollowState.PLANNED)
    answered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    wonder_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_followup"
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=_DUE, name="follow_up_due"),
            models.Index(fields=["open_until"], condition=_RUNNING, name="follow_up_running"),
            models.Index(fields=["resident", "open_until"], name="follow_up_resident"),
            models.Index(fields=["ended_at"], name="follow_up_age"),
        ]


class Rating(models.Model):
    """How a resident found the answer, 1 to 5; the last word counts. ``via`` text or page."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    resident = models.ForeignKey("conversations.Resident", models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField()
    via = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_rating"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "resident"], name="rating_once"),
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5), name="rating_one_to_five"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="rating_at")]


class CaseLink(models.Model):
    """A link that shows one resident their own case, without a sign-in, until a moment.

    ``token_hash`` is the SHA-256 (hex) of 128 random bits that are kept nowhere.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    resident = models.ForeignKey("conversations.Resident", models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "cases_caselink"
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="case_link_age")]
