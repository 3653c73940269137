"""Many cases in one press: doing it, what became of each, and undoing all of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.views import access, labels
from townline.casework.cases.views.lists import the_act
from townline.casework.desk import api
from townline.casework.desk.rules import LineState
from townline.casework.desk.views.api.batches import BatchOnPage
from townline.platform.departments import api as departments
from townline.platform.departments.guards import may
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to


@require_POST
@staff_page(may(departments.Permission.WRITE), reads=True)
def batch(request: HttpRequest) -> HttpResponse:
    """Do what was pressed with all picked cases, then show what became of each."""
    form = read(request, BatchOnPage, codes="code")
    done = api.batch_run(
        the_act(request),
        key=form.key or uuid.uuid4(),
        codes=form.codes,
        batch_input=_batch_input(form),
    )
    request.session["batch_back"] = back_to(request, "/inbox/")[:500]
    return HttpResponseRedirect(f"/batches/{done}/")


def _batch_input(form: BatchOnPage) -> api.BatchInput:
    department = form.department
    if form.assignee and not department:
        found = departments.staff_by_id(form.assignee)
        department = found.department_id if found else None
    return api.BatchInput(
        deed=form.deed,
        department=department,
        assignee=form.assignee,
        reason=form.reason,
        body=form.body,
    )


@require_GET
@staff_page()
def result(request: HttpRequest, number: int) -> HttpResponse:
    """Show which cases were done, which were refused, and why."""
    act = the_act(request)
    found = api.batch_get(act, batch_id=number)
    person = departments.staff_by_id(found.assignee) if found.assignee else None
    # Given to somebody who is away: said at once, since it is easily undone.
    cover = departments.covers_of([person.id], act.now).get(person.id) if person else None
    offices = {d.code: d for d in departments.departments()}
    groups = [
        (state, labels.BATCH_STATES[state], _lines(found, state))
        for state in (LineState.REFUSED, LineState.KEPT, LineState.WAITING, LineState.DONE,
                      LineState.UNDONE)
    ]  # fmt: skip
    context: dict[str, Any] = {
        "batch": found,
        "deed": labels.BATCH_ACTIONS[found.deed],
        "department": offices.get(found.department or ""),
        "person": person,
        "cover": departments.staff_by_id(cover) if cover else None,
        "done": found.count(LineState.DONE),
        "refused": found.count(LineState.REFUSED),
        "groups": [group for group in groups if group[2]],
        "back": request.session.get("batch_back", "/inbox/"),
    }
    return render(request, "desk/batch.html", context)


def _lines(found: api.BatchView, state: LineState) -> list[tuple[api.BatchLineView, str]]:
    return [
        (
            line,
            access.stored_refusal(line.problem, line.detail, line.extra) if line.problem else "",
        )
        for line in found.lines
        if line.state == state
    ]


@require_POST
@staff_page()
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Put all of it back."""
    api.batch_undo(the_act(request), batch_id=number)
    messages.success(request, gettext("실행을 취소했습니다. 이후에 처리된 민원은 그대로입니다."))
    return HttpResponseRedirect(f"/batches/{number}/")
