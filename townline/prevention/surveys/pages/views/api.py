"""Totals of a survey for everybody, for the programs of others."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from townline.prevention.surveys.pages.rules.publishing import PublicCount
from townline.prevention.surveys.pages.selectors.report import totals
from townline.prevention.surveys.pages.views.public import is_public, requested_kind

router = Router(auth=None, tags=["open data"])


class OpenCount(Schema):
    """Homes counted; null: fewer than five, or what would tell such a count."""

    dong: str = Field(description='"" for the whole, or for homes whose dong is not known')
    listed: int | None
    excluded: int | None
    not_yet_seen: int | None
    graded: int | None
    grades: dict[str, int | None]


class OpenSurvey(Schema):
    """``dongs`` make up ``whole``; ``listed`` = ``excluded`` + ``not_yet_seen`` + ``graded``."""

    kind: str
    whole: OpenCount
    dongs: list[OpenCount]


@router.get("/open/surveys", response=OpenSurvey, summary="How far home visits are")
def open_surveys(request: HttpRequest, response: HttpResponse, kind: str = "") -> OpenSurvey:
    """Give the totals of a ``kind`` of home (the district's first if left out), by dong."""
    del request
    if not is_public():
        raise Http404
    found = requested_kind(kind)
    grades, whole, lines = totals(found.code)
    response.headers["Cache-Control"] = "public, max-age=600"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return OpenSurvey(
        kind=found.code,
        whole=_count(whole, grades),
        dongs=[_count(line, grades) for line in lines],
    )


def _count(line: PublicCount, grades: list[str]) -> OpenCount:
    return OpenCount(
        dong=line.dong,
        listed=line.listed,
        excluded=line.excluded,
        not_yet_seen=line.waiting,
        graded=line.graded,
        grades=dict(zip(grades, line.grades, strict=True)),
    )
