"""What a gazetteer knows of one place, and which kinds there are."""

from dataclasses import dataclass

from townline.platform.core.text.columns import ENGLISH_NAME, KOREAN_NAME, Column

# Words that look like a place and are none, and places that belong to somebody else.
WORD, OUTSIDE = "word", "outside"
DONG, ROAD, ADDRESS, LOT, STATION, EXIT = "dong", "road", "address", "lot", "station", "exit"
# Numbers of a road that lie in one dong: ``느티로 1-60``.
STRETCH = "stretch"
OFFICE = "office"

KINDS = (
    DONG,
    ROAD,
    STRETCH,
    ADDRESS,
    LOT,
    STATION,
    EXIT,
    "stop",
    "school",
    "park",
    "market",
    "bridge",
    "stream",
    "apartment",
    "library",
    "hall",
    "hospital",
    "crossing",
    OFFICE,
    "area",
    "landmark",
    WORD,
    OUTSIDE,
)

# Kinds that touch no dong of the district.
NO_GROUND = frozenset({WORD, OUTSIDE})


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One row of a gazetteer: what the place is called, and the dongs that it touches.

    Degrees of WGS 84, None where nobody knows.
    """

    kind: str
    name_ko: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    dongs: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


# Columns of the files that say how places are called: places, gazetteer, dongs of the office.

_DONG, _LATITUDE, _LONGITUDE = ("동", "행정동", "법정동"), ("위도",), ("경도",)
_PLACE = (*KOREAN_NAME, "장소", "장소명", "지명")
PLACE_COLUMNS = (
    Column("name_ko", 60, headings=("이름", *_PLACE), example="중앙시장 입구"),
    Column("name_en", 80, headings=ENGLISH_NAME, example="Central Market entrance"),
    Column("dong", 40, headings=_DONG, example="중앙동"),
    Column("latitude", 20, headings=_LATITUDE, example="36.62118"),
    Column("longitude", 20, headings=_LONGITUDE, example="127.48902"),
)
_KINDS = {
    "동": "dong",
    "도로": "road",
    "도로 구간": "stretch",
    "주소": "address",
    "지번": "lot",
    "역": "station",
    "출구": "exit",
    "정류장": "stop",
    "학교": "school",
    "공원": "park",
    "시장": "market",
    "다리": "bridge",
    "교량": "bridge",
    "하천": "stream",
    "아파트": "apartment",
    "도서관": "library",
    "회관": "hall",
    "병원": "hospital",
    "횡단보도": "crossing",
    "관공서": "office",
    "지역": "area",
    "명소": "landmark",
    "주요 지점": "landmark",
    "일반 단어": "word",
    "관외": "outside",
}
GAZETTEER_COLUMNS = (
    Column("kind", 12, headings=("종류", "구분"), values=_KINDS, example="학교"),
    Column("name_ko", 80, headings=("이름", *_PLACE), example="중앙초등학교"),
    Column("name_en", 100, empty=True, headings=ENGLISH_NAME, example="Central Elementary School"),
    Column(
        "aliases",
        2_000,
        empty=True,
        headings=("별칭", "다른 이름", "별명"),
        example="중앙초|중앙국교",
    ),
    Column("dong", 200, empty=True, headings=_DONG, example="중앙동|한빛동"),
    Column("latitude", 20, empty=True, headings=_LATITUDE, example="36.62118"),
    Column("longitude", 20, empty=True, headings=_LONGITUDE, example="127.48902"),
)
DONG_COLUMNS = (
    Column("name_ko", 40, headings=("행정동", *KOREAN_NAME), example="중앙1동"),
    Column("name_en", 80, headings=ENGLISH_NAME, example="Jungang 1-dong"),
    Column("legal", 40, headings=("법정동", "법정동명"), example="중앙동"),
)
