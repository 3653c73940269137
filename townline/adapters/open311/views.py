"""Discovery, services and released requests."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from townline.adapters.open311.bodies import Document, Value
from townline.adapters.open311.door import Open311Error, open311_view
from townline.adapters.open311.filters import RequestFilter, split
from townline.adapters.open311.public_ids import is_named, public_id
from townline.platform.core import clock, district
from townline.platform.core.http import public
from townline.platform.departments import api as departments
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.prevention.policy.insights.api import PublicMatter, public_map, public_map_settings

_SPECIFICATION: Final = "http://wiki.open311.org/GeoReport_v2"
_CHANGESET: Final = "2026-12-01T00:00:00Z"  # of this interface, not of the data
_MEDIA_TYPES: Final = ("application/json", "text/xml")
_DIGITS: Final = 5  # of degrees: a metre


@open311_view
def discovery(request: HttpRequest) -> Document:
    """Say where the server is and what it speaks."""
    endpoint: Value = {
        "specification": _SPECIFICATION,
        "url": public.address_or_own(request, "/open311/v2"),
        "changeset": _CHANGESET,
        "type": "test" if settings.TOWNLINE_DEMO else "production",
        "formats": _MEDIA_TYPES,
    }
    name = district.current().name(_language())
    content: Value = {
        "changeset": _CHANGESET,
        "contact": f"{name}: {district.line_number()}",
        "key_service": "No key is needed to read.",
        "endpoints": [endpoint],
    }
    return Document("discovery", content)


@open311_view
def services(request: HttpRequest) -> Document:
    """List the categories whose requests the district releases."""
    return Document("services", [_service(code, name) for code, name in _service_names().items()])


def _service(code: str, name: str) -> Value:
    return {
        "service_code": code,
        "service_name": name,
        "description": name,
        "metadata": False,
        "type": "realtime",
        "keywords": "",
        "group": "",
    }


@open311_view
def service_definition(request: HttpRequest, service_code: str) -> Document:
    """Give the attributes of a category, of which there are none yet."""
    if service_code not in _service_names():
        raise Open311Error(404, "service_code was not found")
    return Document("service_definition", {"service_code": service_code, "attributes": []})


@open311_view
def requests(request: HttpRequest) -> Document:
    """List released requests, the newest first."""
    names = _service_names()
    if ids := set(split(request.GET, "service_request_id")):  # then nothing else counts
        return _list([each for each in _public_cases() if is_named(each.case_id, ids)], names)
    chosen = RequestFilter.read(request.GET, known=names, zone=district.current().zone)
    return _list(chosen.select(_public_cases()), names)


@open311_view
def service_request(request: HttpRequest, request_id: str) -> Document:
    """Give one released request, in a list as the standard says."""
    found = [each for each in _public_cases() if is_named(each.case_id, {request_id})]
    if not found:
        raise Open311Error(404, "service_request_id was not found")
    return _list(found, _service_names())


def _list(found_cases: list[PublicMatter], names: dict[str, str]) -> Document:
    return Document("service_requests", [_request(each, names) for each in found_cases])


def _request(matter: PublicMatter, names: dict[str, str]) -> Value:
    current = district.current()
    # The day alone: the exact time could tell who it was.
    begins = dt.datetime.combine(matter.day, dt.time(), current.zone)
    return {
        "service_request_id": public_id(matter.case_id),
        "status": "closed" if matter.answered else "open",
        "status_notes": None,
        "service_name": names[matter.service],
        "service_code": matter.service,
        "description": None,
        "agency_responsible": current.name(_language()),
        "service_notice": None,
        "requested_datetime": begins.isoformat(),
        "updated_datetime": None,
        "expected_datetime": None,
        "address": dong_name(matter.dong, english=english()) if matter.dong else None,
        "address_id": None,
        "zipcode": None,
        "lat": round(matter.latitude, _DIGITS),
        "long": round(matter.longitude, _DIGITS),
        "media_url": None,
    }


def _public_cases() -> list[PublicMatter]:
    return public_map(now=clock.now())


def _service_names() -> dict[str, str]:
    """Give the names of the released categories by code, in the order of the district's file."""
    codes = public_map_settings().services
    return {
        each.service_code: each.name_en if english() else each.name_ko
        for each in departments.services()
        if each.service_code in codes
    }


def _language() -> str:
    return "en" if english() else "ko"
