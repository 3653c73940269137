"""A danger is called, and advised against, as the office says on its page."""

import pytest

from townline.casework.alarms.tests.alarming import raise_alarm, texts_to
from townline.platform.core import district
from townline.platform.editing import api as editing
from townline.platform.editing.ports import editable

pytestmark = pytest.mark.django_db
GAS = {
    "name": {"ko": "가스 누출", "en": "Gas leak"},
    "advice": {"ko": "밖으로 나가 주세요. 접수번호 {code}", "en": "Go outside. Case {code}"},
}


@pytest.fixture
def gas(world):
    editing.part_edit(
        world.by("admin"), editable=editable("alarms"), key="gas", value=GAS, base=0, reason="",
    )  # fmt: skip
    district.forget()


def test_duty_and_resident_are_texted_as_it_was_edited(world, gas):
    code = raise_alarm(world).case.code
    (duty,) = texts_to()
    assert "위험: 가스 누출" in duty
    assert f"밖으로 나가 주세요. 접수번호 {code}" in texts_to("01000000042")


def test_undone_it_is_the_programmes_own_again(world, gas):
    editing.part_restore(
        world.by("admin"), editable=editable("alarms"), key="gas", to=0, base=1,
    )  # fmt: skip
    district.forget()
    assert "kinds" not in editing.raw_now()["alarms"]
    raise_alarm(world)
    (duty,) = texts_to()
    assert "위험: 가스 냄새" in duty
    assert any("창문을 열고" in text for text in texts_to("01000000042"))


def test_the_list_shows_what_is_sent_and_no_name_twice(gas, visit):
    page = visit("admin").get("/settings/alarms/").text
    assert page.count("가스 누출") == 1
    assert "밖으로 나가 주세요" in page
    assert page.count("일산화탄소") == 1
