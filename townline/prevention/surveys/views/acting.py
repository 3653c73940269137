"""What is pressed on the page of a home: each a form that works without a script."""

import datetime as dt
import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases.api import InvalidInput, NotFound, PhotoUnusable
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, media
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.models import Surveyor
from townline.prevention.surveys.selectors import homes as sight
from townline.prevention.surveys.services import attempts, homes
from townline.prevention.surveys.services.homes import StoredFile
from townline.prevention.surveys.services.submitting import entities
from townline.prevention.surveys.services.undoing import home_undo
from townline.prevention.surveys.views import inputs
from townline.prevention.surveys.views.homes import back

_PHOTOS = 6


def photos_of(request: HttpRequest, now: dt.datetime) -> list[StoredFile]:
    """Keep the photos of a form, drawn anew. Raises PhotoUnusable, InvalidInput."""
    chosen = request.FILES.getlist("photos")
    if len(chosen) > _PHOTOS:
        raise InvalidInput(f"at most {_PHOTOS} photos")
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        raise PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    try:
        uploads = [(conversations.photo_take(data=f.read(), now=now), f.name or "") for f in chosen]
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused
    return [StoredFile(each.photo.sha256, name, each.point) for each, name in uploads]


@require_POST
@staff_page(sight.works)
def exclude(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take a home out, with words and evidence."""
    form, now = read(request, inputs.Exclude), clock.now()
    files = photos_of(request, now)
    point = inputs.point_of(form.at) or next((each.point for each in files if each.point), None)
    homes.home_exclude(
        home_id=number, why=form.why, reason=form.reason, actor=viewer.actor, now=now,
        files=files, point=point,
    )  # fmt: skip
    messages.success(request, gettext("조사에서 제외했습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def put_back(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Put a home back on the list."""
    form = read(request, inputs.SurveyReason)
    homes.home_put_back(home_id=number, reason=form.reason, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("목록에 다시 넣었습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def undo(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take the last press on a home back."""
    home_undo(home_id=number, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("실행을 취소했습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def attempt(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Note a visit in vain."""
    form, now = read(request, inputs.FailedVisit), clock.now()
    attempts.attempt_add(
        home_id=number, key=f"page:{secrets.token_hex(12)}", at=now, actor=viewer.actor, now=now,
        **form.arguments(),
    )  # fmt: skip
    messages.success(request, gettext("방문 결과를 저장했습니다. 다시 방문할 주택으로 남습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def place(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say where a home lies."""
    point = inputs.point_of(read(request, inputs.HomePlacing).at)
    if point is None:
        raise InvalidInput("a position is needed")
    homes.home_place(home_id=number, point=point, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("위치를 저장했습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def add_files(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Hang drawings, terrain or photos on a home."""
    form, now = read(request, inputs.FileAttachment), clock.now()
    files = photos_of(request, now)
    homes.files_add(home_id=number, purpose=form.purpose, files=files, actor=viewer.actor, now=now)
    messages.success(request, gettext("자료를 추가했습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def assign(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give a home to a surveyor."""
    form = read(request, inputs.AssignSurveyor)
    chosen = Surveyor.objects.filter(id=form.surveyor or 0, active=True).first()
    if form.surveyor and chosen is None:
        raise NotFound("there is no such surveyor")
    homes.homes_assign(home_ids=[number], surveyor=chosen, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("조사원을 배정했습니다."))
    return back(number)


@require_POST
@staff_page(sight.works)
def choose(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let one of what phones said against each other count."""
    form = read(request, inputs.Choose)
    entities.entity_decide(
        home_id=number, update_id=form.update, actor=viewer.actor, now=clock.now()
    )
    messages.success(request, gettext("선택한 내용을 반영했습니다."))
    return back(number)
