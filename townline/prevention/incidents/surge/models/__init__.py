"""Each time that surge mode was proposed, or began by hand."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.incidents.surge.rules.states import OPEN, SurgeState

_STAFF = settings.AUTH_USER_MODEL


class SurgeMode(models.Model):
    """One surge. ``texts`` came in ``minutes`` before ``begun_at``, where ``usual`` do.

    ``usual`` None: not known. ``about_ko`` and ``about_en``: what receipts say they are about.
    ``promise``: how long answers may take by decision, None as always; ``reason`` says why.
    ``calm_at``: since when no more come than usual.
    """

    state = models.CharField(max_length=10, default=SurgeState.PROPOSED)
    begun_at = models.DateTimeField()
    texts = models.PositiveIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=0)
    usual = models.FloatField(null=True)
    about_ko = models.CharField(max_length=40, blank=True)
    about_en = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    promise = models.DurationField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    calm_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "surge_mode"
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(state__in=sorted(OPEN)), name="surge_one_open"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-begun_at"], name="surge_begun")]

    @property
    def hours(self) -> int | None:
        """Give how many hours answers may take by decision."""
        return int(self.promise.total_seconds() // 3600) if self.promise else None
