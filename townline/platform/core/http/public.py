"""Addresses that stand in texts to people outside, who have no session here."""

import re

from django.conf import settings
from django.http import HttpRequest

_TOKEN = re.compile(r"(/[a-z]/)[\w-]{16,}")


def address(path: str) -> str:
    """Give the whole address of a page (``/c/…``), or "" where nobody has said how we are reached.

    It begins with TOWNLINE_PUBLIC_URL, else with the first of TOWNLINE_ORIGINS.
    """
    base: str = settings.TOWNLINE_PUBLIC_URL
    return f"{base}{path}" if base else ""


def address_or_own(request: HttpRequest, path: str) -> str:
    """Give the public address of a page to hand to somebody, else the one that was asked for."""
    return address(path) or request.build_absolute_uri(path)


def tokens_hidden(text: str) -> str:
    """Hide what opens a page in a text's links: it is for who got the text, and for nobody else."""
    return _TOKEN.sub(r"\1***", text)
