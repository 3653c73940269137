"""Lines of sums are added up now and then, and counted anew where they have drifted."""

from django.db import connection, models, transaction

from townline.prevention.works.progress.models import FirmSum, MeasureSum
from townline.prevention.works.progress.selectors import sums

type _StoredSum = tuple[type[models.Model], str, str, str]

_MEASURES: _StoredSum = (
    MeasureSum, sums.MEASURES, "kind, dong, state, year, budget, waits_since",
    "n, estimate, ordered, paid",
)  # fmt: skip
_FIRMS: _StoredSum = (FirmSum, sums.FIRMS, "firm, state, due_on", "n, ordered, paid")
_COUNTED = "works_measure, works_object, hazards_order, work_orders_orderitem"


@transaction.atomic
def sums_fold() -> None:
    """Add the lines of each group up to one. What is written meanwhile stays beside it."""
    with connection.cursor() as cursor:
        for model, _, keys, values in (_MEASURES, _FIRMS):
            table = model._meta.db_table
            zeros = ", ".join("0" for _ in values.split(", "))
            added = ", ".join(f"sum({name})" for name in values.split(", "))
            cursor.execute(
                f"WITH gone AS (DELETE FROM {table} RETURNING *)"  # noqa: S608 -- our own names
                f" INSERT INTO {table} ({keys}, {values}) SELECT {keys}, {added} FROM gone"
                f" GROUP BY {keys} HAVING ({added}) <> ({zeros})"
            )


@transaction.atomic
def sums_mend() -> int:
    """Count anew what has drifted from its rows; give in how many groups it had.

    Whoever writes works waits meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {_COUNTED} IN SHARE MODE")
        adrift = sums.sums_adrift()
        for model, counted, keys, values in (_MEASURES, _FIRMS) if adrift else ():
            table = model._meta.db_table
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- our own name
            cursor.execute(
                f"INSERT INTO {table} ({keys}, {values}) {counted}"  # noqa: S608 -- our own words
                f" SELECT {keys}, {values} FROM counted"
            )
    return adrift
