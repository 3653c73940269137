import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.errors import Throttled

from townline.platform.core import clock, district
from townline.platform.core.http import public as addresses
from townline.platform.core.http.client import client_key
from townline.platform.core.personal_data.suppression import public_count
from townline.prevention.policy import api
from townline.prevention.policy.doors import READ
from townline.prevention.policy.views.public import is_public

# Stories as JSON, for the programs of others.

router = Router(auth=None, tags=["open data"])


class WordsOut(Schema):
    """Words in both languages."""

    ko: str
    en: str


class EffectOut(Schema):
    """``ratio`` of after to before beside the control (1: unchanged), with its 95% interval."""

    ratio: float
    low: float
    high: float
    measure: str


class StoryPhotoOut(Schema):
    url: str
    alt: WordsOut


class StoryOut(Schema):
    """One story. ``texts``: how many cases began it, null where fewer than five."""

    number: int
    stage: str = Field(description="noted … adopted, changed or dropped")
    title: WordsOut
    lead: WordsOut
    body: WordsOut
    first_text_on: dt.date | None
    published_on: dt.date
    texts: int | None
    supports: int
    opposes: int
    hears: bool = Field(description="whether opinions are taken now")
    effect: EffectOut | None
    photos: list[StoryPhotoOut]
    url: str


class StoriesOut(Schema):
    items: list[StoryOut]


@router.get("/open/stories", response=StoriesOut, summary="What residents' texts became")
def stories(request: HttpRequest, response: HttpResponse) -> StoriesOut:
    """Give all published stories, the newest first."""
    if not is_public():
        raise Http404
    if wait := READ.take(client_key(request), clock.now()):
        raise Throttled(wait=wait)
    response.headers["Cache-Control"] = "public, max-age=600"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return StoriesOut(items=[_story(each) for each in api.public_stories()])


def _story(found: api.PublicStory) -> StoryOut:
    row = found.row
    page = f"/open/stories/{found.number}"
    zone = district.current().zone
    assert row.published_at is not None  # noqa: S101 -- only such are asked for
    return StoryOut(
        number=found.number,
        stage=row.matter.state,
        title=WordsOut(ko=row.title_ko, en=row.title_en),
        lead=WordsOut(ko=row.lead_ko, en=row.lead_en),
        body=WordsOut(ko=row.body_ko, en=row.body_en),
        first_text_on=row.first_text_on,
        published_on=row.published_at.astimezone(zone).date(),
        texts=public_count(found.texts),
        supports=found.votes.supports,
        opposes=found.votes.opposes,
        hears=row.matter.hears,
        effect=_effect(found),
        photos=[
            StoryPhotoOut(
                url=addresses.address(f"/open/stories/photos/{each.sha256}/view") or "",
                alt=WordsOut(ko=each.alt_ko, en=each.alt_en),
            )
            for each, _ in found.photos
        ],
        url=addresses.address(page) or page,
    )


def _effect(found: api.PublicStory) -> EffectOut | None:
    last = found.last
    if last is None or last.effect is None:
        return None
    effect = last.effect
    return EffectOut(
        ratio=round(effect.ratio, 3), low=round(effect.low, 3), high=round(effect.high, 3),
        measure=last.pilot.measure,
    )  # fmt: skip
