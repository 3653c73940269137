"""What was written into a form that could not be taken: carried through the sign-in, given back.

The words travel sealed in the sign-in page's own form, so that nothing is stored for a stranger
and nobody else can put words there. They are shown before they are sent once more: whoever
signs in presses anew. Files and passwords are not carried.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from townline.platform.core import clock
from townline.platform.web import sealed

FIELD = "carried"
LIMIT = 40_000  # letters; the longest answer has 2,000 bytes
_KIND, _LIFE = "carried", dt.timedelta(hours=1)
type Why = Literal["", "late", "factor"]
_NEVER = frozenset({"csrfmiddlewaretoken", FIELD, "password", "old", "credential"})


@dataclass(frozen=True)
class Form:
    """A form as it was sent. ``person``: whose session had ended, None where nobody knows."""

    path: str
    values: list[tuple[str, str]]
    files: bool
    person: int | None

    def fields(self) -> list[tuple[str, str, bool]]:
        """Give name, value, and whether somebody wrote it and should see it."""
        return [(name, value, _written(value)) for name, value in self.values]


def gathered(request: HttpRequest) -> Form | None:
    """Give what somebody wrote; None when nothing was written, or far too much."""
    values = [
        (name, str(value))
        for name, sent in request.POST.lists()
        for value in sent
        if name not in _NEVER
    ]
    size = sum(len(value) for _, value in values)
    if size > LIMIT or not any(_written(value) for _, value in values):
        return None
    person = getattr(request, "ended_session_of", None)
    return Form(request.get_full_path(), values, bool(request.FILES), person)


def _written(value: str) -> bool:
    # Keys, codes, dates and the names of deeds are single words of plain letters.
    return not value.isascii() or any(letter.isspace() for letter in value.strip())


def carry(request: HttpRequest) -> str:
    """Seal what somebody wrote for the way through the sign-in; "" for nothing."""
    form = gathered(request)
    return sealed.seal(_KIND, asdict(form), clock.now()) if form else ""


def onward(request: HttpRequest, to: str) -> HttpResponse:
    """Go on after the sign-in: to a page, or first give back what was carried through it."""
    known = sealed.unseal(_KIND, request.POST.get(FIELD, ""), clock.now(), _LIFE)
    form = Form(**cast("dict[str, Any]", known)) if known else None
    if form is None or form.person not in {None, request.user.pk}:
        return HttpResponseRedirect(to)
    return give_back(request, form, to=to)


def give_back(
    request: HttpRequest, form: Form, *, to: str, why: Why = "", status: int = 200
) -> HttpResponse:
    """Show what was written, ready to be sent once more.

    ``why``: the form was too old (late), or a second factor is due, which ``to`` sets up (factor).
    """
    context = {"form": form, "to": to, "why": why}
    return render(request, "web/given_back.html", context, status=status)
