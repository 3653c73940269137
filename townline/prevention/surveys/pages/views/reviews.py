"""Second looks at grades: who goes, and which of two grades stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.api import NotFound
from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import (
    Surveyor,
    decides,
    kind_of,
    reads,
    review_assign,
    review_decide,
    works,
)
from townline.prevention.surveys.pages.selectors.deciding import reviews_waiting
from townline.prevention.surveys.views import inputs, labels
from townline.prevention.surveys.views.homes import filters_of


@require_GET
@staff_page(reads)
def reviews(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show second looks that wait."""
    kind = filters_of(request).kind
    context = {
        "kind": kind,
        "kinds": labels.kind_choices(),
        "name": labels.kind_name(kind_of(kind)),
        "reviews": reviews_waiting(kind),
        "surveyors": Surveyor.objects.filter(active=True).order_by("name"),
        "may_work": works(viewer),
        "may_decide": decides(viewer),
    }
    return render(request, "survey_pages/reviews.html", context)


@require_POST
@staff_page(works)
def send(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Send somebody to look a second time."""
    form = read(request, inputs.AssignSurveyor)
    chosen = Surveyor.objects.filter(id=form.surveyor or 0, active=True).first()
    if chosen is None:
        raise NotFound("there is no such surveyor")
    review = review_assign(review_id=number, surveyor=chosen, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("재검토할 조사원을 정했습니다."))
    return HttpResponseRedirect(f"{reverse('survey_reviews')}?kind={review.first.rules.kind}")


@require_POST
@staff_page(decides)
def stands(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say which of two grades stands."""
    form = read(request, inputs.Stands)
    review = review_decide(
        review_id=number, second=form.second, actor=viewer.actor, now=clock.now()
    )
    messages.success(request, gettext("등급을 정했습니다."))
    return HttpResponseRedirect(f"{reverse('survey_reviews')}?kind={review.first.rules.kind}")
