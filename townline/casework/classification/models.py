"""Which cases a person joined with which, and which texts may tell of one event."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils import timezone

from townline.casework.cases.models import Case, Undo
from townline.casework.classification.rules.assignment import RuleState
from townline.casework.classification.rules.incidents import IncidentState
from townline.casework.classification.rules.readings import ReadingState


class AlikeJoin(models.Model):
    """A merge by a person, and where the other case stood among those that were shown for it.

    ``rank``: 1 is first; None where it was not shown. Undone, it is no join (``undo``).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    into = models.ForeignKey(Case, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)
    score = models.FloatField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undo = models.ForeignKey(Undo, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_alikejoin"
        indexes: ClassVar = [models.Index(fields=["at"], name="alike_join_at")]


class IncidentSuggestion(models.Model):
    """Cases whose texts may tell of one event: suggested, and accepted or dismissed by a person.

    No complaint of several households (``Group``): that is a person's word with rights of its
    own. ``name``: given by who accepted it. ``kind``: what seems to happen, or "". ``size``: how
    many cases there were when a person last decided, so that a dismissed one comes back only
    when it has grown much.
    """

    state = models.CharField(max_length=10, default=IncidentState.SUGGESTED)
    name = models.CharField(max_length=80, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField()
    size = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        db_table = "cases_incidentsuggestion"
        indexes: ClassVar = [models.Index(fields=["-last_at"], name="incident_newest")]


class IncidentCase(models.Model):
    """One case of a suggestion. ``at``: when its text came; ``dong``: "" where nobody knows."""

    suggestion = models.ForeignKey(IncidentSuggestion, models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    dong = models.CharField(max_length=60, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_incidentcase"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "case"], name="incident_case_once")
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="incident_of_case")]


class IncidentMark(models.Model):
    """Up to which text the index was looked through for events: one row."""

    newest = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_incidentmark"


class AssignmentRule(models.Model):
    """One rule; ``position`` orders them, the first that fits counts.

    It goes with the service or department that it names. ``key`` is its name in
    ``assignment.csv``; "" for one that was added on the page. ``touched``: changed on the page
    since, so that a load of the files leaves it as it is. ``insisted``: a person switched it on
    though past cases spoke against it, and it is not held again until it is changed.
    """

    key = models.CharField(max_length=40, blank=True, default="")
    service = models.ForeignKey("departments.Service", models.CASCADE, null=True)
    place = models.CharField(max_length=60, blank=True, default="")
    words = models.CharField(max_length=400, blank=True, default="")
    after = models.ForeignKey("departments.Department", models.CASCADE, null=True, related_name="+")
    department = models.ForeignKey("departments.Department", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    auto = models.BooleanField(default=False)
    state = models.CharField(max_length=4, default=RuleState.ON)
    touched = models.BooleanField(default=False)
    insisted = models.BooleanField(default=False, db_default=False)
    position = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "cases_assignmentrule"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="assignment_rule_key_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["position", "id"], name="assignment_rule_order")]


class TextReading(models.Model):
    """One text of a case, as the triage reads it. Written waiting, with the text.

    ``services`` and ``kinds`` are ``[[code, probability, [word, …]], …]``, best first; the first
    of each stands in a column of its own too. ``text_first``: it opened its case, so that what
    the case is for is decided by it. ``place_by``: a person said where it is; a machine does not
    change that. ``danger_start`` and ``danger_end``: where the words that tell of a danger stand.
    ``alarmed_at``: it has raised an alarm, and never raises another.
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
    danger_start = models.PositiveSmallIntegerField(null=True)
    danger_end = models.PositiveSmallIntegerField(null=True)
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
        db_table = "cases_textreading"
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


class NewFacts(models.Model):
    """A person's word that a case tells something new: counting begins anew with it."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="new_facts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_newfacts"
