"""What a hazard looks like: its row of the list, its story in photos, the deadlines of a year."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.platform.departments.api import Act
from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.tests.hazarding import add_evidence, open_hazard, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(tmp_path, settings):
    settings.TOWNLINE_HOME = tmp_path


def test_a_row_shows_the_residents_sentence_a_photo_its_step_and_how_much_time_is_over(
    world, visit
):
    words = "느티시장 앞 길에 구멍이 났어요. 제 번호는 010-0000-0042입니다."
    hazard = open_hazard(world, code=world.text(words))
    add_evidence(world, hazard, api.HazardStep.ARRIVE)
    world.wait(minutes=10)
    page = visit("clerk1").get("/hazards/").text
    assert "“느티시장 앞 길에 구멍이 났어요.”" in page
    assert "010-0000-0042" not in page
    (photo,) = re.findall(rf'src="(/hazards/{hazard.pk}/photos?/[^"]+)"', page)
    assert visit("clerk1").get(photo).status_code == 200
    assert "5단계 중 3. 안전 조치" in page
    assert '<rect class="soon" width="3"/><rect class="done" width="2"/>' in page
    row = Hazard.objects.get()
    used = (world.now - row.reported_at) / (row.due_at - row.reported_at)
    assert f'<rect width="{round(100 * used)}%"/>' in page


def test_a_list_shows_nothing_of_a_case_that_few_may_know(world, visit):
    code = world.text("느티시장 앞 길에 구멍이 났어요")
    open_hazard(world, code=code)
    apps.get_model("cases", "Case").objects.filter(code=code).update(private=True)
    assert "구멍이 났어요" not in visit("clerk1").get("/hazards/").text


def test_previews_of_many_take_as_many_statements_as_of_one(world):
    made = [open_hazard(world, code=world.text(f"구멍 {n}", f"0100000004{n}")) for n in range(4)]
    for hazard in made:
        add_evidence(world, hazard)
    counts = []
    for some in (made[:1], made):
        with CaptureQueriesContext(connection) as queries:
            found = api.hazard_previews(one.pk for one in some)
        counts.append(len(queries))
        assert len(found) == len(some)
        assert all(one.photo and one.words for one in found.values())
    assert counts[0] == counts[1]


def test_a_record_tells_its_story_in_photos_and_compares_before_with_after(world, visit):
    hazard = open_hazard(world)
    add_evidence(world, hazard, api.HazardStep.MAKE_SAFE, [picture("red")])
    assert "data-compare" not in visit("clerk1").get(f"/hazards/{hazard.pk}/").text
    world.wait(days=1)
    add_evidence(world, hazard, api.HazardStep.REPAIR, [picture("green")])
    page = visit("clerk1").get(f"/hazards/{hazard.pk}/").text
    story = page.partition('id="hz-story"')[2].partition("</section>")[0]
    assert story.index("안전 조치 · ") < story.index("보수 · ")
    compared = story.partition("data-compare")[2]
    assert re.findall(r'alt="(안전 조치|보수) · ', compared) == ["안전 조치", "보수"]
    assert '<input class="no-print" type="range"' in compared


def test_deadlines_are_counted_by_kind_and_month_as_met_or_missed(world, visit):
    seen, missed = open_hazard(world, "pothole"), open_hazard(world, "wire", at=(36.63, 125.33))
    visit("clerk1").post(f"/hazards/{seen.pk}/step", {"step": "see"})
    world.wait(hours=2)
    found = api.deadlines_met(
        Act(world.person("clerk1"), world.now),
        since=seen.reported_at,
        until=world.now + dt.timedelta(days=20),
    )
    assert {one.kind: share.share for one, share in found.items()} == {"pothole": 1, "wire": 0}
    shown = visit("clerk1").get("/hazards/numbers/").text
    assert f"기한이 끝난 단계 {1 + count_missed(missed, world.now)}건 가운데 1건" in shown


def count_missed(hazard, now):
    return hazard.steps.filter(due_at__lt=now, done_at=None).count()
