"""Alarms for life, and who was told of each."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.casework.alarms.rules import LIVE, AlarmState
from townline.casework.cases.models import Case

_LIVE = models.Q(state__in=sorted(LIVE))


class Alarm(models.Model):
    """Somebody may be in danger: one kind in one case, and who has seen it.

    ``texts``: ids of the incoming texts that tell of it. ``private``: for duty and welfare only.
    A ``drill`` has no case. ``acknowledge_by`` is the first deadline and never moves;
    ``escalate_at``: when more people are told, None when nobody is. ``put_back_to``: the state
    before a person ended it, for as long as ``undo_until``.
    """

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="alarms")
    kind = models.CharField(max_length=12)
    texts = ArrayField(models.BigIntegerField(), default=list)
    probability = models.FloatField(null=True)
    private = models.BooleanField(default=False)
    drill = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=AlarmState.RAISED)
    stage = models.PositiveSmallIntegerField(default=0)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    acknowledge_by = models.DateTimeField()
    escalate_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # page, api or text; the phone of the duty room is nobody's own.
    acknowledged_via = models.CharField(max_length=4, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True, default="")
    put_back_to = models.CharField(max_length=12, blank=True, default="")
    undo_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_alarm"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind"], condition=_LIVE, name="alarm_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["escalate_at"],
                condition=models.Q(state=AlarmState.RAISED),
                name="alarm_escalates",
            ),
            models.Index(fields=["acknowledge_by"], condition=_LIVE, name="alarm_live"),
            models.Index(fields=["raised_at"], name="alarm_raised"),
        ]


class AlarmTold(models.Model):
    """One person, or one phone, that was told of an alarm at a stage.

    ``resident_id``: whose row has the number that a text went to, sealed there like any other;
    a reply from it acknowledges. Without ``staff`` it is a phone of the duty room.
    """

    alarm = models.ForeignKey(Alarm, models.CASCADE, related_name="told")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)
    resident_id = models.BigIntegerField(null=True)
    stage = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "cases_alarmtold"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alarm", "stage", "staff", "resident_id"],
                name="alarm_told_once",
                nulls_distinct=False,
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "staff"], name="alarm_told_sees"),
            models.Index(
                fields=["resident_id"],
                condition=models.Q(resident_id__isnull=False),
                name="alarm_told_phone",
            ),
            models.Index(fields=["at"], name="alarm_told_age"),
        ]
