"""Runs of planning, and what each change of the plan put in the place of what."""

from typing import ClassVar

from django.conf import settings
from django.db import models

_STAFF = settings.AUTH_USER_MODEL


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
