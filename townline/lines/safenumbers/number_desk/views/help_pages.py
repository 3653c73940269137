"""Where the duty room finds the owners who cannot come, and says that it has helped."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from townline.lines.safenumbers import api
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page

KINDS = {
    "move": gettext_lazy("차를 옮겨 달라는 요청"),
    "trouble": gettext_lazy("차에 문제가 있다는 알림"),
    "": gettext_lazy("전화만 걸려 옴"),
}


class HelpDone(Input):
    """Which to-do is done."""

    CALLED: ClassVar[Mapping[str, str]] = {"done": gettext_noop("선택한 행")}
    done: UUID


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def help_tasks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what is open, the oldest first; a POST ends one."""
    if request.method == "POST":
        return _finish_help(request, viewer)
    rows = [
        (
            task,
            KINDS.get(task.kind, KINDS[""]),
            api.number_shown(task.number) if task.number else "",
        )
        for task in api.help_tasks_open()
    ]
    return render(request, "number_desk/help.html", {"rows": rows})


def _finish_help(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = read(request, HelpDone)
    if api.help_finish(by=viewer, task_id=form.done, now=clock.now()):
        messages.success(request, gettext("도움을 마친 것으로 기록했습니다."))
    return HttpResponseRedirect(request.path)
