"""What the API hears and shows of templates, old answers, hints and links to photos."""

import datetime as dt
from typing import Annotated

from ninja import Schema
from pydantic import Field

from townline.casework.cases.api import Kind
from townline.casework.cases.views.api.fields import Body, Line, TextId
from townline.casework.cases.views.api.inputs import Input

type Names = Annotated[list[Line], Field(max_length=20)]


class Hinted(Input):
    """Words to be looked at; nothing is kept."""

    body: Body
    kind: Kind = Kind.ANSWER
    korean: Body = ""


class Put(Input):
    """A ``template`` by its key, or else an ``old_answer`` by the id of its text."""

    template: Line = ""
    old_answer: TextId | None = None


class ShowPhotos(Input):
    """Photos of the case by SHA-256, in order; the first before stands beside the first after."""

    before: Names = []
    after: Names = []


class EndLink(Input):
    link: TextId


class Template(Schema):
    """``services``: for which, [] means all; ``used``: in how many cases it was submitted."""

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
    """``words``: as they may begin another answer; numbers and dates of people are blank."""

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
    """``address`` is told once; it now stands at the end of the draft."""

    id: int
    address: str
    expires_at: dt.datetime
