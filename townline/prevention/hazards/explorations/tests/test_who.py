"""Who changes an exploration: the department that began its campaign, and who sees all."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from townline.platform.core.history import audit
from townline.platform.geofiles.api import GeoFormat, write
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import CampaignEntry, Finding
from townline.prevention.hazards.explorations.models import Anomaly, Campaign, ExplorationYear, Line
from townline.prevention.hazards.explorations.tests.test_anomalies import TODAY
from townline.prevention.hazards.explorations.tests.test_importing import (
    NOW,
    features,
    look,
    street,
)
from townline.prevention.hazards.explorations.urls import urlpatterns

pytestmark = pytest.mark.django_db
NAME = "2026 합동"
# What is pressed, by the names of the addresses; those that only read stand beside.
PRESSES = (
    "exploration_plan", "lines_import", "findings_import", "exploration_line", "anomaly_check",
    "campaign_edit",
)  # fmt: skip
READ = {"explorations", "explorations_export", "anomalies", "anomaly", "campaign", "campaign_lines"}
BEGIN = {"campaign_new"}  # of one's own


def test_the_table_holds_every_press():
    assert {each.name for each in urlpatterns} - READ - BEGIN == set(PRESSES)


def _begin_campaign(world, username):
    """Have somebody begin a campaign with a line and an anomaly; give all three."""
    by = world.person(username) if username else audit.SERVER
    made = api.campaign_create(by=by, entry=CampaignEntry(name=NAME, year=2026), now=NOW)
    api.lines_import(by=by, plan=look(features(1), campaign=NAME), now=NOW)
    line = Line.objects.get()
    finder = username or "clerk1"
    finding = Finding(number="A-1", position_m=20.0, found_on=TODAY)
    return made, line, api.anomaly_find(world.by(finder), line_id=line.id, finding=finding)


def _spots():
    longitude, latitude = street().interpolate(0.5, normalized=True).coords[0]
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {"number": "B-1", "found_on": str(TODAY)}
    found = [{"type": "Feature", "geometry": point, "properties": properties}]
    return SimpleUploadedFile(
        "spots.geojson", json.dumps({"type": "FeatureCollection", "features": found}).encode()
    )


def _press(client, press, campaign, line, anomaly):
    where = "/explorations/"
    if press == "lines_import":
        fields = {"files": _file(features(3)), "do": "import", "campaign": NAME}
        return client.post(f"{where}import/", fields)
    if press == "findings_import":
        return client.post(f"{where}anomalies/import/", {"files": _spots(), "do": "import"})
    path, fields = {
        "exploration_plan": ("plan", {"year": "2026", "planned_km": "9"}),
        "exploration_line": (
            f"lines/{line.pk}/", {"number": "A-7", "position_m": "1", "found_on": str(TODAY)},
        ),
        "anomaly_check": (
            f"anomalies/{anomaly.pk}/check",
            {"method": "camera", "checked_on": str(TODAY), "hollow": "on"},
        ),
        "campaign_edit": (f"{campaign.pk}/edit/", {"name": "다른 이름", "year": "2026"}),
    }[press]  # fmt: skip
    return client.post(f"{where}{path}", fields)


def _file(found):
    made = write(GeoFormat.GEOJSON, found)
    return SimpleUploadedFile(made.name, made.content)


def _stored_rows():
    names = [*Campaign.objects.values_list("name", flat=True)]
    states = [*Anomaly.objects.values_list("number", "state")]
    return names, states, Line.objects.count(), ExplorationYear.objects.count()


@pytest.mark.parametrize("press", PRESSES)
def test_another_department_presses_nothing(world, visit, press):
    found = _begin_campaign(world, "roads.officer")
    before = _stored_rows()
    for username in ("welfare.officer", "parks.head", "auditor"):
        assert _press(visit(username), press, *found).status_code == 403, username
    assert _stored_rows() == before
    answer = _press(visit("roads.head"), press, *found)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert _stored_rows() != before


@pytest.mark.parametrize(
    ("began", "may", "may_not"),
    [
        ("water.officer", "water.head", "roads.officer"),
        ("water.officer", "clerk1", "roads.head"),
        # Nobody of a department: theirs who repair cavities.
        ("clerk1", "roads.officer", "water.officer"),
        ("", "roads.officer", "water.officer"),
    ],
)
def test_a_campaign_is_theirs_who_began_it(world, visit, began, may, may_not):
    found = _begin_campaign(world, began)
    assert _press(visit(may_not), "campaign_edit", *found).status_code == 403
    assert _press(visit(may), "campaign_edit", *found).status_code == 302


def test_everybody_who_writes_begins_one_of_their_own(world, visit):
    client = visit("water.officer")
    answer = client.post("/explorations/new/", {"name": "하수", "year": "2026"})
    assert client.get(f"{answer['Location']}edit/").status_code == 200


def test_who_may_not_has_no_buttons(world, visit):
    campaign, line, anomaly = _begin_campaign(world, "roads.officer")
    pages = {
        f"/explorations/{campaign.pk}/": f'href="/explorations/{campaign.pk}/edit/"',
        f"/explorations/lines/{line.pk}/": f'action="/explorations/lines/{line.pk}/"',
        f"/explorations/anomalies/{anomaly.pk}/": f'action="/explorations/anomalies/{anomaly.pk}/',
        "/explorations/": 'action="/explorations/plan"',
    }
    for path, button in pages.items():
        assert button not in visit("welfare.officer").get(path).content.decode()
        assert button in visit("roads.officer").get(path).content.decode()
    assert visit("welfare.officer").get(f"/explorations/{campaign.pk}/edit/").status_code == 403
