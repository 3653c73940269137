"""A look at a resident's number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.actions import word
from townline.casework.cases.views.lists import the_viewer
from townline.casework.data_protection import api
from townline.platform.core import clock
from townline.platform.core.text import msisdn
from townline.platform.web.numbers import is_number


def _whose(request: HttpRequest) -> int | None:
    text = word(request, "text", 20)
    # Never the first one's instead of the one that was meant: 0 is nobody's text.
    return (int(text) if is_number(text) else 0) if text else None


@require_POST
@staff_page()
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show the number once, on a page that is not kept; the look is in the history."""
    number = api.number_reveal(
        code=code,
        viewer=the_viewer(request),
        now=clock.now(),
        reason=word(request, "reason"),
        text=_whose(request),
    )
    return render(
        request, "data_protection/number.html", {"number": msisdn.national(number), "code": code}
    )
