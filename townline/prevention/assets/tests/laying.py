"""Files of a few assets of the demo district, as an office would bring them."""

from townline.platform.core.history.audit import SERVER
from townline.prevention.assets import api

HEAD = "보안등번호,소재지,위도,경도,설치일자"
ROWS = (
    "12-345,느티로 21,36.62118,125.33077,2019-04",
    "12-346,느티로 25,36.62140,125.33100,",
    "7-001,한들로 3,36.61590,125.32020,2021-11-02",
)
PLAIN = {"number": "보안등번호"}


def csv(*rows: str, head: str = HEAD) -> dict[str, bytes]:
    return {"lights.csv": "\n".join([head, *rows]).encode()}


def take(now, *rows: str, kind: str = "light") -> api.ImportCounts:
    found = api.assets_read(csv(*(rows or ROWS)), kind=kind)
    assert found.problems == [], [problem.words() for problem in found.problems]
    return api.assets_take(found, actor=SERVER, now=now, name="lights.csv")
