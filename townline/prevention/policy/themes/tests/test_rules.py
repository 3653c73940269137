import datetime as dt

import pytest

from townline.prevention.policy.themes.computing.copies import copies
from townline.prevention.policy.themes.rules.kinds import ThemeKind, Trend, course
from townline.prevention.policy.themes.rules.where import names_of

SINCE, UNTIL = dt.date(2023, 1, 1), dt.date(2025, 12, 31)
LONG = ("우리 아파트 뒤 산책로에 조명을 더 달아 주실 것을 모든 입주자의 이름으로 간절히 바라며 "
        "아래 서명을 함께 냅니다")  # fmt: skip


def _days(*counts):
    """Lay texts evenly over the years 2023 on."""
    return [
        dt.date(2023 + year, 1 + at % 12, 1 + at % 28)
        for year, count in enumerate(counts)
        for at in range(count)
    ]


@pytest.mark.parametrize(
    ("days", "copies", "kind", "trend"),
    [
        (_days(20, 20, 20), 0, ThemeKind.CHRONIC, Trend.STEADY),
        (_days(10, 20, 60), 0, ThemeKind.CHRONIC, Trend.RISING),
        (_days(10, 60, 20), 0, ThemeKind.CHRONIC, Trend.FALLING),
        (_days(0, 20, 20), 0, ThemeKind.OPEN, Trend.STEADY),
        (_days(40, 1, 0), 0, ThemeKind.OPEN, Trend.UNKNOWN),
        ([dt.date(2024, 5, 1 + at) for at in range(30)], 0, ThemeKind.CAMPAIGN, Trend.FALLING),
        ([dt.date(2024, 5, 1 + at) for at in range(30)], 15, ThemeKind.COPIED, Trend.FALLING),
        ([], 0, ThemeKind.OPEN, Trend.UNKNOWN),
    ],
)
def test_what_days_tell(days, copies, kind, trend):
    result = course(days, copied=copies, since=SINCE, until=UNTIL)
    assert (result.kind, result.trend) == (kind, trend)


def test_a_new_district_calls_nothing_a_campaign_nor_chronic():
    days = [dt.date(2025, 11, 1 + at) for at in range(20)]
    result = course(days, copied=0, since=dt.date(2025, 10, 20), until=dt.date(2025, 11, 30))
    assert result.kind == ThemeKind.OPEN


def test_a_season_may_pass_the_year():
    days = [dt.date(year, month, day) for year in (2023, 2024) for month in (12, 1, 2)
            for day in (3, 9)]  # fmt: skip
    assert course(days, copied=0, since=SINCE, until=UNTIL).season == (12, 1, 2)
    assert course(_days(12, 12, 12), copied=0, since=SINCE, until=UNTIL).season == ()


def test_copies_are_texts_nearly_the_same():
    texts = [f"{LONG} {n}동 {'홍 ' * (n % 3)}" for n in range(6)] + ["가로등이 꺼졌어요"] * 9
    assert copies(texts) == [tuple(range(6))]
    assert copies(texts[:4]) == []
    assert copies([]) == []


def test_names_of_places_say_where_and_go_out() -> None:
    known = names_of(["느티시장 입구", "한들로 12", "공중화장실"], [("느티동", "Neuti-dong")])
    assert known.without("느티시장에서 한들로 12까지 인도가 깨졌어요") == "12까지 인도가 깨졌어요"
    assert known.without("Lamp out on Neuti-ro (Neuti Park)") == "Lamp out on Park)"
    assert known.without("공중화장실이 더러워요") == "공중화장실이 더러워요"
