"""Hints find what a reader would stumble over, and stay silent on plain words."""

import datetime as dt

import pytest

from townline.casework.answers.rules.plain import HintKind, HintWords, hints
from townline.casework.answers.services.templating import hints as district_hints
from townline.platform.core import clock

pytestmark = pytest.mark.django_db
# A day before the days that the answers below name as those to come.
NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)
END = " - 한들구 도로과"
END_EN = " - Handeul-gu Roads Division"

PLAIN_KO = [
    "오늘 보수반이 나가 구멍을 메웠습니다.",
    "11월 25일에 담당자가 나가 보았습니다. 등은 11월 27일까지 바꿉니다.",
    "어제 작업반이 다섯 곳을 뚫었습니다.",
    "단속반이 차 두 대를 옮기게 했습니다. 내일 아침에도 돌겠습니다.",
    "청소반이 일곱 봉지를 치우고 쓸었습니다.",
    "직원이 오늘 전화드렸습니다. 다음 주에 다시 가겠습니다.",
    "보건소에서 소독했습니다. 3일 안에 다시 보겠습니다.",
    "업체가 새 관을 놓았고, 물이 빠지는 것을 담당자가 봅니다.",
    "관리반이 가지를 잘랐으며 모두 실어 갑니다.",
    "놀라셨겠습니다. 당직이 40분 뒤에 나가 길을 막았습니다.",
    "과장이 기록을 보았습니다. 궁금하시면 답해 드리겠습니다.",
    "담당자가 재 보니 기준 안이었습니다. 원하면 다시 재겠습니다.",
    "수거반이 가져갔습니다. 다음 달부터 날마다 갈 예정입니다.",
    "구청이 안내를 붙였습니다. 12월 2일(수) 09시에 다시 알려 드리겠습니다.",
    "시공사가 가림막을 바꿨습니다.",
    "경찰과 함께 신호를 고쳤습니다.",
]
PLAIN_EN = [
    "Our crew filled the hole today.",
    "Our officer went there on Wed 25 Nov. The crew will repave it by Wed 2 Dec.",
    "Our officer met the owner. They agreed to keep quiet hours.",
    "The contractor relit the signal at 15:20.",
    "Our staff swept the street and took the rubbish away.",
    "The police closed the road. It will open tomorrow.",
    "Our team found the leak. We will write again within 3 days.",
    "Our officer measured it. If you hear it again, reply and we will come.",
    "The company replaced the bulb. Tell us if it fails and we will go back.",
    "We have looked at the photos and cancelled the fine.",
]


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.parametrize("words", PLAIN_KO)
def test_plain_korean_gets_no_hint(district, words):
    assert district_hints(words + END, "ko", "answer") == []


@pytest.mark.parametrize("words", PLAIN_EN)
def test_plain_english_gets_no_hint(district, words):
    assert district_hints(words + END_EN, "en", "answer") == []


@pytest.mark.parametrize(
    ("words", "kind", "about"),
    [
        ("금일 보수반이 메웠습니다.", HintKind.OFFICIALESE, "금일"),
        ("익일 담당자가 나갔습니다.", HintKind.OFFICIALESE, "익일"),
        ("담당자가 이첩했습니다.", HintKind.OFFICIALESE, "이첩"),
        ("담당자가 유선으로 알렸습니다.", HintKind.OFFICIALESE, "유선"),
        ("담당자가 민원인께 전했습니다.", HintKind.OFFICIALESE, "민원인"),
        ("상기 장소를 작업반이 고쳤습니다.", HintKind.OFFICIALESE, "상기"),
        ("담당자가 보았습니다. 양해 바랍니다.", HintKind.OFFICIALESE, "바랍니다"),
        ("담당자가 보았습니다. 기다려 주십시오. 확인하십시오.", HintKind.OFFICIALESE, "하십시오"),
        ("담당자가 PM 세 대를 옮겼습니다.", HintKind.ABBREVIATION, "PM"),
        ("담당자가 행안부에 물었습니다.", HintKind.ABBREVIATION, "행안부"),
        ("담당자가 AED를 바꿨습니다.", HintKind.ABBREVIATION, "AED"),
        ("담당자가 살펴보고 있습니다.", HintKind.NOT_DONE, ""),
        ("보수반이 내일 고치겠습니다.", HintKind.NOT_DONE, ""),
        ("담당 부서가 있습니다.", HintKind.NOT_DONE, ""),
        ("신분증을 가지고 주민센터로 와 주세요.", HintKind.NOT_DONE, ""),
        ("담당자가 보았습니다. 곧 고치겠습니다.", HintKind.NO_WHEN, "곧 고치겠습니다."),
        ("담당자가 보았습니다. 공사할 예정입니다.", HintKind.NO_WHEN, "공사할 예정입니다."),
        # A street, and a number of days that have passed, are no date ahead.
        (
            "담당자가 보았습니다. 3월 1일로 12 앞을 고치겠습니다.",
            HintKind.NO_WHEN,
            "3월 1일로 12 앞을 고치겠습니다.",
        ),
        (
            "담당자가 보았습니다. 3일째라 곧 고치겠습니다.",
            HintKind.NO_WHEN,
            "3일째라 곧 고치겠습니다.",
        ),
        (
            "담당자가 보았습니다. 어제 보고 곧 고치겠습니다.",
            HintKind.NO_WHEN,
            "어제 보고 곧 고치겠습니다.",
        ),
        ("담당자가 보았습니다. 늘릴 계획입니다.", HintKind.NO_WHEN, "늘릴 계획입니다."),
        (
            "담당자가 보았습니다. 빠르게 답을 드리겠습니다.",
            HintKind.NO_WHEN,
            "빠르게 답을 드리겠습니다.",
        ),
    ],
)
def test_korean_is_hinted_at(district, words, kind, about):
    assert (kind, about) in [(h.kind, h.words) for h in district_hints(words + END, "ko", "answer")]


