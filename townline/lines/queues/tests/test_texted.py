"""A ticket by text to the line; what may be meant for the mayor goes to the mayor."""

import re

import pytest

from tests.texts import texts_to_number
from townline.lines.queues.models import Ticket
from townline.lines.queues.tests.halls import NINE
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.models import ResidentText

pytestmark = pytest.mark.django_db
PHONE = "01000000042"


@pytest.fixture
def morning(world):
    world.now = NINE
    return world


def bodies() -> list[str]:
    """Give what we texted about tickets, oldest first."""
    subjects = ["queues", *(f"ticket:{id_}" for id_ in Ticket.objects.values_list("id", flat=True))]
    threads = conversations.thread_many(subjects)
    texts = [text for thread in threads.values() for text in thread if text.direction == "out"]
    return [text.body for text in sorted(texts, key=lambda text: text.id)]


@pytest.mark.parametrize(
    ("words", "queue", "language"),
    [
        ("번호표 여권", "passport", "ko"),
        ("번호표여권", "passport", "ko"),
        ("여권 번호표", "passport", "ko"),
        ("번호표 보건소", "test", "ko"),
        ("TICKET Passports", "passport", "en"),
        ("세무 번호표 좀 주세요!", "tax", "ko"),
        ("번호표 여권 한 장 부탁드립니다", "passport", "ko"),
        ("passport ticket please", "passport", "en"),
    ],
)
def test_a_text_takes_a_ticket_and_is_answered_with_it(morning, words, queue, language):
    assert morning.text(words, PHONE) == ""
    ticket = Ticket.objects.select_related("day").get()
    assert (ticket.day.queue_id, ticket.channel, ticket.language) == (queue, "text", language)
    assert str(ticket.number) in bodies()[-1]


def test_a_name_that_two_queues_share_is_the_one_that_has_it_as_a_word(morning):
    morning.text("번호표 민원서류", PHONE)
    morning.text("번호표 새벗동", "01000000043")
    queues = Ticket.objects.order_by("id").values_list("day__queue_id", flat=True)
    assert list(queues) == ["papers", "papers-saebeot"]


def test_of_queues_with_one_name_each_is_told_by_a_word_that_reaches_it(morning):
    morning.text("ticket", PHONE)
    assert "Passports, Certificates, saebeot, Taxes" in bodies()[-1]


def test_words_of_a_district_from_before_still_do(morning):
    before = "{queue} {number}번, {low}~{high}분 {link}"
    ResidentText.objects.filter(key="ticket_taken", lang="ko").update(body=before)
    district.forget()
    morning.text("번호표 여권", PHONE)
    assert "여권 201번, 0~" in bodies()[-1]


def test_who_has_a_ticket_and_asks_for_one_hears_how_theirs_stands(morning):
    morning.text("번호표 여권", "01000000043")
    morning.text("번호표 여권", PHONE)
    morning.text("번호표", PHONE)
    assert "여권 202. 앞에 1명, " in bodies()[-1]
    assert "부릅니다." in bodies()[-1]
    assert Ticket.objects.count() == 2


@pytest.mark.parametrize(
    ("lang", "pattern"), [("ko", r"'(.+?)'라고 보내시면"), ("en", r"Text (TICKET) after")]
)
def test_who_came_before_opening_is_told_what_to_text_to_hear_their_number(morning, lang, pattern):
    words = re.search(pattern, district.text("ticket_gathered", lang))
    assert words
    morning.text("번호표 여권", PHONE)
    morning.text(words[1], PHONE)
    assert " 201. " in bodies()[-1]


def test_a_second_text_is_answered_and_takes_no_second_ticket(morning, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    morning.text("번호표 여권", PHONE)
    morning.text("번호표 여권", PHONE)
    assert Ticket.objects.count() == 1
    assert "이미 받은 번호표가 있습니다: 여권 201" in bodies()[-1]
    first, second = texts_to_number(PHONE)
    link = first.split()[-1]
    assert "/n/t/" in link
    assert link in second


def test_without_a_name_the_names_are_told(morning):
    assert morning.text("번호표", PHONE) == ""
    assert "여권, 민원서류, 새벗동, 세무, 감염병 검사" in bodies()[-1]


def test_an_unknown_name_may_be_a_matter_and_is_answered_once(morning):
    assert morning.text("번호표 기계 고장", PHONE)
    assert not any("여권, 민원서류" in body for body in bodies())


def test_a_name_with_a_slip_is_understood(morning):
    morning.text("번호표 여궝", PHONE)
    assert Ticket.objects.get().day.queue_id == "passport"


@pytest.mark.parametrize(
    "words", ["번호표 취소", "번호표 취소해주세요", "취소 번호표", "cancel my ticket"]
)
def test_a_ticket_is_given_back_by_text_and_answered_once(morning, settings, words):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    morning.text("번호표 여권", PHONE)
    before = len(bodies())
    assert morning.text(words, PHONE) == ""
    assert Ticket.objects.get().state == "left"
    [answer] = bodies()[before:]
    assert "201" in answer
    assert "https://town.example/n/t/" in answer


def test_cancel_alone_with_a_ticket_in_hand_says_how(morning):
    morning.text("번호표 여권", PHONE)
    assert morning.text("취소", PHONE) == ""
    assert Ticket.objects.get().state != "left"
    assert "'번호표 취소'" in bodies()[-1]


def test_without_a_ticket_there_is_none_to_cancel(morning):
    assert morning.text("번호표 취소", PHONE) == ""
    assert "번호표가 없습니다" in bodies()[-1]


def test_of_several_the_links_are_told(morning, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    morning.text("번호표 여권", PHONE)
    morning.text("번호표 세무", PHONE)
    morning.text("번호표 취소", PHONE)
    assert bodies()[-1].count("https://town.example/n/t/") == 2
    assert not Ticket.objects.filter(state="left").exists()


def test_a_text_that_only_begins_so_is_for_the_mayor(morning):
    assert morning.text("번호표 뽑는 기계가 어제부터 고장인데 왜 아직도 안 고치나요?", PHONE)
    assert not Ticket.objects.exists()
    assert not any("여권, 민원서류" in body for body in bodies())


def test_on_a_day_off_the_answer_says_so(morning):
    morning.now = NINE.replace(day=28)
    morning.text("ticket passport", PHONE)
    assert "closed today" in bodies()[-1]
