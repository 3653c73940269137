"""What a machine read in residents' texts, and what people decided."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils import timezone

from townline.cases.models.case import Case
from townline.cases.rules.readings import ReadingState


class TextReading(models.Model):
    """One text of a case, as the triage reads it. Written waiting, with the text.

    ``services`` and ``kinds`` are ``[[code, probability, [word, …]], …]``, best first; the first
    of each stands in a column of its own too. ``text_first``: it opened its case, so that what
    the case is for is decided by it. ``place_by``: a person said where it is; a machine does not
    change that. ``alarmed_at``: it has raised an alarm, and never raises another.
    ``spam_said``: what a person said about it being an advertisement. ``topic_same``: a person
    said that it is about what its case is about, whatever it is read as.
    """

    text_id = models.BigIntegerField(primary_key=True)
    # Both rows come in one transaction, and a check for each text is not free.
    case = models.ForeignKey(Case, models.CASCADE, db_constraint=False, related_name="readings")
    at = models.DateTimeField()
    text_first = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default=ReadingState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    # Since when it waits: of old texts that are read for the first time, not their own time.
    asked_at = models.DateTimeField(default=timezone.now)

    version = models.CharField(max_length=60, blank=True, default="")
    services = models.JSONField(default=list)
    service = models.CharField(max_length=40, blank=True, default="")
    probability = models.FloatField(default=0)
    kinds = models.JSONField(default=list)
    kind = models.CharField(max_length=20, blank=True, default="")
    sure = models.BooleanField(default=False)
    topic_same = models.BooleanField(default=False, db_default=False)
    danger = models.CharField(max_length=20, blank=True, default="")
    danger_probability = models.FloatField(default=0)
    danger_words = models.JSONField(default=list)
    language = models.CharField(max_length=8, blank=True, default="")
    spam = models.BooleanField(default=False)
    full = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)

    place_kind = models.CharField(max_length=20, blank=True, default="")
    place_name_ko = models.CharField(max_length=100, blank=True, default="")
    place_name_en = models.CharField(max_length=100, blank=True, default="")
    dong = models.CharField(max_length=60, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    place_words = models.JSONField(default=list)
    place_source = models.CharField(max_length=8, blank=True, default="")
    place_sure = models.BooleanField(default=False)
    # Nobody asks by person, and an index more is written with each text.
    place_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False, related_name="+"
    )

    decided_service = models.CharField(max_length=40, blank=True, default="")
    decided_kind = models.CharField(max_length=20, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_index=False, related_name="+"
    )
    how = models.CharField(max_length=12, blank=True, default="")
    spam_set_aside = models.BooleanField(default=False)
    spam_said = models.BooleanField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-next_at"],
                condition=models.Q(state=ReadingState.WAITING),
                name="reading_waiting",
            ),
            models.Index(
                fields=["case"],
                condition=models.Q(spam_set_aside=True),
                name="reading_set_aside",
            ),
            # Rows are added in order of time: the pages of a month are found by a small index.
            BrinIndex(fields=["at"], name="reading_at", autosummarize=True),
        ]
