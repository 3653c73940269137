"""A household is asked by text and replies on the line: a time, no visit, or a talk."""

import datetime as dt

import pytest
from django.apps import apps

from tests.texts import last_text_not_before
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history.audit import SERVER, history
from townline.platform.core.personal_data import persons
from townline.prevention.surveys.models import Attempt, Home, Household, PlannedVisit
from townline.prevention.surveys.routes.errors import NoTelephone, NotListed
from townline.prevention.surveys.routes.models import Appointment
from townline.prevention.surveys.routes.services import appointments, moving
from townline.prevention.surveys.routes.services.missed import late_run
from townline.prevention.surveys.routes.tests.town import people
from townline.prevention.surveys.rules.invented import HEADINGS
from townline.prevention.surveys.rules.states import VisitOutcome
from townline.prevention.surveys.services.attempts import attempt_add
from townline.prevention.surveys.services.households import household_set
from townline.prevention.surveys.tests.lists import as_csv, row, take
from townline.prevention.surveys.tests.test_count import exclude

pytestmark = pytest.mark.django_db
PHONE = "01000000077"
Case = apps.get_model("cases", "Case")


@pytest.fixture
def home(world):
    """A home with a surveyor and the telephone of its household."""
    take(as_csv([list(HEADINGS), row("1", 위도="36.6", 경도="125.33")]), now=world.now)
    people(1)
    found = Home.objects.get()
    household_set(home_id=found.id, phone=PHONE, source="staff", actor=SERVER, now=world.now)
    return found


@pytest.fixture
def appointment(world, home):
    return appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now)


def sent_bodies(row):
    texts = conversations.thread(f"appointment:{row.pk}")
    return [text.body for text in texts if text.direction == "out"]


def visit(home):
    return PlannedVisit.objects.filter(home=home, done_at=None).first()


def test_a_digit_puts_the_visit_on_the_chosen_time(world, home, appointment):
    (question,) = sent_bodies(appointment)
    assert question.count("\n") == 6
    assert "1 " in question
    assert "5 상담이 필요함" in question
    world.wait(minutes=5)
    world.text("2", PHONE)
    appointment.refresh_from_db()
    day, begins, ends, surveyor = appointment.offers[1]
    found = visit(home)
    assert (appointment.state, appointment.chosen) == ("chosen", 2)
    assert (found.day.isoformat(), found.surveyor_id) == (day, surveyor)
    assert (found.not_before, found.not_after) == (
        dt.time.fromisoformat(begins),
        dt.time.fromisoformat(ends),
    )
    assert "방문합니다" in sent_bodies(appointment)[-1]
    assert not Case.objects.exists()
    assert [line.event for line in history(f"appointment:{appointment.pk}")] == [
        "appointment:time:ask",
        "appointment:time:choose",
    ]


def test_no_name_or_number_of_the_surveyor_is_told(world, home, appointment):
    world.text("1", PHONE)
    sent_text = "\n".join(sent_bodies(appointment))
    assert "조사원 1" not in sent_text
    assert "010" not in sent_text


def test_a_later_text_changes_the_time(world, home, appointment):
    world.text("1", PHONE)
    first = visit(home).day
    world.wait(minutes=30)
    world.text("방문 3번이요", PHONE)  # in words it is no late reply: it would open a case
    world.wait(minutes=1)
    world.text("3", PHONE)
    appointment.refresh_from_db()
    assert appointment.chosen == 3
    assert visit(home).day > first
    assert PlannedVisit.objects.filter(home=home, done_at=None).count() == 1


def test_a_word_chooses_too(world, home, appointment):
    world.text("두 번째요", PHONE)
    appointment.refresh_from_db()
    assert appointment.chosen == 2


def test_a_refusal_is_an_attempt_and_the_home_comes_back(world, home, appointment):
    world.text("방문 거절", PHONE)
    appointment.refresh_from_db()
    home.refresh_from_db()
    assert appointment.state == "refused"
    assert [each.outcome for each in Attempt.objects.all()] == ["refused"]
    assert (home.state, home.last_outcome) == ("listed", "refused")
    assert home.come_back_on > world.now.date()
    assert visit(home) is None
    world.text("1", PHONE)  # a change of mind
    assert visit(home) is not None


def test_who_wants_to_talk_to_somebody_opens_a_case(world, home, appointment):
    code = world.text("5", PHONE)
    appointment.refresh_from_db()
    assert appointment.state == "help"
    case = Case.objects.get(code=code)
    assert home.address in case.title
    assert not Attempt.objects.exists()


def test_another_digit_is_asked_about_again(world, home, appointment):
    world.text("9", PHONE)
    appointment.refresh_from_db()
    assert appointment.state == "asked"
    assert len(sent_bodies(appointment)) == 2


def test_a_time_on_which_the_surveyor_is_away_since_is_not_promised(world, home, appointment):
    from townline.prevention.surveys.services.surveyors import absence_set

    day = dt.date.fromisoformat(appointment.offers[0][0])
    absence_set(
        surveyor_id=appointment.offers[0][3],
        begins_on=day,
        ends_on=day,
        actor=SERVER,
        now=world.now,
    )
    world.text("1", PHONE)
    appointment.refresh_from_db()
    assert appointment.state == "asked"
    assert "방문할 수 없습니다" in sent_bodies(appointment)[-1]
    assert visit(home) is None


def test_a_text_of_somebody_else_is_a_case_of_theirs(world, home, appointment):
    assert world.text("1", "01000000088") or True
    appointment.refresh_from_db()
    assert appointment.state == "asked"


