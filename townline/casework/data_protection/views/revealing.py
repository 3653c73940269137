"""A look at a resident's number."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act
from townline.casework.data_protection import api
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web import sealed
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page


@require_POST
@staff_page(may(Permission.REVEAL), reads=True)
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show the number once, on a page that is not kept; the look is in the history."""
    arguments = read(request, inputs.Reveal).arguments()
    number = api.number_reveal(the_act(request), code=code, **arguments)
    return render(
        request, "data_protection/number.html", {"number": msisdn.national(number), "code": code}
    )


@require_POST
@staff_page(may(Permission.REVEAL), reads=True)
def reveal_words(request: HttpRequest, code: str) -> HttpResponse:
    """Show a text once as it came, with its personal numbers; the look is in the history."""
    arguments = read(request, inputs.RevealWords).arguments()
    words = api.words_reveal(the_act(request), code=code, **arguments)
    return render(request, "data_protection/number.html", {"words": words, "code": code})


# A number on its way from one page to the next: sealed, for one person, for a quarter hour.
#
# The pages about one person need its number at each step, and none of them shows it.

_LIFE = dt.timedelta(minutes=15)


def seal(act: Act, number: str) -> str:
    """Give what a page may carry in the number's place."""
    return sealed.seal(_kind(act.viewer), number, act.now)


def unseal(act: Act, given: str) -> str | None:
    """Give the number; None for what is too old, another person's, or nothing of ours."""
    number = sealed.unseal(_kind(act.viewer), given, act.now, _LIFE)
    return None if number is None else str(number)


def _kind(viewer: Viewer) -> str:
    return f"number for {viewer.staff_id}"
