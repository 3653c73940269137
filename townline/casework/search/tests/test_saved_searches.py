"""Searches with a name: kept, counted, shared with the department, renamed and deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.search import api
from townline.casework.search.models import SavedSearch

pytestmark = pytest.mark.django_db


def keep(client, name="가로등 열린 것", **more):
    form = {"page": "search", "q": "가로등", "state": "open", "name": name} | more
    return client.post("/search/saved/add", form)


def list_page(client):
    answer = client.get("/search/saved/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_search_is_kept_counted_and_one_press_away(visit, world):
    world.text("가로등이 꺼졌어요")
    client = visit("clerk1")
    answer = keep(client)
    assert answer.status_code == 302
    assert "가로등 열린 것" in client.get(answer.url).content.decode()
    html = list_page(client)
    assert "1건" in html
    assert 'href="/search/?q=' in html


def test_filters_of_the_inbox_are_kept_too(visit, world):
    code = world.text("가로등이 꺼졌어요")
    world.assign(code, "roads")
    client = visit("roads.officer")
    client.post(
        "/search/saved/add",
        {"page": "inbox", "view": "open", "department": "roads", "name": "도로과 것"},
    )
    assert "도로과 것" in client.get("/inbox/").content.decode()
    assert "1건" in list_page(client)


def test_the_department_uses_what_is_shared_and_nobody_else(visit, world):
    keep(visit("roads.officer"), shared="on")
    keep(visit("roads.officer"), name="나만")
    head = list_page(visit("roads.head"))
    assert "가로등 열린 것" in head
    assert "나만" not in head
    assert "변경" not in head
    assert "가로등 열린 것" not in list_page(visit("parks.officer"))


def test_only_its_owner_changes_and_deletes_it(visit, world):
    keep(visit("roads.officer"), shared="on")
    number = SavedSearch.objects.get().pk
    for action in ("change", "delete"):
        answer = visit("roads.head").post(f"/search/saved/{number}/{action}", {"name": "x"})
        assert answer.status_code == 404
    visit("roads.officer").post(f"/search/saved/{number}/change", {"name": "새 이름"})
    row = SavedSearch.objects.get()
    assert (row.name, row.department_id) == ("새 이름", None)
    visit("roads.officer").post(f"/search/saved/{number}/delete")
    assert not SavedSearch.objects.exists()


def test_a_count_holds_only_what_its_reader_sees(visit, world):
    code = world.text("가로등이 꺼졌어요")
    world.text("가로등 하나 더", sender="01000000043")
    world.assign(code, "roads")
    keep(visit("roads.officer"), shared="on")
    assert "1건" in list_page(visit("roads.head"))


@pytest.mark.parametrize("number", ["010-0000-0042", "+82 10 0000 0042"])
def test_a_number_is_never_kept(visit, world, number):
    assert keep(visit("clerk1"), q=number).status_code == 422
    assert keep(visit("clerk1"), name=number).status_code == 422
    assert not SavedSearch.objects.exists()


def test_what_cannot_be_kept_is_refused(visit, world):
    client = visit("clerk1")
    assert keep(client).status_code == 302
    assert keep(client).status_code == 409
    for wrong in ({"name": " "}, {"name": "x" * 41}, {"name": "가", "q": "ㄱ"}):
        assert keep(client, **wrong).status_code == 422
    for number in range(api.SAVED_MOST - 1):
        keep(client, name=f"검색 {number}")
    assert SavedSearch.objects.count() == api.SAVED_MOST
    assert keep(client, name="하나 더").status_code == 409


def test_the_list_counts_all_in_a_constant_number_of_questions(visit, world):
    world.text("가로등이 꺼졌어요")
    client = visit("clerk1")
    for number in range(3):
        keep(client, name=f"{number}")
    client.get("/search/saved/")

    def count_queries():
        with CaptureQueriesContext(connection) as found:
            list_page(client)
        return len(found)

    few = count_queries()
    for number in range(3, 12):
        keep(client, name=f"{number}", page=("search", "inbox")[number % 2])
    client.get("/search/saved/")  # the messages of what was done are read once
    assert count_queries() == few <= 12
