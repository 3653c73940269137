from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.surveys.api import Home
from townline.prevention.surveys.routes.rules.replies import AppointmentState

# What planning knows of a home beside the list: what it asks for, and times it was offered.

_STAFF = settings.AUTH_USER_MODEL
_OPEN = models.Q(state=AppointmentState.ASKED)


class HomeNeeds(models.Model):
    """Which skills a home asks of who comes; codes of the district's data."""

    home = models.OneToOneField(Home, models.CASCADE, related_name="+")
    skills = models.JSONField(default=list)

    class Meta:
        db_table = "survey_routes_needs"


class Appointment(models.Model):
    """A household was asked by text when somebody may come, or chose a time on its page.

    ``resident_id``: whose row has the telephone, sealed there; None where nobody gave one.
    ``offers``: day, begins_at and ends_at of each time (ISO 8601), ``chosen`` counts them from 1.
    ``late_told_at``: when it was told that the surveyor is late, once for a chosen time.
    """

    home = models.ForeignKey(Home, models.CASCADE, related_name="+")
    resident_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, default=AppointmentState.ASKED)
    offers = models.JSONField(default=list)
    chosen = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField()
    open_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "survey_routes_appointment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["home"], condition=_OPEN, name="survey_asked_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["resident_id", "-asked_at"], name="survey_asked_whom"),
            models.Index(fields=["home", "-asked_at"], name="survey_asked_of"),
            models.Index(fields=["open_until"], condition=_OPEN, name="survey_asked_until"),
        ]


# Runs of planning, and what each change of the plan put in the place of what.


class PlanRun(models.Model):
    """One planning of the next days, by command or as a job.

    ``progress``: done, of, surveyor_days, km. ``result``: those, planned, later, unplaced (code to
    count), homes (of each code, the first ones), overfull (surveyor, day), people (surveyor to
    why nothing is planned for them). ``stop_at``: somebody wants the best found so far.
    """

    days = models.PositiveSmallIntegerField()
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    first_day = models.DateField(null=True)
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    stop_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    progress = models.JSONField(default=dict)
    result = models.JSONField(default=dict)

    class Meta:
        db_table = "survey_routes_run"
        indexes: ClassVar = [models.Index(fields=["-requested_at"], name="survey_run_at")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(ended_at__isnull=True),
                name="survey_run_one_at_a_time",
            )
        ]


class PlanChange(models.Model):
    """What changed the plan, so that it can be undone while nothing was built on it.

    ``kind``: run, move, fix, free, appointment. ``before`` and ``after``: the open visits of the
    homes that it touched (home, surveyor, day, position, fixed, not_before, not_after, arrives_at).
    """

    kind = models.CharField(max_length=12)
    run = models.ForeignKey(PlanRun, models.CASCADE, null=True, related_name="changes")
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "survey_routes_change"
        indexes: ClassVar = [models.Index(fields=["-at"], name="survey_change_at")]
