"""Whose telephone a home's household gave; the number lies sealed with those of residents."""

from django.db import models

from townline.prevention.surveys.models.homes import Home


class Household(models.Model):
    """``resident_id``: whose row has the telephone. ``source``: list, form, text, page or staff."""

    home = models.OneToOneField(Home, models.CASCADE, related_name="household")
    resident_id = models.BigIntegerField(db_index=True)
    source = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_household"
