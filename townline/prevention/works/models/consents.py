"""Whose consent measures need, what they said, and the links by which they are asked."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.works.models.measures import Measure
from townline.prevention.works.models.objects import WorkObject
from townline.prevention.works.rules.consents import ConsentState


class Party(models.Model):
    """A landlord or tenant of one object, as long as they are (``ended_at``).

    ``name`` and ``post`` (postal address) lie sealed; ``resident_id``: whose row has the telephone,
    sealed there. ``asked_at``: when we last asked whether the tenant is still the same.
    ``returned_on``: the day on which a letter to ``post`` came back, None after it was corrected.
    """

    object = models.ForeignKey(WorkObject, models.CASCADE, related_name="parties_known")
    role = models.CharField(max_length=10)
    name = models.BinaryField(null=True)
    post = models.BinaryField(null=True)
    resident_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=5, default="ko")
    since = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    returned_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "works_party"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["object", "role"],
                condition=models.Q(ended_at=None),
                name="works_party_one",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["resident_id"], name="works_party_resident")]


class Consent(models.Model):
    """One consent that a measure needs, of one role; ``party``: who is asked, None while unknown.

    ``how`` asked or answered last (``rules/consents.py``). ``reason``: of a refusal or withdrawal,
    sealed. ``form``: SHA-256 of the photo of a signed form. ``valid_until``: the last day on which
    it counts, None without end.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="consents")
    role = models.CharField(max_length=10)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="consents")
    state = models.CharField(max_length=10, default=ConsentState.NEEDED)
    how = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.BinaryField(null=True)
    form = models.CharField(max_length=64, blank=True)
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "works_consent"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "role"], name="works_consent_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "asked_at"], name="works_consent_state"),
            models.Index(
                fields=["valid_until"],
                condition=models.Q(state=ConsentState.GIVEN),
                name="works_consent_until",
            ),
        ]


class ConsentLink(models.Model):
    """A link ``/k/<token>`` to one party's page; ``token_hash`` only, 128 random bits.

    ``shown_hash``: of the cookie of the telephone that typed its code, until ``shown_until``.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    how = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    shown_hash = models.CharField(max_length=64, blank=True)
    shown_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "works_link"
        indexes: ClassVar = [models.Index(fields=["until"], name="works_link_until")]
