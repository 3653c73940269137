"""Where roads, sewers, building sites and subways lie, as files told it; and days of rain."""

from typing import ClassVar

from django.db import models


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
