"""Going to look: who may be sent, when, what residents hear of it, and what is refused."""

import datetime as dt
import itertools

import pytest

from tests import pictures
from tests.undone import undone
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.data_protection import api
from townline.casework.visits import api as visits
from townline.casework.visits.models import Visit, VisitPhoto
from townline.casework.visits.rules.visit import TRANSITIONS, VisitEvent, VisitState
from townline.casework.visits.services.transition import visit_transition
from townline.platform.core.history import audit, tags
from townline.platform.core.models import Place
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
EVERY_PAIR = list(itertools.product(VisitState, VisitEvent))


def staff_id(username):
    return departments.staff_by_username(username).id


@pytest.fixture
def code(world):
    """A case with the roads department, whose words name a place."""
    code = world.text("느티시장 입구 앞 길이 파였어요")
    world.assign(code)
    world.wait(hours=2)
    return code


@pytest.fixture
def plan(world, code):
    def plan(at=None, username="roads.officer", visitor="roads.officer", **more):
        return visits.visit_plan(
            world.by(username),
            code=code,
            visitor=staff_id(visitor),
            planned_at=at or world.now + dt.timedelta(hours=3),
            **more,
        )

    return plan


def automatic_bodies(world, code):
    """Give the automatic texts of a case after its receipt."""
    texts = [t.body for t in world.case(code).thread if t.kind == "automatic"]
    return texts[1:]


def do(world, visit, action, username="roads.officer", **more):
    return action(world.by(username), visit_id=visit.id, **more)


def test_the_table_is_all_that_can_happen(world, code, plan):
    visit, case = plan(tell=False), Case.objects.get(code=code)
    for before, event in EVERY_PAIR:
        with undone(before, event):
            _moves(world, visit, case, before=before, event=event)


def _moves(world, visit, case, *, before, event):
    Visit.objects.filter(id=visit.id).update(state=before)
    visit.refresh_from_db()
    lines = audit.history(f"visit:{visit.id}").count()

    def move():
        return visit_transition(
            visit=visit, case=case, event=event, actor=audit.SYSTEM, now=world.now, reason="사유"
        )

    if (before, event) not in TRANSITIONS:
        with pytest.raises(cases.WrongState):
            move()
        visit.refresh_from_db()
        assert visit.state == before
        assert audit.history(f"visit:{visit.id}").count() == lines
        return
    after = TRANSITIONS[before, event]
    assert move() == after
    line = audit.history(f"visit:{visit.id}").last()
    assert (line.event, line.from_state, line.to_state) == (event.tag, before, after)
    assert (line.reason, line.at) == ("사유", world.now)
    case_line = world.case(case.code).history[-1]
    assert (case_line.event, case_line.to_state) == (tags.nested_tag("case", event.tag), "")
    assert case_line.data == {"visit": visit.id}


def test_a_visit_lies_where_the_words_say(plan):
    visit = plan()
    place = Place.objects.get(name_ko="느티시장 입구")
    assert (visit.place_ko, visit.latitude) == (place.name_ko, place.latitude)


def test_a_chosen_place_and_a_phone_come_before_the_words(world, plan):
    assert plan(place="한들역 1번 출구").place_ko == "한들역 1번 출구"
    place = Place.objects.get(name_ko="한들도서관")
    here = (place.latitude + 0.0002, place.longitude)
    visit = plan(at=world.now + dt.timedelta(hours=5), point=here)
    assert (visit.place_ko, (visit.latitude, visit.longitude)) == ("한들도서관", here)
    with pytest.raises(cases.InvalidInput):
        plan(place="달나라")
    with pytest.raises(cases.InvalidInput):
        plan(point=(91.0, 0.0))


def test_residents_hear_who_comes_and_when_but_no_name(world, code, plan):
    plan()
    (text,) = automatic_bodies(world, code)
    assert "11월 25일(수) 오후 7시 32분" in text
    assert "도로과" in text
    assert code in text
    assert departments.staff_by_username("roads.officer").name_ko not in text


def test_a_day_without_a_time_is_told_as_a_day(world, code, plan):
    plan(at=dt.date(2026, 11, 27))
    assert "11월 27일(금)에" in automatic_bodies(world, code)[-1]


def test_the_mayor_comes_by_title_and_english_is_answered_in_english(world):
    code = world.text("There is a deep hole in the road near the market entrance")
    world.wait(hours=2)
    visits.visit_plan(
        world.by("mayor"),
        code=code,
        visitor=staff_id("mayor"),
        planned_at=world.now + dt.timedelta(hours=1),
    )
    assert "Who comes: Mayor" in automatic_bodies(world, code)[-1]
    assert "Wed 25 Nov, 5:32pm" in automatic_bodies(world, code)[-1]


