"""What is to be done to an object, from its proposal until long after the work."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.works.models.objects import WorkObject
from townline.prevention.works.rules.states import (
    CONSENTED,
    OVER,
    ConsentNow,
    MeasureState,
)

_WITHOUT_CONSENT = ~models.Q(consent__in=sorted(CONSENTED))


class Measure(models.Model):
    """One measure of a kind (``settings.py``) for one object.

    ``need``: the code that led to it, "" by hand; ``why``: a sentence in both languages.
    ``estimate`` (won, all ``quantity`` together): None while there is no price, and then it is
    neither planned nor ordered. ``consent``: how its consents stand together, kept by
    ``services/settling.py``. ``year``, ``quarter`` (1 to 4) and ``budget`` (a code of the
    district's budget sources) are set while it is planned and kept afterwards; ``fixed``: a
    plan that is made anew leaves it where it is. ``price``: agreed with the firm, won.
    ``check_on``: the day of its next yearly check. ``held_from``: the state that a held one goes
    back to; ``held_for``: why.
    """

    object = models.ForeignKey(WorkObject, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=10, default=MeasureState.PROPOSED)
    need = models.CharField(max_length=40, blank=True)
    why = models.JSONField(default=dict)
    quantity = models.PositiveSmallIntegerField(default=1)
    estimate = models.PositiveBigIntegerField(null=True)
    consent = models.CharField(max_length=10, default=ConsentNow.MISSING)
    consent_at = models.DateTimeField(null=True)  # when it became complete
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(null=True)
    quarter = models.PositiveSmallIntegerField(null=True)
    budget = models.CharField(max_length=30, blank=True)
    fixed = models.BooleanField(default=False)
    price = models.PositiveBigIntegerField(null=True)
    ordered_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    guarantee_until = models.DateField(null=True)
    check_on = models.DateField(null=True)
    held_from = models.CharField(max_length=10, blank=True)
    held_for = models.CharField(max_length=10, blank=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "works_measure"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["object", "kind"],
                condition=~models.Q(state__in=sorted(OVER)),
                name="works_measure_one_open",
            ),
            # The guard of the one writer, once more where nothing gets round it.
            models.CheckConstraint(
                condition=~(models.Q(state=MeasureState.ORDERED) & _WITHOUT_CONSENT),
                name="works_no_order_without_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(quarter=None) | models.Q(quarter__range=(1, 4)),
                name="works_measure_quarter",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "kind"], name="works_measure_state"),
            models.Index(fields=["year", "quarter", "budget"], name="works_measure_when"),
            models.Index(
                fields=["check_on"],
                condition=models.Q(check_on__isnull=False),
                name="works_measure_check",
            ),
        ]
