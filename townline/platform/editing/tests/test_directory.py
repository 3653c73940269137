"""Departments and categories are edited by pages: their tables follow, and what is used stays."""

from importlib import import_module

import pytest
from django.apps import apps

from townline.platform.core import district
from townline.platform.core.models import District
from townline.platform.core.settings import Working
from townline.platform.departments import api as departments
from townline.platform.editing import api
from townline.platform.editing.directory import Categories
from townline.platform.editing.models import LoadedFile

pytestmark = pytest.mark.django_db
NEW = {"do": "save", "base_version": "0", "name.ko": "하천과", "name.en": "Streams Division",
       "phone": "02-0000-1077", "parent": "safety-transport-bureau"}  # fmt: skip


def department(code):
    return next((one for one in departments.departments() if one.code == code), None)


def test_a_department_is_added_moved_and_removed_and_each_is_undone(visit, world):
    client = visit("admin")
    assert client.post("/settings/departments/add", NEW).status_code == 302
    made = department("streams-division")
    assert (made.parent_id, made.kind, made.phone) == (
        "safety-transport-bureau", "department", "02-0000-1077",
    )  # fmt: skip
    rows = [row["code"] for row in api.raw_now()["departments"]]
    assert rows.index("streams-division") < len(rows) - 1  # with those of its bureau
    page = "/settings/departments/streams-division/"
    other = [row["code"] for row in api.raw_now()["departments"] if not row["parent"]][-1]
    client.post(page, NEW | {"base_version": "1", "parent": other})
    assert department("streams-division").parent_id == other
    client.post(f"{page}restore", {"base_version": "2", "to": "1"})
    assert department("streams-division").parent_id == "safety-transport-bureau"
    client.post(page, NEW | {"base_version": "3", "do": "remove"})
    assert department("streams-division") is None
    client.post(f"{page}restore", {"base_version": "4", "to": "3"})
    assert department("streams-division")


def test_what_is_in_use_is_not_removed(visit, world):
    client = visit("admin")
    for slug, key in (
        ("departments", "roads"),
        ("departments", "safety-transport-bureau"),
        ("categories", "parking"),
    ):
        edited = next(one for one in api.EDITABLES.value if one.slug == slug)
        value = api.in_use(edited, api.raw_now())[key]
        form = {"do": "remove", "base_version": "0", "name.ko": value["name"]["ko"]}
        answer = client.post(f"/settings/{slug}/{key}/", form)
        assert answer.status_code == 409, key
        assert "아직 쓰이고 있어" in answer.content.decode()
    assert department("roads")
    assert department("safety-transport-bureau")
    assert departments.service_department("parking")


def test_a_department_needs_a_name_and_a_bureau_that_is_there(visit, world):
    answer = visit("admin").post("/settings/departments/add", NEW | {"name.en": "", "parent": "x"})
    assert answer.status_code == 422
    assert "하천과" not in [one.name_ko for one in departments.departments()]


def test_a_category_has_its_department_and_words(visit, world):
    client = visit("admin")
    form = {"do": "save", "base_version": "0", "name.ko": "자전거", "name.en": "Bicycles",
            "department": "roads", "description_en": "bicycle racks",
            "keywords.ko": "자전거, 거치대,자전거", "keywords.en": "bicycle"}  # fmt: skip
    assert client.post("/settings/categories/add", form).status_code == 302
    made = next(one for one in departments.services() if one.service_code == "bicycles")
    assert (made.department_id, made.includes) == ("roads", "bicycle racks")
    assert api.raw_now()["service_words"]["bicycles"] == ["자전거", "거치대", "bicycle"]
    listed = client.get("/settings/categories/bicycles/").content.decode()
    assert "자전거, 거치대" in listed


def test_office_hours_out_of_order_are_refused_and_right_ones_are_in_use(visit, world):
    client, page = visit("admin"), "/settings/hours/office/"
    assert client.get("/settings/hours/")["Location"] == page  # one part needs no list
    form = {"do": "save", "base_version": "0", "weekdays": ["1", "2"], "start": "10:00",
            "end": "09:00", "break_start": "", "break_end": ""}  # fmt: skip
    assert client.post(page, form).status_code == 422
    assert client.post(page, form | {"weekdays": []}).status_code == 422
    assert client.post(page, form | {"end": "16:00"}).status_code == 302
    district.forget()
    hours = district.part(Working).office_hours
    assert (hours.weekdays, hours.start.hour, hours.break_start) == ((1, 2), 10, None)


def test_the_line_understands_the_words_that_were_added(visit, world):
    client, page = visit("admin"), "/settings/words/help/"
    form = {"do": "save", "base_version": "0", "ko": "도와줘봐요", "en": "assist me"}
    assert client.post(page, form | {"ko": ""}).status_code == 302
    assert client.post(page, form | {"base_version": "1"}).status_code == 302
    district.forget()
    assert district.words("help")["ko"] == ("도와줘봐요",)
    client.post(f"{page}restore", {"base_version": "2", "to": "0"})
    district.forget()
    assert "도움" in district.words("help")["ko"]
    empty = form | {"base_version": "3", "ko": "", "en": ""}
    assert client.post(page, empty).status_code == 422


def test_a_period_is_a_number_with_its_unit(visit, world):
    client, page = visit("admin"), "/settings/deadlines/complaint/"
    form = {"do": "save", "base_version": "0", "name.ko": "고충민원", "name.en": "Complaint",
            "count": "이틀", "unit": "D", "source.ko": "법", "source.en": "Act"}  # fmt: skip
    assert client.post(page, form).status_code == 422
    assert client.post(page, form | {"count": "10"}).status_code == 302
    period = api.raw_now()["kinds"][0]["petition_period"]
    assert (period["rule"], period["ko"], period["en"]) == ("D:10", "10일", "10 days")
    client.post(page, form | {"base_version": "1", "count": "", "unit": ""})
    assert api.raw_now()["kinds"][0]["petition_period"] is None
    client.post(f"{page}restore", {"base_version": "2", "to": "0"})
    assert api.raw_now()["kinds"][0]["petition_period"]["rule"] == "D:7"


def test_settings_of_an_older_load_get_the_directory_of_its_files_and_tables(world):
    fill = import_module("townline.platform.editing.migrations.0002_directory").fill
    before = api.raw_now()
    older = {k: v for k, v in before.items() if k not in {"departments", "services"}}
    for with_file in (True, False):
        if not with_file:
            LoadedFile.objects.all().delete()
        District.objects.update(settings=older)
        fill(apps, None)
        filled = api.raw_now()
        assert filled["departments"] == before["departments"]
        assert filled["services"] == before["services"]


def test_an_edited_category_keeps_what_its_file_says_of_the_reader():
    row = {"service_code": "quays", "name": {"ko": "부두"}, "reader_codes": ["roads"]}
    raw = {"services": [row]}
    value = {"name": {"ko": "부두과"}, "keywords": {"ko": ["밧줄"], "en": []}}
    Categories().put(raw, "quays", value)
    assert raw["services"][0]["name"] == {"ko": "부두과"}
    assert raw["services"][0]["reader_codes"] == ["roads"]
