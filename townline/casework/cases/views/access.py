"""What pages and the API know of who looks at cases."""

from collections.abc import Mapping

from django.http import HttpRequest

from townline.casework.cases import api
from townline.casework.cases.errors import CaseError, PhotoUnusable
from townline.casework.cases.models import Case
from townline.platform.core.refusals import refusal_words
from townline.platform.departments.api import Role, Viewer

# Who looks after the links to the phone network, by their page or a program.
LINKS_ROLES = (Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR)
_ABOUT_A_CASE = ("cases/", "morning/")


class StaffRequest(HttpRequest):
    """A request of a signed-in person, with what they may do worked out once."""

    viewer: Viewer


def conceal(request: HttpRequest, viewer: Viewer) -> None:
    """Hide the case of an address, if it names one, from who may not know of it. Raises NotFound.

    A port of the guard (``web/staff.py``): filled in ``config/wiring.py``.
    """
    match = request.resolver_match
    code = str(match.kwargs.get("code", "")) if match else ""
    if match is None or not code or not match.route.startswith(_ABOUT_A_CASE):
        return
    case = Case.objects.filter(code=code).first()
    if case is None or not api.sees(viewer, case):
        raise api.NotFound(f"there is no case {code}", code=code)


# Refusals in the words of pages, which their classes have.


def words(error: CaseError) -> str:
    """Say a refusal in the reader's language."""
    return error.message()


def stored_refusal(type_: str, detail: str, extra: Mapping[str, object]) -> str:
    """Say a refusal that was kept by its type, as ``words`` does."""
    return refusal_words(CaseError, type_, detail, extra)


def photo_problem(code: str) -> str:
    """Say what is the matter with a file."""
    return PhotoUnusable.words("", {"problem": code})
