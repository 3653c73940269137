"""Addresses that stand in texts to people outside, who have no session here."""

import re

from django.conf import settings

_TOKEN = re.compile(r"(/[a-z]/)[\w-]{16,}")


def address(path: str) -> str:
    """Give the whole address of a page (``/c/…``), or "" where nobody has said how we are reached.

    It begins with TOWNLINE_PUBLIC_URL, else with the first of TOWNLINE_ORIGINS.
    """
    base: str = settings.TOWNLINE_PUBLIC_URL
    return f"{base}{path}" if base else ""


def tokens_hidden(text: str) -> str:
    """Hide what opens a page in a text's links: it is for who got the text, and for nobody else."""
    return _TOKEN.sub(r"\1***", text)
