"""Bringing files of road sections and what lies beside them: look first, then take."""

import io
import zipfile
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods
from pydantic import Field

from townline.platform.core import clock, jobs
from townline.platform.departments.api import Viewer
from townline.platform.geofiles import api as geofiles
from townline.platform.web.inputs import Input
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.views import problem_page
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.views.words import kind_words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from townline.prevention.hazards.exploration_planning.models import PlaceFile

_BOTH = require_http_methods(["GET", "HEAD", "POST"])
_PHASES = {
    "reading": gettext_noop("파일을 읽는 중입니다."),
    "taking": gettext_noop("자료를 가져오는 중입니다."),
}


class Bring(Input):
    """``crs``: "" for what the file says itself."""

    CALLED: ClassVar = {
        **Input.CALLED, "kind": gettext_noop("자료 종류"), "crs": gettext_noop("좌표계"),
        "files": gettext_noop("파일"),
    }  # fmt: skip
    kind: api.PlaceFileKind
    crs: Annotated[str, Field(max_length=20)] = ""


@_BOTH
def data(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show what there is of each kind, and take a file in to be looked at."""
    if request.method != "POST":
        return _page(request)
    form, files = read(request, Bring), request.FILES.getlist("files")
    size = sum(file.size or 0 for file in files)
    if not files or size > geofiles.GeofileLimits().size:
        words = gettext("파일을 선택해 주세요. 모두 합해 50 MB까지 받습니다.")
        return _page(request, wrong=words, status=422)
    name, content = _one(files)
    file = api.place_file_bring(
        kind=form.kind, name=name, content=content, crs=form.crs,
        actor=viewer.actor, now=clock.now(),
    )  # fmt: skip
    if api.is_long(file):
        api.place_file_read_later(file, clock.now())
    return HttpResponseRedirect(reverse("where_next_file", args=[file.pk]))


def _one(files: "list[UploadedFile[Any]]") -> tuple[str, bytes]:
    """Keep files that belong together (.shp, .dbf, .prj) as one ZIP."""
    if len(files) == 1:
        return files[0].name or "", files[0].read()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name or "", file.read())
    return f"{files[0].name}.zip", packed.getvalue()


def _page(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    names = kind_words()
    context = {
        "stored": [(names[one.kind], one) for one in api.stored_kinds()],
        "kinds": names.items(),
        "grids": [(str(grid), grid.called) for grid in geofiles.Grid],
        "wrong": wrong,
        "chosen": as_written(request).get("kind", ""),
    }
    return render(request, "exploration_planning/data.html", context, status=status)


@_BOTH
def waiting(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show what taking a file would do, and take it; of a large one how far its job is."""
    file = api.file_waiting(file_id=number, staff_id=viewer.staff_id)
    job = jobs.job_of(api.subject_of(number), clock.now())
    if file is None:
        done = job is not None and not job.running and not job.failed and request.method != "POST"
        if done:
            return HttpResponseRedirect(reverse("where_next_data"))
        return _gone_page(request)
    if job is not None and job.running:
        context = {"job": job, "phase": gettext(_PHASES[job.phase])}
        return _waiting(request, file, context)
    if request.method == "POST":
        return _take(request, viewer, file)
    return _waiting(request, file, _preview(file))


def _gone_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        error = api.FileGone("no file waits")
        return problem_page(request, error.status, detail=error.words("", {}))
    return problem_page(request, 404)


def _waiting(request: HttpRequest, file: "PlaceFile", more: dict[str, Any]) -> HttpResponse:
    context = {"file": file, "kind": kind_words()[api.PlaceFileKind(file.kind)]} | more
    return render(request, "exploration_planning/waiting.html", context)


def _preview(file: "PlaceFile") -> dict[str, Any]:
    """Give what taking a file would do; of a large one what its job stored, or that it stopped."""
    if not api.is_long(file):
        return api.preview_read(api.preview_of(api.file_places(file)))
    return api.preview_read(file.preview) if file.preview else {"stopped": True}


def _take(request: HttpRequest, viewer: Viewer, file: "PlaceFile") -> HttpResponse:
    here, now = reverse("where_next_file", args=[file.pk]), clock.now()
    if api.is_long(file):
        if pressed_button(request, "read"):
            api.place_file_read_later(file, now)
        else:
            api.place_file_take_later(file, actor=viewer.actor, now=now)
        return HttpResponseRedirect(here)
    try:
        counts = api.place_file_take(
            file_id=file.pk, places=api.file_places(file), actor=viewer.actor, now=now
        )
    except api.PlanningError as error:
        return problem_page(request, error.status, detail=error.words("", {}))
    words = gettext("새 자료 %(new)s건, 바뀐 자료 %(changed)s건을 가져왔습니다.")
    messages.success(request, words % {"new": counts.new, "changed": counts.changed})
    return HttpResponseRedirect(reverse("where_next_data"))
