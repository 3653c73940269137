"""Measures for programs of the office: what, how much and when, by dong, never by address."""

from collections.abc import Sequence

from django.db.models import QuerySet

from townline.platform.core.database.feed import FeedColumn, FeedTable, FeedType, column
from townline.prevention.works.models import Measure


def _rows() -> QuerySet[Measure]:
    return Measure.objects.all()


def _columns() -> Sequence[FeedColumn]:
    return [
        column("Id", FeedType.INTEGER, "id"),
        column("Object", FeedType.INTEGER, "object_id"),
        column("ObjectKind", FeedType.TEXT, "object__kind"),
        column("Dong", FeedType.TEXT, "object__dong"),
        column("Grade", FeedType.TEXT, "object__grade"),
        column("Kind", FeedType.TEXT, "kind"),
        column("State", FeedType.TEXT, "state"),
        column("Quantity", FeedType.INTEGER, "quantity"),
        column("EstimateWon", FeedType.INTEGER, "estimate"),
        column("PriceWon", FeedType.INTEGER, "price"),
        column("Consent", FeedType.TEXT, "consent"),
        column("Year", FeedType.INTEGER, "year"),
        column("Quarter", FeedType.INTEGER, "quarter"),
        column("Budget", FeedType.TEXT, "budget"),
        column("ProposedAt", FeedType.MOMENT, "proposed_at"),
        column("OrderedAt", FeedType.MOMENT, "ordered_at"),
        column("FinishedAt", FeedType.MOMENT, "finished_at"),
        column("AcceptedAt", FeedType.MOMENT, "accepted_at"),
        column("PaidAt", FeedType.MOMENT, "paid_at"),
    ]


FEED_TABLES = (FeedTable(name="Works", entity="Work", rows=_rows, columns=_columns),)
