"""The JSON API as a whole (docs/api.md): the rooms' parts, who may ask, how it refuses."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, re_path
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from townline.casework.cases.views.api import building
from townline.casework.data_protection.views.api import records as privacy
from townline.casework.desk.views.api.whole import whole_case
from townline.config.http_api import casework as cases, refusing
from townline.lines.queues.views import api as queues
from townline.lines.safenumbers.views import api as safenumbers
from townline.platform.core.text.languages import json_read
from townline.platform.departments.views import api as departments
from townline.platform.departments.views.api_auth import Session, Token
from townline.platform.web.http_api import problems
from townline.platform.web.http_api.schema import Api
from townline.prevention.hazards.explorations.views import api as explorations
from townline.prevention.hazards.hazard_map.views import api as hazard_map
from townline.prevention.hazards.views import api as hazards
from townline.prevention.incidents.views import api as incidents
from townline.prevention.policy.views import api as stories
from townline.prevention.surveys.pages.views import api as survey_pages, api_lists as survey_lists


class Bodies(Parser):
    """Bodies from outside, also those that are nested beyond all measure."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        read: dict[str, Any] = json_read(request.body)
        return read


class Readable(JSONRenderer):
    """Korean as it is: readable in a terminal, and half as long as escaped."""

    json_dumps_params = {"ensure_ascii": False}


api = Api(
    title="Townline",
    version="1",
    description="Cases that residents send by text, from the first text to the answer.",
    docs_url=None,
    auth=[Token(), Session()],
    parser=Bodies(),
    renderer=Readable(),
    urls_namespace="api",
)
api.add_router("/v1", departments.router, tags=["directory"])
api.add_router("/v1/cases", cases.search)
api.add_router("/v1", cases.reading)
api.add_router("/v1", privacy.router)
api.add_router("/v1/cases", cases.actions)
api.add_router("/v1/persons", cases.persons)
api.add_router("/v1", queues.public)
api.add_router("/v1", safenumbers.router)
api.add_router("/v1/desks", queues.desks)
api.add_router("/v1", hazard_map.router)
api.add_router("/v1", survey_pages.router)
api.add_router("/v1", hazards.router)
api.add_router("/v1", explorations.router)
api.add_router("/v1", incidents.router)
api.add_router("/v1", stories.router)
api.add_router("/v1", survey_lists.router)
building.WHOLE.fill(whole_case)
refusing.install(api)

urlpatterns = [
    path("", problems.not_found),
    path("", api.urls),
    re_path(r"^(?P<rest>(?s:.*))$", problems.not_found),
]
