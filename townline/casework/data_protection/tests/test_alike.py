"""Cases about the same thing stand beside one another, and a person joins them."""

import datetime as dt
import re

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.casework.data_protection import api
from townline.platform.departments.api import Act
from townline.platform.triage import api as triage

pytestmark = pytest.mark.django_db
HOLE = "느티시장 입구 길에 구멍이 났어요"
AGAIN = "느티시장 입구 도로에 구멍 크게 파였습니다"


@pytest.fixture
def two(world):
    """Give the codes of two cases about the same hole, the earlier first; both with roads."""
    codes = []
    for body, sender in ((HOLE, "01000000042"), (AGAIN, "01000000043")):
        code = world.text(body, sender)
        world.assign(code)
        index(code, body)
        codes.append(code)
        world.wait(hours=3)
    return codes


def index(code, body):
    case = Case.objects.get(code=code)
    spot = triage.FoundPlace(
        "market", "느티시장 입구", "", "느티동", 36.61983, 125.33245, (), "text", sure=True
    )
    triage.index_put(
        reference=f"text:{case.last_incoming_id}",
        subject=f"case:{case.id}",
        body=body,
        vector=b"",
        at=case.first_text_at,
        place=spot,
        sender=f"resident:{case.resident_id}",
    )


def similar_to(world, code, username="roads.officer"):
    detail = world.case(code, username)
    return classification.similar_cases(detail=detail, viewer=world.person(username))


def figures(world):
    return classification.similarity_figures(
        since=world.now - dt.timedelta(days=1), until=world.now
    )


def test_each_shows_the_other_and_the_later_goes_into_the_earlier(world, two):
    first, second = two
    for here, there in ((second, first), (first, second)):
        (one,) = similar_to(world, here)
        assert one.row.code == there
        assert (one.source, one.target) == (second, first)
        assert {"place", "words"} <= {reason.kind for reason in one.reasons}


def test_whoever_may_not_see_or_write_is_offered_nothing(world, two):
    _, second = two
    assert similar_to(world, second, "auditor")[0].source == ""
    world.assign(two[0], "parks")
    assert similar_to(world, second, "roads.officer") == ()


def test_joined_it_is_counted_with_its_rank_until_it_is_undone(world, two):
    first, second = two
    officer = world.person("roads.officer")
    cases.case_merge(Act(officer, world.now), code=second, into=first, confirm=True)
    assert similar_to(world, first) == ()
    world.wait(minutes=1)
    assert figures(world) == classification.SimilarityFigures(joins=1, first=1, shown=1)
    cases.regroup_undo(Act(officer, world.now), code=first)
    assert figures(world) == classification.SimilarityFigures(joins=0, first=0, shown=0)
    assert [one.row.code for one in similar_to(world, second)] == [first]


def test_a_join_that_nobody_suggested_is_counted_as_such(world, two):
    other = world.text("작은도서관 주말에도 열어 주세요", "01000000044")
    world.assign(other)
    cases.case_merge(world.by("roads.officer"), code=other, into=two[0], confirm=True)
    world.wait(minutes=1)
    assert figures(world) == classification.SimilarityFigures(joins=1, first=0, shown=0)


def test_a_case_with_other_offices_stays_and_takes_the_other_in(world, two):
    first, second = two
    world.ask(second, "parks")
    (one,) = similar_to(world, second)
    assert (one.source, one.target) == (first, second)
    world.ask(first, "parks")
    assert similar_to(world, second)[0].source == ""


def test_while_an_answer_is_on_its_way_nothing_is_offered(world, two):
    first, second = two
    world.draft(first)
    world.submit(first)
    world.confirm(first)
    assert similar_to(world, second)[0].source == ""


def test_with_the_words_the_likeness_goes(world, two):
    first, second = two
    officer = world.person("roads.officer")
    assert similar_to(world, second)
    triage.index_forget(subjects=[f"case:{Case.objects.get(code=first).id}"])
    assert classification.similar_cases(detail=world.case(second), viewer=officer) == ()


