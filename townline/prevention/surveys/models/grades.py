"""By which rules homes are graded, what came out, and who looked a second time."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.surveys.models.forms import Submission
from townline.prevention.surveys.models.homes import Home
from townline.prevention.surveys.models.surveyors import Surveyor

_STAFF = settings.AUTH_USER_MODEL


class RuleVersion(models.Model):
    """The rules of one kind as they stood: items, weights, areas, thresholds, knock-outs.

    ``number``: from 1. Proposed until ``adopted_at``; the last adopted one counts.
    """

    kind = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    rules = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "surveys_rules"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="survey_rules_once")
        ]


class Grade(models.Model):
    """A home's grade by one version of the rules, from one submission, explained.

    ``points``: hundredths; ``areas``: area to points; ``items``: item, answer and points of each,
    ``reasons``: codes with values of what took points or knocked it out, the worst first. The
    ``current`` one is what counts.
    """

    home = models.ForeignKey(Home, models.CASCADE, related_name="grades")
    rules = models.ForeignKey(RuleVersion, models.PROTECT, related_name="grades")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="grades")
    surveyor = models.ForeignKey(Surveyor, models.PROTECT, null=True, related_name="grades")
    grade = models.CharField(max_length=4)
    points = models.FloatField()
    areas = models.JSONField(default=dict)
    items = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    needs = models.JSONField(default=list)  # codes of measures that the home asks for
    current = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_grade"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["home"], condition=models.Q(current=True), name="survey_grade_one_counts"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["surveyor", "at"], name="survey_grade_by")]


class SecondReview(models.Model):
    """A second look at a grade by somebody else. ``drawn``: tenth (at random) or worst.

    ``grade``: what the second one found, "" until ``done_at``; ``stands``: first or second, as a
    person decided where they differ.
    """

    first = models.OneToOneField(Grade, models.CASCADE, related_name="review")
    drawn = models.CharField(max_length=6)
    surveyor = models.ForeignKey(Surveyor, models.PROTECT, null=True, related_name="reviews")
    second = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=4, blank=True)
    points = models.FloatField(null=True)
    drawn_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    stands = models.CharField(max_length=6, blank=True)
    decided_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "surveys_review"
        indexes: ClassVar = [
            models.Index(
                fields=["drawn_at"],
                condition=models.Q(done_at__isnull=True),
                name="survey_review_open",
            ),
            models.Index(fields=["done_at"], name="survey_review_done"),
        ]
