"""Explorations in a browser: for everybody who reads, at a desk and on a phone, by a list alone."""

import datetime as dt

import pytest

from tests.amount import ways
from tests.pages.walking import problems
from townline.platform.departments.api import Act
from townline.platform.geofiles.api import GeoFormat, write
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import AnomalyCheck, Finding, Method
from townline.prevention.hazards.explorations.tests.test_importing import bring, features

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2026, 11, 25)


@pytest.fixture
def cavity(world):
    bring(features(3), campaign="1차")
    line = api.lines()[0]
    finding = Finding(number="A-1", position_m=20.0, found_on=DAY)
    by = world.person("roads.officer")
    found = api.anomaly_find(Act(by, world.now), line_id=line.id, finding=finding)
    seen = AnomalyCheck(method=Method.CAMERA, checked_on=DAY, hollow=True, asphalt_cm=8.0)
    api.anomaly_check(Act(by, world.now), anomaly_id=found.pk, look=seen)
    return found, line


@pytest.mark.parametrize("width", ways([1366, 390]))
def test_the_pages_are_accessible_and_fit(look, cavity, tmp_path, width):
    found, line = cavity
    made = write(GeoFormat.GEOJSON, features(2) + features(1, 구분="강"))
    (tmp_path / made.name).write_bytes(made.content)
    wrong = []
    page = look("roads.officer", "/explorations/", width=width)
    for place in (
        "", f"{line.campaign_id}/", f"{line.campaign_id}/edit/", "new/", "import/", "anomalies/",
        f"anomalies/{found.pk}/", f"lines/{line.id}/",
    ):  # fmt: skip
        page.goto(f"/explorations/{place}")
        wrong += problems(place, page)
    page.goto("/explorations/import/")
    page.set_input_files("#files", str(tmp_path / made.name))
    page.get_by_role("button", name="미리 검사").click()
    page.get_by_text("가져온 것은 없습니다").first.wait_for()
    wrong += problems("import/ with mistakes", page)
    assert wrong == []
