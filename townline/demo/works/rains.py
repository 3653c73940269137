"""The rains of two summers: what was flooded before its works and after, as officers noted it."""

import datetime as dt
import random

from townline.demo.works.firms import viewer
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.prevention.works.api import Measure
from townline.prevention.works.progress import api as progress

_BEFORE, _AFTER_DONE, _AFTER_OTHERS = 0.3, 0.07, 0.34  # homes of a hundred with a flood
_SEASON, _WEEKS = (6, 28), 6


def rains(now: dt.datetime, seed: int) -> None:
    """Note floods of last summer and of the one before; the same seed tells the same."""
    dice = random.Random(f"rains:{seed}")  # noqa: S311 -- a demonstration
    officer, today = viewer("housing.officer", now), now.date()
    this = dt.date(today.year, *_SEASON)
    with audit.batch_entries():
        for measure_id, done in _homes(this):
            for summer, odds in (
                (this.replace(year=this.year - 1), _BEFORE),
                (this, _AFTER_DONE if done else _AFTER_OTHERS),
            ):
                on = summer + dt.timedelta(days=dice.randrange(7 * _WEEKS))
                if dice.random() < odds and on < today:
                    progress.trouble_add(
                        Act(officer, now), measure_id=measure_id, on=on,
                        kind=progress.TroubleKind.FLOOD,
                    )  # fmt: skip


def _homes(season: dt.date) -> list[tuple[int, bool]]:
    """Give one measure of each home, and whether any of the home was accepted by then."""
    rows = Measure.objects.filter(object__source="home").order_by("object_id", "id")
    found: dict[int, tuple[int, bool]] = {}
    for row in rows.only("id", "object_id", "accepted_at"):
        first, done = found.get(row.object_id, (row.pk, False))
        accepted = row.accepted_at is not None and row.accepted_at.date() < season
        found[row.object_id] = (first, done or accepted)
    return list(found.values())