@pytest.mark.server
def test_people_who_move_an_appointment_tell_the_household(world, home, appointment):
    world.text("1", PHONE)
    surveyor = visit(home).surveyor_id
    day = dt.date.fromisoformat(appointment.offers[2][0])
    moving.visit_move(
        home_id=home.id, surveyor_id=surveyor, day=day, window=(dt.time(9), dt.time(10)),
        actor=SERVER, now=world.now,
    )  # fmt: skip
    appointments.appointment_follow(home_id=home.id, actor=SERVER, now=world.now)
    assert "바뀌었습니다" in sent_bodies(appointment)[-1]
    night = world.now.replace(hour=14)  # 23:00 in Seoul
    appointments.appointment_follow(home_id=home.id, actor=SERVER, now=night)
    assert last_text_not_before().hour == 23  # 8:00 in Seoul
    moving.visit_fix(home_id=home.id, fixed=False, actor=SERVER, now=world.now)
    appointments.appointment_follow(home_id=home.id, actor=SERVER, now=world.now)
    appointment.refresh_from_db()
    assert appointment.state == "over"


def test_nobody_is_asked_who_said_stop_or_gave_no_number(world, home):
    world.text("그만", PHONE)
    with pytest.raises(NoTelephone):
        appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now)
    Household.objects.all().delete()
    with pytest.raises(NoTelephone):
        appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now)


def test_nobody_is_asked_about_a_home_that_is_settled(world, home):
    exclude(home.id)
    with pytest.raises(NotListed):
        appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now)


@pytest.mark.server
def test_a_question_ends_after_its_time_and_a_late_digit_is_not_taken(world, home, appointment):
    world.wait(days=4)
    assert appointments.appointments_run(now=world.now) == 1
    appointment.refresh_from_db()
    assert appointment.state == "over"
    world.text("1", PHONE)
    assert visit(home) is None


def test_a_new_question_takes_the_place_of_the_one_before(world, home, appointment):
    world.wait(hours=2)
    second = appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now)
    appointment.refresh_from_db()
    assert appointment.state == "over"
    world.text("1", PHONE)
    second.refresh_from_db()
    assert second.state == "chosen"


def test_times_that_are_full_are_not_offered(world, home):
    first = appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now).offers[0]
    take(
        as_csv([list(HEADINGS), *(row(f"x{n}", address=f"새벗로 {n + 10}") for n in range(4))]),
        now=world.now,
    )
    for other in Home.objects.exclude(id=home.id)[:2]:
        PlannedVisit.objects.create(
            home=other, surveyor_id=first[3], day=first[0], position=1, planned_at=world.now,
            not_before=first[1], not_after=first[2],
        )  # fmt: skip
    again = appointments.appointment_ask(home_id=home.id, actor=SERVER, now=world.now)
    assert again.offers[0] != first


def test_the_telephones_of_a_list_are_kept_sealed_and_never_beside_the_home(world):
    headings = [*HEADINGS, "연락처"]
    lines = [[*row("1"), "010-0000-0071"], [*row("2", address="새벗로 2"), "없음"]]
    take(as_csv([headings, *lines]), now=world.now)
    (only,) = Household.objects.all()
    assert only.home.reference == "1"
    assert conversations.residents_brief([only.resident_id])[only.resident_id].masked.endswith(
        "0071"
    )
    for home in Home.objects.all():
        assert "0000" not in str(vars(home))


def test_what_is_kept_of_a_person_is_given_out_and_erased(world, home, appointment):
    parts = {part.name: part for part in persons.PARTS.value}
    number = "+821000000077"
    assert parts["survey_households"].tell(number)[0]["home"] == home.address
    assert parts["survey_appointments"].tell(number)[0]["times"] == appointment.offers
    for name in ("survey_appointments", "survey_households"):
        parts[name].erase(number, actor=SERVER, reason="x", now=world.now)
        assert parts[name].tell(number) == []
    assert not Appointment.objects.exists()
    assert not Household.objects.exists()


@pytest.mark.server
def test_who_waits_for_a_late_surveyor_is_told_once(world, home, appointment):
    world.text("1", PHONE)
    chosen = visit(home)
    ended = dt.datetime.combine(chosen.day, chosen.not_after, district.current().zone)
    before, soon = ended + dt.timedelta(minutes=14), ended + dt.timedelta(minutes=15)
    assert late_run(now=before) == 0
    assert late_run(now=ended + dt.timedelta(hours=3)) == 0  # nobody waits any more
    assert [late_run(now=soon), late_run(now=soon)] == [1, 0]
    assert "늦어지고" in sent_bodies(appointment)[-1]
    assert history(f"appointment:{appointment.pk}").last().event == "appointment:lateness:tell"
    # With another time it may be told again; not once somebody was there.
    world.text("2", PHONE)
    later = soon + dt.timedelta(days=1)
    PlannedVisit.objects.update(done_at=world.now)
    assert late_run(now=later) == 0
    appointment.refresh_from_db()
    assert appointment.late_told_at is None


def test_who_was_out_is_told_by_text_each_time_while_it_is_fresh(world, home):
    def add_missed_visit(key, hours):
        at = world.now - dt.timedelta(hours=hours)
        attempt_add(home_id=home.id, key=key, outcome=VisitOutcome.NOBODY_HOME, card_left=True,
                    at=at, actor=SERVER, now=world.now)  # fmt: skip

    def sent_texts():
        return [text.body for text in conversations.thread(f"home:{home.id}")]

    add_missed_visit("one", 1)
    add_missed_visit("one", 1)  # sent twice by a phone
    assert len(sent_texts()) == 1
    assert "뵙지 못했습니다" in sent_texts()[0]
    add_missed_visit("late", 30)
    assert len(sent_texts()) == 1
    household_set(home_id=home.id, phone="", source="staff", actor=SERVER, now=world.now)
    add_missed_visit("nobody knows", 1)
    assert len(sent_texts()) == 1
