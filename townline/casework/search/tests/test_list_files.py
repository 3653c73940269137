"""The list of cases and what a search finds, as a table: what the filters show, and no number."""

import csv

import pytest

from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db
PHONE = "01000000077"


@pytest.fixture
def codes(world):
    """Give the codes of a case of roads and of one that nobody has sorted."""
    own = world.text("느티시장 앞 맨홀이 덜컹거려요", PHONE)
    world.assign(own)
    return own, world.text("=가로등이 꺼졌어요", "01000000078")


def rows(answer):
    assert answer.status_code == 200, answer.content.decode()[-500:]
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def test_it_holds_what_the_filter_shows(visit, codes):
    found = rows(visit("clerk1").post("/inbox/export.csv?view=open"))
    assert {row["접수번호"] for row in found} == set(codes)
    (one,) = [row for row in found if row["접수번호"] == codes[0]]
    assert (one["부서"], one["상태"], one["민원인"]) == ("도로과", "부서 배정", "010-****-0077")
    found = rows(visit("clerk1").post("/inbox/export.csv?view=received"))
    assert [row["접수번호"] for row in found] == [codes[1]]
    assert found[0]["제목"].startswith("'=")


def test_it_holds_what_the_person_sees(visit, codes):
    found = rows(visit("roads.officer").post("/inbox/export.csv?view=open"))
    assert [row["접수번호"] for row in found] == [codes[0]]
    assert rows(visit("parks.officer").post("/search/export.csv?q=맨홀")) == []


def test_a_search_gives_what_it_found(visit, codes):
    found = rows(visit("clerk1").post("/search/export.csv?q=맨홀"))
    assert [row["접수번호"] for row in found] == [codes[0]]
    assert "/search/export.csv?q=" in visit("clerk1").get("/search/?q=맨홀").content.decode()
    assert visit("clerk1").post("/search/export.csv?q=").status_code == 422


def test_who_took_it_stands_in_the_history(visit, codes):
    visit("clerk1").post("/inbox/export.csv?view=open")
    line = Transition.objects.get(event="export:file:download")
    assert (line.actor_label != "", line.data) == (True, {"file": "inbox.csv", "lines": 2})
    assert visit("clerk1").get("/inbox/export.csv").status_code == 405
    assert visit("admin").post("/inbox/export.csv").status_code == 403


def test_in_english_too(visit, codes):
    answer = visit("clerk1", "en").post("/inbox/export.csv?view=open")
    head = answer.content.decode("utf-8-sig").splitlines()[0]
    assert head.startswith("Case number,Title,Status")
