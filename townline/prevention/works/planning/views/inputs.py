"""What the forms of plans hold."""

from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import BeforeValidator, Field

from townline.platform.web.inputs import Day, Input, Line


def _plain(written: object) -> object:
    """Take a sum as people write it: 400,000,000 or 400 000 000."""
    return written.replace(",", "").replace(" ", "") if isinstance(written, str) else written


type Won = Annotated[int, BeforeValidator(_plain), Field(ge=0, le=10**13)]
type Name = Annotated[Line, Field(min_length=1, max_length=80)]
type Risk = Annotated[float, BeforeValidator(_plain), Field(ge=0, le=1_000_000)]
type Strength = Annotated[float, Field(ge=1, le=6)]
_CALLED = {
    **Input.CALLED,
    "budget": gettext_noop("예산(원)"),
    "deadlines": gettext_noop("계획의 기한"),
    "worst_first": gettext_noop("위험한 곳 우선 정도"),
    "crew_days": gettext_noop("분기별 작업일"),
    "minimum": gettext_noop("동별 최소 건수"),
    "consent_from": gettext_noop("미동의 건 편성 시작일"),
    "decision": gettext_noop("결재 문서 제목"),
    "change": gettext_noop("바꿀 조건"),
}


class DeadlineRow(Input):
    """A row of the table of deadlines. ``due``: ``2027``, or ``2027-2`` for its second quarter."""

    CALLED: ClassVar = {
        **Input.CALLED,
        "due": gettext_noop("언제까지"),
        "due_risk": gettext_noop("위험도(이상)"),
        "due_group": gettext_noop("기한의 대상"),
        "due_late": gettext_noop("늦어도 되는 건수"),
    }
    due: Annotated[str, Field(pattern=r"^\d{4}(-[1-4])?$")]
    due_risk: Risk
    due_group: Annotated[Line, Field(max_length=120)] | None = None
    due_late: Annotated[int, BeforeValidator(_plain), Field(ge=0, le=1_000_000)] = 0


type Deadlines = Annotated[list[DeadlineRow], Field(max_length=20)]


class PlanAsk(Input):
    """``budget``: won by ``year-source``."""

    CALLED: ClassVar = _CALLED
    name: Name
    budget: dict[str, Won]
    deadlines: Deadlines = []
    worst_first: Strength | None = None
    crew_days: Annotated[float, Field(ge=0, le=10_000)] | None = None
    minimum: Annotated[int, Field(ge=0, le=10_000)] | None = None
    consent_from: Day | None = None


class PlanWhatIf(Input):
    """The same measures with other money and deadlines."""

    CALLED: ClassVar = _CALLED
    name: Name
    budget: dict[str, Won] = {}
    deadlines: Deadlines = []
    worst_first: Strength | None = None


class PlanChange(Input):
    """Which of the changes that help, by its place."""

    CALLED: ClassVar = _CALLED
    change: Annotated[int, Field(ge=0, le=1_000)]


class PlanAdoption(Input):
    """By which decision; its document comes as a file beside it."""

    CALLED: ClassVar = _CALLED
    decision: Annotated[Line, Field(min_length=1)]
