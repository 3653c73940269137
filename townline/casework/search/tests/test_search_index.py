"""The index is mended, made anew and taken up again where it was left."""

import pytest

from townline.casework.search import api
from townline.casework.search.models import SearchText

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten(world):
    for number in range(10):
        world.text(f"가로등 {number}번이 꺼졌어요", sender=f"010000001{number:02d}")
    return SearchText.objects.count()


def index_rows():
    return set(SearchText.objects.values_list("kind", "ref", "case_id", "body"))


@pytest.mark.server
def test_what_is_missing_or_wrong_is_mended(ten):
    right = index_rows()
    SearchText.objects.filter(kind="text").delete()
    SearchText.objects.filter(kind="title").update(body="anders")
    assert api.search_mend() == ten
    assert index_rows() == right


def test_a_part_is_done_at_a_time_and_the_rest_waits(language, ten):
    first = api.search_index_run(limit=3)
    assert (first.done, first.full, first.left) == (3, True, ten - 3)
    assert api.search_waiting() == ten - 3
    assert api.search_index_run().done == ten - 3
    assert api.search_index_run().done == 0


def test_all_is_made_anew_and_found_meanwhile(language, world, ten):
    api.search_index_run()
    assert api.search_again() == ten
    search_request = api.SearchRequest(q="가로등")
    assert (
        api.cases_search(viewer=world.person("clerk1"), search_request=search_request).total == 10
    )
    assert api.search_index_run().done == ten
