"""Themes, which texts belong to them, and the monthly runs that find them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from townline.prevention.policy.themes.rules.kinds import ThemeKind, Trend
from townline.prevention.policy.themes.rules.states import ThemeState


class ThemeRun(models.Model):
    """One run. ``stayed``: the share of texts that kept their theme, None for the first."""

    at = models.DateTimeField()
    texts = models.PositiveIntegerField()
    themes = models.PositiveIntegerField()
    stayed = models.FloatField(null=True)

    class Meta:
        db_table = "themes_run"


class Theme(models.Model):
    """What texts have in common. ``name``: of the machine; ``said``: a person's, else "".

    ``season``: months 1 to 12; ``years``: in which it came. ``joined_into``: where it goes on.
    ``parent`` and ``word``: a person took the texts of ``parent`` with that word out of it; later
    ones go the same way.
    """

    name = models.CharField(max_length=120)
    said = models.CharField(max_length=120, blank=True)
    words = ArrayField(models.CharField(max_length=60), default=list)
    state = models.CharField(max_length=10, default=ThemeState.FOUND)
    kind = models.CharField(max_length=10, default=ThemeKind.OPEN)
    trend = models.CharField(max_length=10, default=Trend.UNKNOWN)
    season = ArrayField(models.PositiveSmallIntegerField(), default=list)
    years = ArrayField(models.PositiveSmallIntegerField(), default=list)
    count = models.PositiveIntegerField(default=0)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    word = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "themes_theme"
        indexes: ClassVar = [models.Index(fields=["state", "-count"], name="theme_largest")]

    @property
    def title(self) -> str:
        """Give what it is called: a person's word wins."""
        return self.said or self.name


class ThemeText(models.Model):
    """A text and its theme; it holds no word. ``came_from``: the theme it was joined from."""

    text_id = models.BigIntegerField(primary_key=True)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="texts")
    came_from = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="+")
    case_id = models.BigIntegerField()
    day = models.DateField()
    dong = models.CharField(max_length=60, blank=True)
    copied = models.BooleanField(default=False)

    class Meta:
        db_table = "themes_text"
        indexes: ClassVar = [models.Index(fields=["theme", "-day"], name="theme_text_newest")]
