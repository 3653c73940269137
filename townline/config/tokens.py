"""A token made on the server, for ``townline token``."""

from townline.platform.core import clock
from townline.platform.core.commands import CannotStart
from townline.platform.departments import api


def make(username: str, scopes: list[str], name: str) -> str:
    """Make a token that acts as the person. Raises CannotStart for an unknown person or scope."""
    staff = api.staff_by_username(username)
    if staff is None:
        raise CannotStart(f"nobody is called {username!r}; add them with: townline staff add")
    try:
        return api.token_create(staff=staff, scopes=scopes, now=clock.now(), name=name)
    except api.InvalidStaff as error:
        raise CannotStart(str(error)) from error
