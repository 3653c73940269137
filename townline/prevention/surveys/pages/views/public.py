"""Totals of a survey for everybody: no sign-in, no cookie, no home, no small count."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.triage.api import dong_name
from townline.platform.web.export import ExportSheet, open_tables
from townline.platform.web.moments import english
from townline.platform.web.public_pages import opened_if
from townline.platform.web.registry import open_pages
from townline.prevention.surveys.api import kinds
from townline.prevention.surveys.pages.rules.publishing import PublicCount
from townline.prevention.surveys.pages.selectors.report import totals
from townline.prevention.surveys.pages.settings import SurveyPages
from townline.prevention.surveys.settings import HomeKind

ADDRESS = "/open/surveys"


def is_public() -> bool:
    """Say whether the district shows totals of its surveys to everybody."""
    return bool(kinds()) and district.part(SurveyPages).public_totals


def requested_kind(code: str) -> HomeKind:
    """Give the kind that an address names, the first one for none. Raises Http404."""
    for kind in kinds():
        if code in {"", kind.code}:
            return kind
    raise Http404


@opened_if(is_public)
def page(request: HttpRequest) -> HttpResponse:
    """Show how far the visits are and how homes were graded, by dong."""
    # Without the request: the frame of the staff's pages asks who is signed in.
    return HttpResponse(render_to_string("survey_pages/public.html", _context(request)))


def _context(request: HttpRequest) -> dict[str, Any]:
    kind, lang = requested_kind(request.GET.get("kind", "")), "en" if english() else "ko"
    grades, whole, lines = totals(kind.code)
    return {
        "office": district.part(Office).service_name.in_language(lang),
        "language": lang,
        "kind": kind.code,
        "name": kind.name.in_language(lang),
        "kinds": [(each.code, each.name.in_language(lang)) for each in kinds()],
        "grades": grades,
        "whole": whole,
        "lines": [(_dong(line), line) for line in lines],
        "open_pages": open_pages(ADDRESS),
    }


def _dong(line: PublicCount) -> str:
    return dong_name(line.dong, english=english()) if line.dong else gettext("동을 모르는 주택")


@opened_if(is_public)
def csv_file(request: HttpRequest) -> HttpResponse:
    """Give the page's table."""
    found = _context(request)
    head = [gettext("동"), gettext("목록 전체"), gettext("조사 제외"), gettext("미조사"),
            gettext("등급 산정"), *found["grades"]]  # fmt: skip
    rows = [*found["lines"], (gettext("합계"), found["whole"])]
    lines = ([name, *map(_cell, _numbers(line))] for name, line in rows)
    return open_tables(f"open-surveys-{found['kind']}.csv", ExportSheet(head, lines))


def _numbers(line: PublicCount) -> list[int | None]:
    return [line.listed, line.excluded, line.waiting, line.graded, *line.grades]


def _cell(count: int | None) -> str:
    return "-" if count is None else str(count)
