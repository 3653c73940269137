"""Texts go to the language process and come back read, whatever stands in them."""

import json
import re
import threading

import pytest

from townline.platform.triage import api
from townline.platform.triage.reader.model import load
from townline.platform.triage.rules import DANGERS
from townline.platform.triage.tests.answering import serving

KINDS = {"complaint", "question", "proposal", "praise", "spam"}
HOSTILE = [
    "",
    " \n\t ",
    "😀😀🚧",
    "가" * 10_000,
    "골목 가로등 " * 2_000,
    "\0\x01\x1b[31m\x7f",
    "\ud800 반쪽 \udfff",
    "가\u200b로\u200d등",
    "e\u0301" * 300,
    "a" * 5_000,
    "가로등 street 灯 фонарь 🚦 ไฟ",
    "🏴\u200d☠️" * 50,
    "ㅋㅋㅋㅋㅋㅋㅋ",
    "ㄱㄴㄷㄹ",
    "１２３４",
    "﷽" * 40,
    "<script>alert(1)</script>",
    "'; DROP TABLE cases; --",
    "?" * 400,
]


@pytest.fixture
def place(tmp_path, settings):
    settings.TOWNLINE_LANGUAGE_SOCKET = str(tmp_path / "l.sock")
    yield tmp_path / "l.sock"
    api.rest_end()


def test_a_text_is_read_with_its_probabilities_and_words(language):
    (read,) = api.read(["골목 가로등이 며칠째 꺼져 있어요"])
    assert read.version == load().version
    assert read.services[0].code == "lighting"
    chances = [guess.probability for guess in read.services]
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1.0001
    assert len(read.services) == len(read.kinds) == 3
    assert read.kinds[0].code == "complaint"
    assert "가로등" in read.services[0].words
    assert all(word in "골목 가로등이 며칠째 꺼져 있어요" for word in read.services[0].words)
    assert (read.danger, read.language, read.spam) == (None, "ko", False)
    assert (read.full, len(read.vector)) == (True, 384)


def test_words_of_latin_letters_are_told_whole(language):
    text = "There is a broken sidewalk in front of Neuti Market. My mother fell. Please fix it."
    (read,) = api.read([text])
    named_words = {word for guess in read.services for word in guess.words}
    assert named_words
    assert named_words <= set(re.findall("[A-Za-z]+", text))


def test_danger_is_told_with_its_kind(language):
    gas, harm = api.read(
        ["복도에 가스 냄새가 진동해요 어지러워요", "이제 다 끝내고 싶어요 죽고 싶어요"]
    )
    assert (gas.danger.kind, gas.danger.private) == ("gas", False)
    assert (harm.danger.kind, harm.danger.private) == ("self_harm", True)
    assert 0 < gas.danger.probability <= 1
    assert "가스" in gas.danger.words


TALK = ["곧 나갈게요", "내일 봐요", "지금 갑니다", "문 앞에 있어요", "집에 없어요", "call me later"]
CRIES = ["불이야", "칼 들었어요", "숨을 못 쉬어요", "뛰어내릴게요", "물이 차올라요", "help me"]


def test_few_words_of_everyday_talk_are_no_danger(language):
    assert [text for text in TALK if api.read([text])[0].danger] == []


def test_few_words_of_danger_are(language):
    """The control: it is not that few words are passed over."""
    assert [text for text in CRIES if not api.read([text])[0].danger] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_sent_breaks_it(language, text):
    before, read, after = api.read(["쓰레기", text, "쓰레기"])
    assert before == after
    assert all(guess.code in api.services_known() for guess in read.services)
    assert all(guess.code in KINDS for guess in read.kinds)
    assert read.danger is None or read.danger.kind in DANGERS
    json.dumps([guess.words for guess in read.services])


def test_what_has_no_letters_gets_no_guess(language):
    for read in api.read(["", "😀😀", "\0", "123"]):
        assert (read.services, read.kinds, read.sure, read.danger) == ((), (), False, None)
        assert read.language == ""


def test_many_are_read_in_their_order(language):
    texts = [f"{number}번 주차" if number % 2 else f"snow {number}" for number in range(70)]
    read = api.read(texts)
    assert [one.language for one in read] == ["en", "ko"] * 35


def test_a_search_need_not_wait_until_many_are_read(language):
    # Of patience more than any machine needs: what counts is who is answered first.
    many = {"texts": ["긴 글 " * 60] * 32, "patience": 120}
    reading = threading.Thread(target=api.read, kwargs=many)
    reading.start()
    understood = api.understand(["가로등을"], patience=120)
    waited = reading.is_alive()
    reading.join()
    assert understood.full
    assert waited


def test_without_a_process_it_says_so(place):
    with pytest.raises(api.NotRead):
        api.read(["가로등"])


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\n", b"{}\n", b"[]\n", b'{"readings": null}\n', b'{"readings": [{}]}\n'],
)
def test_a_confused_process_is_not_believed(place, answer):
    with serving(place, answer), pytest.raises(api.NotRead):
        api.read(["가로등"])


POTHOLES = [
    "도로가 움푹 패였습니다", "도로가 움푹움푹 패여 있습니다", "아스팔트가 벗겨져 움푹 팼습니다",
    "포트홀 때문에 타이어가 터졌어요", "도로가 움푹 파였어요",
]  # fmt: skip
HOLLOWS = [
    "도로가 푹 꺼졌어요", "도로가 움푹 꺼졌고 점점 커져요", "도로 한가운데가 움푹 내려앉았습니다",
    "싱크홀이 생겼어요", "도로가 움푹 패였는데 밑이 텅 비었어요", "움푹 파인 데 사람이 빠졌어요",
    "아스팔트가 움푹 패여 땅속이 보여요", "움푹 파인 곳에서 가스 냄새가 나요",
]  # fmt: skip


def test_a_pothole_is_no_danger(language):
    assert [text for text in POTHOLES if api.read([text])[0].danger] == []


def test_a_hollow_or_a_person_beside_one_is(language):
    """The control: it is not that words of a pothole calm everything."""
    assert [text for text in HOLLOWS if not api.read([text])[0].danger] == []
