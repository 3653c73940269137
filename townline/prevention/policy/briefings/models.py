"""Briefings as they were said, and who wants none by e-mail."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models


class Briefing(models.Model):
    """What was said of one week, to everybody: a row is never changed.

    ``facts``: as ``rules.facts.Fact.kept`` gives them, of all scopes.
    """

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    facts = models.JSONField(default=list)

    class Meta:
        db_table = "briefings_briefing"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "week"], name="briefing_once")
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="as_it_was_said", operation=pgtrigger.Update)]


class BriefingStop(models.Model):
    """Somebody who wants no briefing by e-mail; without a row they have it."""

    staff = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "briefings_stop"
