"""Which department a case is for, as the district says."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.cases.rules.assigning import RuleState


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
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="assignment_rule_key_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["position", "id"], name="assignment_rule_order")]
