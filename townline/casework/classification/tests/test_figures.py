"""The figures beside the filters say what the lists behind them show, for whoever looks."""

import datetime as dt
from itertools import product

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import OPEN
from townline.casework.classification.models import TextReading

pytestmark = pytest.mark.django_db

VIEWS = ("todo", "open", "overdue", "received", "languages", "sure", "unsure", "aside")
# What is read in a case's texts: nothing yet, sure, unsure, two topics, waits, lies aside.
READINGS = (
    (),
    ({"sure": True, "service": "lighting", "probability": 0.9},),
    ({"service": "lighting", "probability": 0.5},),
    ({"sure": True, "service": "lighting", "probability": 0.9},
     {"service": "traffic", "probability": 0.8}),
    ({"sure": True, "service": "lighting", "probability": 0.9}, {"state": "waiting"}),
    ({"sure": True, "service": "lighting", "probability": 0.9, "spam_set_aside": True},),
)  # fmt: skip


@pytest.fixture
def many(world):
    """A case of each kind: its state, what is read in it, late, dangerous, in another language."""
    first = Case.objects.get(code=world.text("가로등이 꺼졌어요"))
    TextReading.objects.all().delete()
    kinds = product(sorted(OPEN), READINGS, (False, True), (False, True), (False, True))
    made = []
    for number, (state, read, late, danger, foreign) in enumerate(kinds):
        values = {field.attname: getattr(first, field.attname) for field in Case._meta.fields}
        values |= {
            "id": None,
            "code": f"H6-8{number:05d}",
            "state": state,
            "danger": danger,
            "look_first": foreign,
            "answer_due_at": world.now + dt.timedelta(hours=-1 if late else 1),
            "department_id": ("roads", "parks", None)[number % 3],
            "private": number % 17 == 0,
        }
        made.append((Case(**values), read))
    Case.objects.bulk_create(case for case, _ in made)
    TextReading.objects.bulk_create(
        TextReading(text_id=-nth * 10 - at, case=case, at=world.now, **{"state": "read"} | columns)
        for nth, (case, read) in enumerate(made, 1)
        for at, columns in enumerate(read)
    )


@pytest.mark.parametrize("person", ["clerk1", "roads.officer", "welfare.officer", "mayor"])
def test_each_figure_is_as_long_as_its_list(world, many, person):
    act = world.by(person)
    found = cases.counts(act)

    def length(view):
        return len(cases.cases_list(act, filters=cases.CaseFilters(view=view), limit=5000).rows)

    assert {view: found[view] for view in VIEWS} == {view: length(view) for view in VIEWS}
    # What pages without the filters ask says the same of what it says.
    fewer = cases.counts(act, views=False)
    assert {*VIEWS} - {*fewer} == {"sure", "unsure", "aside"}
    assert fewer == {name: found[name] for name in fewer}
    rows = cases.cases_list(act, filters=cases.CaseFilters(view="all"), limit=5000).rows
    assert found["danger"] == sum(row.danger and row.is_open for row in rows) > 0
    assert found["sure"] > 0 or person == "welfare.officer"
