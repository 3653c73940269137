"""What residents agree to is the district's data, with versions, on a page for everybody."""

import re

import pytest

from townline.config import loading
from townline.config.tests.district import copy, spoil
from townline.platform.core import district
from townline.platform.core.models import District


@pytest.mark.django_db
def test_everybody_reads_the_words_that_hold_in_both_languages(visit, district):
    page = visit().get("/open/privacy")
    korean = page.content.decode()
    assert (page.status_code, page.cookies.keys()) == (200, set())
    assert "02-0000-0100번으로 문자를 보내시면 번호, 글, 사진을 받습니다." in korean
    assert "2판, 2026. 1. 1.(목)부터" in korean
    assert korean.index("2판") < korean.index("예전 글") < korean.index("1판")
    english = visit().get("/open/privacy?lang=en").content.decode()
    assert "we receive your number, your words and your photos" in english
    assert not re.search("[가-힣]", english.replace("한국어", ""))


@pytest.mark.django_db
def test_words_of_later_do_not_hold_yet(visit, world):
    row = District.objects.get()
    row.settings["texts"]["consents"][1]["since"] = "2026-12-01"
    row.save()
    district.forget()
    page = visit().get("/open/privacy").content.decode()
    assert "1판, 2025. 1. 1.(수)부터" in page
    assert "2판" not in page


@pytest.mark.django_db
def test_a_district_without_any_has_no_page(visit, world):
    row = District.objects.get()
    del row.settings["texts"]["consents"]
    row.save()
    district.forget()
    assert visit().get("/open/privacy").status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"version": 2', '"version": 1', "version and day must rise with each wording"),
        ('"version": 2', '"version": "2"', "consents.1.version: must be a whole number"),
        ('"since": "2026-01-01"', '"since": "2026-1-1"', "is not a day; write it like"),
        (
            "{office}에서 할",
            "{mayor}에서 할",
            "placeholder {mayor} is not listed for this text; accepted: line_number",
        ),
        ("{office}에서 할", "{office에서 할", "the braces are not in order"),
        ('"key": "passing-on"', '"key": "Passing on"', "may hold only lower-case letters"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, "texts.json", lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    assert any(one.startswith(f"texts.json:{line}: ") and words in one for one in problems), (
        problems
    )


def test_how_many_looks_are_usual_is_checked(tmp_path):
    folder = copy(tmp_path)
    line = spoil(
        folder, "district.json", lambda t: t.replace('"looks_per_hour": 10', '"looks_per_hour": 0')
    )
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    assert problems == [
        f"district.json:{line}: privacy.looks_per_hour: must be a whole number, 1 to 1000"
    ]
