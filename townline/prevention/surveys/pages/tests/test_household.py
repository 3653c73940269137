"""A household's own page: that home alone, what it may do there, and how the link ends."""

import datetime as dt
import re

import pytest
from django.apps import apps

from townline.platform.conversations import api as conversations
from townline.platform.core.models import Transition
from townline.prevention.surveys.models import Attempt, Home, Household, PlannedVisit
from townline.prevention.surveys.pages.models import HomeLink, HouseholdWord
from townline.prevention.surveys.pages.services import household, links
from townline.prevention.surveys.services.grading import Visited, homes_grade
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import import_rows, row
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
PHONE = "01000000042"
Appointment = apps.get_model("survey_routes", "Appointment")
OutgoingText = apps.get_model("conversations", "OutgoingText")


@pytest.fixture
def home():
    import_rows(row("1", address="새벗로 12"), row("2", address="새벗로 14"))
    return Home.objects.get(reference="1")


def by(world):
    return {"actor": BY["actor"], "now": world.now}


def card(home, world):
    return links.link_make(home_id=home.id, **by(world))


def text_link(home, world):
    resident = links._resident(PHONE, "en", world.now)
    return links.link_make(home_id=home.id, resident=resident, language="en", **by(world))


def grade_home(home, **changed):
    homes_grade([Visited(home=home, answers=BEST | changed)], **BY)


def send(client, path, do, **more):
    (key, *_) = re.findall(r'name="key" value="([^"]+)"', client.get(path).content.decode())
    return client.post(path, {"do": do, "key": key, **more})


def test_it_tells_what_was_found_in_plain_words_and_no_name(visit, world, home):
    surveyor, _ = surveyor_add(name="김조사", **BY)
    grade_home(home, escape_way="blocked", damp="mould")
    path, client = card(home, world), visit()
    page = client.get(path)
    words = page.content.decode()
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert words.index("탈출로 막힘") < words.index("문제없는 것")
    assert "새벗로 12" in words
    assert "새벗로 14" not in words
    english = client.get(f"{path}?lang=en").content.decode()
    assert "way out blocked" in english
    assert not re.search("[가-힣]", re.sub(r"새벗로|한국어|%[0-9A-F]{2}", "", english))
    other = Home.objects.get(reference="2")
    other.surveyor = surveyor
    other.save()
    PlannedVisit.objects.create(
        home=other, surveyor=surveyor, day=world.now.date() + dt.timedelta(days=2), position=1,
        not_before=dt.time(10), not_after=dt.time(12), planned_at=world.now,
    )  # fmt: skip
    page = client.get(card(other, world)).content.decode()
    assert "오전 10시~오후 12시" in page
    assert "김조사" not in page


def test_each_look_is_in_the_history_and_a_form_is_no_look(visit, world, home):
    path, client = card(home, world), visit()
    for _ in range(2):
        client.get(path)
    views = Transition.objects.filter(subject=f"home:{home.id}", event="home:link:look")
    assert [line.actor for line in views] == ["resident", "resident"]
    assert path.removeprefix("/h/") not in str(list(Transition.objects.values()))
    assert "열람 2회" in visit("housing.officer").get(f"/surveys/homes/{home.id}/").content.decode()


def test_wrong_ended_revoked_and_replaced_look_the_same(visit, world, home, monkeypatch):
    client = visit()
    first, second = card(home, world), card(home, world)
    assert client.get(second).status_code == 200
    over = [client.get(first), client.get("/h/" + "0" * 32)]
    links.links_revoke(home_id=home.id, **by(world))
    over.append(client.get(second))
    ended = card(home, world)
    HomeLink.objects.update(expires_at=world.now)
    over.append(client.get(ended))
    assert {page.status_code for page in over} == {410}
    assert len({page.content for page in over}) == 1


def test_a_refusal_stays_not_yet_seen_and_counts_once(visit, world, home):
    path, client = card(home, world), visit()
    (key, *_) = re.findall(r'name="key" value="([^"]+)"', client.get(path).content.decode())
    for _ in range(2):
        assert client.post(path, {"do": "refuse", "key": key}).status_code == 302
    home.refresh_from_db()
    assert (home.state, home.last_outcome, home.attempts_made) == ("listed", "refused", 1)
    assert Attempt.objects.count() == 1
    assert client.post(path, {"do": "refuse", "key": "made up"}).status_code == 403


def test_who_moved_out_ends_the_link_and_staff_hear(visit, world, home):
    path, client = card(home, world), visit()
    assert send(client, path, "moved").status_code == 200
    assert client.get(path).status_code == 410
    officer = visit("housing.officer")
    page = officer.get(f"/surveys/homes/{home.id}/").content.decode()
    assert "이사했다고" in page
    word = HouseholdWord.objects.get()
    officer.post(f"/surveys/household/{word.id}/settle", {})
    word.refresh_from_db()
    assert word.settled_by is not None


def test_help_opens_a_case_that_shows_the_home(visit, world, home):
    path, client = text_link(home, world), visit()
    assert send(client, path, "help", words="  ").status_code == 422
    assert send(client, path, "help", words="창문으로 물이 새요").status_code == 302
    world.route()
    case = apps.get_model("cases", "Case").objects.get()
    assert "새벗로 12" in case.title
    page = visit("clerk1").get(f"/cases/{case.code}/").content.decode()
    assert "조사 주택" in page
    for _ in range(2):
        assert send(client, path, "help", words="또 물이 새요").status_code == 302
    again = send(client, path, "help", words="한 번 더")
    assert again.status_code == 429
    assert "한 번 더" in again.content.decode()


