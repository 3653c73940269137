"""A surveyor's day on paper: no resident's number stands on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.departments.api import Viewer
from townline.platform.web.moments import english
from townline.platform.web.pdf import PdfMissing, pdf
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.surveys.api import reads
from townline.prevention.surveys.routes.models import HomeNeeds
from townline.prevention.surveys.routes.selectors import days as selecting
from townline.prevention.surveys.routes.services.moving import skill_words
from townline.prevention.surveys.routes.views.pages import wanted_day, wanted_surveyor


@require_GET
@staff_page(reads)
def sheet(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the sheets of a day, each on a page of its own when printed."""
    del viewer
    return render(request, "survey_routes/sheet.html", _context(request))


@require_GET
@staff_page(reads)
def sheet_pdf(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the same as PDF."""
    del viewer
    context = _context(request)
    try:
        made = pdf(render_to_string("survey_routes/paper.html", context), "survey_routes/paper.css")
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 화면에서 인쇄해 주세요."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    name = f"visits-{context['day']:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _context(request: HttpRequest) -> dict[str, object]:
    day, surveyor = wanted_day(request), wanted_surveyor(request)
    sheets = selecting.day_plan(day, surveyor)
    homes = [visit.home_id for each in sheets for visit in each.visits]
    needs = dict(HomeNeeds.objects.filter(home__in=homes).values_list("home_id", "skills"))
    return {
        "day": day,
        "surveyor": surveyor,
        "sheets": [
            (each, [(v, skill_words(set(needs.get(v.home_id, ())))) for v in each.visits])
            for each in sheets
        ],
        "office": district.part(Office).name.in_language("en" if english() else "ko"),
        "language": translation.get_language(),
    }
