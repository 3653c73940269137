"""What a short reply answers: the latest question decides, what fits two is asked back about."""

import datetime as dt

from hypothesis import given, strategies as st

from townline.platform.conversations.rules.questions import (
    NEAR,
    Fit,
    OpenQuestion,
    ParsedReply,
    matching_fits,
)

NOW = dt.datetime(2026, 11, 25, 5, 0, tzinfo=dt.UTC)
RATING, REQUEST = frozenset("12345"), frozenset("123")
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def fit(
    asker: str,
    takes: frozenset[str],
    ago: dt.timedelta,
    answer: str = "2",
    *,
    answered: bool = False,
    open_for: dt.timedelta = 14 * DAY,
    urgent: bool = False,
    named: bool = False,
    worded: bool = False,
) -> Fit:
    question = OpenQuestion(
        reference=f"{asker}:{ago}",
        takes=takes,
        asked_at=NOW - ago,
        open_until=NOW - ago + open_for,
        heard_until=NOW - ago + 14 * DAY,
        answered=answered,
        urgent=urgent,
    )
    return Fit(asker, question, ParsedReply(answer, named=named, worded=worded))


def who(*fits: Fit) -> list[str]:
    return [each.asker for each in matching_fits(fits, NOW)]


def test_a_digit_that_one_question_takes_never_goes_to_another() -> None:
    rating, request = fit("rating", RATING, DAY, "4"), fit("request", REQUEST, MINUTE, "4")
    assert who(rating, request) == ["rating"]


def test_the_latest_question_decides() -> None:
    assert who(fit("rating", RATING, DAY), fit("request", REQUEST, MINUTE)) == ["request"]
    assert who(fit("rating", RATING, MINUTE), fit("request", REQUEST, DAY)) == ["rating"]


def test_what_fits_two_that_were_asked_at_one_time_is_asked_back() -> None:
    near = [fit("rating", RATING, 30 * MINUTE), fit("request", REQUEST, MINUTE)]
    assert who(*near) == ["request", "rating"]
    far = [fit("rating", RATING, NEAR + 2 * MINUTE), fit("request", REQUEST, MINUTE)]
    assert who(*far) == ["request"]


def test_several_of_one_kind_are_asked_back_however_old() -> None:
    assert who(fit("request", REQUEST, DAY), fit("request", REQUEST, MINUTE)) == ["request"] * 2


def test_in_doubt_danger_is_meant() -> None:
    alarm = fit("alarm", REQUEST, 5 * MINUTE, urgent=True)
    assert who(alarm, fit("rating", RATING, MINUTE)) == ["alarm"]


def test_who_names_a_question_means_it() -> None:
    named = fit("request", REQUEST, DAY, "9", named=True)
    assert who(named, fit("rating", RATING, MINUTE)) == ["request"]


def test_what_waits_goes_before_what_is_over() -> None:
    over = fit("request", REQUEST, MINUTE, answered=True)
    assert who(over, fit("rating", RATING, DAY)) == ["rating"]
    assert who(over) == ["request"]


def test_words_are_one_more_reply_while_the_question_would_wait_and_never_a_late_one() -> None:
    answered = fit("request", REQUEST, MINUTE, answered=True, worded=True)
    assert who(answered) == ["request"]
    assert who(fit("request", REQUEST, DAY, answered=True, worded=True, open_for=MINUTE)) == []


def test_a_digit_that_none_takes_is_told_by_the_latest_that_waits() -> None:
    assert who(fit("request", REQUEST, MINUTE, "7"), fit("rating", RATING, DAY, "7")) == ["request"]


@given(
    st.lists(
        st.builds(
            fit,
            st.sampled_from(["rating", "request", "alarm"]),
            st.sets(st.sampled_from("12345")).map(frozenset),
            st.integers(0, 3000).map(lambda minutes: minutes * MINUTE),
            st.sampled_from("12345"),
            answered=st.booleans(),
        ),
        max_size=5,
    )
)
def test_nothing_that_waits_and_takes_it_is_passed_over(fits: list[Fit]) -> None:
    found = matching_fits(fits, NOW)
    waiting = [each for each in fits if each.is_live(NOW) and each.takes]
    if waiting:
        assert found
        assert all(each in waiting for each in found)
        assert max(each.question.asked_at for each in waiting) == found[0].question.asked_at
