"""``/settings/backup/``: how the last backup went, and one by a press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.backup import requesting
from townline.platform.core import clock, jobs
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may, who_may
from townline.platform.web import moments
from townline.platform.web.registry import SettingsItem
from townline.platform.web.staff import staff_page

_manages = may(Permission.MANAGE)
_sees_settings = who_may(_manages)


def _state() -> str:
    last = requesting.last_backup()
    if last.failed:
        return gettext("마지막 백업 실패")
    if last.at is None:
        return gettext("백업한 적 없음")
    return gettext("%(age)s 전 백업") % {"age": moments.span(clock.now() - last.at)}


BACKUP = SettingsItem(
    "/settings/backup/",
    lambda: gettext("백업"),
    lambda: gettext("마지막 백업 확인, 지금 백업하기"),
    lambda: gettext("시스템"),
    lambda request: requesting.is_set_up() and _sees_settings(request),
    lambda: "backup",
    _state,
)


@require_GET
@staff_page(_manages)
def backup(request: HttpRequest) -> HttpResponse:
    """Show the last backup, and the one that is being made."""
    context = {
        "is_set_up": requesting.is_set_up(),
        "last": requesting.last_backup(),
        "job": jobs.job_of(requesting.SUBJECT, clock.now()),
        "phase": gettext("백업하고 복구해 보는 중"),
    }
    return render(request, "config/backup.html", context)


@require_POST
@staff_page(_manages)
def backup_now(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Have a worker make a backup."""
    if not requesting.backup_request(actor=viewer.actor, now=clock.now()):
        messages.warning(request, gettext("백업 폴더와 키가 없거나 이미 백업하고 있습니다."))
    return HttpResponseRedirect(reverse("backup"))
