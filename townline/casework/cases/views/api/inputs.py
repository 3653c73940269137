"""What is said of a case, on a page or through the API: one class for one action."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from pydantic import AfterValidator, Field, StrictBool

from townline.casework.cases.errors import InvalidInput
from townline.casework.cases.rules import Kind
from townline.casework.cases.views.api.fields import Limit, StateFilter, Texts
from townline.platform.conversations.api import Decision
from townline.platform.departments import api as departments
from townline.platform.web.inputs import (
    Body,
    Input,
    Line,
    Moment,
    Reason,
    TextId,
    Version,
)

OF_ANSWERS = {
    "at_once": gettext_noop("즉시 발송"),
    "base_version": gettext_noop("버전"),
    "body": gettext_noop("답변"),
    "hash": gettext_noop("검토한 답변"),
    "kind": gettext_noop("답변 종류"),
    "korean": gettext_noop("한국어 번역문"),
    "next_due_at": gettext_noop("다음 안내 예정일"),
    "old": gettext_noop("지난 답변"),
    "promised": gettext_noop("이행 약속 기한"),
    "remedy": gettext_noop("대안 안내"),
    "send_at": gettext_noop("발송 일시"),
    "template": gettext_noop("답변 서식"),
}
type CaseCode = Annotated[Line, AfterValidator(str.upper)]


class Nothing(Input):
    """An empty object, or no body at all."""


class Search(Input):
    """``state``: one state, or todo, open, overdue, finished, all."""

    q: Line = ""
    state: StateFilter = "all"
    department: Line = ""
    service: Line = ""
    limit: Limit = 100
    cursor: Line = ""


def staff_id(username: str | None) -> int | None:
    """Find a person by username. Raises InvalidInput, naming it."""
    if username is None:
        return None
    person = departments.staff_by_username(username)
    if person is None:
        raise InvalidInput(f"unknown assignee {username!r}: nobody is called that")
    return person.id


class Narrowed(Input):
    """What the inbox is narrowed to; it goes into the address, which says what it takes."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "view": gettext_noop("보기"),
        "q": gettext_noop("검색어"),
        "incident": gettext_noop("연결할 상황"),
        "dong": gettext_noop("동"),
    }
    view: Line = ""
    q: Line = ""
    department: Line = ""
    service: Line = ""
    incident: Line = ""
    dong: Line = ""


class Assign(Input):
    """``assignee``: the username of somebody in the department."""

    CALLED: ClassVar[Mapping[str, str]] = {"assignee": gettext_noop("담당자")}

    department: Line | None = None
    service: Line | None = None
    assignee: Line | None = None
    reason: Reason = ""

    def arguments(self) -> dict[str, Any]:
        return dict(self) | {"assignee": staff_id(self.assignee)}


class SaveDraft(Input):
    """``base_version``: the version you read (0: none); without it a newer version is overwritten.

    ``korean``: the Korean translation of an answer in another language; ``template``: the template
    it was started from.
    """

    CALLED: ClassVar[Mapping[str, str]] = OF_ANSWERS

    body: Body
    kind: Kind = Kind.ANSWER
    base_version: Version | None = None
    reason: Reason = ""
    remedy: Reason = ""
    next_due_at: Moment | None = None
    korean: Body | None = None
    template: Line | None = None


class Promised(Input):
    """A commitment in an answer draft. ``words``: how the draft states the date."""

    at: Moment
    words: Line = ""


class Submit(Input):
    """``promised``: the dates in the draft that are commitments; [] for none.

    Where it is left out and the draft contains unchecked dates, the request is refused and lists
    them.
    """

    send_at: Moment | None = None
    base_version: Version | None = None
    promised: Annotated[list[Promised], Field(max_length=20)] | None = None


class Leave(Input):
    """``send_at``: another time; left out: now, after the undo time."""

    CALLED: ClassVar[Mapping[str, str]] = OF_ANSWERS

    send_at: Moment | None = None


class Done(Input):
    """``note``: what was done, for staff; it is not sent."""

    CALLED: ClassVar[Mapping[str, str]] = {"note": gettext_noop("이행 내용")}

    note: Reason


class PutOff(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"due_at": gettext_noop("변경할 날짜")}
    due_at: Moment
    reason: Reason


class Confirm(Input):
    """``at_once`` overrides the scheduled time and the do not disturb hours."""

    CALLED: ClassVar[Mapping[str, str]] = OF_ANSWERS

    hash: Line
    send_at: Moment | None = None
    at_once: StrictBool = False

    def arguments(self) -> dict[str, Any]:
        return {"hash_": self.hash, "send_at": self.send_at, "at_once": self.at_once}


class WithReason(Input):
    reason: Reason


class MayReason(Input):
    reason: Reason = ""


class Misroute(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"suggestion": gettext_noop("적합한 부서")}
    reason: Reason
    suggestion: Line = ""


class Written(Input):
    body: Body


class NoteOnPage(Input):
    """``call``: the username of who was picked from the list."""

    CALLED: ClassVar[Mapping[str, str]] = {"call": gettext_noop("알릴 사람")}

    body: Body
    call: Line = ""

    def arguments(self) -> dict[str, Any]:
        """Call who was picked at the end of the words, where they do not."""
        called = not self.call or f"@{self.call}" in self.body
        return {"body": self.body if called else f"{self.body} @{self.call}"}


class Presence(Input):
    left: bool = False
    editing: bool = False


class Title(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"title": gettext_noop("제목")}
    title: Line


class Danger(Input):
    """``reason`` is needed to remove the mark; its danger alert ends with it."""

    CALLED: ClassVar[Mapping[str, str]] = {"danger": gettext_noop("위험 여부")}

    danger: StrictBool
    reason: Reason = ""


class Picked(Input):
    """``texts`` are ids of incoming texts of the case."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "texts": gettext_noop("문자"),
        "to": gettext_noop("다른 접수번호"),
    }

    texts: Texts


class Move(Picked):
    """``to``: the other case's number."""

    to: CaseCode


class Merge(Input):
    """``into``: the number of the case that remains.

    ``confirm``: somebody has read the texts of both; needed where no sender, place or event is
    known to be that of both.
    """

    CALLED: ClassVar[Mapping[str, str]] = {"into": gettext_noop("다른 접수번호")}

    into: CaseCode
    confirm: bool = False


class Same(Input):
    text: TextId


class Block(Input):
    """``text``: a text of the sender who is meant, where a case has several senders."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "until": gettext_noop("차단 종료일"),
        "text": gettext_noop("번호"),
    }

    reason: Reason
    until: Moment
    text: TextId | None = None


class Reveal(Input):
    """``text``: a text of the resident that is meant, where a case has several residents."""

    CALLED: ClassVar[Mapping[str, str]] = {"text": gettext_noop("번호")}

    reason: Reason
    text: TextId | None = None


class RevealWords(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"text": gettext_noop("번호")}
    reason: Reason
    text: TextId


class Settle(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"decision": gettext_noop("확인 방법")}
    decision: Decision
    reason: Reason


class SettleOnPage(Settle):
    CALLED: ClassVar[Mapping[str, str]] = {"text_id": gettext_noop("문자")}
    text_id: TextId


class Instruct(Input):
    """The mayor's instruction to a department; the case is assigned to it."""

    CALLED: ClassVar[Mapping[str, str]] = {"body": gettext_noop("지시 내용")}

    department: Line
    body: Body
