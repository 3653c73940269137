"""Dates in answers: what is found, which moment it means, and what is left alone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, strategies as st

from townline.platform.core.text.dates.finding import DateKind, find

SEOUL = ZoneInfo("Asia/Seoul")
WRITTEN = dt.datetime(2026, 11, 25, 14, 32, tzinfo=SEOUL)  # a Wednesday
OFFICE_END = dt.time(18)
HOLIDAYS = {dt.date(2026, 12, 25), dt.date(2027, 1, 1)}


def find_dates(text, written=WRITTEN):
    return find(text, written=written, zone=SEOUL, office_end=OFFICE_END, holidays=HOLIDAYS)


def date_texts(text, written=WRITTEN):
    return [f"{one.at:%Y-%m-%d %H:%M}" for one in find_dates(text, written)]


P, M, R = DateKind.PROMISE, DateKind.MENTION, DateKind.REPORT
KOREAN = [
    ("11월 27일(금)까지 고칩니다", "2026-11-27 18:00", P),
    ("11월 27일까지 고치겠습니다", "2026-11-27 18:00", P),
    ("12월3일에 나갑니다", "2026-12-03 18:00", P),
    ("12/3까지 마칩니다", "2026-12-03 18:00", P),
    ("12/3(목)에 나갑니다", "2026-12-03 18:00", P),
    ("12/24 점검합니다", "2026-12-24 18:00", P),
    ("2026. 12. 3.까지 합니다", "2026-12-03 18:00", P),
    ("2026.12.3 설치 예정", "2026-12-03 18:00", P),
    ("2026-12-03까지", "2026-12-03 18:00", P),
    ("2027년 1월 5일에 엽니다", "2027-01-05 18:00", P),
    ("12. 3.(목)까지 바꿉니다", "2026-12-03 18:00", P),
    ("1월 5일에 다시 칠합니다", "2027-01-05 18:00", P),
    ("내년 3월 2일부터 문을 엽니다", "2027-03-02 18:00", P),
    ("올해 12월 31일까지 합니다", "2026-12-31 18:00", P),
    ("27일까지 바꿉니다", "2026-11-27 18:00", P),
    ("3일(목)까지 바꿉니다", "2026-12-03 18:00", P),
    ("내일 나갑니다", "2026-11-26 18:00", P),
    ("내일까지 알려 드리겠습니다", "2026-11-26 18:00", P),
    ("명일 점검 예정입니다", "2026-11-26 18:00", P),
    ("모레 갑니다", "2026-11-27 18:00", P),
    ("내일모레 갑니다", "2026-11-27 18:00", P),
    ("글피까지 치웁니다", "2026-11-28 18:00", P),
    ("오늘 15시에 나갑니다", "2026-11-25 15:00", P),
    ("오늘 안에 전화드리겠습니다", "2026-11-25 18:00", P),
    ("금일 중 조치 예정입니다", "2026-11-25 18:00", P),
    ("다음 주 화요일에 나갑니다", "2026-12-01 18:00", P),
    ("다음주 월요일까지 답합니다", "2026-11-30 18:00", P),
    ("다음 주까지 마칩니다", "2026-12-04 18:00", P),
    ("다음 주 중에 살펴보겠습니다", "2026-12-04 18:00", P),
    ("다음 주 초에 갑니다", "2026-12-01 18:00", P),
    ("이번 주 안에 메웁니다", "2026-11-27 18:00", P),
    ("이번 주 금요일까지", "2026-11-27 18:00", P),
    ("이번 주말에 청소합니다", "2026-11-29 18:00", P),
    ("다다음 주 수요일에 합니다", "2026-12-09 18:00", P),
    ("금요일까지 답을 드리겠습니다", "2026-11-27 18:00", P),
    ("월요일에 다시 갑니다", "2026-11-30 18:00", P),
    ("오는 토요일 오전에 칠합니다", "2026-11-28 12:00", P),
    ("이번 달 말까지 마칩니다", "2026-11-30 18:00", P),
    ("이달 안에 합니다", "2026-11-30 18:00", P),
    ("다음 달 5일까지 보냅니다", "2026-12-05 18:00", P),
    ("다음 달 초에 시작합니다", "2026-12-10 18:00", P),
    ("다음 달 중순까지 합니다", "2026-12-20 18:00", P),
    ("다음 달까지 매일 확인합니다", "2026-12-31 18:00", P),
    ("5월까지 마칩니다", "2027-05-31 18:00", P),
    ("12월 중에 설치합니다", "2026-12-31 18:00", P),
    ("12월 초에 시작합니다", "2026-12-10 18:00", P),
    ("내년 3월까지 합니다", "2027-03-31 18:00", P),
    ("올해 안에 고칩니다", "2026-12-31 18:00", P),
    ("연말까지 고칩니다", "2026-12-31 18:00", P),
    ("내년 상반기에 넓힙니다", "2027-06-30 18:00", P),
    ("내년 1분기에 합니다", "2027-03-31 18:00", P),
    ("3일 안에 답합니다", "2026-11-28 18:00", P),
    ("5일 이내에 처리합니다", "2026-11-30 18:00", P),
    ("일주일 뒤 다시 봅니다", "2026-12-02 18:00", P),
    ("1주일 안에 갑니다", "2026-12-02 18:00", P),
    ("2주 안에 합니다", "2026-12-09 18:00", P),
    ("두 달 안에 합니다", "2027-01-25 18:00", P),
    ("3개월 이내 완료 예정", "2027-02-25 18:00", P),
    ("사흘 안에 치웁니다", "2026-11-28 18:00", P),
    ("하루 이틀 안에 나갑니다", "2026-11-27 18:00", P),
    ("열흘 뒤에 다시 갑니다", "2026-12-05 18:00", P),
    ("보름 안에 끝냅니다", "2026-12-10 18:00", P),
    ("3영업일 안에 답합니다", "2026-11-30 18:00", P),
    ("두 시간 안에 갑니다", "2026-11-25 16:32", P),
    ("30분 뒤에 나갑니다", "2026-11-25 15:02", P),
    ("48시간 안에 답합니다", "2026-11-27 14:32", P),
    ("12월 3일 오후 3시에 갑니다", "2026-12-03 15:00", P),
    ("12월 3일(목) 15시 20분에 갑니다", "2026-12-03 15:20", P),
    ("12월 3일 오전 10시 반에 갑니다", "2026-12-03 10:30", P),
    ("12월 3일 14:30에 갑니다", "2026-12-03 14:30", P),
    ("12월 3일 정오까지 합니다", "2026-12-03 12:00", P),
    ("12월 3일 10시부터 12시까지 봅니다", "2026-12-03 12:00", P),
    ("12월 3일부터 5일까지 공사합니다", "2026-12-05 18:00", P),
    ("12월 3일~12월 5일에 합니다", "2026-12-05 18:00", P),
    ("11월 30일(월)부터 12월 4일(금)까지 합니다", "2026-12-04 18:00", P),
    ("어제 메웠습니다", "2026-11-24 18:00", R),
    ("그제 치웠습니다", "2026-11-23 18:00", R),
    ("11월 20일에 점검했습니다", "2026-11-20 18:00", R),
    ("20일에 점검했습니다", "2026-11-20 18:00", R),
    ("오늘 메웠습니다", "2026-11-25 18:00", R),
    ("오늘 15시에 메웠습니다", "2026-11-25 15:00", R),
    ("오늘 10시 20분에 나가 치웠습니다", "2026-11-25 10:20", R),
    ("지난주 금요일에 갔습니다", "2026-11-20 18:00", R),
    ("월요일에 다녀왔습니다", "2026-11-23 18:00", R),
    ("3일 전에 신고를 받았습니다", "2026-11-22 18:00", R),
    ("40분 뒤 구조반이 옮겼습니다", "2026-11-25 15:12", R),
    ("12월 7일까지 신청해 주세요", "2026-12-07 18:00", M),
    ("30일 안에 이의신청을 하실 수 있습니다", "2026-12-25 18:00", M),
    ("이사한 날부터 15일 안에 와 주세요", "2026-12-10 18:00", M),
]  # fmt: skip
ENGLISH = [
    ("We will fix it by Friday.", "2026-11-27 18:00", P),
    ("We will fix it by Friday at 3 pm.", "2026-11-27 15:00", P),
    ("We will come on Monday.", "2026-11-30 18:00", P),
    ("We will come next Tuesday.", "2026-12-01 18:00", P),
    ("by 3 December", "2026-12-03 18:00", P),
    ("It will be done by December 3.", "2026-12-03 18:00", P),
    ("It will be done by 3rd December 2026.", "2026-12-03 18:00", P),
    ("Ready by Thu 3 Dec, 15:20", "2026-12-03 15:20", P),
    ("We will pave it on Wednesday 2 December.", "2026-12-02 18:00", P),
    ("The lamp will be there by the 27th.", "2026-11-27 18:00", P),
    ("We will send it tomorrow.", "2026-11-26 18:00", P),
    ("We will call you tomorrow at noon.", "2026-11-26 12:00", P),
    ("We come the day after tomorrow.", "2026-11-27 18:00", P),
    ("We will look again next week.", "2026-12-04 18:00", P),
    ("It will be open this weekend.", "2026-11-29 18:00", P),
    ("We will finish by the end of the month.", "2026-11-30 18:00", P),
    ("We will finish early next month.", "2026-12-10 18:00", P),
    ("We will finish by the end of March.", "2027-03-31 18:00", P),
    ("We will finish in May.", "2027-05-31 18:00", P),
    ("We will finish by the end of the year.", "2026-12-31 18:00", P),
    ("We will come within 3 days.", "2026-11-28 18:00", P),
    ("We will come within two weeks.", "2026-12-09 18:00", P),
    ("We will answer in 5 working days.", "2026-12-02 18:00", P),
    ("We will be there in two hours.", "2026-11-25 16:32", P),
    ("We will write again a week from now.", "2026-12-02 18:00", P),
    ("We will be there at 5pm tomorrow.", "2026-11-26 17:00", P),
    ("We filled the hole on 20 November.", "2026-11-20 18:00", R),
    ("We filled the hole yesterday.", "2026-11-24 18:00", R),
    ("It was repaired today.", "2026-11-25 18:00", R),
    ("We came two days ago.", "2026-11-23 18:00", R),
    ("Our crew went there last Friday.", "2026-11-20 18:00", R),
    ("If you apply by Mon 30 Nov it is free.", "2026-11-30 18:00", M),
]
TRAPS = [
    "느티로 21번길 3 앞",
    "3월 1일로 12 앞을 살폈습니다",
    "02-0000-1020으로 전화해 주세요",
    "010-0000-1203으로 전화해 주세요",
    "접수번호 H6-0042",
    "비용은 12만 원입니다",
    "1,203원을 돌려 드립니다",
    "24시간 열려 있습니다",
    "3일에 한 번 치웁니다",
    "매주 금요일에 거둡니다",
    "매달 5일에 나갑니다",
    "매달 둘째 토요일에 엽니다",
    "월요일부터 금요일까지 일합니다",
    "2/3 정도 마쳤습니다",
    "1/2로 줄였습니다",
    "시내일대를 살폈습니다",
    "오늘날의 도로입니다",
    "3동 앞과 5층을 봤습니다",
    "폭 3.5미터, 높이 12.5센티미터",
    "버스 12-3번",
    "https://example.org/2026/12/03",
    "고치기 전과 뒤 사진: https://example.org/p/RZ2oqX (12월 30일(수)까지)",
    "Photos before and after: https://example.org/p/RZ2oqX (until Wed 30 Dec)",
    "We clean it every Friday.",
    "Open Monday to Friday.",
    "It is open 24 hours a day.",
    "The march was loud and you may 3 times object.",
    "Room on the 3rd floor",
    "13/45",
    "2월 30일",
]


@pytest.mark.parametrize(("text", "at", "tense"), KOREAN + ENGLISH)
def test_a_date_is_found_with_its_moment(text, at, tense):
    [one] = find_dates(text)
    assert (f"{one.at:%Y-%m-%d %H:%M}", one.looks) == (at, tense)
    assert text[one.start : one.end] == one.words


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert find_dates(text) == ()


def test_there_are_enough_of_them():
    assert len(KOREAN) + len(ENGLISH) + len(TRAPS) >= 120


def test_several_dates_each_have_their_own_verb():
    text = "11월 20일에 점검했고, 내일 자재를 받아 12월 3일(목)까지 고칩니다."
    text += " 12월 7일까지 알려 주세요."
    assert [one.looks for one in find_dates(text)] == [R, P, P, M]


def test_a_year_turns_with_the_calendar():
    january = dt.datetime(2027, 1, 5, 10, tzinfo=SEOUL)
    assert date_texts("12월 28일에 점검했습니다", january) == ["2026-12-28 18:00"]
    assert date_texts("2월 1일까지 합니다", january) == ["2027-02-01 18:00"]
    assert date_texts("3일에 마쳤습니다", january) == ["2027-01-03 18:00"]


def test_today_after_hours_ends_with_the_day():
    night = dt.datetime(2026, 11, 25, 20, 0, tzinfo=SEOUL)
    assert date_texts("오늘 안에 치우겠습니다", night) == ["2026-11-25 23:59"]


_PIECES = st.sampled_from(
    [text for text, *_ in KOREAN + ENGLISH] + TRAPS + ["0", "31", "월", "일", "/", ".", " ", "~"]
)  # fmt: skip


@example(text="10월1일부터1일까지", written=dt.datetime(2001, 1, 1))  # noqa: DTZ001 -- as drawn below
@given(
    text=st.one_of(st.text(), st.lists(_PIECES, max_size=8).map("".join)),
    written=st.datetimes(*map(dt.datetime.fromisoformat, ("2001-01-01", "2099-01-01"))),
)
def test_any_text_is_read_without_trouble(text, written):
    here = written.replace(tzinfo=SEOUL)
    dates = find_dates(text, here)
    last = 0
    for one in dates:
        assert last <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
        assert one.at.utcoffset() is not None
        last = one.end
    assert find_dates(text, here) == dates
