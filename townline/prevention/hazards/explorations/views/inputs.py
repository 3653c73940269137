"""What the forms of explorations hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Day, Input, Line, Reason
from townline.prevention.hazards.explorations.rules.anomalies import Method
from townline.prevention.hazards.explorations.rules.lines import YEARS

_Name = Annotated[Line, Field(min_length=1, max_length=80)]
_Year = Annotated[int, Field(ge=YEARS.start, lt=YEARS.stop)]
_Share = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
_Won = Annotated[int, Field(ge=0, le=10**13)]
_Km = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
_Centimetres = Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)]
_Metres = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


class PartnerRow(Input):
    """One partner; a row in which nothing is written is none."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "partner": gettext_noop("참여 기관"),
        "share_of_length": gettext_noop("연장 분담률"),
        "share_of_cost": gettext_noop("비용 분담률"),
    }
    partner: Annotated[Line, Field(min_length=1, max_length=60)]
    share_of_length: _Share = 0
    share_of_cost: _Share = 0


class CampaignForm(Input):
    """A campaign as its page writes it."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "name": gettext_noop("탐사 이름"),
        "year": gettext_noop("연도"),
        "team": gettext_noop("탐사팀"),
        "begins_on": gettext_noop("시작일"),
        "ends_on": gettext_noop("종료일"),
        "cost": gettext_noop("비용"),
        "note": gettext_noop("메모"),
        "partners": gettext_noop("참여 기관"),
    }
    name: _Name
    year: _Year
    team: Annotated[Line, Field(max_length=80)] = ""
    begins_on: Day | None = None
    ends_on: Day | None = None
    cost: _Won | None = None
    note: Reason = ""
    partners: Annotated[list[PartnerRow], Field(max_length=20)] = []


class YearForm(Input):
    """The plan of a year."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "year": gettext_noop("연도"),
        "planned_km": gettext_noop("계획 연장"),
        "budget": gettext_noop("예산"),
    }
    year: _Year
    planned_km: _Km
    budget: _Won | None = None


class AnomalyForm(Input):
    """What the radar saw."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "number": gettext_noop("번호"),
        "position_m": gettext_noop("시점에서의 거리"),
        "depth_m": gettext_noop("깊이"),
        "found_on": gettext_noop("발견일"),
        "note": gettext_noop("메모"),
    }
    number: Annotated[Line, Field(min_length=1, max_length=40)]
    position_m: _Metres
    depth_m: _Metres | None = None
    found_on: Day
    note: Reason = ""


class CheckForm(Input):
    """What drilling or a camera found."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "method": gettext_noop("조사 방법"),
        "checked_on": gettext_noop("확인일"),
        "hollow": gettext_noop("공동 여부"),
        "asphalt_cm": gettext_noop("아스팔트 두께"),
        "cover_cm": gettext_noop("토피 두께"),
        "width_m": gettext_noop("폭"),
        "length_m": gettext_noop("길이"),
        "depth_m": gettext_noop("깊이"),
        "note": gettext_noop("메모"),
    }
    method: Method
    checked_on: Day
    hollow: Literal["on", "off"]
    asphalt_cm: _Centimetres | None = None
    cover_cm: _Centimetres | None = None
    width_m: _Metres | None = None
    length_m: _Metres | None = None
    depth_m: _Metres | None = None
    note: Reason = ""


class FindingsForm(Input):
    """How a file of anomalies is read; the file comes beside it.

    ``kept``: the file that the page carried, sealed.
    """

    CALLED: ClassVar[Mapping[str, str]] = {
        "crs": gettext_noop("좌표계"),
        "kept": gettext_noop("파일"),
    }
    crs: Annotated[Line, Field(max_length=20)] = ""
    kept: Annotated[str, Field(max_length=1_000_000)] = ""


class ImportForm(FindingsForm):
    """How a file of lines is read."""

    CALLED: ClassVar[Mapping[str, str]] = {
        **FindingsForm.CALLED,
        "campaign": gettext_noop("탐사 이름"),
    }
    campaign: Annotated[Line, Field(max_length=80)] = ""
