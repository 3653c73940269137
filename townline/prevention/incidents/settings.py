"""Incidents in a district's data: ``incidents.json``; what it lacks is the programme's own."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import (
    Code,
    Duration,
    Many,
    Must,
    Names,
    Text,
    Within,
    named_in,
)

_PerMinute = Annotated[int, Field(ge=1, le=60_000), Must("a whole number of texts, at least 1")]


class IncidentKind(Part, extra="forbid"):
    """One kind of incident.

    ``types``: codes of what the reader takes texts to tell of (``triage``) that are this.
    ``words``: a new case with one of these is offered to an open incident of the kind at once.
    ``departments``: who takes part without being asked. ``checklist``: what is not to be
    forgotten. ``needs``: which kinds of needs its board offers first.
    """

    name: Annotated[Names, Within(20, 40)]
    types: Many[Code] = ()
    words: Many[Text] = ()
    departments: Many[Annotated[str, named_in("departments")]] = ()
    checklist: Many[Annotated[Names, Within(100, 150)]] = ()
    needs: Many[Code] = ()


def _kind(
    ko: str,
    en: str,
    types: str,
    words: Sequence[str],
    needs: str,
    *checklist: tuple[str, str],
) -> IncidentKind:
    return IncidentKind.model_validate({
        "name": {"ko": ko, "en": en},
        "types": types.split(),
        "words": list(words),
        "needs": needs.split(),
        "checklist": [{"ko": one, "en": other} for one, other in checklist],
    })  # fmt: skip


_COMMON = (
    ("책임자·안내 담당·현장 담당을 정했습니다", "Lead, information and field are named"),
    ("첫 안내를 구청장 승인에 올렸습니다", "The first update is with the mayor"),
)
_LAST = (("교대 시각과 인계 사항을 적었습니다", "The next hand-over is written down"),)
# What the programme has for a district that says nothing.
_KINDS = {
    "snow": _kind(
        "눈·빙판", "Snow and ice", "snow frost", ("눈이", "빙판", "제설", "결빙", "미끄"),
        "clearing ice welfare",
        *_COMMON, ("비탈길·계단·학교 앞 제설 순서를 정했습니다",
                    "The order of slopes, stairs and schools is set"),
         ("홀로 사는 어르신 안부 확인을 맡겼습니다",
          "Checks on older people living alone are assigned"), *_LAST,
    ),
    "flood": _kind(
        "침수·큰비", "Flood", "rain underpass sewer stream",
        ("침수", "물이 차", "물에 잠", "역류"),
        "pumping sandbags welfare wall traffic",
        *_COMMON, ("지하차도와 하천 산책로를 막았습니다",
                   "Underpasses and riverside paths are closed"),
         ("반지하 세대를 확인했습니다", "Semi-basement homes were checked"), *_LAST,
    ),
    "outage": _kind(
        "정전·단수·난방 중단", "Outage", "outage dry rusty heating gas network",
        ("정전", "단수", "전기가 나", "물이 안 나"),
        "restoring lift welfare water",
        *_COMMON, ("공급 기관의 복구 예정 시각을 확인했습니다",
                    "The utility's restoration time is known"),
         ("승강기 갇힘과 의료 기기 사용 세대를 확인했습니다",
          "Stuck lifts and homes with medical devices were checked"), *_LAST,
    ),
    "outbreak": _kind(
        "감염병·식중독", "Outbreak", "epidemic poisoning", ("식중독", "집단 감염"),
        "health cleaning welfare",
        *_COMMON, ("보건소에 알리고 역학 조사를 요청했습니다",
                    "The health centre is told and asked to investigate"), *_LAST,
    ),
    "accident": _kind(
        "사고·붕괴·화재", "Accident, collapse or fire",
        "fire sinkhole crane facade bridge landslide wildfire building",
        ("무너", "붕괴", "불이 났"), "wall cordon traffic welfare",
        *_COMMON, ("통제선과 우회로를 정했습니다", "The cordon and the detour are set"), *_LAST,
    ),
    "other": _kind("그 밖의 상황", "Other", "", (), "field welfare", *_COMMON, *_LAST),
}  # fmt: skip


class NeedKind(Part, extra="forbid"):
    """What is to be done somewhere: clearing, a check on people living alone."""

    name: Annotated[Names, Within(20, 40)]


def _need(ko: str, en: str) -> NeedKind:
    return NeedKind.model_validate({"name": {"ko": ko, "en": en}})


_NEEDS = {
    "clearing": _need("제설", "Snow clearing"),
    "ice": _need("빙판 조치", "Ice"),
    "wall": _need("기울어진 담장", "Leaning wall"),
    "welfare": _need("홀로 사는 분 안부", "Check on somebody living alone"),
    "pumping": _need("배수", "Pumping"),
    "sandbags": _need("모래주머니", "Sandbags"),
    "traffic": _need("교통 통제", "Traffic control"),
    "restoring": _need("복구", "Restoring"),
    "lift": _need("승강기", "Lift"),
    "water": _need("식수", "Drinking water"),
    "health": _need("보건", "Health"),
    "cleaning": _need("소독·청소", "Cleaning"),
    "cordon": _need("출입 통제", "Cordon"),
    "field": _need("현장 확인", "Look on the spot"),
}


# What a reply to "are you safe?" may be to count as a yes, whole and alone.
_YES = (
    "예", "네", "넵", "안전", "안전해요", "안전합니다", "네 안전합니다", "yes", "y", "safe", "ok",
    "i am safe", "im safe", "是", "安全", "はい", "無事", "無事です", "có",
    "an toàn", "ใช่", "ปลอดภัย", "да", "ha", "xavfsiz", "тийм",
)  # fmt: skip


type SafetyListCode = Literal["warned", "homes"]


class SafetyGround(Part, extra="forbid"):
    """The legal ground on which those of a list may be asked by text."""

    ground: Annotated[Names, Within(300, 300)]


# Whoever asked for warnings agreed to such texts; a survey's telephones need the district's word.
_GROUNDS: dict[SafetyListCode, SafetyGround] = {
    "warned": SafetyGround.model_validate({"ground": {
        "ko": "안전 알림을 신청한 분의 동의(개인정보 보호법 제15조 제1항 제1호)",
        "en": "Consent of those who asked for warnings (Personal Information Protection Act, "
        "15(1)1)",
    }}),
}  # fmt: skip


class Incidents(Part, extra="forbid"):
    """All that ``incidents.json`` says.

    ``per_minute``: so many texts of an update leave in a minute. ``reply_within``: who writes so
    long after an update is taken to ask about it. ``safety_grounds``: the lists that may be asked
    whether they are safe (``warned``, ``homes``), each with its legal ground; ``safety_within``: so
    long a reply is one to that question; ``safety_yes``: replies that say yes besides ``1``.
    """

    file: ClassVar[str] = "incidents.json"
    stored: ClassVar[str] = "incidents"

    kinds: dict[Code, IncidentKind] = _KINDS
    needs: dict[Code, NeedKind] = _NEEDS
    per_minute: _PerMinute = 600
    reply_within: Duration = dt.timedelta(hours=24)
    safety_grounds: dict[SafetyListCode, SafetyGround] = _GROUNDS
    safety_within: Duration = dt.timedelta(hours=24)
    safety_yes: Many[Text] = _YES
