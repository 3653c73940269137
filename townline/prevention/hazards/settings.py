"""Dangerous spots in a district's data: ``hazards.json``; what it lacks is the programme's own."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Duration,
    Many,
    Must,
    Names,
    Text,
    Within,
    named_in,
)
from townline.prevention.hazards.rules.states import STEPS

# What may stand in braces in the texts to who told of a hazard.
ADVISED = ("kind", "place", "duty_phone")
ORDERED = ("kind", "place", "day", "link", "office", "phone")
SENTENCE_FIELDS = ("kind", "place", "day")
_Metres = Annotated[int, Field(ge=1, le=100_000), Must("a whole number of metres, at least 1")]


def _step(name: str) -> str:
    if name not in STEPS:
        raise ValueError(f"{name!r} is unknown; {accepted_hint([*STEPS])}")
    return name


type Steps = dict[Annotated[str, AfterValidator(_step)], Duration]


class Severity(Part, extra="forbid"):
    """How bad: ``steps`` are due so long after the report (``recheck``: after the repair).

    ``life``: somebody may die of it, so whoever hears does so at any hour. ``every``: how long
    after a missed deadline more people are told, ``rounds`` times at most.
    """

    name: Annotated[Names, Within(20, 40)]
    life: bool = False
    steps: Steps
    every: Duration = dt.timedelta(hours=4)
    rounds: Count = 3


class HazardKind(Part, extra="forbid"):
    """One kind of spot. Kinds of one ``family`` may be the same spot.

    ``severity``: what it is until somebody says otherwise. ``services`` and ``words``: a case of
    one of these categories that has one of these words is proposed as such a hazard; without
    ``services`` any. ``steps``: by severity, where they differ. ``advice``: what who told of it
    hears at once.
    """

    name: Annotated[Names, Within(20, 40)]
    family: Code
    severity: Code
    department: Annotated[str, named_in("departments")] = ""
    services: Many[Annotated[str, named_in("services")]] = ()
    words: Many[Text] = ()
    steps: dict[Code, Steps] = {}
    advice: Annotated[Names, Within(1_000, 1_000, ADVISED)] | None = None


class AnswerSentences(Part, extra="forbid"):
    """Sentences for the answer's writer: what was done when."""

    made_safe: Annotated[Names, Within(200, 300, SENTENCE_FIELDS)] = Names(
        ko="{day} 현장을 확인하고 안전 조치를 했습니다.",
        en="On {day} we looked at the spot and made it safe.",
    )
    repaired: Annotated[Names, Within(200, 300, SENTENCE_FIELDS)] = Names(
        ko="{day} 보수를 마쳤습니다.", en="The repair was finished on {day}."
    )


def _severity(
    ko: str, en: str, steps: str, every: str, repeats: int, *, life: bool = False
) -> Severity:
    """Make a severity; ``steps``: an ISO duration for each step, in their order."""
    times = dict(zip(STEPS, steps.split(), strict=True))
    fields = {"name": {"ko": ko, "en": en}, "life": life, "every": every, "rounds": repeats}
    return Severity.model_validate({**fields, "steps": times})


# What the programme has for a district that says nothing: to see, arrive, make safe, repair, and
# look again.
_SEVERITIES = {
    "critical": _severity("긴급", "Critical", "PT5M PT40M PT1H PT4H P7D", "PT10M", 6, life=True),
    "high": _severity("높음", "High", "PT30M PT4H PT6H P3D P30D", "PT2H", 3),
    "medium": _severity("보통", "Medium", "PT4H P1D P2D P14D P90D", "P1D", 3),
    "low": _severity("낮음", "Low", "P1D P7D P14D P60D P180D", "P7D", 2),
}


def _kind(ko: str, en: str, family: str, severity: str, *words: str) -> HazardKind:
    names = {"ko": ko, "en": en}
    return HazardKind.model_validate(
        {"name": names, "family": family, "severity": severity, "words": words}
    )


_KINDS = {
    "pothole": _kind("포트홀(도로 파임)", "Pothole", "ground", "medium", "포트홀", "도로 파임"),
    "cavity": _kind(
        "지반침하·공동", "Sinkhole or cavity", "ground", "critical",
        "싱크홀", "땅꺼짐", "땅이 꺼", "길이 꺼", "도로가 꺼",
    ),
    "manhole": _kind("맨홀·빗물받이", "Manhole or gully", "ground", "high",
        "맨홀 뚜껑", "맨홀이 열"),
    "wall": _kind("담장·옹벽", "Wall", "structure", "high", "담장이 기울", "옹벽"),
    "building": _kind("건물", "Building", "structure", "high", "외벽이 떨어", "타일이 떨어"),
    "slope": _kind("비탈면", "Slope", "structure", "high", "산사태", "비탈면", "토사"),
    "wire": _kind("전선·전봇대", "Wire or pole", "wire", "critical",
        "전선이 늘어", "전봇대가 기울"),
    "tree": _kind("나무", "Tree", "tree", "medium", "나무가 쓰러", "나무가 기울", "가지가 부러"),
    "ice": _kind("결빙·고드름", "Ice", "ice", "high", "고드름", "빙판", "결빙"),
    "other": _kind("그 밖의 위험", "Other hazard", "other", "medium"),
}  # fmt: skip


class Hazards(Part, extra="forbid"):
    """All that ``hazards.json`` says.

    ``near``: from so many metres on two of one family are taken for two spots. ``far``: a photo
    or a telephone that is farther off is asked about. ``advice``: what who told of a hazard hears
    at once where its kind says nothing of its own.
    """

    file: ClassVar[str] = "hazards.json"
    stored: ClassVar[str] = "hazards"

    near: _Metres = 30
    far: _Metres = 150
    severities: dict[Code, Severity] = _SEVERITIES
    kinds: dict[Code, HazardKind] = _KINDS
    advice: Annotated[Names, Within(1_000, 1_000, ADVISED)] = Names(
        ko="알려 주신 곳을 위험한 곳으로 등록하고 현장으로 갑니다. 가까이 가지 마시고, 다친 사람이 "
        "있으면 119로 전화해 주세요. 당직 전화: {duty_phone}",
        en="We have put the spot you told us of on our list of dangerous spots and are on our way. "
        "Keep away from it. If somebody is hurt, call 119. Duty phone: {duty_phone}",
    )
    # To a firm, with the link to its order.
    order: Annotated[Names, Within(300, 300, ORDERED)] = Names(
        ko="[{office}] 보수 작업을 의뢰합니다: {kind}, {place}. {day}까지. {link} 문의 {phone}",
        en="[{office}] Please repair: {kind}, {place}, by {day}. {link} Questions: {phone}",
    )
    said: AnswerSentences = AnswerSentences()
