"""Texts to a safe number: fixed words go on as a request, nothing else ever does."""

import datetime as dt

import pytest

from tests.texts import forget, received_bodies, texts_to_all
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import DayCount, Request
from townline.lines.safenumbers.tests.asking import (
    ASKER,
    OWNER,
    ask,
    lease,
    receive_text,
    texts_to_number,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def count_of(what):
    row = DayCount.objects.filter(what=what).first()
    return row.count if row else 0


def test_a_wish_goes_on_in_our_words_and_the_answer_comes_back(world):
    car = lease(world)
    receive_text(world, "저기요 차 좀 빼주세요 급해요", sender=ASKER, to=car.number)
    (made,) = api.requests_of(car.id)
    assert (made.kind, made.via) == ("move", "text")
    (text,) = texts_to_number(OWNER)
    assert "급해요" not in text
    assert "0077" not in text
    assert "요청을 받았습니다" in texts_to_number(ASKER)[0]
    receive_text(world, "1")
    assert "지금 가겠다" in texts_to_number(ASKER)[1]


@pytest.mark.parametrize("to", ["{n}", "82{t}", "+82{t}"])
def test_a_number_is_known_however_the_network_writes_it(world, to):
    car = lease(world)
    receive_text(world, "2", sender=ASKER, to=to.format(n=car.number, t=car.number[1:]))
    assert [each.kind for each in api.requests_of(car.id)] == ["trouble"]


def test_advertising_is_dropped_counted_and_not_answered(world):
    car = lease(world)
    receive_text(world, "(광고) 중고차 최고가 매입 http://bad.example", sender=ASKER, to=car.number)
    assert count_of("text_spam") == 1
    assert texts_to_all() == []
    assert Request.objects.count() == 0


def test_the_words_of_a_text_are_let_go_of(world):
    car = lease(world)
    receive_text(world, "(광고) 대출", sender=ASKER, to=car.number)
    (rule,) = [rule for rule in api.call_retention_rules() if rule.kind == "safe_spam"]
    world.wait(days=1, minutes=1)
    assert rule.count(world.now - DAY) == 1
    assert rule.sweep(world.now - DAY, 10) == 1
    assert "광고" not in received_bodies()[0]


def test_anything_else_is_told_how_it_goes_but_not_for_ever(world):
    car = lease(world)
    for words in ("안녕하세요", "누구 차예요?", "5", "1 2", "차가 예뻐요", "어디예요?", "몰라요"):
        receive_text(world, words, sender=ASKER, to=car.number)
        world.wait(hours=1)
    assert len(texts_to_number(ASKER)) == 5
    assert all("1(차를" in words for words in texts_to_number(ASKER))
    assert texts_to_number(OWNER) == []


def answers_of_numbers(world):
    """Text a leased number, a paused one, one whose owner rests, and nobody's; give the answers."""
    used, paused = lease(world), lease(world, "34나5678")
    resting = api.hours_set(
        by=api.OWNER, lease_id=lease(world, "56다7890").id, quiet_from=dt.time(13),
        quiet_until=dt.time(15), now=world.now,
    )  # fmt: skip
    api.lease_suspend(by=api.OWNER, lease_id=paused.id, now=world.now)
    forget()
    numbers = [used.number, paused.number, resting.number, "050499999999"]
    for n, number in enumerate(numbers):
        receive_text(world, "1", sender=f"0100000007{n}", to=number)
    return [tuple(texts_to_number(f"0100000007{n}")) for n in range(len(numbers))]


def test_nobody_learns_whether_a_number_is_leased_paused_resting_or_nobodys(world):
    answers = set(answers_of_numbers(world))
    assert len(answers) == 1
    assert "요청을 받았습니다" in answers.pop()[0]
    assert len(texts_to_number(OWNER)) == 1


def reached_by_text(world, count=12):
    """Text number after number, each second one nobody's; give the owners reached, and all."""
    cars = [lease(world, f"12가{1000 + n}", phones=[f"0100000{1000 + n}"]) for n in range(count)]
    for n, car in enumerate(cars):
        receive_text(world, "1", sender=ASKER, to=f"0504999999{n:02}")
        receive_text(world, "1", sender=ASKER, to=car.number)
    return len([car for car in cars if api.requests_of(car.id)]), count


def test_who_texts_number_after_number_reaches_few(world):
    reached, _ = reached_by_text(world)
    # Four in turn with four that are nobody's; then it walks.
    assert reached <= 5
    assert count_of("walk_slowed") + count_of("walk_refused") > 0


def test_an_owner_who_asks_another_owner_answers_nobody(world):
    mine, other = lease(world), lease(world, "34나5678", phones=["01000000099"])
    open_one = ask(world, mine)
    receive_text(world, "1", sender=OWNER, to=other.number)
    assert api.request_get(open_one.id).answer is None
    assert len(api.requests_of(other.id)) == 1


def test_a_blocked_sender_is_neither_heard_nor_answered(world):
    car = lease(world)
    api.asker_block(request_id=ask(world, car).id, now=world.now)
    before = texts_to_all()
    receive_text(world, "1", sender=ASKER, to=car.number)
    assert texts_to_all() == before
    assert count_of("text_blocked") == 1


def test_a_robot_that_asks_on_and_on_is_held(world):
    car = lease(world)
    for _ in range(14):
        receive_text(world, "1", sender=ASKER, to=car.number)
        api.requests_expire(now=world.now)
    assert len(texts_to_number(OWNER)) <= 5
    # What we say to it is held too.
    assert len(texts_to_number(ASKER)) == 10


@pytest.mark.parametrize("words", ["1 빨리요", "1번이요 급해요", "빨리 좀 1", "1. 제발요"])
def test_a_digit_with_other_words_is_what_it_is_alone(world, words):
    car = lease(world)
    receive_text(world, words, sender=ASKER, to=car.number)
    assert [each.kind for each in api.requests_of(car.id)] == ["move"]


@pytest.mark.parametrize("words", ["1 2", "1시까지 못 기다려요", "11 빨리"])
def test_two_digits_or_another_number_are_asked_back(world, words):
    car = lease(world)
    receive_text(world, words, sender=ASKER, to=car.number)
    assert api.requests_of(car.id) == ()
    assert "1(차를" in texts_to_number(ASKER)[0]


def test_a_district_from_before_says_the_words_of_the_programme(world):
    from townline.platform.core import district
    from townline.platform.core.models import ResidentText

    car = lease(world)
    ResidentText.objects.filter(key="safe_text_taken").delete()
    district.forget()
    receive_text(world, "1", sender=ASKER, to=car.number)
    assert "안심번호] 요청을 받았습니다" in texts_to_number(ASKER)[0]
