"""Tables that rooms give to programs of the office: rows without personal data, column by column.

``adapters/odata`` serves them. What a column holds is decided here and in the rooms' ``feed.py``,
and nothing but these columns can be selected, filtered or sorted by.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThanOrEqual

from townline.platform.core.ports import Port

LEAST_COUNTED: Final = 5  # fewer could tell who it was


class FeedType(StrEnum):
    """Types of OData (Edm)."""

    INTEGER = "Edm.Int64"
    NUMBER = "Edm.Double"
    TEXT = "Edm.String"
    MOMENT = "Edm.DateTimeOffset"
    DAY = "Edm.Date"
    FLAG = "Edm.Boolean"


@dataclass(frozen=True, slots=True)
class FeedColumn:
    """``value``: an expression on the table's rows. ``counts``: it counts rows of a group."""

    name: str
    type: FeedType
    value: Combinable
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTable:
    """``name`` of the set and ``entity`` of one row; ``keys``: the columns that tell rows apart.

    ``rows`` and ``columns`` are asked at each request: they follow its language and the district.
    Where a column counts, the others are what rows are grouped by.
    """

    name: str
    entity: str
    rows: Callable[[], QuerySet[Any]]
    columns: Callable[[], Sequence[FeedColumn]]
    keys: tuple[str, ...] = ("Id",)

    def query(self) -> QuerySet[Any, dict[str, Any]]:
        """Give all rows, each as its columns by name."""
        columns = self.columns()
        plain = {each.name: each.value for each in columns if not each.counts}
        counts = {each.name: each.value for each in columns if each.counts}
        rows: QuerySet[Any] = self.rows().order_by().annotate(**plain)
        found: QuerySet[Any, dict[str, Any]] = rows.values(*plain).annotate(**counts)
        return found


def column(name: str, kind: FeedType, field: str) -> FeedColumn:
    """Give a column that is a field of its table, or of one beside it (``service__name_ko``)."""
    return FeedColumn(name, kind, F(field))


def count(name: str, *which: Q) -> FeedColumn:
    """Count rows of a group, or those that ``which`` holds for; null below ``LEAST_COUNTED``."""
    counted = Count("pk", filter=which[0] if which else None)
    shown = Case(When(GreaterThanOrEqual(counted, LEAST_COUNTED), then=counted))
    return FeedColumn(name, FeedType.INTEGER, shown, counts=True)


FEED_TABLES: Port[Sequence[FeedTable]] = Port("tables for programs of the office (OData)")