def test_moving_and_calling_off_are_told_to_who_heard(world, code, plan):
    visit = plan()
    world.wait(minutes=70)
    # However many receipts the hour has had: somebody waits at home for what we announced.
    for number in range(4):
        world.text(f"{code} 한 가지 더 있습니다 {number}")
    do(world, visit, visits.visit_move, planned_at=dt.date(2026, 11, 26))
    assert "때가 바뀌었습니다. 11월 26일(목)에" in automatic_bodies(world, code)[-1]
    do(world, visit, visits.visit_cancel, reason="고쳐졌음")
    assert "11월 26일(목)에 가기로 한 방문은 하지 않습니다" in automatic_bodies(world, code)[-1]
    assert world.case(code).history[-1].reason == "고쳐졌음"


def test_who_never_heard_of_a_visit_hears_nothing_of_its_end(world, code, plan):
    visit = plan(tell=False)
    do(world, visit, visits.visit_cancel, reason="고쳐졌음")
    assert automatic_bodies(world, code) == []


def test_a_stop_is_respected(world, code, plan):
    world.text("수신거부")
    before = len(automatic_bodies(world, code))
    plan()
    assert len(automatic_bodies(world, code)) == before


@pytest.mark.server
def test_nobody_is_told_at_night_and_the_newest_word_counts(world, code, plan):
    world.wait(hours=8)  # 00:32 in Seoul
    one = plan(at=dt.date(2026, 11, 27))
    other = plan(at=dt.date(2026, 11, 28))
    do(world, other, visits.visit_cancel, reason="하루면 됨")
    world.wait(hours=1)
    assert visits.visit_notices_run(now=world.now) == 0
    assert automatic_bodies(world, code) == []
    do(world, one, visits.visit_move, planned_at=dt.date(2026, 11, 26))
    world.wait(hours=8)
    assert visits.visit_notices_run(now=world.now) == 1
    assert visits.visit_notices_run(now=world.now) == 0
    (text,) = automatic_bodies(world, code)
    assert "11월 26일(목)에 말씀하신 곳을 살펴보러 갑니다" in text


def test_what_came_before_the_morning_is_not_announced_any_more(world, code, plan):
    world.wait(hours=8)
    visit = plan(at=world.now + dt.timedelta(hours=1))
    do(world, visit, visits.visit_start)
    world.wait(hours=9)
    visits.visit_notices_run(now=world.now)
    assert automatic_bodies(world, code) == []


def test_what_was_found_waits_for_the_answer(world, code, plan):
    visit = plan(tell=False)
    do(world, visit, visits.visit_start)
    do(world, visit, visits.visit_arrive)
    do(world, visit, visits.visit_finish, found="지름 40cm, 깊이 12cm로 파였음")
    (view,) = visits.case_visits(code=code, viewer=world.person("clerk1"))
    assert (view.state, view.found) == (VisitState.DONE, "지름 40cm, 깊이 12cm로 파였음")
    assert view.started_at == view.arrived_at == view.finished_at == world.now
    (text,) = automatic_bodies(world, code)
    assert "살펴보았습니다. 11월 27일(금) 오후 2시까지 답을" in text
    assert "40cm" not in text


def test_no_answer_is_announced_where_none_is_to_come(world, plan):
    visit = plan(tell=False, at=dt.date(2026, 11, 28))
    world.wait(days=3)
    do(world, visit, visits.visit_finish, found="아직 그대로임")
    code = visits.visit_get(visit_id=visit.id, viewer=world.person("clerk1")).case_code
    assert "까지 답" not in automatic_bodies(world, code)[-1]


@pytest.mark.parametrize(
    ("at", "error"),
    [
        (dt.timedelta(minutes=-1), visits.VisitInPast),
        (dt.date(2026, 11, 24), visits.VisitInPast),
        (dt.date(2028, 1, 1), cases.InvalidInput),
    ],
)
def test_a_visit_lies_ahead_and_not_years_away(world, plan, at, error):
    with pytest.raises(error):
        plan(at=world.now + at if isinstance(at, dt.timedelta) else at)
    assert not Visit.objects.exists()


def test_a_case_has_one_visit_at_a_time(world, plan):
    first = plan()
    with pytest.raises(visits.VisitTwice):
        plan(at=first.planned_at + dt.timedelta(minutes=20), visitor="roads.head")
    plan(at=first.planned_at + dt.timedelta(minutes=40))
    plan(at=dt.date(2026, 11, 26))
    with pytest.raises(visits.VisitTwice):
        plan(at=dt.date(2026, 11, 26))
    do(world, first, visits.visit_cancel, reason="다른 날로")
    plan(at=first.planned_at)


