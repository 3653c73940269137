"""Links to a household's own page, and what households said behind them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

_STAFF = settings.AUTH_USER_MODEL


class HomeLink(models.Model):
    """A link that shows a household its own home, without a sign-in, until a moment.

    ``token_hash``: the SHA-256 (hex) of 128 random bits that are kept nowhere. ``resident``: whom
    it was texted to, or who showed behind it that a number is theirs; None for one on a card.
    ``verification``: the token that goes with the code which was texted last.
    """

    id = models.BigAutoField(primary_key=True)
    home = models.ForeignKey("surveys.Home", models.CASCADE, related_name="+")
    resident = models.ForeignKey(
        "conversations.Resident", models.CASCADE, null=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, blank=True)
    verification = models.CharField(max_length=32, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "survey_pages_link"
        indexes: ClassVar = [
            models.Index(fields=["home", "-made_at"], name="survey_link_of"),
            models.Index(fields=["expires_at"], name="survey_link_age"),
        ]


class HouseholdWord(models.Model):
    """What a household said behind its link, without words.

    ``what``: refuse, moved, help, time (one was chosen) or code (one was asked for). ``key``: of
    the form, so that a second press is the same. Open until staff settled it.
    """

    id = models.BigAutoField(primary_key=True)
    home = models.ForeignKey("surveys.Home", models.CASCADE, related_name="+")
    what = models.CharField(max_length=6)
    key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "survey_pages_word"
        indexes: ClassVar = [
            models.Index(fields=["home", "at"], name="survey_word_of"),
            models.Index(
                fields=["at"],
                condition=models.Q(settled_at__isnull=True),
                name="survey_word_open",
            ),
        ]
