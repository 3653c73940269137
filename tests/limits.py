"""Limits to put in the place of a room's own."""

from itertools import count

from townline.platform.core.http.limits import Limit

_names = count()


def at_most(most: int) -> Limit:
    """Make a limit of a minute that nothing else counts in."""
    return Limit(name=f"test:{next(_names)}", per="test", most=most, shared=False)
