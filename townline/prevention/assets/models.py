"""Assets of the district, and the cases that tell of each."""

from typing import ClassVar

from django.db import models

from townline.prevention.assets.rules.states import AssetState


class Asset(models.Model):
    """One numbered thing in the street. ``kind``: a code of the district's data.

    ``number`` as it stands on it; ``key`` as numbers are compared (``rules/numbers.py``);
    ``cell``: the square it lies in (``rules/cells.py``).
    """

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=AssetState.IN_USE)
    address = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    dong = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    cell = models.BigIntegerField()
    installed_on = models.DateField(null=True)
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # The number first: who scans an old sticker tells no kind.
            models.UniqueConstraint(fields=["key", "kind"], name="asset_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cell"], name="asset_cell"),
            models.Index(fields=["state", "kind", "key"], name="asset_listed"),
            models.Index(
                fields=["removed_at"],
                condition=models.Q(removed_at__isnull=False),
                name="asset_removed",
            ),
        ]


class AssetCase(models.Model):
    """One case that tells of an asset; a case may tell of several."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="cases")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "asset"], name="asset_case_once")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="asset_case_at")]
