"""Columns of ``places.csv``: streets and landmarks by which texts say where something is."""

from townline.platform.core.text.columns import Column

PLACE_COLUMNS = (
    Column("name_ko", 60, headings=("이름", "명칭", "장소", "장소명"), example="중앙시장 입구"),
    Column("name_en", 80, headings=("영문 이름", "영문명"), example="Central Market entrance"),
    Column("dong", 40, headings=("동", "행정동", "법정동"), example="중앙동"),
    Column("latitude", 20, headings=("위도",), example="36.62118"),
    Column("longitude", 20, headings=("경도",), example="127.48902"),
)
