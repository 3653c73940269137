"""The district's gazetteer: what its ground is called."""

from typing import ClassVar

from django.db import models


class NamedPlace(models.Model):
    """One row of ``gazetteer.csv``. ``aliases`` and ``dong`` may hold several, ``one|two``.

    Degrees of WGS 84, None where nobody knows.
    """

    kind = models.CharField(max_length=12)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=100, blank=True, default="")
    aliases = models.TextField(blank=True, default="")
    dong = models.CharField(max_length=200, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "name_ko", "dong"], name="named_place_once")
        ]
