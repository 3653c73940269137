"""The JSON API of surveys: what pages show, for whoever sees them, without answers."""

import pytest
from django.apps import apps
from django.test import Client

from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import KIND, as_csv, invented_rows, take
from townline.prevention.surveys.tests.test_count import BY, exclude
from townline.prevention.surveys.tests.test_pages import grade_homes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
PATHS = ("surveys", f"surveys/{KIND}/count", f"surveys/{KIND}/homes", f"surveys/{KIND}/progress")


@pytest.fixture
def homes():
    take(as_csv(invented_rows(60)))
    grade_homes(20, surveyor_add(name="조사원 1", **BY)[0])
    exclude(Home.objects.filter(state="listed").order_by("-id")[0].id)
    return list(Home.objects.order_by("id"))


def fetch_json(client, path, status=200, **query):
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_lists_counts_and_progress_tell_the_same(visit, homes):
    client = visit("housing.officer")
    (semi, *_) = fetch_json(client, "surveys")["items"]
    count = fetch_json(client, f"surveys/{KIND}/count")
    assert semi["count"] == count
    parts = sum(count["excluded"].values()) + count["not_yet_seen"] + sum(count["graded"].values())
    assert count["listed"] == parts == 60
    first = fetch_json(client, f"surveys/{KIND}/homes")
    rest = fetch_json(client, f"surveys/{KIND}/homes", offset=first["next"])
    assert (first["count"], rest["next"]) == (60, None)
    assert len({each["id"] for each in [*first["items"], *rest["items"]]}) == 60
    graded_ones = fetch_json(client, f"surveys/{KIND}/homes", state="graded", grade="A+")
    assert graded_ones["count"] == 20
    progress = fetch_json(client, f"surveys/{KIND}/progress")
    assert progress["whole"]["listed"] == sum(line["listed"] for line in progress["dongs"]) == 60
    fetch_json(client, "surveys/castle/count", 422)
    fetch_json(client, f"surveys/{KIND}/homes", 422, offset=-1)


def test_a_home_explains_its_grade_and_holds_no_answers(visit, homes):
    client = visit("mayor")
    home = next(each for each in homes if each.grade)
    fields = fetch_json(client, f"surveys/homes/{home.id}")
    assert fields["grades"][0]["grade"] == fields["grade"] == "A+"
    assert {"item", "answer", "points", "lost"} <= set(fields["grades"][0]["items"][0])
    assert "submissions" not in fields
    fetch_json(client, "surveys/homes/999999", 404)


def test_who_does_not_see_the_pages_is_refused_also_by_token(visit, homes):
    for path in PATHS:
        fetch_json(visit("roads.officer"), path, 403)
        assert Client().get(f"/api/v1/{path}").status_code == 401
    staff = apps.get_model("departments", "Staff").objects.get(username="housing.officer")
    for scopes, status in ((["cases:read"], 200), (["desks"], 403)):
        secret = departments.token_create(staff=staff, scopes=scopes, now=clock.now())
        answer = Client().get("/api/v1/surveys", headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == status, (scopes, answer.content)
