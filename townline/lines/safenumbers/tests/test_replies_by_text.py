"""Owners answer by text: the right request is meant, and every slip is told clearly."""

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.asking import (
    ASKER,
    OWNER,
    ask,
    lease,
    receive_text,
    texts_to_number,
)

pytestmark = pytest.mark.django_db


def answer(request):
    return api.request_get(request.id).answer


def test_a_bare_digit_answers_the_only_open_request(world):
    made = ask(world, lease(world), tell=True)
    receive_text(world, "1")
    assert answer(made) == 1
    assert "지금 가겠다" in texts_to_number(ASKER)[0]
    assert "답을 받았습니다" in texts_to_number(OWNER)[-1]


@pytest.mark.parametrize("form", ["{t} 2", "2 {t}", "{t}-2", "{t}번 10분 안에 갑니다"])
def test_a_token_says_which_request_is_meant(world, form):
    car = lease(world)
    first, second = ask(world, car), ask(world, car)
    receive_text(world, form.format(t=second.token))
    assert (answer(first), answer(second)) == (None, 2)


def test_a_bare_digit_with_two_open_requests_asks_which(world):
    car = lease(world)
    first, second = ask(world, car), ask(world, car)
    receive_text(world, "1")
    assert (answer(first), answer(second)) == (None, None)
    assert first.token in texts_to_number(OWNER)[-1]
    assert second.token in texts_to_number(OWNER)[-1]


def test_requests_of_two_cars_at_one_telephone_have_different_tokens(world):
    made = ask(world, lease(world)), ask(world, lease(world, "34나5678"))
    assert made[0].token != made[1].token
    receive_text(world, f"{made[1].token} 3")
    assert (answer(made[0]), answer(made[1])) == (None, 3)


def test_an_answer_that_is_none_says_how(world):
    made = ask(world, lease(world))
    receive_text(world, f"{made.token} 7")
    assert answer(made) is None
    assert "1, 2, 3" in texts_to_number(OWNER)[-1]


def test_a_late_answer_is_told_so(world):
    made = ask(world, lease(world), tell=True)
    world.wait(minutes=31)
    api.requests_expire(now=world.now)
    receive_text(world, "1")
    assert "끝났습니다" in texts_to_number(OWNER)[-1]
    receive_text(world, f"{made.token} 1")
    assert "끝났습니다" in texts_to_number(OWNER)[-1]
    assert texts_to_number(ASKER) == []


def test_the_same_answer_again_and_another_one(world):
    made = ask(world, lease(world), via="call", tell=True)
    receive_text(world, "2")
    receive_text(world, "2")
    assert "이미 받았습니다" in texts_to_number(OWNER)[-1]
    receive_text(world, "3")
    assert "바꾸려면" in texts_to_number(OWNER)[-1]
    assert answer(made) == 2
    receive_text(world, f"{made.token} 3")
    assert answer(made) == 3
    assert len(texts_to_number(ASKER)) == 2


def test_an_answer_in_words_after_another_one_opens_no_case(world):
    made = ask(world, lease(world), via="call", tell=True)
    receive_text(world, "2")
    receive_text(world, "지금 갑니다")
    assert "바꾸려면" in texts_to_number(OWNER)[-1]
    assert answer(made) == 2


def test_a_token_that_nobody_gave_is_told_so(world):
    made = ask(world, lease(world))
    wrong = "99" if made.token != "99" else "98"
    receive_text(world, f"{wrong} 1")
    assert "없습니다" in texts_to_number(OWNER)[-1]
    assert answer(made) is None


def test_a_digit_of_somebody_else_is_an_ordinary_text(world):
    made = ask(world, lease(world))
    receive_text(world, "1", sender="01000000055")
    assert answer(made) is None
    assert texts_to_number("01000000055")  # the line's own answer


def test_words_of_an_owner_about_something_else_open_a_case(world):
    ask(world, lease(world))
    code = world.text("시장 앞 길이 파였어요", sender=OWNER)
    assert code


def test_any_of_the_owners_telephones_may_answer(world):
    made = ask(world, lease(world, phones=[OWNER, "01000000043"]))
    receive_text(world, "1", sender="01000000043")
    assert answer(made) == 1


def test_after_a_stop_requests_still_reach_an_owner(world):
    car = lease(world)
    receive_text(world, "수신거부")
    made = ask(world, car)
    receive_text(world, "1")
    assert answer(made) == 1
