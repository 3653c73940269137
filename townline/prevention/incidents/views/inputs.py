"""What the forms of incidents hold."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Input, Line, Moment, Reason, RowId
from townline.prevention.incidents import api

_CALLED: Mapping[str, str] = {
    "kind": gettext_noop("종류"),
    "title": gettext_noop("상황 이름"),
    "since": gettext_noop("시작 일시"),
    "at": gettext_noop("위치"),
    "place": gettext_noop("위치"),
    "places": gettext_noop("위치"),
    "suggestion": gettext_noop("자동 추천"),
    "codes": gettext_noop("접수번호"),
    "anyway": gettext_noop("접수번호"),
    "code": gettext_noop("접수번호"),
    "need": gettext_noop("조치 요청"),
    "done": gettext_noop("완료"),
    "team": gettext_noop("팀·차량"),
    "vehicle": gettext_noop("차량"),
    "task": gettext_noop("담당 업무"),
    "role": gettext_noop("역할"),
    "item": gettext_noop("점검 항목"),
    "question": gettext_noop("추가 문의"),
    "lessons": gettext_noop("개선 사항"),
    "lists": gettext_noop("받을 분"),
    "dongs": gettext_noop("동"),
    "into": gettext_noop("다른 상황"),
}
type Spotted = Annotated[
    str, Field(pattern=r"^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$", max_length=40)
]


class IncidentInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class IncidentPress(IncidentInput):
    """A button without fields."""


class SafetyAsking(IncidentInput):
    """Which lists are asked whether they are safe, and in which dongs; none: in all."""

    lists: list[Line] = []
    dongs: list[Line] = []


class IncidentOpening(IncidentInput):
    """``place``: names, separated by commas; ``at``: pressed on the map."""

    kind: Line
    title: Line = ""
    since: Moment
    place: Line = ""
    at: Spotted = ""
    note: Reason = ""
    departments: list[Line] = []
    suggestion: RowId | None = None

    def opening(self) -> api.Opening:
        """Give what the room takes of it."""
        names = [name.strip() for name in self.place.split(",") if name.strip()]
        point = api.spot_at(self.at)
        places = [api.IncidentSpot(name=name) for name in names]
        if point:
            first = names[0] if names else ""
            places[:1] = [api.IncidentSpot(name=first, latitude=point[0], longitude=point[1])]
        return api.Opening(
            kind=self.kind, title=self.title, since=self.since, note=self.note,
            departments=self.departments, places=places,
        )  # fmt: skip


class CasesJoining(IncidentInput):
    codes: list[Line] = []
    anyway: list[Line] = []
    code: Line = ""

    def arguments(self) -> dict[str, Any]:
        return {"codes": [*self.codes, *self.anyway, self.code], "anyway": self.anyway}


class IncidentCaseCode(IncidentInput):
    code: Line


class Placed(IncidentInput):
    """``place``: a name; ``at``: pressed on the map."""

    place: Line = ""
    at: Spotted = ""

    @property
    def spot(self) -> api.IncidentSpot:
        point = api.spot_at(self.at)
        if point is None:
            return api.IncidentSpot(name=self.place.strip())
        return api.IncidentSpot(name=self.place.strip(), latitude=point[0], longitude=point[1])


class NeedAdding(Placed):
    kind: Line
    note: Line = ""
    code: Line = ""

    def arguments(self) -> dict[str, Any]:
        return {"kind": self.kind, "spot": self.spot, "note": self.note, "code": self.code}


class NeedMoving(IncidentInput):
    need: RowId
    done: bool = False

    def arguments(self) -> dict[str, Any]:
        return {"need_id": self.need, "done": self.done}


class TeamPutting(Placed):
    name: Line = ""
    team: RowId | None = None
    vehicle: bool = False
    task: Line = ""

    def arguments(self) -> dict[str, Any]:
        return {
            "name": self.name, "team_id": self.team, "vehicle": self.vehicle, "task": self.task,
            "spot": self.spot,
        }  # fmt: skip


class TeamLeaving(IncidentInput):
    team: RowId

    def arguments(self) -> dict[str, Any]:
        return {"team_id": self.team}


class RoleAssignment(IncidentInput):
    role: Line
    username: Line = ""
    note: Reason = ""


class LogWriting(IncidentInput):
    body: Reason = ""


class ItemTicking(IncidentInput):
    item: RowId
    done: bool = False

    def arguments(self) -> dict[str, Any]:
        return {"item_id": self.item, "done": self.done}


class QuestionSettling(IncidentInput):
    question: RowId

    def arguments(self) -> dict[str, Any]:
        return {"question_id": self.question}


class IncidentEnding(IncidentInput):
    """``reason``: why open needs need not be done; ``into``: the incident that takes them over."""

    lessons: Reason = ""
    reason: Reason = ""
    into: RowId | None = None

    def arguments(self) -> dict[str, Any]:
        return {"lessons": self.lessons, "reason": self.reason, "carry_to": self.into}


class LessonsWriting(IncidentInput):
    lessons: Reason = ""


class IncidentReason(IncidentInput):
    reason: Reason = ""


class IncidentMerging(IncidentInput):
    into: RowId

    def arguments(self) -> dict[str, Any]:
        return {"into_id": self.into}
