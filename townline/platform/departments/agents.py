"""What a browser calls itself, in words a person knows: ``Chrome, Android``."""

import re

_BROWSERS = (
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Whale", r"Whale/"),
    ("Edge", r"Edg[A-Z]*/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def describe_agent(agent: str) -> str:
    """Name the browser and the system, as far as they can be told."""
    names = [_first(agent, table) for table in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in names if name) or "?"


def _first(agent: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((name for name, pattern in table if re.search(pattern, agent)), "")
