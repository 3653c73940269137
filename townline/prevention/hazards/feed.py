"""Hazards for programs of the office: where, what and when, without notes and reporters."""

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.db.models.lookups import IsNull

from townline.platform.core.database.feed import FeedColumn, FeedTable, FeedType, column
from townline.prevention.hazards.models import Hazard


def _rows() -> QuerySet[Hazard]:
    return Hazard.objects.filter(merged_into=None)


def _columns() -> Sequence[FeedColumn]:
    return [
        column("Id", FeedType.INTEGER, "id"),
        column("Kind", FeedType.TEXT, "kind"),
        column("Severity", FeedType.TEXT, "severity"),
        column("State", FeedType.TEXT, "state"),
        column("Source", FeedType.TEXT, "source"),
        column("Dong", FeedType.TEXT, "dong"),
        column("Department", FeedType.TEXT, "department"),
        column("Latitude", FeedType.NUMBER, "latitude"),
        column("Longitude", FeedType.NUMBER, "longitude"),
        column("WidthCm", FeedType.NUMBER, "width_cm"),
        column("LengthCm", FeedType.NUMBER, "length_cm"),
        column("DepthCm", FeedType.NUMBER, "depth_cm"),
        column("ReportedAt", FeedType.MOMENT, "reported_at"),
        column("DueAt", FeedType.MOMENT, "due_at"),
        column("MadeSafeAt", FeedType.MOMENT, "made_safe_at"),
        column("RepairedAt", FeedType.MOMENT, "repaired_at"),
        column("EndedAt", FeedType.MOMENT, "ended_at"),
        FeedColumn("Released", FeedType.FLAG, IsNull(F("released_at"), False)),
    ]


FEED_TABLES = (FeedTable(name="Hazards", entity="Hazard", rows=_rows, columns=_columns),)
