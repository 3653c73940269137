"""Objects with needs for tests."""

import datetime as dt
from typing import Any

from townline.platform.core.history.audit import SERVER
from townline.prevention.works import api as works
from townline.prevention.works.api import ConsentAnswer, How, Measure, Needy, Role, WorkObject

NOW = dt.datetime(2026, 11, 2, 1, 0, tzinfo=dt.UTC)
BY: dict[str, Any] = {"actor": SERVER, "now": NOW}
BOTH = (Role.LANDLORD, Role.TENANT)
WHY = {"ko": "현관 문턱이 5cm라 차수판을 제안합니다.", "en": "The sill is 5 cm high."}
YES = ConsentAnswer(how=How.OFFICER)
NO = ConsentAnswer(how=How.OFFICER, reason="공사를 바라지 않음")


def needy(reference="1", *needs, **more):
    own = {"kind": "semi-basement", "address": f"새벗로 {reference}", "dong": "새벗동",
           "parties": BOTH, "grade": "D", "severity": 4, "risk": 70.0}  # fmt: skip
    return Needy(
        reference=reference, needs=dict.fromkeys(needs or ("flood-barrier",), WHY), **own | more
    )


def take_objects(*found, source="home"):
    works.objects_take(source, found or [needy()], **BY)
    return list(WorkObject.objects.filter(source=source).order_by("id"))


def propose_measures(reference="1", *needs, **more):
    take_objects(needy(reference, *needs, **more))
    return list(Measure.objects.filter(object__reference=reference).order_by("id"))


def decide_measures(*args, **more):
    rows = propose_measures(*args, **more)
    return works.measures_decide([row.pk for row in rows], **BY)


def consents(*rows):
    ids = [row.pk for row in rows]
    found = works.Consent.objects.filter(measure__in=ids)
    return list(found.order_by("id").values_list("id", flat=True))


def ready(*args, **more):
    rows = decide_measures(*args, **more)
    works.consents_give(consents(*rows), YES, **BY)
    return rows


def plan_measures(*args, year=2027, **more):
    rows = ready(*args, **more)
    placings = [
        works.Placing(measure_id=row.pk, year=year, quarter=2, budget="district") for row in rows
    ]
    works.measures_plan(placings, **BY)
    return rows


def order_measures(*args, **more):
    rows = plan_measures(*args, **more)
    works.measures_order(dict.fromkeys(row.pk for row in rows), **BY)
    return rows


def now_of(row):
    return Measure.objects.get(pk=row.pk)
