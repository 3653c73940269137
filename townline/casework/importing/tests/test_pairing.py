"""Old questions and their answers find each other by time alone, and no text is lost or doubled."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import given, strategies as st

from townline.casework.importing.rules import USUAL_WINDOW, Role, asks, pair_texts

START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class SampleText:
    at: dt.datetime
    outgoing: bool
    body: str


def _roles(*entries: tuple[float, str], window: dt.timedelta = USUAL_WINDOW) -> list[list[str]]:
    """Tell texts as (hours, words), those out beginning with ``>``; give the roles by matter."""
    texts = [
        SampleText(START + dt.timedelta(hours=h), w.startswith(">"), w.lstrip(">"))
        for h, w in entries
    ]
    exchanges, _ = pair_texts(texts, window=window, is_thanks=lambda text: text.body == "고마워요")
    return [[role.value for _, role in matter.roles()] for matter in exchanges]


ANSWER = ">오늘 아침에 전구를 바꿨습니다"


def test_an_answer_ends_a_matter_and_the_next_question_begins_one():
    assert _roles((0, "등"), (5, ANSWER), (9, "길"), (20, ANSWER)) == [["heard", "answer"]] * 2


def test_one_answer_to_several_questions():
    assert _roles((0, "등"), (1, "또"), (5, ANSWER)) == [["heard", "heard", "answer"]]


def test_a_promise_before_the_answer_is_interim_and_thanks_stay():
    roles = _roles((0, "등"), (2, ">내일 나가서 살펴보겠습니다"), (30, ANSWER), (31, "고마워요"))
    assert roles == [["heard", "interim", "answer", "heard"]]


def test_a_short_word_after_the_answer_is_not_the_answer():
    assert _roles((0, "등"), (5, ANSWER), (6, ">네")) == [["heard", "answer", "interim"]]


def test_a_question_back_keeps_the_matter_open():
    roles = _roles((0, "등"), (1, ">어디인가요? - 도로과"), (2, "시장 뒤"), (5, ANSWER))
    assert roles == [["heard", "question", "heard", "answer"]]


def test_a_question_back_alone_is_no_answer():
    assert _roles((0, "등"), (1, ">어디인가요?")) == [["heard", "question"]]


def test_beyond_the_window_nothing_belongs_together():
    late = USUAL_WINDOW.total_seconds() / 3600 + 1
    assert _roles((0, "등"), (late, ANSWER)) == [["heard"]]
    assert _roles((0, "등"), (late, "길")) == [["heard"], ["heard"]]


def test_what_ends_in_a_question():
    assert asks("어디인가요?")
    assert asks("어디인가요? - 한들구 도로과")
    assert not asks("왜요? 바로 고쳤습니다.")


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.booleans(), st.sampled_from(["가", "나?", "고마워요"]))
    )
)
def test_every_text_lies_in_one_matter_or_alone(rows: list[tuple[int, bool, str]]):
    texts = [SampleText(START + dt.timedelta(hours=h), out, body) for h, out, body in sorted(rows)]
    exchanges, alone = pair_texts(
        texts, window=dt.timedelta(days=3), is_thanks=lambda text: text.body == "고마워요"
    )
    grouped = [text for matter in exchanges for text in matter.said] + alone
    assert sorted(map(id, grouped)) == sorted(map(id, texts))
    for matter in exchanges:
        assert not matter.said[0].outgoing
        assert [role for _, role in matter.roles()].count(Role.ANSWER) <= 1
        assert matter.said == sorted(matter.said, key=lambda text: text.at)
