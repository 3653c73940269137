"""What waits for a person stands on one page with its next step, and goes once it was decided."""

import pytest

from townline.prevention.surveys.models import EntityUpdate, Home, Submission
from townline.prevention.surveys.pages.models import HouseholdWord
from townline.prevention.surveys.pages.selectors.deciding import waiting_count
from townline.prevention.surveys.tests.lists import KIND, NOW, import_rows, row
from townline.prevention.surveys.tests.test_grading import BEST
from townline.prevention.surveys.tests.test_reviews import add_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def homes():
    import_rows(row("1", address="새벗로 12"), row("2", address="새벗로 14"))
    return list(Home.objects.order_by("id"))


def conflict(home, count):
    for _ in range(count):
        submission = add_submission(home, {"note": "x"}, NOW)
        EntityUpdate.objects.create(
            home=home, submission=submission, state="conflict", changes={"note": "x"}, at=NOW
        )


def test_all_that_waits_is_counted_in_the_tabs_and_listed(visit, homes, django_assert_num_queries):
    one, two = homes
    officer = visit("housing.officer")
    assert "판정 대기가 없습니다" in officer.get("/surveys/decide/").content.decode()
    conflict(one, 2)
    HouseholdWord.objects.create(home=two, what="moved", key="k", at=NOW)
    lost = add_submission(None, {"note": "파란 대문"}, NOW)
    odd = add_submission(two, BEST, NOW)
    Submission.objects.filter(id=lost.id).update(problem="no_home")
    Submission.objects.filter(id=odd.id).update(problem="grade_differs", said_grade="B")
    assert waiting_count(KIND) == 4
    with django_assert_num_queries(4):
        waiting_count(KIND)
    page = officer.get("/surveys/decide/").content.decode()
    for words in ("새벗로 12", "파란 대문", "이사했다고", "전화기 B"):
        assert words in page
    assert '판정 대기 <b class="ui-count">4</b>' in officer.get("/surveys/count/").content.decode()
    english = visit("housing.officer", "en").get("/surveys/decide/").content.decode()
    assert "Answers without a home" in english
    assert "de-q" not in visit("mayor").get("/surveys/decide/").content.decode()


@pytest.mark.server
def test_answers_without_a_home_are_given_to_one_and_count(visit, homes):
    officer = visit("housing.officer")
    lost = add_submission(None, BEST | {"damp": "mould"}, NOW)
    other = add_submission(None, BEST, NOW)
    Submission.objects.update(problem="no_home")
    found = officer.get(f"/surveys/decide/?find={lost.id}&q=새벗로 1").content.decode()
    assert found.count("이 주택의 답변") == 2
    officer.post(f"/surveys/decide/{lost.id}/place", {"home": homes[0].id})
    home = Home.objects.get(id=homes[0].id)
    assert (home.state, home.grade) == ("graded", "A")
    lost.refresh_from_db()
    assert (lost.home, lost.problem) == (home, "")
    assert (
        officer.post(f"/surveys/decide/{lost.id}/place", {"home": homes[1].id}).status_code == 409
    )
    officer.post(f"/surveys/decide/{other.id}/place", {})
    other.refresh_from_db()
    assert (other.home, other.problem) == (None, "elsewhere")
    assert waiting_count(KIND) == 0
    for press in ("place", "check"):
        assert visit("mayor").post(f"/surveys/decide/{lost.id}/{press}", {}).status_code == 403


@pytest.mark.server
@pytest.mark.parametrize(("problem", "after"), [("grade_differs", ""), ("second_answers", "left")])
def test_what_was_looked_at_goes_and_what_does_not_count_stays_so(visit, homes, problem, after):
    submission = add_submission(homes[0], BEST, NOW)
    Submission.objects.update(problem=problem)
    officer = visit("housing.officer")
    officer.post(f"/surveys/decide/{submission.id}/check", {})
    submission.refresh_from_db()
    assert submission.problem == after
    assert officer.post(f"/surveys/decide/{submission.id}/check", {}).status_code == 409
    assert waiting_count(KIND) == 0


def test_what_phones_said_against_each_other_is_decided_on_the_list(visit, homes):
    conflict(homes[0], 2)
    first, second = EntityUpdate.objects.order_by("id")
    EntityUpdate.objects.filter(id=second.id).update(changes={"note": "뒷문으로"})
    officer = visit("housing.officer")
    page = officer.get("/surveys/decide/").content.decode()
    assert "뒷문으로" in page
    assert page.count('name="update"') == 2
    chosen = {"update": second.id}
    address = f"/surveys/decide/homes/{homes[0].id}"
    assert visit("mayor").post(address, chosen).status_code == 403
    assert officer.post(address, chosen).status_code == 302
    assert Home.objects.get(id=homes[0].id).note == "뒷문으로"
    assert waiting_count(KIND) == 0
    assert officer.post(address, {"update": first.id}).status_code == 404


@pytest.mark.parametrize(
    ("press", "state", "problem"), [("confirm", "excluded", ""), ("check", "listed", "left")]
)
def test_an_exclusion_by_others_is_decided_on_the_list(visit, homes, press, state, problem):
    answers = {"visit_result": "demolished", "note": "철거됨", "place": "37.5 127.0 0 5"}
    submission = add_submission(homes[0], answers, NOW)
    Submission.objects.update(problem="others_exclusion")
    officer = visit("housing.officer")
    assert (
        f"/surveys/decide/{submission.id}/confirm"
        in officer.get("/surveys/decide/").content.decode()
    )
    address = f"/surveys/decide/{submission.id}/{press}"
    assert visit("mayor").post(address).status_code == 403
    assert officer.post(address).status_code == 302
    submission.refresh_from_db()
    assert (Home.objects.get(id=homes[0].id).state, submission.problem) == (state, problem)
    assert officer.post(address).status_code == 409
    assert waiting_count(KIND) == 0
