"""What helps to write: templates, old answers, hints. Every press works without a script."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.answers import api
from townline.casework.answers.services.templating import (
    case_values,
    fill_template,
    suitable_templates,
    templates,
)
from townline.casework.answers.views import hint_words
from townline.casework.answers.views.api import composing as told
from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.actions import back_to_case, case_url
from townline.casework.cases.views.lists import directory, the_act, the_viewer
from townline.platform.core import clock
from townline.platform.core.history import tags
from townline.platform.departments.api import Department, Permission
from townline.platform.departments.guards import may
from townline.platform.web.moments import english, span
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

_BESIDE, _ON_PAGE = 3, 5  # old answers beside the draft, and on a page of their own


@dataclass(frozen=True)
class TemplateChoice:
    """A template filled for one case. ``korean`` stands beside ``words`` in another language."""

    key: str
    title: str
    kind: str
    kind_word: str
    words: str
    korean: str
    own: bool
    approved: bool


def choices(
    detail: cases.Detail, office: Department | None, found: Iterable[api.Template]
) -> list[TemplateChoice]:
    """Fill templates with what is known of a case, in the resident's language."""
    row, now = detail.row, clock.now()
    korean = case_values(row, detail.thread, office, "ko", now)
    foreign = row.language != "ko"
    values = case_values(row, detail.thread, office, "en", now) if foreign else korean
    lang = "en" if foreign else "ko"
    return [
        TemplateChoice(
            key=one.key,
            title=one.titles["en" if english() else "ko"],
            kind=one.kinds[0],
            kind_word=str(labels.KINDS[one.kinds[0]]),
            words=fill_template(one, values, lang),
            korean=fill_template(one, korean, "ko") if foreign else "",
            own=row.service in one.services,
            approved=one.speaks(lang),
        )
        for one in found
    ]


@require_GET
@staff_page()
def case_templates(request: HttpRequest, code: str) -> HttpResponse:
    """Show every template filled for a case: those of its service first."""
    detail = cases.case_get(the_act(request), code=code)
    names = directory()
    office = names.departments.get(detail.row.department or "")
    first = suitable_templates(detail.row.service)
    rest = [one for one in templates() if one not in first]
    service = names.services.get(detail.row.service or "")
    context = {
        "case": detail.row,
        "groups": [
            (named(service) if service else gettext("이 분야"), choices(detail, office, first)),
            (gettext("다른 분야"), choices(detail, office, rest)),
        ],
        "may_write": the_viewer(request).may(Permission.WRITE) and "draft" in detail.allowed,
        "may_ask": the_viewer(request).may(Permission.WRITE) and "ask" in detail.allowed,
    }
    return render(request, "answers/templates.html", context)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def put(request: HttpRequest, code: str) -> HttpResponse:
    """Insert a template or a previous answer at the end of the answer draft."""
    act = the_act(request)
    form = read(request, told.Put, old_answer="old")
    if form.old_answer is not None:
        api.old_answer_put(act, code=code, text_id=form.old_answer)
        message = gettext("지난 답변을 초안에 넣었습니다. 빈칸을 채워 주세요.")
    else:
        api.template_put(act, code=code, key=form.template)
        message = gettext("서식을 넣었습니다. 빈칸을 채워 주세요.")
    return back_to_case(request, code, message)


@require_GET
@staff_page()
def old(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was answered in the like of this case; a script gets the list alone."""
    viewer = the_viewer(request)
    detail = cases.case_get(the_act(request), code=code)
    if detail.row.code != code:
        return HttpResponseRedirect(f"{case_url(detail.row.code)}old")
    alone = request.headers.get("HX-Request") == "true"
    found = api.old_cases(code=code, viewer=viewer, limit=_BESIDE if alone else _ON_PAGE)
    context = {
        "case": detail.row,
        # Beside the writing box a press sends what stands there along, so that nothing is lost.
        "form": "write" if alone else "put",
        "answers": found.answers,
        "course": found.course and _course_words(found.course),
        "may_write": viewer.may(Permission.WRITE) and "draft" in detail.allowed,
        "sorted": detail.row.service is not None,
    }
    return render(request, "cases/old_list.html" if alone else "cases/old.html", context)


def _course_words(course: api.UsualCourse) -> dict[str, object]:
    """Give a usual course with its steps in the words of the history."""
    steps = [(tags.label(event.tag), span(took)) for event, took in course.steps]
    return {"cases": course.cases, "came_back": course.came_back, "steps": steps}


@require_POST
@staff_page()
def hints(request: HttpRequest, code: str) -> HttpResponse:
    """Say what would make the words plainer, as they stand in the box; nothing is kept."""
    detail = cases.case_get(the_act(request), code=code)
    form = read(request, told.HintedOnPage)
    found = hint_words.hint_texts(form.body, detail.row.language, form.kind, form.korean)
    return render(request, "answers/hints.html", {"hints": found})
