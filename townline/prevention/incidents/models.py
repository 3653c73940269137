"""Incidents: their cases, their boards."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.platform.core.database.masked_text import MaskedTextField
from townline.prevention.incidents.rules import IncidentState, NeedState

# An incident, where it is, which cases tell of it, and which might.


class Incident(models.Model):
    """One event that many texts tell of. ``kind`` is a code of the district's data.

    ``departments``: codes of those that take part; whoever sees all cases sees it as well.
    ``suggestion``: the suggested incident it was opened from, whose later texts are offered to it.
    ``lessons``: what the next incident of the kind should know; written when it ends.
    """

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default=IncidentState.OPEN)
    since = models.DateTimeField()
    note = models.TextField(blank=True)
    departments = ArrayField(models.CharField(max_length=40), default=list)
    suggestion = models.OneToOneField(
        "classification.IncidentSuggestion", models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    lessons = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # Up to which text of the index it was looked through for what may belong to it.
    looked_upto = models.BigIntegerField(default=0)

    class Meta:
        db_table = "incidents_incident"
        indexes: ClassVar = [
            models.Index(fields=["-since"], name="incidents_since"),
            models.Index(
                fields=["kind"],
                condition=models.Q(state=IncidentState.OPEN),
                name="incidents_open",
            ),
        ]


class IncidentPlace(models.Model):
    """One place of an incident; without a position (None) it is a name only."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="places")
    name = models.CharField(max_length=120)
    dong = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        db_table = "incidents_place"


class IncidentMember(models.Model):
    """One case that tells of it. A case belongs to one incident at a time, and stays a case."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="members")
    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "incidents_member"


class IncidentOffer(models.Model):
    """A later case that may belong to it; a person takes it or says that it does not.

    ``why``: ``words`` of the kind, ``likeness``, ``suggestion`` (found with the suggested
    incident), ``reply`` (of somebody who got an update). ``decided_at``: joined or dismissed.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="offers")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    why = models.CharField(max_length=12)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_offer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "case"], name="incident_offer_once")
        ]


class IncidentUndo(models.Model):
    """How one press is taken back. ``data``: what it changed; ``until``: so long."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="undos")
    deed = models.CharField(max_length=10)
    data = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_undo"
        indexes: ClassVar = [
            models.Index(
                fields=["incident", "-id"],
                condition=models.Q(undone_at=None),
                name="incident_undo_open",
            )
        ]


# What stands on an incident's board: needs, teams, roles, notes, and the checklist.


class Need(models.Model):
    """Something to be done somewhere. ``kind`` is a code of the district's data."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, default=NeedState.OPEN)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    note = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_need"


class Team(models.Model):
    """A team or a vehicle, and where it is said to be."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=60)
    vehicle = models.BooleanField(default=False)
    place = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    task = models.CharField(max_length=120, blank=True)
    seen_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_team"


class RoleHolder(models.Model):
    """Who has a role (lead, information, field) from when until when; ``note``: handed over."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=12)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_role"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident", "role"],
                condition=models.Q(ends=None),
                name="incident_role_held_once",
            )
        ]


class LogNote(models.Model):
    """Words of staff in the log of an incident; never sent."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    body = MaskedTextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "incidents_note"


class ChecklistItem(models.Model):
    """One line of the kind's checklist, as it was when the incident began."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField()
    ko = models.CharField(max_length=150)
    en = models.CharField(max_length=150)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "incidents_checklist"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "position"], name="incident_checklist_once")
        ]


# What residents ask after a message to all of an incident.


class IncidentQuestion(models.Model):
    """A text of somebody who got an update, within some time after it: a question, perhaps.

    It lies in ``case`` and is answered there; here it is shown with the incident.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="questions")
    update = models.ForeignKey("broadcasts.Broadcast", models.CASCADE, related_name="+")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    text_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "incidents_question"


# Whether those of a list are safe.


class SafetyCheck(models.Model):
    """The question whether people are safe; its words and deliveries are its broadcast.

    ``lists``: codes of the lists that it goes to, ``dongs``: empty for all. ``ground``: the legal
    ground of each list as the district's data had it.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="safety_checks")
    lists = ArrayField(models.CharField(max_length=20))
    dongs = ArrayField(models.CharField(max_length=60), default=list)
    ground = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        db_table = "incidents_safety_check"


class SafetyAnswer(models.Model):
    """One telephone at one place, and what was answered; ``answer`` "" is: none yet.

    ``case``: where the text lies that asks for help.
    """

    check_of = models.ForeignKey(SafetyCheck, models.CASCADE, related_name="answers")
    resident_id = models.BigIntegerField()
    language = models.CharField(max_length=8)
    place = models.CharField(max_length=250)
    dong = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    answer = models.CharField(max_length=8, blank=True)
    answered_at = models.DateTimeField(null=True)
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "incidents_safety_answer"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["check_of", "resident_id", "place"], name="safety_answer_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["resident_id", "check_of"], name="safety_answer_of")
        ]
