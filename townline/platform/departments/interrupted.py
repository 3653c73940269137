"""The doors at which people sign in or show who they are, for whatever page needs one."""

from django.http import HttpRequest, HttpResponse

from townline.platform.departments.sign_in import SECOND, SignInTarget
from townline.platform.departments.views import interrupted, pages as views, second_factor


def sign_in_page(
    request: HttpRequest, door: str, to: str, carried: str, status: int
) -> HttpResponse:
    """Show a door in the place of a page that could not take a form."""
    way = SignInTarget(to, carried, interrupted=True)
    pages = {SECOND: second_factor.page, "/sign-in/again/": interrupted.page}
    response = pages.get(door, views.page)(request, way)
    response.status_code = status
    return response
