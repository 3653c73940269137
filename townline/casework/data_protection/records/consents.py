"""What residents agree to when they text or ask, as the district words it: a page for everybody."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from townline.platform.core import clock, district
from townline.platform.web.moments import english

_LANGUAGES = ("ko", "en")
_KEPT_SECONDS = 600


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
    found: dict[str, list[dict[str, Any]]] = {}
    for one in district.current().raw.get("texts", {}).get("consents") or []:
        if one["since"] <= today.isoformat():
            found.setdefault(one["key"], []).append(one)
    return [_consent(versions, language) for versions in found.values()]


def _consent(versions: list[dict[str, Any]], language: str) -> Consent:
    *older, last = sorted(versions, key=lambda one: int(one["version"]))
    return Consent(
        key=last["key"],
        title=last["title"][language],
        version=last["version"],
        since=parse_date(last["since"]),
        body=_filled(last[language]),
        before=[
            (one["version"], parse_date(one["since"]), _filled(one[language]))
            for one in reversed(older)
        ],
    )


def _filled(body: str) -> str:
    data = district.current()
    number = district.line_number()
    office = data.raw.get("service_name", {}).get("en" if english() else "ko", "")
    return body.format(line_number=number, office=office or data.name("ko"))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show them in the address's language, the same for everybody."""
    wish = request.GET.get("lang", "")
    language = wish if wish in _LANGUAGES else translation.get_language() or _LANGUAGES[0]
    with translation.override(language):
        found = consents(language, clock.now().astimezone(district.current().zone).date())
        if not found:
            raise Http404
        response = HttpResponse(render_to_string("config/consents.html", _context(found, language)))
    response["Content-Language"] = language
    response["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _context(found: list[Consent], language: str) -> dict[str, Any]:
    data = district.current()
    return {
        "consents": found,
        "language": language,
        "office": data.raw.get("service_name", {}).get(language) or data.name(language),
    }
