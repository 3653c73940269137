"""Homes of the survey for programs of the office: by dong, never by address or position."""

from collections.abc import Sequence

from django.db.models import QuerySet

from townline.platform.core.database.feed import FeedColumn, FeedTable, FeedType, column
from townline.prevention.surveys.models import Home


def _rows() -> QuerySet[Home]:
    return Home.objects.filter(merged_into=None)


def _columns() -> Sequence[FeedColumn]:
    return [
        column("Id", FeedType.INTEGER, "id"),
        column("Kind", FeedType.TEXT, "kind"),
        column("Dong", FeedType.TEXT, "dong"),
        column("State", FeedType.TEXT, "state"),
        column("ExcludedFor", FeedType.TEXT, "excluded_for"),
        column("Grade", FeedType.TEXT, "grade"),
        column("Points", FeedType.NUMBER, "points"),
        column("Attempts", FeedType.INTEGER, "attempts_made"),
        column("ListedAt", FeedType.MOMENT, "listed_at"),
        column("SettledAt", FeedType.MOMENT, "settled_at"),
    ]


FEED_TABLES = (FeedTable(name="SurveyHomes", entity="SurveyHome", rows=_rows, columns=_columns),)
