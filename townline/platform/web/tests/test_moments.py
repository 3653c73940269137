"""What staff and residents read of days, months and hours, in both languages."""

import datetime as dt

import pytest
from django.utils import translation

from townline.platform.core import resident_moments
from townline.platform.web import moments

FRIDAY = dt.date(2026, 11, 27)
AT = dt.datetime(2026, 11, 27, 5, 2, tzinfo=dt.UTC)  # 14:02 in the district


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        (
            "ko",
            ["11. 27.(금)", "2026. 11. 27.", "11. 27.", "2026년 11월", "2026. 11.", "금요일", "금"],
        ),
        ("en", ["Fri 27 Nov", "27 Nov 2026", "27 Nov", "Nov 2026", "Nov 2026", "Friday", "Fri"]),
    ],
)
def test_staff(lang, written):
    with translation.override(lang):
        assert written == [
            moments.day(FRIDAY), moments.date(FRIDAY), moments.date(FRIDAY, year=False),
            moments.month(FRIDAY), moments.month(FRIDAY, short=True),
            moments.weekday(4), moments.weekday(4, short=True),
        ]  # fmt: skip
    assert (moments.hour(AT), moments.hour(dt.time(9)), moments.second(AT)) == (
        "14:02", "09:00", "14:02:00",
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(
    ("lang", "written"),
    [
        (
            "ko",
            ["11월 27일(금) 오후 2시 2분", "11월 27일(금)", "2026년 11월 27일(금)", "오후 2시 2분"],
        ),
        ("en", ["Fri 27 Nov, 2:02pm", "Fri 27 Nov", "Fri 27 Nov 2026", "2:02pm"]),
    ],
)
def test_residents(lang, written):
    def read(spoken: str) -> list[str]:
        return [
            resident_moments.moment(AT, spoken), resident_moments.day(FRIDAY, spoken),
            resident_moments.day(AT, spoken, year=True), resident_moments.hour(AT, spoken),
        ]  # fmt: skip

    assert read(lang) == written
    with translation.override(lang):
        assert read("") == written
