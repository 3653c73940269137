"""A look at a resident's number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act
from townline.casework.data_protection import api
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
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