def test_the_page_lists_each_once_and_one_press_joins(world, two, visit):
    first, second = two
    client = visit("roads.officer")
    page = client.get(f"/cases/{second}/").content.decode()
    panel = page.split('id="alike"')[1].split("</section>")[0]
    assert panel.count(f"/cases/{first}/?") == 1
    assert f'action="/cases/{second}/merge?"' in panel
    assert 'data-key="same"' in panel
    assert "같은 위치" in panel
    households = page.split('id="households"')[1].split("</section>")[0]
    assert "<details" in households.split(first)[0]  # its boxes stand in the form, not in a list
    client.post(f"/cases/{second}/merge", {"other": first})
    assert Case.objects.get(code=second).merged_into == Case.objects.get(code=first)


def test_programs_read_it_and_what_they_may_merge(world, two, visit):
    first, second = two
    items = visit("roads.officer").get(f"/api/v1/cases/{second}/alike").json()["items"]
    assert [one["case"]["code"] for one in items] == [first]
    assert items[0]["merge"] == {"code": second, "into": first}
    assert {"place", "words", "time"} <= {reason["kind"] for reason in items[0]["reasons"]}
    assert visit("auditor").get(f"/api/v1/cases/{second}/alike").json()["items"][0]["merge"] is None


def test_whoever_is_erased_leaves_no_mark_in_a_case_of_somebody_else(world, two):
    first, second = two
    cases.case_merge(world.by("roads.officer"), code=second, into=first, confirm=True)
    text = Case.objects.get(code=second).last_incoming_id
    api.person_erase(world.by("admin"), number="01000000043", reason="요청", force=True)
    assert triage.index_move(references=[f"text:{text}"], subject="case:0") == 0
    assert triage.index_forget(subjects=[f"case:{Case.objects.get(code=first).id}"]) == 1


LAMP, LAMP_TOO = "가로등이 안 켜져요", "가로등 불이 깜빡거려요"


@pytest.fixture
def strangers(world):
    """Give two cases of different people that share one word, and no place."""
    codes = []
    for body, sender in ((LAMP, "01000000042"), (LAMP_TOO, "01000000043")):
        code = world.text(body, sender)
        world.assign(code)
        case = Case.objects.get(code=code)
        triage.index_put(
            reference=f"text:{case.last_incoming_id}", subject=f"case:{case.id}", body=body,
            vector=b"", at=case.first_text_at, place=None, sender=f"resident:{case.resident_id}",
        )  # fmt: skip
        codes.append(code)
        world.wait(hours=3)
    return codes


def test_one_word_without_a_place_is_compared_before_a_second_press_merges(world, strangers, visit):
    first, second = strangers
    client = visit("roads.officer")
    page = client.get(f"/cases/{second}/").content.decode()
    panel = page.split('id="alike"')[1].split("</section>")[0]
    assert f'action="/cases/{second}/merge' not in panel
    assert f'href="/cases/{second}/compare?other={first}" data-key="same"' in panel
    response = client.post(f"/cases/{second}/merge", {"other": first})
    assert response.headers["Location"] == f"/cases/{second}/compare?other={first}"
    both = client.get(response.headers["Location"]).content.decode()
    assert LAMP in both
    assert LAMP_TOO in both
    assert Case.objects.get(code=second).merged_into is None
    fields = dict(re.findall(r'name="(other|confirm)" value="([^"]*)"', both))
    client.post(f"/cases/{second}/merge", fields)
    assert Case.objects.get(code=second).merged_into == Case.objects.get(code=first)


def test_one_event_is_enough_for_one_press(world, strangers):
    from townline.casework.classification.models import IncidentCase, IncidentSuggestion

    _, second = strangers
    assert not similar_to(world, second)[0].close
    event = IncidentSuggestion.objects.create(
        state="accepted", first_at=world.now, last_at=world.now, found_at=world.now
    )
    for code in strangers:
        case = Case.objects.get(code=code)
        IncidentCase.objects.create(suggestion=event, case=case, at=world.now)
    assert similar_to(world, second)[0].close


def test_who_may_not_see_both_compares_nothing(world, strangers, visit):
    first, second = strangers
    assert visit("parks.officer").get(f"/cases/{second}/compare?other={first}").status_code == 404
    assert visit("roads.officer").get(f"/cases/{second}/compare?other=H0-1").status_code == 404