def test_a_form_that_is_found_again_by_going_back_takes_other_words(visit, world, home):
    client, path = visit(), text_link(home, world)
    (key, *_) = re.findall(r'name="key" value="([^"]+)"', client.get(path).content.decode())
    for words in ("창문으로 물이 새요", "창문으로 물이 새요", "보일러도 꺼졌어요"):
        client.post(path, {"do": "help", "key": key, "words": words})
    assert HouseholdWord.objects.count() == 2


def test_behind_a_card_help_goes_by_text_for_nobody_proved_a_number(visit, world, home):
    path, client = card(home, world), visit()
    page = client.get(path).content.decode()
    assert 'href="sms:' in page
    assert send(client, path, "help", words="도와주세요").status_code == 422
    assert not HouseholdWord.objects.exists()


def test_staff_make_send_and_revoke_a_link(visit, world, home, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://townline.example"
    officer, place = visit("housing.officer"), f"/surveys/homes/{home.id}/household/"
    made = officer.post(f"{place}card", {}).content.decode()
    (path,) = set(re.findall(r'href="(/h/[0-9a-f]{32})"', made))
    assert "<svg" in made
    assert f"https://townline.example{path}" in made
    assert visit().get(path).status_code == 200
    assert officer.get(place).status_code == 200
    officer.post(f"{place}send", {"phone": "010-0000-0042", "language": "en"})
    assert visit().get(path).status_code == 410
    (text,) = [t for t in conversations.thread(f"home:{home.id}") if t.direction == "out"]
    assert "https://townline.example/h/" in text.body
    assert {
        officer.post(f"{place}send", {"phone": wrong}).status_code
        for wrong in ("02-0000-0000", "-" * 9)
    } == {422}
    officer.post(f"{place}revoke", {})
    assert not HomeLink.objects.filter(revoked_at=None).exists()
    for press in ("card", "send", "revoke"):
        assert visit("mayor").post(f"{place}{press}", {}).status_code == 403


def test_a_person_is_told_and_erased_as_far_as_their_number_tells(world, home):
    from townline.platform.core.history.audit import SERVER
    from townline.platform.core.personal_data import persons

    text_link(home, world)
    grade_home(home)
    (part,) = [each for each in persons.PARTS.value if each.name == "home_surveys"]
    assert part.tell(PHONE)[0]["home"] == home.address
    assert part.tell("01000000099") == []
    assert part.erase(PHONE, actor=SERVER, reason="asked", now=world.now) >= 1
    assert part.tell(PHONE) == []
    assert household.HELP


def ready(home):
    """Let somebody be there who could come."""
    surveyor, _ = surveyor_add(name="김조사", **BY)
    surveyor.latitude, surveyor.longitude = 37.55, 127.04
    surveyor.save()
    Home.objects.filter(id=home.id).update(surveyor=surveyor)
    return surveyor


@pytest.mark.server
def test_a_time_is_chosen_on_the_page_told_once_and_may_be_changed(visit, world, home):
    ready(home)
    path, client = text_link(home, world), visit()
    page = client.get(path).content.decode()
    codes = re.findall(r'name="time" value="([^"]+)"', page)
    assert len(codes) == 3
    assert "김조사" not in page
    for _ in range(2):  # the second press chooses the same again
        assert send(client, path, "time", time=codes[1]).status_code == 302
    chosen = PlannedVisit.objects.get(home=home)
    assert f"{chosen.day}T{chosen.not_before:%H:%M}" == codes[1]
    assert "Your choice" in client.get(path).content.decode()
    assert send(client, path, "time", time="2026-01-01T10:00").status_code == 409
    assert send(client, path, "time", time=codes[2]).status_code == 302
    assert str(PlannedVisit.objects.get(home=home, done_at=None).day) == codes[2][:10]
    (appointment,) = Appointment.objects.filter(home=home)
    thread = conversations.thread(f"appointment:{appointment.pk}")
    assert "We come" in thread[0].body
    # Nobody comes after a refusal, also not to a time that was chosen.
    send(client, path, "refuse")
    assert not PlannedVisit.objects.filter(home=home, done_at=None).exists()
    appointment.refresh_from_db()
    assert appointment.state == "refused"


def test_behind_a_card_a_number_is_left_proved_by_a_code_and_then_help_is_a_case(
    visit, world, home
):
    ready(home)
    path, client = card(home, world), visit()
    (code, *_) = re.findall(r'name="time" value="([^"]+)"', client.get(path).content.decode())
    assert send(client, path, "time", time=code).status_code == 302  # as one may refuse there
    assert send(client, path, "number", phone="010-0000-0042").status_code == 302
    (text,) = OutgoingText.objects.all()
    (digits,) = re.findall(r"\d{6}", text.body)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    assert send(client, path, "prove", code=wrong).status_code == 422
    assert send(client, path, "help", words="도와주세요").status_code == 422
    assert send(client, path, "prove", code=digits).status_code == 302
    assert Household.objects.get(home=home).source == "page"
    assert send(client, path, "help", words="창문으로 물이 새요").status_code == 302
    world.route()
    assert "새벗로 12" in apps.get_model("cases", "Case").objects.get().title
    tags = set(Transition.objects.values_list("event", flat=True))
    assert {"home:household:code", "home:household:verify", "home:household:help"} <= tags
    for _ in range(3):
        last = send(client, path, "number", phone="010-0000-0043")
    assert last.status_code == 429
