"""The report of a survey for paper: A4, with a map; what it says is what the pages say."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock, district
from townline.platform.core.settings import Office
from townline.platform.departments.api import Viewer
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.platform.web.pdf import PdfMissing, pdf
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.surveys.api import ProgressCounts, kind_of, reads
from townline.prevention.surveys.pages.selectors.report import SurveyReport, report
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of


def report_pdf(kind: str, language: str) -> bytes:
    """Make the report of a kind in a language (``ko``, ``en``). Raises PdfMissing, UnknownKind."""
    with translation.override(language):
        html = render_to_string("survey_pages/report.html", _context(kind, language))
    return pdf(html, "survey_pages/report.css")


def _context(kind: str, language: str) -> dict[str, Any]:
    now = clock.now()
    found = report(kind, now=now, today=timezone.localdate(now))
    names = {each.code: each.name.in_language(language) for each in kind_of(kind).measures}
    return {
        "language": language,
        "office": district.part(Office).service_name.in_language(language),
        "name": kind_of(kind).name.in_language(language),
        "at": now,
        "found": found,
        "excluded": _exclusion_counts(found),
        "dongs": [(_dong(line), line, _cells(line, found)) for line in found.progress.dongs],
        "shapes": [(_dong_name(each.name), each) for each in found.drawing.dongs],
        "needs": [(names.get(code, code), count) for code, count in found.needs],
        "graded": [(grade, found.counted.graded.get(grade, 0)) for grade in found.grades],
    }


def _exclusion_counts(found: SurveyReport) -> list[tuple[object, int]]:
    counts = found.counted.excluded
    return [(word, counts[code]) for code, word in labels.EXCLUSIONS.items() if counts.get(code)]


def _dong(line: ProgressCounts) -> str:
    return _dong_name(line.name) or gettext("동을 모르는 주택")


def _dong_name(name: str) -> str:
    return dong_name(name, english=english()) if name else ""


def _cells(line: ProgressCounts, found: SurveyReport) -> list[int]:
    return [line.grades.get(grade, 0) for grade in found.grades]


@require_GET
@staff_page(reads)
def report_file(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the report of ``?kind=`` in the reader's language."""
    del viewer
    kind = filters_of(request).kind
    try:
        made = report_pdf(kind, labels.language())
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 필요한 Pango 라이브러리가 없습니다. 서버 담당자에게 "
            "libpangoft2-1.0-0 설치를 요청해 주세요."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="survey-{kind}.pdf"'
    return response
