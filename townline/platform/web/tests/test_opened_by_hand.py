"""An address that only takes forms leads a browser to the page that has the form."""

import re
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from townline.platform.web.middleware import OpenedByHand, above

_SAMPLES = ("1", "a", "C-1", "2026-11-25", "00000000-0000-0000-0000-000000000001")
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
get = RequestFactory().get


def _addresses(found: URLResolver, before: str = "") -> Iterator[str]:
    for one in found.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _addresses(one, route)
        elif isinstance(one, URLPattern) and "(?" not in route and "^" not in route:
            yield "/" + route


def _fill_route(route: str) -> str:
    for sample in _SAMPLES:
        path = re.sub(r"<[^>]+>", sample, route)
        try:
            resolve(path)
        except Exception:  # noqa: BLE001, S112 -- a converter that takes another sample
            continue
        return path
    return ""


def _only_posts(path: str) -> bool:
    """Say whether a view refuses GET before it looks at anything."""
    match = resolve(path)
    try:
        answer = match.func(get(path), *match.args, **match.kwargs)
    except Exception:  # noqa: BLE001 -- it wants a person or rows: it takes GET
        return False
    return bool(answer.status_code == 405)


FORMS = sorted(
    path
    for path in filter(None, map(_fill_route, _addresses(get_resolver())))
    if "/api/" not in path and _only_posts(path)
)


def test_there_are_such_addresses():
    assert len(FORMS) > 50


@pytest.mark.parametrize("path", FORMS)
def test_it_leads_to_a_page(path):
    target, steps = path, 0
    while target != "/" and _only_posts(target):
        target, steps = above(target), steps + 1
    assert steps
    assert len(target) < len(path)


def test_a_browser_is_led_and_a_program_refused():
    path = FORMS[0]
    match = resolve(path)
    led = OpenedByHand(lambda request: match.func(request, *match.args, **match.kwargs))
    assert led(get(path, headers=BROWSER)).url == above(path)
    assert led(get(path)).status_code == 405
