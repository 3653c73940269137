"""The mayor's morning on a phone: what presses, what came by issue and place, how it goes."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.answers import api
from townline.casework.answers.views.answer_actions import mayors_page
from townline.casework.answers.views.commitment_check import check_url
from townline.casework.answers.views.grouping import issue_groups, with_owners
from townline.casework.answers.views.instructions import instruction_word
from townline.casework.answers.views.worker import keepable, mark
from townline.casework.cases import api as cases
from townline.casework.cases.views import access, labels, thread
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import Directory, directory, the_act
from townline.casework.cases.views.places import places
from townline.casework.coordination import api as coordination
from townline.casework.coordination.views.api import joint_shapes
from townline.casework.deadlines import api as deadlines
from townline.casework.portal import api as portal
from townline.casework.visits import api as visits
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.web.inputs import Input, Moment, Reason, Version
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import Page

# How yesterday went, in a few figures.


@dataclass(frozen=True)
class Figure:
    """A value as it is shown; a dash where there is nothing to count."""

    value: str
    words: str


def share(part: float | None) -> str:
    return "–" if part is None else f"{round(part * 100)}%"


def yesterday(*, viewer: Viewer, figures: cases.MorningFigures, today: dt.datetime) -> list[Figure]:
    """Give what was answered, what was kept, and how residents took it; three queries.

    ``today`` is the first moment of the day.
    """
    day = {"since": today - dt.timedelta(days=1), "until": today}
    promised = deadlines.promised_figures(viewer=viewer, **day)
    return [
        Figure(str(figures.answered_yesterday), gettext("답변 완료")),
        Figure(share(figures.kept_yesterday), gettext("답변 기한 준수")),
        Figure(share(promised.share), gettext("이행 약속 이행률")),
        Figure(_stars(portal.ratings_of(viewer=viewer, **day)), gettext("만족도 (5점)")),
    ]


def _stars(ratings: list[portal.Ratings]) -> str:
    count = sum(one.count for one in ratings)
    return f"{sum(one.average * one.count for one in ratings) / count:.1f}" if count else "–"


_EVENING = dt.time(18, 0)
_DAY = dt.timedelta(days=1)
_SHOWN = 8
_CACHED_PAGES = 40  # pages that a phone keeps for a time without a connection


@require_GET
@mayors_page
def morning(request: HttpRequest) -> HttpResponse:
    """Show figures, danger, what waits, what is due and late, and what came since last evening."""
    act = the_act(request)
    today = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = timezone.make_aware(dt.datetime.combine(today.date() - _DAY, _EVENING))
    names = directory()
    waiting = api.awaiting(viewer=act.viewer)
    figures = cases.morning_figures(act, since=since, day_start=today)
    context = {
        "now": act.now,
        "since": since,
        "figures": figures,
        "waiting": waiting,
        "kept": [(w.row.code, mark(request, w.draft.hash)) for w in waiting[:_CACHED_PAGES]],
        "yesterday": yesterday(viewer=act.viewer, figures=figures, today=today),
        "leaving": api.leaving(act),
        "may_confirm": act.viewer.may(Permission.CONFIRM),
    }
    texts = api.morning_texts(viewer=act.viewer, since=since)
    context |= {
        "came": texts,
        "groups": issue_groups(texts, names),
        "page_mark": mark(request, "today"),
    }
    pressing = api.morning_pressing(act, day_end=today + _DAY)
    context |= _pressing(pressing, names, act.now)
    page = render(request, "answers/morning.html", context)
    keepable(request, page, "today")
    return page


def _pressing(found: api.Pressing, names: Directory, now: dt.datetime) -> dict[str, Any]:
    """Put names to what presses: the department, and who there has it."""
    shown = {"danger": found.danger, "late": found.late, "due_today": found.due_today}
    lines = with_owners([row for rows in shown.values() for row in rows[: _SHOWN + 2]], names)
    by_code = {line.row.code: line for line in lines}
    listed = {
        name: [by_code[row.code] for row in rows[: _SHOWN + 2]] for name, rows in shown.items()
    }
    dangers = cases.row_extras("danger", (line.row.id for line in listed["danger"]), now)
    return listed | {
        "danger": [replace(line, danger=dangers.get(line.row.id)) for line in listed["danger"]],
        "danger_total": len(found.danger),
        "late_total": len(found.late),
        "due_total": len(found.due_today),
    }


# What the mayor does with a text at once: pass it on, answer it. Forms that need no script.


class Meet(Input):
    """A meeting that the mayor calls: its end and who comes are as usual."""

    CALLED: ClassVar[Mapping[str, str]] = joint_shapes.OF_MEETINGS
    starts_at: Moment
    place: joint_shapes.Venue
    agenda: Reason
    departments: joint_shapes.Offices = []
    reason: Reason = ""


class MayorsVisit(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"at": gettext_noop("방문 일시")}
    at: Moment
    note: Reason = ""

    def arguments(self) -> dict[str, Any]:
        return {"planned_at": self.at, "note": self.note}


class OwnAnswer(inputs.Written):
    base_version: Version = 0


@require_GET
@mayors_page
def text(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case of a resident with what can be done with it at once."""
    context = _context(request, code)
    if context["case"].code != code:
        return HttpResponseRedirect(f"/morning/text/{context['case'].code}/")
    return render(request, "answers/morning_text.html", context)