@pytest.mark.parametrize(
    ("words", "kind", "about"),
    [
        ("Please wait. Our crew filled it.", HintKind.OFFICIALESE, "please"),
        ("Our crew filled it. Kindly wait.", HintKind.OFFICIALESE, "kindly"),
        ("Our officer looked. It comes in due course.", HintKind.OFFICIALESE, "in due course"),
        ("Our dept. filled it.", HintKind.ABBREVIATION, "dept."),
        ("Our crew filled it ASAP.", HintKind.ABBREVIATION, "ASAP"),
        ("Our crew filled it, e.g. with asphalt.", HintKind.ABBREVIATION, "e.g."),
        ("Our officer is looking into it.", HintKind.NOT_DONE, ""),
        ("Bring an ID to the centre.", HintKind.NOT_DONE, ""),
        (
            "Our officer looked. We will repair it soon.",
            HintKind.NO_WHEN,
            "We will repair it soon.",
        ),
        ("Our officer looked. They plan to move it.", HintKind.NO_WHEN, "They plan to move it."),
        ("Our officer looked. It is going to change.", HintKind.NO_WHEN, "It is going to change."),
    ],
)
def test_english_is_hinted_at(district, words, kind, about):
    found = district_hints(words + END_EN, "en", "answer")
    assert (kind, about) in [(h.kind, h.words) for h in found]


def test_a_long_korean_sentence_is_counted_in_syllables(district):
    words = "담당자가 " + "나가서 살펴보고 " * 8 + "고쳤습니다."
    (long,) = [h for h in district_hints(words + END, "ko", "answer") if h.count]
    assert (long.kind, long.count) == (HintKind.LONG_SENTENCE, 65)


def test_a_long_english_sentence_is_counted_in_words(district):
    words = "Our crew filled " + "the deep wide hole and " * 6 + "left."
    (long,) = [h for h in district_hints(words + END_EN, "en", "answer") if h.count]
    assert (long.kind, long.count) == (HintKind.LONG_SENTENCE, 34)


def test_a_link_is_no_word(district):
    words = "Our crew filled it. https://example.invalid/p/please-kindly" + END_EN
    assert district_hints(words, "en", "answer") == []


def test_who_is_missed_where_nobody_is_named(district):
    assert [h.kind for h in district_hints("오늘 메웠습니다.", "ko", "answer")] == [
        HintKind.NO_WHO,
        HintKind.NO_SIGNATURE,
    ]


def test_only_an_answer_must_tell_a_deed(district):
    words = "담당자가 살펴보고 있습니다. 12월 2일까지 알려 드리겠습니다." + END
    assert district_hints(words, "ko", "interim") == []
    assert [h.kind for h in district_hints(words, "ko", "answer")] == [HintKind.NOT_DONE]


def test_a_greeting_is_missed_only_where_the_district_wants_one():
    words = HintWords(longest=60, by_syllables=True, greetings=("안녕하세요",))
    assert [h.kind for h in hints("오늘 메웠습니다.", words)] == [HintKind.NO_GREETING]
    assert hints("안녕하세요. 오늘 메웠습니다.", words) == []


@pytest.mark.parametrize("body", ["", "  ", "\n"])
def test_nothing_written_gets_no_hint(district, body):
    assert district_hints(body, "ko", "answer") == []


def test_a_language_without_words_gets_no_hint(district):
    assert district_hints("Xin chào", "vi", "answer") == []
