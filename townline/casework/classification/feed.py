"""Cases for programs of the office: one by one, and counted by month, category and department."""

from collections.abc import Sequence

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from townline.casework.cases.models import Case
from townline.casework.cases.rules import OPEN, CaseState
from townline.casework.classification.models import TextReading
from townline.platform.core.database.feed import FeedColumn, FeedTable, FeedType, column, count
from townline.platform.web.moments import english

_IN_TIME = Q(first_answer_at__lte=F("answer_due_at"))


def _rows() -> QuerySet[Case]:
    """Leave out what few may know of, what was brought along, and what went on in another case."""
    return Case.objects.filter(private=False, imported=False).exclude(state=CaseState.MERGED)


def _columns() -> Sequence[FeedColumn]:
    # The place that texts named last, a person's word first (``selectors/located.py``).
    readings = TextReading.objects.filter(case=OuterRef("pk")).exclude(dong="")
    dong = readings.order_by(F("place_by").asc(nulls_last=True), "-at", "-text_id").values("dong")[
        :1
    ]
    return [
        column("Id", FeedType.INTEGER, "id"),
        column("State", FeedType.TEXT, "state"),
        *_about(),
        FeedColumn("Dong", FeedType.TEXT, Coalesce(Subquery(dong), Value(""))),
        column("Language", FeedType.TEXT, "language"),
        column("Danger", FeedType.FLAG, "danger"),
        column("OpenedAt", FeedType.MOMENT, "opened_at"),
        column("AnswerDueAt", FeedType.MOMENT, "answer_due_at"),
        column("FirstAnswerAt", FeedType.MOMENT, "first_answer_at"),
        column("FinishedAt", FeedType.MOMENT, "finished_at"),
        column("Returns", FeedType.INTEGER, "returns"),
    ]


def _count_columns() -> Sequence[FeedColumn]:
    zone = timezone.get_current_timezone()
    month = TruncMonth("opened_at", tzinfo=zone, output_field=DateField())
    return [
        FeedColumn("Month", FeedType.DAY, month),
        *_about(),
        count("Opened"),
        count("Answered", Q(first_answer_at__isnull=False)),
        count("AnsweredInTime", _IN_TIME),
        count("Open", Q(state__in=sorted(OPEN))),
    ]


def _about() -> list[FeedColumn]:
    name = "name_en" if english() else "name_ko"
    fields = {
        "Service": "service_id",
        "ServiceName": f"service__{name}",
        "Department": "department_id",
        "DepartmentName": f"department__{name}",
    }
    # "" where it is not sorted yet: a key of a group must not be null.
    return [
        FeedColumn(key, FeedType.TEXT, Coalesce(F(field), Value("")))
        for key, field in fields.items()
    ]


FEED_TABLES = (
    FeedTable(name="Cases", entity="Case", rows=_rows, columns=_columns),
    FeedTable(
        name="CaseCounts",
        entity="CaseCount",
        rows=_rows,
        columns=_count_columns,
        keys=("Month", "Service", "Department"),
    ),
)
