"""What owners type is read as they mean it."""

import pytest
from hypothesis import given, strategies as st

from townline.lines.safenumbers.rules.requests import Reply, reply_read

WORDS = {
    1: ["지금 갑니다", "갑니다", "coming now", "네"],
    2: ["10분 안에 갑니다", "10분", "in 10 minutes", "10"],
    3: ["어렵습니다", "못 갑니다", "cannot"],
}
FILLERS = ["번", "번호", "요청", "request"]


def read(body):
    return reply_read(body, WORDS, FILLERS)


@pytest.mark.parametrize(
    ("body", "token", "answer"),
    [
        ("1", "", 1),
        (" ２ ", "", 2),
        ("3.", "", 3),
        ("37 1", "37", 1),
        ("1 37", "37", 1),
        ("37-1", "37", 1),
        ("37/2", "37", 2),
        ("３７　１", "37", 1),
        ("37번 1번", "37", 1),
        ("번호 37, 3", "37", 3),
        ("지금 갑니다", "", 1),
        ("지금갑니다!", "", 1),
        ("37 지금 갑니다", "37", 1),
        ("10분 안에 갑니다", "", 2),
        ("10분", "", 2),
        ("10", "", 2),
        ("37 10분", "37", 2),
        ("못 갑니다 37", "37", 3),
        ("Request 37: coming now", "37", 1),
        ("37 9", "37", 9),
    ],
)
def test_short_replies(body, token, answer):
    reply = read(body)
    assert (reply.token, reply.answer) == (token, answer)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "37",
        "1 2",
        "37 38 1",
        "123",
        "371",
        "길이 파였어요 1",
        "1번 국도에 구멍",
        "37 1 감사합니다 그런데 가로등도 고장",
        "네 감사합니다",
        "10분 안에 갑니다 어렵습니다",
        "1" * 60,
    ],
)
def test_everything_else_is_for_somebody_else(body):
    assert read(body) is None


@given(
    token=st.integers(11, 99).map(str),
    answer=st.integers(1, 3),
    between=st.sampled_from([" ", "-", "/", ",", "  ", "번 ", ": ", ". "]),
    wide=st.booleans(),
    turned=st.booleans(),
)
def test_a_token_and_an_answer_are_read_in_any_order(token, answer, between, wide, turned):
    parts = [str(answer), token] if turned else [token, str(answer)]
    body = between.join(parts)
    if wide:
        body = body.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert read(body) == Reply(token, answer)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(body):
    reply = read(body)
    assert reply is None or 0 <= reply.answer <= 9
