"""The month's report: A4, Korean and English, with what is too small left out, to be published."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.web import moments
from townline.platform.web.pdf import PdfMissing, pdf
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.policy.insights.rules.periods import EARLIEST
from townline.prevention.policy.insights.views.pages import sees_figures, today
from townline.prevention.policy.insights.views.published import office_context, publish_figures

_LANGUAGES = ("ko", "en")


class MonthRefused(ValueError):
    """A month that no report can be made of; the message says why."""


def month_of(words: str, day: dt.date) -> dt.date:
    """Read ``2026-10``. Raises MonthRefused for what is no month, too early, or has not begun."""
    try:
        found = dt.datetime.strptime(words, "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise MonthRefused(gettext("달을 2026-10처럼 적어 주세요.")) from None
    if found < EARLIEST:
        raise MonthRefused(gettext("2000년 1월부터 고를 수 있습니다."))
    if found > day:
        raise MonthRefused(gettext("아직 오지 않은 달입니다. 지난 달을 선택해 주세요."))
    return found


def report(month: dt.date, *, day: dt.date, now: dt.datetime) -> bytes:
    """Make the report of a month (its first day) as PDF. Raises PaperMissing."""
    parts = []
    for language in _LANGUAGES:
        with translation.override(language):
            figures = publish_figures(month, today=day, now=now, of_month=True)
            parts.append(
                office_context()
                | {"figures": figures, "month": moments.month(month), "made": moments.date(day)}
            )
    with translation.override(_LANGUAGES[0]):
        html = render_to_string("insights/report.html", {"parts": parts})
    return pdf(html, "insights/report.css")


@require_GET
@staff_page(sees_figures, reads=True)
def report_file(request: HttpRequest) -> HttpResponse:
    """Give the report of ``?month=2026-10``."""
    try:
        month = month_of(request.GET.get("month", ""), today())
        made = report(month, day=today(), now=clock.now())
    except MonthRefused as refused:
        return problem_page(request, 422, detail=str(refused))
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 서버 "
            "담당자에게 libpangoft2-1.0-0 설치를 요청해 주세요. 통계는 그대로 있습니다."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="figures-{month:%Y-%m}.pdf"'
    return response
