"""Versions of the plan."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.works.planning.rules.states import PlanState

# A version of the plan: what it was made from, what came of it, and the decision.


class PlanVersion(models.Model):
    """One plan over years.

    ``input`` and ``result`` are those of ``townline works plan`` (docs/run/works-plan.md), whose
    objects and needs are numbers of works' objects and measures: nothing of a person. ``base``:
    the version that this one changes something of. ``seconds``, ``gap``: how far the solver is,
    said last at ``seen_at``; ``stop_asked``: it is to keep the best so far. ``decision``: which
    document adopted it; ``document``: its file.
    """

    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default=PlanState.WAITING)
    base = models.ForeignKey("self", models.SET_NULL, null=True, related_name="changed")
    input = models.JSONField()
    result = models.JSONField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)
    gap = models.FloatField(null=True)
    stop_asked = models.BooleanField(default=False)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decision = models.CharField(max_length=200, blank=True)
    document = models.BinaryField(null=True)
    document_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "works_plan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=PlanState.ADOPTED),
                name="works_plan_one_adopted",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-asked_at"], name="works_plan_asked")]
