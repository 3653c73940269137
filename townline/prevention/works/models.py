"""Objects with needs, their measures, and who consents to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.works.rules import (
    CONSENTED,
    OVER,
    ConsentNow,
    ConsentState,
    MeasureState,
    ObjectState,
)

# What asks for measures: a home, a hazard, what a decision orders.


class WorkObject(models.Model):
    """One object with needs, whatever it is.

    ``source``: which registered source it comes from (``ports/sources.py``), ``hand`` for none;
    ``reference``: its name there, "" by hand. ``kind``: a code of the source (semi-basement,
    pothole ...). ``grade`` is shown, ``severity`` is its place (0 for the best, more is worse) and
    ``risk`` 0 to 100 (more is worse) orders within it: worst first is ``-severity, -risk``.
    ``people``: how many at risk live there; ``floods``: how often it was flooded, as told.
    ``parties``: whose consent a measure there may need (``rules/consents.py`` ``Role``). ``needs``:
    the codes it asks for now. ``said``: why, in both languages, as the source tells it.
    """

    source = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30)
    dong = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    grade = models.CharField(max_length=12, blank=True)
    severity = models.PositiveSmallIntegerField(default=0)
    risk = models.FloatField(default=0)
    people = models.PositiveSmallIntegerField(default=0)
    floods = models.PositiveSmallIntegerField(default=0)
    parties = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=ObjectState.ACTIVE)
    # Of one that is not active any more: why, as the source or an officer says.
    gone_for = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    added_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "works_object"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "reference"],
                condition=~models.Q(reference=""),
                name="works_object_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["-severity", "-risk", "id"], name="works_object_worst"),
            models.Index(fields=["dong", "state"], name="works_object_dong"),
        ]


class SourceMark(models.Model):
    """Something changed at a source: its object is read anew by the next run, once."""

    source = models.CharField(max_length=20)
    reference = models.CharField(max_length=60)

    class Meta:
        db_table = "works_mark"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "reference"], name="works_mark_once")
        ]


# What is to be done to an object, from its proposal until long after the work.

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


# Whose consent measures need, what they said, and the links by which they are asked.


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


# Papers of many in one file: asked for on a page, made by a job, gone after a day.


class Press(models.Model):
    """One file of papers of a kind (``ports/papers.py``), for its asker.

    ``ids``: whose papers, in the order of the file. ``made``: how many are laid out; ``seen_at``:
    when the job said so last. ``content``: the PDF, sealed: letters name people and their links.
    ``failed``: why there is none, "" as long as there may be one.
    """

    kind = models.CharField(max_length=10)
    ids = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="ko")
    made = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "works_press"
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="works_press_asked")]
