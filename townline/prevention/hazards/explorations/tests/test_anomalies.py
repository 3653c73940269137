"""From what the radar saw to a cavity with its grade, its deadline and its hazard."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.platform.core.history import audit
from townline.platform.geofiles.api import GeoFormat, write
from townline.prevention.hazards.explorations import api
from townline.prevention.hazards.explorations.api import AnomalyCheck, Finding, Method
from townline.prevention.hazards.explorations.models import Campaign, Cavity, Check, Line
from townline.prevention.hazards.explorations.tests.test_importing import bring, features
from townline.prevention.hazards.models import Hazard, StepDeadline

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
WHO = "roads.officer"


@pytest.fixture
def line(world):
    bring(features(1))
    return api.lines()[0]


@pytest.fixture
def found(world, line):
    """Give ``found()``: an anomaly of the line, 20 m along."""

    def find(number="A-1", **more):
        fields = {"number": number, "position_m": 20.0, "depth_m": 0.8, "found_on": TODAY} | more
        return api.anomaly_find(world.by(WHO), line_id=line.id, finding=Finding(**fields))

    return find


@pytest.fixture
def look(world):
    def check(anomaly, hollow=True, **sizes):
        fields = {"method": Method.DRILLING, "checked_on": TODAY, "hollow": hollow} | sizes
        return api.anomaly_check(world.by(WHO), anomaly_id=anomaly.pk, look=AnomalyCheck(**fields))

    return check


def events(anomaly):
    return [(each.event, each.to_state) for each in audit.history(f"anomaly:{anomaly.pk}")]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        (
            {"asphalt_cm": 8, "cover_cm": 50, "width_m": 0.5},
            ("emergency", "2026-11-25T09:32", "critical"),
        ),
        (
            {"asphalt_cm": 15, "cover_cm": 25, "width_m": 0.5},
            ("priority", "2026-12-25T05:32", "high"),
        ),
        # Until the rainy season: to the end of the day before, in Seoul.
        (
            {"asphalt_cm": 25, "cover_cm": 35, "width_m": 0.5},
            ("general", "2027-06-23T15:00", "medium"),
        ),
    ],
)
def test_a_confirmed_cavity_opens_a_hazard_due_by_its_grade(found, look, sizes, expected):
    grade, repair, severity = expected
    anomaly = look(found(), length_m=0.9, **sizes)
    cavity = Cavity.objects.get(anomaly=anomaly)
    hazard = Hazard.objects.get(id=cavity.hazard_id)
    assert (cavity.grade, cavity.flags, cavity.resurvey_on) == (grade, [], None)
    assert cavity.repair_by.strftime("%Y-%m-%dT%H:%M") == repair
    assert (hazard.kind, hazard.severity, hazard.source) == ("cavity", severity, "exploration")
    assert (hazard.width_cm, hazard.length_cm) == (50, 90)
    assert (hazard.address, hazard.dong) == ("솔내로", "솔내동")
    assert StepDeadline.objects.get(hazard=hazard, step="repair").due_at == cavity.repair_by
    assert events(anomaly) == [
        ("anomaly:signal:find", "found"),
        ("anomaly:cavity:confirm", "cavity"),
    ]


def test_a_watched_cavity_is_looked_at_again_and_grows(found, look, world):
    anomaly = look(found(), asphalt_cm=40, cover_cm=50, width_m=0.5)
    cavity = Cavity.objects.get()
    assert (cavity.grade, cavity.hazard_id, cavity.repair_by) == ("watch", None, None)
    assert cavity.resurvey_on == dt.date(2027, 11, 25)
    due = {"today": cavity.resurvey_on, "within": dt.timedelta()}
    assert [each.number for each in api.resurveys_due(**due)] == ["A-1"]
    world.wait(days=365)
    look(anomaly, checked_on=dt.date(2027, 11, 25), asphalt_cm=9, cover_cm=50, width_m=0.5)
    cavity.refresh_from_db()
    assert (cavity.grade, cavity.resurvey_on) == ("emergency", None)
    assert cavity.hazard is not None
    assert api.resurveys_due(**due) == []
    assert events(anomaly)[-1] == ("anomaly:cavity:resurvey", "cavity")
    assert Check.objects.count() == 2


def test_a_cavity_that_is_measured_again_is_graded_again(found, look):
    anomaly = look(found(), asphalt_cm=25, cover_cm=35, width_m=0.5)
    look(anomaly, asphalt_cm=9, cover_cm=35, width_m=0.5)
    hazard = Hazard.objects.get()
    assert (hazard.severity, Cavity.objects.get().hazard_id) == ("critical", hazard.id)
    assert events(anomaly)[-1][0] == "anomaly:cavity:grade"
    repair = StepDeadline.objects.get(hazard=hazard, step="repair")
    assert repair.due_at == Cavity.objects.get().repair_by


def test_measured_again_and_as_bad_gives_no_more_time(found, look, world):
    anomaly = look(found(), asphalt_cm=9, cover_cm=35, width_m=0.5)
    due = Cavity.objects.get().repair_by
    world.wait(hours=2)
    look(anomaly, asphalt_cm=8, cover_cm=35, width_m=0.5)
    assert Cavity.objects.get().repair_by == due
    assert StepDeadline.objects.get(step="repair").due_at == due


def test_what_was_not_measured_is_flagged(found, look):
    look(found(), width_m=1.6)
    assert (Cavity.objects.get().grade, Cavity.objects.get().flags) == (
        "priority",
        ["no_asphalt", "no_cover"],
    )


def test_an_anomaly_that_is_no_cavity(found, look):
    anomaly = look(found(), hollow=False)
    assert (anomaly.state, Cavity.objects.count(), Hazard.objects.count()) == ("no_cavity", 0, 0)
    with pytest.raises(api.AnomalySettled):
        look(anomaly, hollow=False)
    # A second look may find what the first one missed.
    assert look(anomaly, asphalt_cm=9).state == "cavity"


def test_a_cavity_is_not_wished_away(found, look):
    anomaly = look(found(), asphalt_cm=9)
    with pytest.raises(api.AnomalySettled):
        look(anomaly, hollow=False)
    assert Check.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"position_m": 900.0}, api.OffTheLine),
        ({"position_m": -1.0}, api.OffTheLine),
        ({"found_on": TODAY + dt.timedelta(days=1)}, api.DayAhead),
        ({"number": "A-1"}, api.AnomalyExists),
    ],
)
def test_what_cannot_be_found_is_refused(found, wrong, error):
    found("A-1")
    with pytest.raises(error):
        found(**({"number": "A-2"} | wrong))


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_from_a_file_to_a_hazard_on_the_pages(visit, world):
    client = visit(WHO)
    made = write(GeoFormat.SHAPEFILE, features(3))

    def send(do):
        file = SimpleUploadedFile(made.name, made.content)
        return client.post("/explorations/import/", {"files": file, "do": do, "campaign": "1차"})

    seen = send("check")
    assert (seen.status_code, Line.objects.count()) == (200, 0)
    assert "EPSG:4326" in seen.content.decode()
    assert send("import").status_code == 302
    campaign, line = Campaign.objects.get(), api.lines()[0]
    assert "솔내로" in page(client, f"/explorations/{campaign.id}/")
    assert len(client.get(f"/explorations/{campaign.id}/lines.geojson").json()["features"]) == 3
    fields = {"number": "A-7", "position_m": "12.5", "depth_m": "", "found_on": "2026-11-25"}
    where = client.post(f"/explorations/lines/{line.id}/", fields)["Location"]
    assert "A-7" in page(client, where)
    fields = {"method": "camera", "checked_on": "2026-11-25", "hollow": "on", "asphalt_cm": "8",
            "cover_cm": "", "width_m": "0.6"}  # fmt: skip
    form = client.get(where).content.decode().split('name="hollow"', 1)[1].split("</fieldset>")[0]
    assert "checked" not in form
    neither = client.post(f"{where}check", {"method": "camera", "checked_on": "2026-11-25"})
    assert neither.status_code == 422
    assert 'id="hollow-wrong"' in neither.content.decode()
    assert client.post(f"{where}check", fields).status_code == 302
    words = re.sub(r"<[^>]+>", "", page(client, where))
    assert "아스팔트 8 cm(10 cm 미만): 긴급 등급입니다. " in words
    assert "까지 보수합니다." in words
    assert "토피 두께를 재지 않았습니다." in words
    assert "Asphalt 8 cm (below 10 cm): Emergency." in page(visit(WHO, "en"), where)
    assert "A-7" in page(client, "/explorations/anomalies/?state=cavity")
    assert "A-7" not in page(client, "/explorations/anomalies/?state=no_cavity")


def test_mistakes_of_a_file_stand_on_the_page_by_their_number(visit):
    client = visit(WHO)
    found = features(2, 구분="강")
    made = write(GeoFormat.GEOJSON, found)
    file = SimpleUploadedFile(made.name, made.content)
    answer = client.post("/explorations/import/", {"files": file, "do": "import"})
    words = answer.content.decode()
    assert (answer.status_code, Line.objects.count()) == (422, 0)
    assert "1번째 도형" in words
    assert "2번째 도형" in words
    empty = client.post("/explorations/import/", {"do": "check"})
    assert empty.status_code == 422


def test_a_campaign_is_made_and_changed(visit, world):
    client = visit(WHO)
    fields = {"name": "2026 합동", "year": "2026", "partner": ["구", "상수도", ""],
            "share_of_length": ["60", "40", ""], "share_of_cost": ["50", "50", ""],
            "cost": "1000000"}  # fmt: skip
    where = client.post("/explorations/new/", fields)["Location"]
    assert [(p.name, p.length) for p in api.campaigns()[0].partners] == [("구", 60), ("상수도", 40)]
    assert "2026 합동" in page(client, where)
    assert client.post("/explorations/new/", fields).status_code == 422
    wrong = fields | {"name": "2차", "share_of_length": ["60", "50", ""]}
    assert "110" in client.post("/explorations/new/", wrong).content.decode()
    turned = fields | {"name": "2차", "begins_on": "2026-05-02", "ends_on": "2026-05-01"}
    assert client.post("/explorations/new/", turned).status_code == 422
    assert "상수도" in page(client, f"{where}edit/")
    assert client.post(f"{where}edit/", fields | {"name": "2026 합동 2차"}).status_code == 302
    campaign = Campaign.objects.get()
    assert [h.event for h in audit.history(f"campaign:{campaign.id}")] == [
        "campaign:plan:create", "campaign:plan:change",
    ]  # fmt: skip
    fields = {"year": "2026", "planned_km": "120.5", "budget": ""}
    assert client.post("/explorations/plan", fields).status_code == 302
    assert "120.5 km" in page(client, "/explorations/")
    assert client.post("/explorations/plan", {"year": "x"}).status_code == 422


def test_who_reads_may_not_write(visit, line, found, look):
    look(found(), asphalt_cm=9)
    client = visit("auditor")
    for url in ("/explorations/", f"/explorations/lines/{line.id}/", "/explorations/anomalies/"):
        whole = page(client, url)
        assert 'action="/explorations' not in whole
        assert "/explorations/import/" not in whole
    for url in ("/explorations/new/", "/explorations/import/"):
        page(client, url, 403)
    fields = {"number": "A-9", "position_m": "1", "found_on": "2026-11-25"}
    assert client.post(f"/explorations/lines/{line.id}/", fields).status_code == 403
    page(visit("admin"), "/explorations/", 403)
    for url in ("/explorations/999/", "/explorations/lines/999/", "/explorations/anomalies/999/"):
        page(client, url, 404)


def test_everything_is_exported(visit, found, look):
    look(found(note="=1+1"), asphalt_cm=9)
    client = visit("clerk1")
    for what in ("lines", "anomalies", "cavities"):
        for form in GeoFormat:
            answer = client.get(f"/explorations/export?what={what}&form={form}&grid=EPSG:5186")
            assert answer.status_code == 200
            assert answer["Content-Disposition"].startswith(f'attachment; filename="{what}.')
    table = client.get("/explorations/export?what=anomalies&form=csv").content.decode()
    assert "'=1+1" in table
    for wrong in ("what=x", "form=pdf", "grid=EPSG:3857"):
        assert client.get(f"/explorations/export?{wrong}").status_code == 404


def test_lists_ask_the_same_number_of_questions_however_long_they_are(visit, found, look, world):
    client = visit(WHO)
    urls = [
        "/explorations/",
        "/explorations/anomalies/",
        f"/explorations/{Campaign.objects.get().id}/",
    ]

    def count_queries():
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                page(client, url)
            counts.append(len(queries))
        return counts

    look(found("A-1"), asphalt_cm=40, cover_cm=50, width_m=0.5)
    count_queries()  # what a process reads once
    few = count_queries()
    bring(features(30))
    bring(features(4, 연도="2024", 사업명="2024 탐사"))
    for number in range(2, 8):
        look(found(f"A-{number}"), asphalt_cm=40, cover_cm=50, width_m=0.5)
    assert count_queries() == few
