"""The poster of a line, to print for its door."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.lines.queues import api
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page


@require_GET
@staff_page(may(Permission.DESK))
def poster(request: HttpRequest, service: str) -> HttpResponse:
    """Give the poster; say what is missing where this machine makes no papers."""
    try:
        made = api.poster_pdf(code=service)
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 서버 "
            "담당자에게 libpangoft2-1.0-0 설치를 요청해 주세요."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{service}.pdf"'
    return response
