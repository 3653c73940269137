"""What waits for a person, on one page, each with its next step."""

import re
from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.inputs import Input, RowId
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import (
    Home,
    Submission,
    entity_decide,
    reads,
    submission_check,
    submission_confirm,
    submission_place,
    works,
)
from townline.prevention.surveys.pages.rules.wording import in_words
from townline.prevention.surveys.pages.selectors.deciding import homes_like, waiting
from townline.prevention.surveys.pages.views.panel import WORDS
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of
from townline.prevention.surveys.views.inputs import Choose

ADDRESS = "/surveys/decide/"


class AnswersPlaced(Input):
    CALLED: ClassVar[dict[str, str]] = {"home": gettext_noop("주택")}
    home: RowId | None = None


@require_GET
@staff_page(reads)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List what waits; ``find`` and ``q`` look for the home of answers that name none."""
    filters = filters_of(request)
    found, requested = waiting(filters.kind), request.GET.get("find", "")
    context = {
        "kind": filters.kind,
        "kinds": labels.kind_choices(),
        "conflicts": found.conflicts,
        "homeless": [(each, _first_answers(each)) for each in found.homeless],
        "problems": [(each, labels.PROBLEMS.get(each.problem, "")) for each in found.problems],
        "words": [(word, WORDS[word.what]) for word in found.words],
        "find": int(requested) if re.fullmatch(r"[0-9]{1,9}", requested) else 0,
        "q": filters.q,
        "homes": homes_like(filters.kind, filters.q) if requested else [],
        "may_work": works(viewer),
    }
    return render(request, "survey_pages/deciding.html", context)


def _first_answers(each: Submission) -> list[tuple[str, str]]:
    """Give the beginning of answers, by which a person may know the home."""
    return in_words(each.answers, each.form.xform, labels.language())[:8]


@require_POST
@staff_page(works)
def place(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give answers to their home, or to none of the list."""
    home = read(request, AnswersPlaced).home
    left = submission_place(submission_id=number, home_id=home, actor=viewer.actor, now=clock.now())
    words = gettext("목록에 없는 주택의 답변으로 두었습니다.")
    if home is not None:
        words = gettext("이 주택의 답변으로 반영했습니다.")
        if left:
            words = gettext("주택에 옮겼습니다. 아직 확인할 것: %(what)s") % {
                "what": labels.PROBLEMS.get(left, left)
            }
    messages.success(request, words)
    kind = Submission.objects.values_list("form__kind", flat=True).get(id=number)
    return HttpResponseRedirect(f"{ADDRESS}?kind={kind}")


@require_POST
@staff_page(works)
def check(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say that what was wrong with answers was looked at."""
    submission_check(submission_id=number, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("확인했습니다."))
    kind = Submission.objects.values_list("form__kind", flat=True).get(id=number)
    return HttpResponseRedirect(f"{ADDRESS}?kind={kind}")


@require_POST
@staff_page(works)
def confirm(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take a home off the list as another surveyor's answers propose."""
    left = submission_confirm(submission_id=number, actor=viewer.actor, now=clock.now())
    words = gettext("주택을 목록에서 제외했습니다.")
    if left:
        words = gettext("제외하지 못했습니다: %(what)s") % {"what": labels.PROBLEMS.get(left, left)}
    messages.success(request, words)
    kind = Submission.objects.values_list("form__kind", flat=True).get(id=number)
    return HttpResponseRedirect(f"{ADDRESS}?kind={kind}")


@require_POST
@staff_page(works)
def choose(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let one of what phones said against each other of a home count."""
    chosen = read(request, Choose).update
    entity_decide(home_id=number, update_id=chosen, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("선택한 내용을 반영했습니다."))
    kind = Home.objects.values_list("kind", flat=True).get(id=number)
    return HttpResponseRedirect(f"{ADDRESS}?kind={kind}")
