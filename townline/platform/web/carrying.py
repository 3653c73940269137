"""What was written into a form that could not be taken: carried through the sign-in, given back.

The words travel sealed in the sign-in page's own form, so that nothing is stored for a stranger
and nobody else can put words there. They are shown before they are sent once more: whoever
signs in presses anew. Files and passwords are not carried.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from townline.platform.core import clock
from townline.platform.web import sealed
from townline.platform.web.addresses import without_numbers

FIELD = "carried"
LIMIT = 40_000  # letters; the longest answer has 2,000 bytes
_KIND, _LIFE = "carried", dt.timedelta(hours=1)
type Why = Literal["", "late", "factor"]
NOTHING_WRONG: Mapping[str, str] = {}
_NEVER = frozenset({"csrfmiddlewaretoken", FIELD, "password", "old", "credential"})


@dataclass(frozen=True)
class CarriedForm:
    """A form as it was sent. ``person``: whose session had ended, None where nobody knows."""

    path: str
    values: list[tuple[str, str]]
    files: bool
    person: int | None

    def fields(self, wrong: Mapping[str, str]) -> list[tuple[str, str, bool, str]]:
        """Give name, value, whether somebody should see it, and what is wrong with it."""
        return [
            (name, value, name in wrong or _is_written(value), wrong.get(name, ""))
            for name, value in self.values
        ]


def gather_form(request: HttpRequest) -> CarriedForm | None:
    """Give what somebody wrote; None when nothing was written, or far too much."""
    values = [
        (name, str(value))
        for name, sent in request.POST.lists()
        for value in sent
        if name not in _NEVER
    ]
    size = sum(len(value) for _, value in values)
    if size > LIMIT or not any(_is_written(value) for _, value in values):
        return None
    person = getattr(request, "ended_session_of", None)
    return CarriedForm(
        without_numbers(request.get_full_path()), values, bool(request.FILES), person
    )


def _is_written(value: str) -> bool:
    # Keys, codes, dates and the names of deeds are single words of plain letters.
    return not value.isascii() or any(letter.isspace() for letter in value.strip())


def carry(request: HttpRequest) -> str:
    """Seal what somebody wrote for the way through the sign-in; "" for nothing."""
    form = gather_form(request)
    return sealed.seal(_KIND, asdict(form), clock.now()) if form else ""


def carried_token(request: HttpRequest) -> str:
    """Give what a step of the sign-in was handed, sealed as it is; "" for nothing."""
    return request.POST.get(FIELD, "")


def onward(request: HttpRequest, to: str) -> HttpResponse:
    """Go on after the sign-in: to a page, or first give back what was carried through it."""
    known = sealed.unseal(_KIND, carried_token(request), clock.now(), _LIFE)
    form = CarriedForm(**cast("dict[str, Any]", known)) if known else None
    if form is None or form.person not in {None, request.user.pk}:
        return HttpResponseRedirect(to)
    return give_back(request, form, to=to)


def give_back(
    request: HttpRequest,
    form: CarriedForm,
    *,
    to: str,
    why: Why = "",
    wrong: Mapping[str, str] = NOTHING_WRONG,
    status: int = 200,
) -> HttpResponse:
    """Show what was written, ready to be sent once more.

    ``why``: the form was too old (late), or a second factor is due, which ``to`` sets up (factor).
    ``wrong``: what is to be mended, by field.
    """
    fields = form.fields(wrong)
    shown = {name for name, *_ in fields}
    context = {
        "form": form,
        "fields": fields,
        "to": to,
        "why": why,
        # What has no field here is told all the same.
        "wrong": {name if name in shown else "": words for name, words in wrong.items()},
    }
    return render(request, "web/given_back.html", context, status=status)
