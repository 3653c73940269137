"""The few pages that a helper reaches; ``config/wiring.py`` names them, and nothing else opens."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from townline.platform.core.ports import Port
from townline.platform.web.views import problem_page

# What helps to come in, to go away and to read.
_DOORS = ("/sign-in/", "/sign-out/", "/demo/sign-in/", "/language/", "/appearance/", "/healthz",
          "/readyz")  # fmt: skip
# Names of addresses; a helper begins at the first.
PAGES: Port[Sequence[str]] = Port("the pages that helpers reach")


def reaches(path: str) -> bool:
    """Say whether a helper reaches an address: it is named, or a way in, out or to read."""
    return path.startswith(_DOORS) or _name(path) in PAGES.value


def blocked_page(request: HttpRequest) -> HttpResponse | None:
    """Give what a helper sees in the place of a page that is not theirs; None: it is."""
    if reaches(request.path_info):
        return None
    if request.path_info == "/":
        return HttpResponseRedirect(reverse(PAGES.value[0]))
    return problem_page(request, 403)


def _name(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
