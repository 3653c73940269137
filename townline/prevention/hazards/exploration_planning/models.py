"""Road sections, what lies beside and below them, and the files that told of both."""

from typing import ClassVar

from django.conf import settings
from django.db import models

# A file of places: shown before it is taken, and remembered when it was.


class PlaceFile(models.Model):
    """One file that somebody brought. ``content`` by name, until it is taken or let go of.

    ``crs``: the projection that a person named, "" for what the file says. ``counts``: how many
    were new, changed and as before when it was taken (``taken_at``). ``preview``: of a large file
    what a job found that taking it would do (services/place_jobs.py).
    """

    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    crs = models.CharField(max_length=20, blank=True)
    content = models.BinaryField()
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    preview = models.JSONField(default=dict, db_default={})

    class Meta:
        db_table = "planning_file"
        indexes: ClassVar = [models.Index(fields=["kind", "-taken_at"], name="place_file_taken")]


# Where roads, sewers, building sites and subways lie, as files told it; and days of rain.


class Section(models.Model):
    """One stretch of road, as a van would explore it.

    ``code``: its name in the file it came from, or a digest of its shape. ``surface``: roadway or
    pavement. ``shape``: a line as WKB (WGS 84), of which 20,000 are read at once; ``west`` to
    ``north`` are its box.
    """

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    surface = models.CharField(max_length=8)
    dong = models.CharField(max_length=40, blank=True)
    width_m = models.FloatField(null=True)
    length_m = models.FloatField()
    shape = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        db_table = "planning_section"
        indexes: ClassVar = [models.Index(fields=["dong"], name="section_dong")]


class ReferenceLine(models.Model):
    """What may make a road give way: a sewer, a building site or a subway (``kind``).

    ``shape``: WKB, WGS 84; a site may be a point or an area. Sewers have the year they were laid,
    what they are made of (a word of the file, read by the district's table) and a diameter; sites
    have days. What nobody knows is None or "".
    """

    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    shape = models.BinaryField()
    year = models.PositiveSmallIntegerField(null=True)
    material = models.CharField(max_length=40, blank=True)
    diameter_mm = models.FloatField(null=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "planning_reference"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code"], name="reference_once")
        ]


class RainDay(models.Model):
    """How much it rained in the district on a day, millimetres."""

    day = models.DateField(primary_key=True)
    mm = models.FloatField()

    class Meta:
        db_table = "planning_rain"
