"""A text that names an asset by its number is a case at its place with its department."""

import pytest
from django.apps import apps

from tests.reader import reading
from townline.casework.classification import api as classification
from townline.platform.core.history import audit
from townline.prevention.assets import api
from townline.prevention.assets.models import Asset, AssetCase
from townline.prevention.assets.tests.laying import take

pytestmark = pytest.mark.django_db
Case = apps.get_model("cases", "Case")
TextReading = apps.get_model("classification", "TextReading")
LIGHT = reading(("lighting", 0.6, ("보안등",)))


@pytest.fixture
def text(world, reader):
    """Let a text come in and be read; give its case."""
    take(world.now)
    reader.readings = {"가스": reading(danger="gas"), "보안등": LIGHT}

    def send(body, sender="01000000042"):
        code = world.text(body, sender)
        world.wait(seconds=1)
        classification.readings_run(now=world.now)
        return Case.objects.get(code=code)

    return send


def test_it_lies_where_the_asset_stands_and_goes_to_its_department(text):
    case = text("보안등 12-345 꺼졌어요")
    row = TextReading.objects.get(case=case)
    assert (row.place_kind, row.place_name_ko, row.dong) == ("asset", "보안등 12-345", "느티동")
    assert (row.latitude, row.longitude, row.place_sure) == (36.62118, 125.33077, True)
    assert (case.service_id, case.department_id) == ("lighting", "roads")
    assert [asset.key for asset in api.assets_of_case(case.pk)] == ["12-345"]
    events = [line.event for line in audit.history_of([f"case:{case.pk}"])]
    assert "case:asset:link" in events


def test_a_number_that_no_asset_has_is_words_like_any_other(text):
    case = text("보안등 99-999 꺼졌어요")
    assert (case.department_id, AssetCase.objects.count()) == (None, 0)
    assert TextReading.objects.get(case=case).place_kind == ""


def test_one_that_was_taken_down_is_none(text, world):
    asset = Asset.objects.get(key="12-345")
    api.asset_remove(world.by("clerk1"), asset_id=asset.pk, reason="철거")
    assert text("보안등 12-345 꺼졌어요").department_id is None
    api.asset_restore(world.by("clerk1"), asset_id=asset.pk, reason="오기")
    assert text("보안등 12-345 꺼졌어요", "01000000043").department_id == "roads"


def test_a_danger_is_never_sent_by_itself(text):
    case = text("보안등 12-345 옆에서 가스 냄새가 나요")
    assert (case.department_id, case.danger) == (None, True)
    assert len(api.assets_of_case(case.pk)) == 1


def test_what_a_person_said_of_the_place_stays(text, world, visit):
    case = text("보안등 12-345 꺼졌어요")
    visit("clerk1").post(f"/cases/{case.code}/place/set", {"name": "한들도서관", "dong": "한들동"})
    row = TextReading.objects.get(case=case)
    classification.readings_again([row.text_id], now=world.now)
    classification.readings_run(now=world.now)
    row.refresh_from_db()
    assert row.place_name_ko == "한들도서관"
    assert AssetCase.objects.count() == 1


def test_a_text_without_a_number_asks_for_no_asset(world, reader, django_assert_num_queries):
    from townline.prevention.assets.services.linking import place_numbered

    take(world.now)
    with django_assert_num_queries(0):
        assert place_numbered("보안등이 꺼졌어요. 느티로 21입니다") is None


def test_a_person_links_and_unlinks(text, world):
    case = text("골목이 어두워요")
    api.case_link(world.by("clerk1"), code=case.code, kind="light", number="12 - 345")
    (asset,) = api.assets_of_case(case.pk)
    api.case_unlink(world.by("clerk1"), code=case.code, asset_id=asset.pk)
    assert api.assets_of_case(case.pk) == []
    events = [line.event for line in audit.history_of([api.asset_subject(asset.pk)])]
    assert events == ["asset:case:link", "asset:case:unlink"]
    with pytest.raises(api.AssetNotFound):
        api.case_link(world.by("clerk1"), code=case.code, kind="light", number="88-88")