@pytest.mark.parametrize("visitor", ["cleaning.officer", "auditor", "admin"])
def test_who_may_not_see_the_case_is_not_sent(plan, visitor):
    with pytest.raises(visits.VisitorBlind):
        plan(visitor=visitor)


def test_other_departments_and_those_who_only_read_plan_nothing(plan):
    with pytest.raises(cases.NotFound):
        plan(username="cleaning.officer")
    with pytest.raises(cases.NotAllowed):
        plan(username="auditor")


def test_who_is_sent_by_another_is_told_so(world, plan):
    plan(username="roads.head")
    notice = Notice.objects.get(kind="visit")
    assert notice.staff_id == staff_id("roads.officer")


@pytest.mark.server
def test_a_day_that_went_by_is_loud_and_can_be_planned_again(world, code, plan):
    visit = plan(tell=False)
    world.wait(hours=6)
    assert visits.visits_run(now=world.now) == 0
    world.wait(hours=3)
    assert visits.visits_run(now=world.now) == 1
    assert visits.visits_run(now=world.now) == 0
    noticed = set(
        Notice.objects.filter(kind="visit_missed").values_list("staff__username", flat=True)
    )
    assert noticed == {"roads.officer", "roads.head"}
    assert world.case(code).history[-1].event == "case:visit:miss"
    do(world, visit, visits.visit_move, planned_at=dt.date(2026, 11, 27))
    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED


@pytest.mark.usefixtures("shelf")
def test_photos_are_kept_with_their_place_and_without_their_metadata(world, code, plan):
    visit = plan(tell=False)
    placed = pictures.jpeg((60, 40), place=(36.62, 125.33))
    plain = pictures.jpeg((64, 40), place=None)
    here = (36.61, 125.34)
    do(world, visit, visits.visit_finish, found="파였음", files=[placed, plain, placed], point=here)
    (view,) = visits.case_visits(code=code, viewer=world.person("clerk1"))
    points = [(round(p.point[0], 4), round(p.point[1], 4)) for p in view.photos]
    assert points == [(36.62, 125.33), here]
    assert [p.photo.latitude for p in view.photos] == [None, None]
    name = view.photos[0].photo.sha256
    viewer = world.person("roads.officer")
    assert cases.case_photo(code=code, viewer=viewer, sha256=name).sha256 == name
    with pytest.raises(cases.NotFound):
        cases.case_photo(code=code, viewer=world.person("cleaning.officer"), sha256=name)
    assert cases.photos_tidy(now=world.now + dt.timedelta(days=9)) == 0


def test_too_many_photos_and_what_is_none_change_nothing(world, plan):
    visit = plan(tell=False)
    with pytest.raises(visits.TooManyVisitPhotos):
        do(world, visit, visits.visit_finish, found="파였음", files=[b"x"] * 7)
    with pytest.raises(cases.PhotoUnusable):
        do(world, visit, visits.visit_finish, found="파였음", files=[b"no picture"])
    with pytest.raises(cases.InvalidInput):
        do(world, visit, visits.visit_finish, found=" ")
    with pytest.raises(cases.WrongState):
        do(world, visit, visits.visit_photos_add, files=[pictures.jpeg((60, 40))])
    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED
    assert not VisitPhoto.objects.exists()


def test_a_visit_goes_with_its_case_into_another_one(world, code, plan):
    visit = plan(tell=False)
    other = world.text("느티시장 앞 구멍", sender="01000000043")
    world.assign(other)
    cases.case_merge(world.by("clerk1"), code=code, into=other, confirm=True)
    do(world, visit, visits.visit_start)
    (view,) = visits.case_visits(code=other, viewer=world.person("clerk1"))
    assert (view.id, view.state) == (visit.id, VisitState.ON_THE_WAY)
    assert world.case(other).history[-1].event == "case:visit:start"
    assert visits.visit_get(visit_id=visit.id, viewer=world.person("clerk1")).case_code == other


def test_what_visits_tell_of_a_person_is_shown_to_them_and_erased(world, code, plan):
    visit = plan(tell=False, note="지하 쪽도 볼 것")
    do(world, visit, visits.visit_finish, found="파였음", files=[pictures.jpeg((60, 40))])
    admin, number = world.person("admin"), "010-0000-0042"
    exported = api.person_export(Act(admin, world.now), number=number, reason="본인 요청")
    (shown,) = exported["cases"][0]["visits"]
    assert (shown["note"], shown["found"], len(shown["photos"])) == ("지하 쪽도 볼 것", "파였음", 1)
    world.send()
    api.person_erase(Act(admin, world.now), number=number, reason="본인 요청", force=True)
    visit.refresh_from_db()
    assert "파였음" not in (visit.note + visit.found)
    assert (visit.place_ko, visit.latitude) == ("", None)
    assert not VisitPhoto.objects.exists()