def _context(request: HttpRequest, code: str) -> dict[str, Any]:
    act, names = the_act(request), directory()
    detail = api.answer_get(act, code=code)
    undecided = "assign" in detail.allowed
    return {
        "case": detail.row,
        "detail": detail,
        "now": act.now,
        "texts": thread.short(detail.thread),
        "has_photos": any(t.photos for t in detail.thread),
        "places": places(detail.thread),
        "department": names.departments.get(detail.row.department or ""),
        "service": names.services.get(detail.row.service or ""),
        "state_word": labels.state(detail.row.state),
        "offices": names.offices,
        "suggested": _suggest_department(detail, names.services),
        "instructions": [note for note in detail.notes if note.instruction],
        "instruction_word": instruction_word(),
        "may": act.viewer.may(Permission.CONFIRM),
        "may_pass": undecided or detail.row.department is not None,
        "may_meet": detail.row.is_open and detail.row.state not in {"confirmed", "bundled"},
        "start": coordination.meeting_start(timezone.localtime(act.now), detail.row.answer_due_at),
        "called": as_ticked(request, "departments")
        or [_suggest_department(detail, names.services)],
        "may_visit": detail.row.is_open,
        "may_answer": undecided and detail.row.state != "awaiting_confirmation",
        "deed": "",
    }


def _suggest_department(detail: cases.Detail, services: dict[str, Any]) -> str:
    """Give the department that has it, else the one of the service it seems to be about."""
    service = services.get(detail.row.service or "")
    return detail.row.department or (service.department_id if service else "") or ""


def _action_page(
    name: str, schema: type[Input], act: Callable[..., object], message: str = ""
) -> Page:
    """Make a page of a deed: one is back with what is ``message``, or looks at one's own answer.

    What is refused is said beside the form, answers kept.
    """

    @require_POST
    @mayors_page
    def view(request: HttpRequest, code: str) -> HttpResponse:
        try:
            arguments = read(request, schema).arguments()
            made = act(the_act(request), code=code, **arguments)
        except (cases.NotFound, cases.NotAllowed):
            raise
        except cases.CaseError as error:
            return _refusal_page(request, code, name, access.words(error), error.status)
        except InvalidForm as error:
            return _refusal_page(request, code, name, error.sentences, error.status)
        if not message:
            return HttpResponseRedirect(_looked_at(code, made))
        messages.success(request, gettext(message))
        return HttpResponseRedirect(f"/morning/text/{code}/")

    return view


def _looked_at(code: str, made: object) -> str:
    """Give the page where one's own words are looked at once more, or first their dates."""
    there = f"/morning/{code}/"
    waits = getattr(made, "state", "") == "awaiting_confirmation"
    return there if waits else check_url(code, next=there)


def _visit(act: Act, **about: Any) -> None:  # noqa: ANN401 -- what is planned
    visits.visit_plan(act, visitor=act.viewer.staff_id, **about)


def _refusal_page(
    request: HttpRequest, code: str, name: str, problem: str, status: int
) -> HttpResponse:
    problem_context = {"deed": name, "problem": problem, "posted": as_written(request)}
    page = _context(request, code) | problem_context
    return render(request, "answers/morning_text.html", page, status=status)


pass_on = _action_page(
    "pass-on",
    inputs.Instruct,
    api.case_instruct,
    gettext_noop("지시와 함께 배정하고 부서장에게 통보했습니다."),
)
meet = _action_page(
    "meet", Meet, api.case_meet, gettext_noop("회의를 소집하고 해당 부서에 알렸습니다.")
)
visit = _action_page(
    "visit", MayorsVisit, _visit, gettext_noop("현장 방문을 등록하고 보내신 분께 알렸습니다.")
)
answer = _action_page("answer", OwnAnswer, api.case_answer)
