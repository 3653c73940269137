"""What the API hears and shows of templates, old answers, hints and links to photos."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import BeforeValidator, Field

from townline.casework.cases.api import Kind
from townline.casework.cases.views.api import inputs
from townline.platform.web.inputs import AS_TYPED, Body, Input, Line, Moment, TextId, Version

_SIDES = ("before", "after")


def _as_answer(kind: object) -> object:
    """Take a question for an answer: an old one may be put in while a question is written."""
    return Kind.ANSWER if kind == "question" else kind


type WrittenKind = Annotated[Kind, BeforeValidator(_as_answer)]
type Names = Annotated[list[Line], Field(max_length=20)]


class Hinted(Input):
    """An answer to check; nothing is saved."""

    CALLED: ClassVar[Mapping[str, str]] = inputs.OF_ANSWERS

    body: Body
    kind: Kind = Kind.ANSWER
    korean: Body = ""


class HintedOnPage(Input):
    """On a page the words may still be missing, and a question be among what is written."""

    CALLED: ClassVar[Mapping[str, str]] = inputs.OF_ANSWERS
    body: Body = ""
    kind: Line = "answer"
    korean: Body = ""


class Writing(inputs.SaveDraft):
    """The box as it stands, letter by letter, and what the pressed button wants more.

    ``asks``: "question" for one that is sent at once; ``old``: an old answer to put in;
    ``drop``: a photo to take out; ``ended``: the version whose end somebody was asked about.
    A page never overwrites what its writer has not read.
    """

    CALLED: ClassVar[Mapping[str, str]] = {
        "asks": gettext_noop("답변 종류"),
        "drop": gettext_noop("사진"),
        "ended": gettext_noop("버전"),
    }
    body: Annotated[Body, AS_TYPED] = ""
    korean: Annotated[Body | None, AS_TYPED] = None
    kind: WrittenKind = Kind.ANSWER
    base_version: Version = 0
    asks: Line = ""
    old: TextId | None = None
    drop: Line = ""
    ended: Version = 0
    send_at: Moment | None = None

    def arguments(self) -> dict[str, Any]:
        known = {name: getattr(self, name) for name in inputs.SaveDraft.model_fields}
        due = self.next_due_at if self.kind == Kind.INTERIM else None
        return known | {"next_due_at": due}


class Put(Input):
    """A ``template`` by its key, or an ``old_answer`` by the id of its text."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "template": gettext_noop("답변 서식"),
        "old_answer": gettext_noop("지난 답변"),
    }

    template: Line = ""
    old_answer: TextId | None = None


class ShowPhotos(Input):
    """Photos of the case by SHA-256, in order; the first before is shown beside the first after."""

    before: Names = []
    after: Names = []


class Sides(Input):
    """``side``: photos by SHA-256; the first before stands beside the first after."""

    CALLED: ClassVar[Mapping[str, str]] = {"side": gettext_noop("사진")}
    side: dict[Line, Literal["before", "after"]] = {}

    def arguments(self) -> dict[str, Any]:
        of = {side: [one for one, at in self.side.items() if at == side] for side in _SIDES}
        return dict(of)


class EndLink(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"link": gettext_noop("링크")}
    link: TextId


class Template(Schema):
    """An answer template. ``services``: its categories, []: all; ``used``: in how many cases."""

    key: str
    services: list[str]
    kinds: list[str]
    title_ko: str
    title_en: str
    ko: str
    en: str
    approved: list[str]
    used: int


class Templates(Schema):
    items: list[Template]


class Hint(Schema):
    kind: str
    words: str


class Hints(Schema):
    items: list[Hint]


class OldAnswer(Schema):
    """``words``: text to start another answer from; personal numbers and dates are blank."""

    text_id: int
    code: str
    title: str
    words: str
    at: dt.datetime
    likeness: float
    same_place: bool
    stars: int | None


class OldAnswers(Schema):
    items: list[OldAnswer]


class PhotoLink(Schema):
    """``address`` is shown once; it was added to the end of the answer draft."""

    id: int
    address: str
    expires_at: dt.datetime
