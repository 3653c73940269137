"""What helps to write, through the API: templates, old answers, hints, links to photos."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import BeforeValidator, Field

from townline.casework.answers import api
from townline.casework.answers.services.templating import templates
from townline.casework.answers.views import hint_words
from townline.casework.cases import api as cases
from townline.casework.cases.api import Kind
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.reading import Code, reader
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import AS_TYPED, Body, Input, Line, Moment, TextId, Version

# What the API hears and shows of templates, old answers, hints and links to photos.

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
    """``words``: text to start another answer from, personal data, dates and places blank.

    ``came_back``: the case was opened again after an answer.
    """

    text_id: int
    code: str
    title: str
    words: str
    at: dt.datetime
    likeness: float
    same_place: bool
    stars: int | None
    came_back: bool


class OldAnswers(Schema):
    items: list[OldAnswer]


class PhotoLink(Schema):
    """``address`` is shown once; it was added to the end of the answer draft."""

    id: int
    address: str
    expires_at: dt.datetime


router = Router(tags=["cases"])
of_case = Router(tags=["cases"])


@router.get("/templates", response=Templates, operation_id="templates_list")
def templates_list(request: StaffRequest) -> Templates:
    """List the answer templates, and how often each was used."""
    reader(request)
    used = api.templates_used()
    return Templates(items=[_template(one, used.get(one.key, 0)) for one in templates()])


def _template(one: api.Template, used: int) -> Template:
    return Template(
        key=one.key,
        services=sorted(one.services),
        kinds=list(one.kinds),
        title_ko=one.titles["ko"],
        title_en=one.titles["en"],
        ko=one.bodies["ko"],
        en=one.bodies["en"],
        approved=sorted(one.approved),
        used=used,
    )


@of_case.get("/{slug:code}/old-answers", response=OldAnswers, operation_id="old_answers")
def old_answers(request: StaffRequest, code: Code) -> OldAnswers:
    """Get up to five sent answers to similar cases, the best first."""
    found = api.old_answers(code=code, viewer=reader(request))
    return OldAnswers(items=[OldAnswer.from_orm(one) for one in found])


@of_case.post("/{slug:code}/hints", response=Hints, operation_id="draft_hints")
def hints(request: StaffRequest, code: Code, payload: Hinted) -> Hints:
    """Check how an answer could be plainer for this resident; nothing is saved."""
    detail = cases.case_get(Act(reader(request), clock.now()), code=code)
    found = hint_words.hint_texts(payload.body, detail.row.language, payload.kind, payload.korean)
    return Hints(items=[Hint.from_orm(one) for one in found])


@of_case.post("/{slug:code}/put", response=shapes.Case, operation_id="draft_put")
def put(request: StaffRequest, code: Code, payload: Put) -> shapes.Case:
    """Insert a template or a previous answer at the end of the answer draft."""
    act = Act(reader(request), clock.now())
    if payload.old_answer is not None:
        api.old_answer_put(act, code=code, text_id=payload.old_answer)
    else:
        api.template_put(act, code=code, key=payload.template)
    return building.WHOLE.value(act, code)


@of_case.post("/{slug:code}/photo-link", response=PhotoLink, operation_id="photo_link_make")
def photo_link(request: StaffRequest, code: Code, payload: ShowPhotos) -> PhotoLink:
    """Make a page of before and after photos; its address is added to the answer draft."""
    made = api.photo_link_make(
        Act(reader(request), clock.now()), code=code, before=payload.before, after=payload.after
    )
    return PhotoLink.from_orm(made)


@of_case.post("/{slug:code}/photo-link-end", response=shapes.Case, operation_id="photo_link_end")
def photo_link_end(request: StaffRequest, code: Code, payload: EndLink) -> shapes.Case:
    """End a photo link."""
    act = Act(reader(request), clock.now())
    api.photo_link_end(act, code=code, link_id=payload.link)
    return building.WHOLE.value(act, code)
