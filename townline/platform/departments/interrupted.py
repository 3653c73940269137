"""The doors at which people sign in or show who they are, for whatever page needs one."""

from django.http import HttpRequest, HttpResponse

from townline.platform.departments import views, views_again, views_second
from townline.platform.departments.sign_in import SECOND, Way


def sign_in_page(
    request: HttpRequest, door: str, to: str, carried: str, status: int
) -> HttpResponse:
    """Show a door in the place of a page that could not take a form."""
    way = Way(to, carried, interrupted=True)
    pages = {SECOND: views_second.page, "/sign-in/again/": views_again.page}
    response = pages.get(door, views.page)(request, way)
    response.status_code = status
    return response
