"""A day that is told of in the past is no promise; a promise beside it is still found."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from townline.platform.core.text.dates.finding import DateKind, find

SEOUL = ZoneInfo("Asia/Seoul")
WRITTEN = dt.datetime(2026, 11, 25, 14, 32, tzinfo=SEOUL)  # a Wednesday
PAST = [
    "오늘 나가 보니 구멍이 컸습니다",
    "오늘 나가 보니 이미 메워져 있습니다",
    "오늘 나가보니 물이 고여 있습니다",
    "오늘 나가 보니까 문이 닫혀 있습니다",
    "오늘 오후 4시에 나가 보니 물이 고여 있습니다",
    "금요일에 나가 보니 가로등이 꺼져 있습니다",
    "오늘 확인해 보니 부품이 없습니다",
    "오늘 가서 살펴본 결과 파손이 있습니다",
    "오늘 나가서 확인한바 이상이 없습니다",
    "오늘 점검하니 고장입니다",
    "오늘 점검 결과 이상이 없습니다",
    "오늘 다녀온 결과 공사 중입니다",
    "오늘 오후 5시에 나가 확인했더니 꺼져 있습니다",
    "오늘 15시에 나갔을 때 비어 있습니다",
    "오늘 17시에 수거를 마쳤음을 알려 드립니다",
    "오늘 18시에 고쳤으므로 지켜봅니다",
    "오늘 저녁에 벌써 치운 것으로 확인됩니다",
    "어제 다녀왔습니다",
    "어제 나가 보니 구멍이 큽니다",
    "그제 점검한 결과 이상이 없습니다",
    "지난 25일 점검했습니다",
    "지난 27일에 점검한 곳입니다",
    "지난 20일까지 자재를 받아 둔 상태입니다",
    "지난주 금요일 나가 보니 괜찮습니다",
    "지난 금요일에 살핀 곳입니다",
    "지난 겨울 12월에 심은 나무입니다",
    "27일에 접수하신 민원입니다",
    "금요일에 보내 주신 사진입니다",
    "We went there today and found a hole.",
    "When we looked at it today at 5pm, the lamp was broken.",
    "It broke on Friday.",
    "We drove there on Monday.",
    "The wall fell on Friday.",
    "Having been there on Monday, we know the cause.",
    "You wrote on Friday about the lamp.",
    "The crew was there this afternoon.",
    "We checked on the 24th.",
    "Our crew ran a test on Friday.",
    "Last Friday we saw the damage.",
    "We found it two days ago.",
]  # fmt: skip
# What is said of the past, and the words that promise.
MIXED = [
    ("오늘 나가 보니 구멍이 커서 금요일까지 메우겠습니다", ["금요일까지"]),
    ("어제 다녀왔습니다. 12월 3일까지 고치겠습니다", ["12월 3일"]),
    ("지난 25일 점검했고, 다음 주 화요일까지 고칩니다", ["다음 주 화요일"]),
    ("오늘 신고하신 가로등을 내일까지 고치겠습니다", ["내일"]),
    ("24일에 말씀하신 곳을 모레까지 치우겠습니다", ["모레"]),
    ("오늘 점검한 결과 고장이라 27일까지 바꾸겠습니다", ["27일"]),
    ("We will fix what we found today by Friday.", ["by Friday"]),
    ("The crew, which was there yesterday, will fix it by Friday.", ["by Friday"]),
    ("Having seen it today, we will fix it by 3 December.", ["3 December"]),
    ("We checked it on Monday and will come on Friday.", ["on Friday"]),
]
PROMISES = [
    "오늘 나가 보겠습니다",
    "오늘 오후에 나가 보고 알려 드리겠습니다",
    "오늘 저녁에 나가 살펴보고 알려 드립니다",
    "내일 나가 보고 알려 드리겠습니다",
    "내일 말씀하신 곳에 나가 보겠습니다",
    "27일까지 말씀하신 곳을 메우겠습니다",
    "27일에 말씀하신 곳을 메우겠습니다",
    "내일 현장을 확인한 결과를 알려 드리겠습니다",
    "금요일에 확인한 결과를 알려 드리겠습니다",
    "27일까지 점검 결과 알려 드리겠습니다",
    "12월 3일에 다녀온 뒤 알려 드리겠습니다",
    "다음 주 월요일에 나가 본 뒤 답하겠습니다",
    "내일 이미 정한 업체가 나갑니다",
    "We will go there today.",
    "We will look at it on Friday.",
    "By Friday the hole is filled.",
    "Having seen it, we will fix it by Friday.",
    "We have ordered the lamp and will fit it by 3 December.",
]  # fmt: skip


def date_tenses(text):
    dates = find(text, written=WRITTEN, zone=SEOUL, office_end=dt.time(18))
    return [(one.words, one.looks) for one in dates]


@pytest.mark.parametrize("text", PAST)
def test_what_is_told_of_the_past_is_no_promise(text):
    assert [words for words, how in date_tenses(text) if how is DateKind.PROMISE] == []


@pytest.mark.parametrize(("text", "promised"), MIXED)
def test_a_promise_beside_it_is_found(text, promised):
    found = [words for words, how in date_tenses(text) if how is DateKind.PROMISE]
    assert [one.strip() for one in found] == [one.removesuffix("까지") for one in promised]


@pytest.mark.parametrize("text", PROMISES)
def test_what_is_to_come_stays_a_promise(text):
    assert [how for _, how in date_tenses(text)] == [DateKind.PROMISE]


def test_there_are_enough_of_them():
    assert len(PAST) >= 40
    assert len(MIXED) + len(PROMISES) >= 20
