"""What one person owes: reminders, own cases, the department's next ones."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from townline.cases import api
from townline.cases.views import labels
from townline.cases.views.access import staff_page
from townline.cases.views.lists import decorated, directory, the_viewer
from townline.core import clock
from townline.departments import api as departments

_SHOWN = 30


@require_GET
@staff_page()
def mine(request: HttpRequest) -> HttpResponse:
    viewer, now, names = the_viewer(request), clock.now(), directory()
    own = api.Filters(view="open", assignee=viewer.staff_id)
    office = api.Filters(view="open", department=viewer.department or "")
    notices = api.notices(viewer=viewer)
    promises = api.promised_list(
        viewer=viewer, filters=api.PromisedFilters(whose="mine"), limit=_SHOWN
    )
    context = {
        "promises": promises,
        "promises_missed": sum(p.state == api.PromisedState.MISSED for p in promises),
        "notices": [(n, labels.NOTICES.get(n.kind, "")) for n in notices],
        "unread": sum(n.unread for n in notices),
        "own": decorated(
            api.cases_list(viewer=viewer, filters=own, now=now, limit=_SHOWN).rows, names
        ),
        "office": decorated(
            api.cases_list(viewer=viewer, filters=office, now=now, limit=_SHOWN).rows, names
        )
        if viewer.department
        else [],
        "department": names.departments.get(viewer.department or ""),
        "may_digest": viewer.role in departments.DIGEST_ROLES,
    }
    return render(request, "cases/mine.html", context)


@require_POST
@staff_page()
def read(request: HttpRequest) -> HttpResponse:
    """Mark all reminders as read."""
    api.notices_read(viewer=the_viewer(request), now=clock.now())
    return HttpResponseRedirect("/mine/")
