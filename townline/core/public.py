"""Addresses that stand in texts to people outside, who have no session here."""

from django.conf import settings


def address(path: str) -> str:
    """Give the whole address of a page (``/c/…``), or "" where nobody has said how we are reached.

    It begins with TOWNLINE_PUBLIC_URL, else with the first of TOWNLINE_ORIGINS.
    """
    base: str = settings.TOWNLINE_PUBLIC_URL
    return f"{base}{path}" if base else ""
