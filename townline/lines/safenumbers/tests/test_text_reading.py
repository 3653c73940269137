"""A text to a safe number: relayed as a fixed request, dropped as advertising, or explained."""

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import townline.data
from townline.lines.safenumbers.rules.texts import TextMeaning, text_read

FILE = Path(townline.data.__path__[0]) / "districts" / "demo" / "safe_words.json"
WORDS = json.loads(FILE.read_text())
RELAYED = {kind: WORDS["ko"][kind] + WORDS["en"][kind] for kind in ("move", "trouble")}
MARKS = WORDS["ko"]["advertising"] + WORDS["en"]["advertising"]


def read(body):
    return text_read(body, RELAYED, MARKS)


@pytest.mark.parametrize(
    "body",
    ["1", "１", "차 좀 빼주세요", "옮겨 주세요.", "차를 옮겨주세요 부탁드립니다", "이중주차 했어요",
     "Please move your car", "move", "지금 못 나가고 있어요"],
)  # fmt: skip
def test_wishes_to_move_a_car(body):
    assert read(body) is TextMeaning.MOVE


@pytest.mark.parametrize(
    "body",
    [
        "2",
        "라이트가 켜져 있어요",
        "창문이 열려 있습니다",
        "사고 났어요",
        "누가 차를 긁었어요",
        "your lights are on",
        "Accident",
    ],
)
def test_something_wrong_with_a_car(body):
    assert read(body) is TextMeaning.TROUBLE


@pytest.mark.parametrize(
    "body",
    [
        "(광고) 대박 할인",
        "(광.고) 차 빼 주세요",
        "(광 고)새차",
        "차 옮겨 주세요 http://bad.example/x",
        "과태료 조회 bit.ly/3x",
        "옮겨 주세요 010-0000-0099로 전화",
        "중고차 매입합니다 연락 주세요",
        "hxxp://x",
        "www.shop",
        "무 료 거 부",
        "Casino bonus",
    ],
)
def test_advertising_links_and_numbers_never_reach_an_owner(body):
    assert read(body) is TextMeaning.SPAM


@pytest.mark.parametrize(
    "body",
    ["안녕하세요", "누구세요?", "Please move it. My lights are on", "3", "12", "", "?" * 30,
     "차 옮겨 주세요 " + "아" * 60],
)  # fmt: skip
def test_the_rest_is_told_how_it_goes(body):
    assert read(body) is TextMeaning.OTHER


@given(st.text(max_size=100), st.sampled_from(["http://a.kr", "광-고", "0 1 0 0 0 0 0 0 0 9 9"]))
def test_no_words_around_it_hide_what_is_spam(words, spam):
    assert read(f"{words} {spam}") is TextMeaning.SPAM
