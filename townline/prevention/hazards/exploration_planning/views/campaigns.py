"""Making a campaign of a plan: its sections become lines that are to be explored."""

from typing import Annotated, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST
from pydantic import Field, StringConstraints

from townline.casework.cases.api import CaseError
from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.geofiles import api as geofiles
from townline.platform.web.inputs import Input
from townline.platform.web.reading import read
from townline.platform.web.views import back_to, problem_page
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.explorations import api as explorations

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class NewCampaign(Input):
    """``sections``: ids of the plan that was looked at, by commas."""

    CALLED: ClassVar = {
        **Input.CALLED,
        "year": gettext_noop("연도"),
        "team": gettext_noop("수행 팀"),
        "sections": gettext_noop("이 화면"),
        "next": gettext_noop("이 화면"),
    }
    name: _Name
    year: Annotated[int, Field(ge=2000, le=2100)]
    team: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    sections: Annotated[str, Field(pattern=r"^\d{1,9}(,\d{1,9})*$", max_length=200_000)]
    next: str = ""


@require_POST
def make(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin a campaign with the sections of a plan, all of them or none."""
    form = read(request, NewCampaign)
    try:
        count = _make(form, viewer)
    except CaseError as error:
        detail = error.message()
        return problem_page(request, error.status, detail=detail)
    words = gettext("탐사 ‘%(name)s’에 구간 %(n)s개를 등록했습니다.")
    messages.success(request, words % {"name": form.name, "n": count})
    return HttpResponseRedirect(back_to(request, "/hazards/where-next/"))


@transaction.atomic
def _make(form: NewCampaign, viewer: Viewer) -> int:
    now = clock.now()
    wanted = [int(number) for number in form.sections.split(",")]
    features = api.section_features(wanted)
    entry = explorations.CampaignEntry(name=form.name, year=form.year, team=form.team)
    explorations.campaign_create(by=viewer, entry=entry, now=now)
    written = geofiles.write(geofiles.GeoFormat.GEOJSON, features, name="plan")
    files = {written.name: written.content}
    plan = explorations.lines_look(files=files, now=now, campaign=form.name)
    return explorations.lines_import(by=viewer, plan=plan, now=now).lines
