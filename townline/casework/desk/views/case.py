"""The case page: what was said, what is promised, what to do next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.alarms.api import kind_name
from townline.casework.alarms.views import alarms
from townline.casework.answers import api as answers
from townline.casework.answers.views import instructions, leaving
from townline.casework.answers.views.composer import composer
from townline.casework.cases import api as cases
from townline.casework.cases.api import CaseEvent
from townline.casework.cases.ports import case_panels
from townline.casework.cases.views import assignment_history, labels, thread
from townline.casework.cases.views.lists import Directory, directory, the_act
from townline.casework.cases.views.places import places
from townline.casework.cases.views.senders import blockable
from townline.casework.classification import api as classification
from townline.casework.classification.models import TextReading
from townline.casework.classification.views import (
    assignment,
    locating,
    repeats,
    similarity,
    suggesting,
)
from townline.casework.coordination.views import joint, meetings, referrals
from townline.casework.deadlines.views import commitments, statutory
from townline.casework.desk.views import work_item_labels
from townline.casework.portal.views import residents
from townline.casework.visits.views.panel import panel as visits_panel
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.staff import staff_page

# Calling somebody in a note: whom the page offers.


def panel(detail: cases.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give whom the note's box offers to call, to who may write notes."""
    return {"offered": cases.callable_for(detail.row) if viewer.may(Permission.WRITE) else []}


_COMPOSING = {"with_department", "drafted", "returned", "reopened", "awaiting_resident"}


