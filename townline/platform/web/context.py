"""What the page frame needs on every page. Nothing is counted before a template asks."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.web import moments
from townline.platform.web.addresses import without_numbers
from townline.platform.web.registry import REGISTRY, Banner
from townline.platform.web.showing.places import Frame

MODES = {"light": "", "dark": "high-contrast", "system": "theme"}
MODE_COOKIE = "tl-mode"
RAIL_COOKIE = "tl-rail"


def shell(request: HttpRequest, name: Callable[[], str] | None = None) -> dict[str, object]:
    """Give ``shell``: the district's names, the frame, alerts, and how the page looks."""
    mode = mode_of(request)
    return {
        "shell": {
            "name": SimpleLazyObject(name or service_name),
            "frame": Frame(request),
            "is_mini": request.COOKIES.get(RAIL_COOKIE) == "mini",
            "quiet": SimpleLazyObject(lambda: REGISTRY.value.quiet(request)),
            "settings": SimpleLazyObject(lambda: _settings(request)),
            "banners": SimpleLazyObject(lambda: _banners(request)),
            "mode": mode,
            "krds_mode": MODES[mode],
            "demo": settings.TOWNLINE_DEMO,
            "keep_key": SimpleLazyObject(lambda: keep_key(request)),
            "here": without_numbers(request.get_full_path()),
            "keys": request.COOKIES.get("tl-keys", "on"),
        }
    }


def keep_key(request: HttpRequest) -> str:
    """Give the key (32 bytes, base64) under which a person's words are kept in their browser.

    Only pages of their own sign-in have it: who sits there next cannot read what was kept.
    """
    made = salted_hmac("townline.kept", str(request.user.pk), algorithm="sha256")
    return b64encode(made.digest()).decode()


def mode_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(MODE_COOKIE, "system")
    return chosen if chosen in MODES else "system"


def service_name() -> str:
    """Name the service in the reader's language, from the district's data."""
    try:
        return _name_of(district.current())
    except district.DistrictMissing:
        return _name_of(None)


def remembered_name() -> str:
    """Name the service without asking the database: for pages that say that it is away."""
    return _name_of(district.cached_settings())


def _name_of(settings_: district.Settings | None) -> str:
    if settings_ is None:
        return "Townline"
    return settings_.part(Office).service_name.in_language("en" if moments.english() else "ko")


@dataclass(frozen=True)
class Page:
    """A page of settings as drawn; ``state`` is asked for by the index alone."""

    url: str
    label: str
    line: str
    more: str
    here: bool
    state: Callable[[], str]


def _settings(request: HttpRequest) -> dict[str, list[Page]]:
    """Give the pages of settings that this person may open, by group."""
    groups: dict[str, list[Page]] = {}
    for item in REGISTRY.value.settings:
        if item.visible(request):
            here = request.path.startswith(item.url)
            page = Page(item.url, item.label(), item.line(), item.more(), here, item.state)
            groups.setdefault(item.group(), []).append(page)
    return groups


def _banners(request: HttpRequest) -> list[Banner]:
    return [banner for make in REGISTRY.value.banners if (banner := make(request))]
