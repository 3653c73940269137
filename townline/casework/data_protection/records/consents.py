"""What residents agree to when they text or ask, as the district words it: a page for everybody."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from townline.casework.data_protection.settings import Consents, Wording
from townline.platform.core import clock, district
from townline.platform.core.settings import Office
from townline.platform.web.moments import english

_LANGUAGES = ("ko", "en")
_CACHE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Consent:
    """The words that hold now, and those from before (version, from which day, words)."""

    key: str
    title: str
    version: int
    since: dt.date | None
    body: str
    before: list[tuple[int, dt.date | None, str]]


def consents(language: str, today: dt.date) -> list[Consent]:
    """Give each consent in a language, in the district's order, by the version that holds."""
    found: dict[str, list[Wording]] = {}
    for one in district.part(Consents).consents or ():
        if one.since <= today:
            found.setdefault(one.key, []).append(one)
    return [_consent(versions, language) for versions in found.values()]


def _consent(versions: list[Wording], language: str) -> Consent:
    *older, last = sorted(versions, key=lambda one: one.version)
    return Consent(
        key=last.key,
        title=last.title.in_language(language),
        version=last.version,
        since=last.since,
        body=_fill_body(last.in_language(language)),
        before=[
            (one.version, one.since, _fill_body(one.in_language(language)))
            for one in reversed(older)
        ],
    )


def _fill_body(body: str) -> str:
    office = district.part(Office).service_name.in_language("en" if english() else "ko")
    return body.format(line_number=district.line_number(), office=office)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show them in the address's language, the same for everybody."""
    requested = request.GET.get("lang", "")
    language = requested if requested in _LANGUAGES else translation.get_language() or _LANGUAGES[0]
    with translation.override(language):
        found = consents(language, clock.now().astimezone(district.current().zone).date())
        if not found:
            raise Http404
        response = HttpResponse(render_to_string("config/consents.html", _context(found, language)))
    response["Content-Language"] = language
    response["Cache-Control"] = f"public, max-age={_CACHE_SECONDS}"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _context(found: list[Consent], language: str) -> dict[str, Any]:
    return {
        "consents": found,
        "language": language,
        "office": district.part(Office).service_name.in_language(language),
    }
