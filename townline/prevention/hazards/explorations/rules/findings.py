"""What a file says of an anomaly or cavity beside where it lies; pure."""

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from townline.prevention.hazards.explorations.rules.anomalies import Method
from townline.prevention.hazards.explorations.rules.lines import Wrong, day, plain, words_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "id", "번호", "관리번호", "이상신호번호"),
    "campaign": ("campaign", "사업명", "탐사명"),
    "depth_m": ("depth_m", "depth", "깊이", "깊이(m)", "심도", "심도(m)"),
    "found_on": ("found_on", "day", "date", "발견일", "탐사일", "조사일"),
    "note": ("note", "메모", "비고"),
    "checked_on": ("checked_on", "확인일", "천공일"),
    "method": ("method", "조사방법", "확인방법"),
    "repaired_on": ("repaired_on", "보수일", "복구일"),
    "hollow": ("hollow", "cavity", "공동", "공동여부"),
    "asphalt_cm": ("asphalt_cm", "아스팔트두께", "아스팔트두께(cm)", "아스콘두께"),
    "cover_cm": ("cover_cm", "토피", "토피두께", "토피(cm)"),
    "width_m": ("width_m", "폭", "폭(m)", "공동폭"),
    "length_m": ("length_m", "길이", "길이(m)", "공동길이"),
    "height_m": ("height_m", "공동깊이", "공동깊이(m)", "높이", "높이(m)"),
}
LONGEST = {"number": 40, "note": 2_000, "campaign": 80}
_SIZES = ("asphalt_cm", "cover_cm", "width_m", "length_m", "height_m")
_NUMBERS = {"depth_m": 100, **dict.fromkeys(_SIZES, 1_000)}
_DAYS = ("found_on", "checked_on", "repaired_on")
_METHODS = {
    Method.DRILLING: ("drilling", "천공", "시추"),
    Method.CAMERA: ("camera", "내시경", "카메라"),
}
_YES, _NO = ("yes", "y", "true", "1", "예", "공동", "있음", "o"), (
    "no", "n", "false", "0", "아니오", "아님", "없음", "x",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """What a file says of one anomaly. ``hollow`` None: nobody looked into the ground yet.

    ``height_m``: how deep the cavity is; ``sizes``: what was measured of it. ``repaired_on``: of a
    cavity of before, on or after the day that it was checked.
    """

    number: str
    found_on: dt.date
    campaign: str = ""
    depth_m: float | None = None
    note: str = ""
    checked_on: dt.date | None = None
    method: Method = Method.DRILLING
    hollow: bool | None = None
    sizes: Mapping[str, float]
    repaired_on: dt.date | None = None

    @property
    def checked(self) -> dt.date:
        """Give the day that somebody looked into the ground, else the one that it was found."""
        return self.checked_on or self.found_on


def parse_finding(properties: Mapping[str, object]) -> FindingRecord | list[Wrong]:
    """Read the properties of a feature; all that is wrong with them, or what they say."""
    words = dict(words_of(properties, COLUMNS))
    if wrong := [*_wrong(words)]:
        return wrong
    found_on = day(words["found_on"])
    assert found_on is not None  # noqa: S101 -- checked above
    sizes = {name: float(words[name]) for name in _SIZES if name in words}
    hollow = words.get("hollow")
    finding = FindingRecord(
        number=words["number"],
        found_on=found_on,
        campaign=words.get("campaign", ""),
        depth_m=float(words["depth_m"]) if "depth_m" in words else None,
        note=words.get("note", ""),
        checked_on=day(words.get("checked_on", "")),
        method=_method(words.get("method", "")) or Method.DRILLING,
        hollow=plain(hollow) in _YES if hollow else (True if sizes else None),
        sizes=sizes,
        repaired_on=day(words.get("repaired_on", "")),
    )
    repaired = finding.repaired_on
    if repaired and (not finding.hollow or repaired < finding.checked):
        return [Wrong("repaired", repaired.isoformat())]
    return finding


def _wrong(words: Mapping[str, str]) -> Iterator[Wrong]:
    yield from (Wrong(needed, "") for needed in ("number", "found_on") if needed not in words)
    for column, value in words.items():
        if not _good(column, value):
            yield Wrong(column, value[:40])


def _good(column: str, value: str) -> bool:
    if column in _NUMBERS:
        return _is_size(value, _NUMBERS[column])
    if column in _DAYS:
        return day(value) is not None
    if column == "method":
        return _method(value) is not None
    if column == "hollow":
        return plain(value) in (*_YES, *_NO)
    return len(value) <= LONGEST[column]


def _is_size(value: str, most: float) -> bool:
    try:
        size = float(value)
    except ValueError:
        return False
    return math.isfinite(size) and 0 <= size <= most


def _method(value: str) -> Method | None:
    known = plain(value)
    return next((method for method, names in _METHODS.items() if known in names), None)
