"""Columns of ``holidays.csv``: the days off of a district."""

from townline.platform.core.text.columns import ENGLISH_NAME, KOREAN_NAME, Column, iso_day

HOLIDAYS = "holidays.csv"
_KINDS = {
    "공휴일": "public",
    "법정공휴일": "public",
    "대체공휴일": "substitute",
    "임시공휴일": "temporary",
    "선거일": "election",
}
HOLIDAY_KINDS = tuple(dict.fromkeys(_KINDS.values()))
HOLIDAY_COLUMNS = (
    Column("date", 10, headings=("날짜", "일자"), normalize=iso_day, example="2027-01-01"),
    Column("name_ko", 60, headings=(*KOREAN_NAME, "공휴일명"), example="새해 첫날"),
    Column("name_en", 80, headings=ENGLISH_NAME, example="New Year's Day"),
    Column("kind", 20, headings=("종류", "구분"), values=_KINDS, example="공휴일"),
)
