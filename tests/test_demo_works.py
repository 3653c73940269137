"""The demo's works: two of four years done, with measures of every state."""

import datetime as dt
from collections import Counter

import pytest

from townline.demo import FOLDER
from townline.demo.homes.survey import survey
from townline.demo.works.measures import measures
from townline.prevention.surveys.api import Home
from townline.prevention.works import api as works
from townline.prevention.works.api import Consent, Measure, MeasureState

pytestmark = pytest.mark.django_db


def test_there_are_measures_and_consents_of_every_state(world):
    survey(world.now, FOLDER, 7)
    measures(world.now, 7)
    found = Counter(Measure.objects.values_list("state", flat=True))
    assert set(found) >= {*MeasureState} - {MeasureState.READY}, found
    assert sum(found.values()) > 300
    years = Counter(Measure.objects.exclude(year=None).values_list("year", flat=True))
    assert len(years) == 4
    assert found["accepted"] > sum(found.values()) / 4
    consents = set(Consent.objects.values_list("state", flat=True))
    assert {"needed", "asked", "given", "refused", "withdrawn"} <= consents
    seen = dict(Home.objects.values_list("pk", "settled_at"))
    for row in Measure.objects.filter(object__source="home").select_related("object"):
        assert seen[int(row.object.reference)] < row.proposed_at
    for row in Measure.objects.filter(accepted_at__isnull=False):
        assert row.proposed_at < row.ordered_at < row.accepted_at < world.now
    for hours in range(25):
        assert works.consents_run(now=world.now + dt.timedelta(hours=hours)) == 0
    assert Counter(Measure.objects.values_list("state", flat=True)) == found