@require_GET
@staff_page(reads=True)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show a case beside its list, which the page asks for itself; a script gets the case alone."""
    context = case_context(request, code, directory())
    if context["case"].code != code:
        # An old name of a merged case leads to the one that went on.
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"/cases/{context['case'].code}/{query and '?'}{query}")
    alone = request.headers.get("HX-Request") == "true"
    return render(request, "desk/case.html" if alone else "cases/inbox.html", context)


@dataclass(frozen=True)
class May:
    """What this person may do with this case now."""

    assign: bool
    write: bool
    ask: bool
    submit: bool
    note: bool
    withdraw: bool
    send_back: bool
    confirm: bool
    undo: bool
    misroute: bool
    dismiss: bool
    close: bool
    reopen: bool
    reveal: bool
    settle: bool
    decline: bool
    block: bool


def may(viewer: Viewer, detail: answers.AnswerDetail) -> May:
    """Combine the powers of a person with what the table of states allows.

    Who only takes part reads, says a position, and writes notes: the lead does the rest.
    """
    row = detail.row
    leads = cases.leads(viewer, department=row.department, private=row.private)

    def both(permission: Permission, event: str) -> bool:
        return leads and viewer.may(permission) and event in detail.allowed

    return May(
        assign=both(Permission.ASSIGN, "assign")
        and (cases.decides(viewer) or not detail.row.decided_above),
        write=both(Permission.WRITE, "draft") and detail.row.state in _COMPOSING,
        ask=both(Permission.WRITE, "ask"),
        submit=leads and viewer.may(Permission.WRITE),
        note=viewer.may(Permission.WRITE),
        withdraw=both(Permission.WRITE, "withdraw"),
        send_back=both(Permission.SEND_BACK, "send_back"),
        confirm=both(Permission.CONFIRM, "confirm"),
        undo=both(Permission.CONFIRM, "undo") and detail.hold is not None,
        misroute=both(Permission.WRITE, "misroute") and not detail.row.bound,
        dismiss=both(Permission.ASSIGN, "dismiss"),
        close=both(Permission.WRITE, "close"),
        reopen=both(Permission.WRITE, "reopen"),
        reveal=leads and viewer.may(Permission.REVEAL),
        settle=leads and viewer.may(Permission.SETTLE),
        decline=leads and viewer.may(Permission.DECLINE),
        block=leads and viewer.may(Permission.BLOCK),
    )


def case_context(request: HttpRequest, code: str, names: Directory) -> dict[str, Any]:
    """Gather what the case pane shows."""
    act = the_act(request)
    detail = answers.answer_get(act, code=code)
    # A department that takes part leaves it unread for the one that leads.
    leads = cases.leads(act.viewer, department=detail.row.department, private=detail.row.private)
    if detail.row.unread and act.viewer.may(Permission.WRITE) and leads:
        cases.case_seen(case_id=detail.row.id)
    people = departments.staff_names(thread.staff_of(detail.history))
    row = detail.row
    service = names.services.get(row.service or "")
    allowed = may(act.viewer, detail)
    writing = composer(
        detail, names.departments.get(row.department or ""), act.now, may=allowed.write
    )
    visits = visits_panel(detail, act.viewer)
    boxes = case_panels(act, detail)
    found = [sentence for box in boxes for sentence in box.found]
    writing["openings"] = [*visits["found"], *found, *writing["openings"]]
    mine = classification.resident_cases(detail=detail, viewer=act.viewer)
    together = joint.panel(act, detail, names, people, others=mine.others)
    again = repeats.panel(detail, act.viewer, mine)
    readings = classification.readings_of(row.id) if "readings" in detail.holds else []
    suggested = suggesting.panel(detail, names, readings, act.now, assigns=allowed.assign)
    return {
        "case": row,
        "detail": detail,
        "others": mine.others,
        "may": allowed,
        "alarms": alarms.panel(act, detail),
        "texts_held": alarms.texts_held(detail),
        "by_rule": assignment.panel(detail, assigns=allowed.assign),
        "viewer": act.viewer,
        "names": names,
        "state_word": labels.state(row.state),
        "next_step": labels.next_step(row),
        "department": names.departments.get(row.department or ""),
        "service": service,
        "suggested": service if row.department is None else None,
        "suggestion": suggested,
        "languages": cases.languages(classification.languages_of(readings)),
        "taken": suggesting.undoable_press(request, act, row.code),
        "days": thread.days(
            detail.thread,
            suggesting.marked_words(suggested),
            suggesting.odd_texts(suggested),
            _danger_marks(readings),
        ),
        "places": places(detail.thread),
        "location": locating.panel(readings, detail, act.viewer),
        "steps": work_item_labels.history(detail.history, people, names),
        "returned": _last(detail, people, names, "returned", CaseEvent.SEND_BACK),
        "misrouted": _last(
            detail, people, names, "misrouted", CaseEvent.MISROUTE, CaseEvent.RETURN_AGAIN
        ),
        "composer": writing,
        "has_photos": any(t.photos for t in detail.thread)
        or bool(writing["photos"] or writing["upload"] or visits["has_photos"])
        or any(box.has_photos for box in boxes),
        "list_query": suggesting.list_query(request),
        "line": row,
        "now": act.now,
        "blockable": blockable(detail),
        "instructions": instructions.panel(detail),
        "legal": statutory.panel(act, detail),
        "promised": commitments.panel(detail, act.viewer),
        "holds": leaving.holds(detail, act.now),
        "visits": visits,
        "boxes": boxes,
        "again": again,
        "alike": similarity.panel(detail, act.viewer, again),
        "residents": residents.panel(detail, act.viewer),
        "joint": together,
        "meetings": meetings.panel(act, detail, names, together),
        "mentions": panel(detail, act.viewer),
        "referrals": referrals.panel(act, detail),
        "owners": assignment_history.holding_lines(detail, names, people),
    }


def _danger_marks(readings: list[TextReading]) -> dict[int, thread.DangerMark]:
    spans = suggesting.danger_spans(readings)
    return {
        text: thread.DangerMark(kind_name(kind), start, end)
        for text, (kind, start, end) in spans.items()
    }


def _last(
    detail: cases.Detail,
    people: dict[int, departments.Staff],
    names: Directory,
    state: str,
    *events: CaseEvent,
) -> thread.TimelineStep | None:
    """Tell the last of these events to a case that is in the state they lead to."""
    if detail.row.state != state:
        return None
    tags = {event.tag for event in events}
    lines = [line for line in detail.history if line.event in tags]
    return next(iter(work_item_labels.history(lines, people, names)), None)
