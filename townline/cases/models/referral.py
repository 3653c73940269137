"""A case in the hands of an outside agency, still ours until it is answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.models.case import Case
from townline.cases.rules.referral import ReferralState

_OPEN = models.Q(state=ReferralState.HANDED)


class Referral(models.Model):
    """``agency`` is a code of the district's agencies.csv; ``reference`` is their number for it."""

    case = models.ForeignKey(Case, models.CASCADE)
    agency = models.CharField(max_length=40)
    contact = models.CharField(max_length=120, blank=True, default="")
    reference = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=12, default=ReferralState.HANDED)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    handed_at = models.DateTimeField()
    promised_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    stage = models.PositiveSmallIntegerField(default=0)
    outcome = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["promised_at"], condition=_OPEN, name="referral_open"),
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="referral_next",
            ),
        ]
