"""What the forms of works hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Day, Input, Line, Mobile, Reason, ResidentLanguage, RowId

_CALLED: Mapping[str, str] = {
    "id": gettext_noop("선택한 조치"),
    "kind": gettext_noop("조치 종류"),
    "role": gettext_noop("동의할 사람"),
    "roles": gettext_noop("동의할 사람"),
    "post": gettext_noop("우편 주소"),
    "estimate": gettext_noop("예상 금액"),
    "quantity": gettext_noop("수량"),
    "address": gettext_noop("주소"),
    "dong": gettext_noop("동"),
    "person": gettext_noop("다른 사람"),
    "language": gettext_noop("언어"),
    "answer": gettext_noop("동의 여부"),
    "yes": gettext_noop("동의 여부"),
    "photos": gettext_noop("동의서 사진"),
    "proof": gettext_noop("이 화면"),
    "party": gettext_noop("동의할 사람"),
    "on": gettext_noop("날짜"),
    "into": gettext_noop("옮길 대상 번호"),
}
type Won = Annotated[int, Field(ge=0, le=10_000_000_000)]
type Which = Literal["landlord", "tenant"]


class WorkInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class ChosenMeasures(WorkInput):
    """The rows that were ticked, and why where that is asked."""

    id: list[RowId] = []
    reason: Reason = ""


class WorkReason(WorkInput):
    reason: Reason = ""


class PartyForm(WorkInput):
    """Who is landlord or tenant. ``person``: the same as before or another, "" not said."""

    role: Which
    name: Line = ""
    phone: Mobile | None = None
    post: Line = ""
    language: ResidentLanguage = "ko"
    person: Literal["", "same", "other"] = ""


class RolesForm(WorkInput):
    roles: list[Which] = []


class CarriedInto(WorkInput):
    """``into``: the number of another object, None for the one it was merged into."""

    into: RowId | None = None


class MeasurePriced(WorkInput):
    estimate: Won | None = None
    quantity: Annotated[int, Field(ge=1, le=1_000)] = 1


class MeasureAdded(WorkInput):
    kind: Line
    quantity: Annotated[int, Field(ge=1, le=1_000)] = 1


class ObjectAdded(WorkInput):
    """An object by hand, or for a decision."""

    address: Line
    dong: Line = ""
    kind: Line
    reason: Reason = ""
    roles: list[Which] = []


class PaperConsent(WorkInput):
    """An answer on paper."""

    role: Which
    yes: bool = False
    reason: Reason = ""
    id: list[RowId] = []


class PartyChosen(WorkInput):
    party: list[RowId] = []
    id: list[RowId] = []


class HomeLeft(WorkInput):
    """``party``: which of a landlord's homes, None for the link's own."""

    party: RowId | None = None


class LetterReturned(WorkInput):
    party: RowId
    on: Day


class CodeRequest(WorkInput):
    phone: Mobile | None = None


class CodeTyped(WorkInput):
    proof: Line = ""
    code: Line = ""


class ConsentAnswers(WorkInput):
    """``answer-12``: yes or no for the consent 12."""

    answer: dict[str, str] = {}
    reason: Reason = ""
