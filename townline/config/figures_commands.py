"""``townline figures rebuild``: count all days of the figures anew, for example after an import."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from townline.config.commands import ready, say

type Add = Callable[[str, str, Callable[[Namespace], int]], ArgumentParser]


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    made = add("figures", "figures rebuild: count all days of the figures anew", rebuild)
    made.add_argument("action", choices=["rebuild"])


def rebuild(options: Namespace) -> int:
    """Count month by month; when it is stopped it goes on, the next time, where it was."""
    with ready(options):
        from townline.core import clock  # noqa: PLC0415 -- needs Django
        from townline.insights import api  # noqa: PLC0415 -- the same

        days = api.figures_rebuild(now=clock.now(), progress=_progress)
    say(f"counted {days} days")
    return 0


def _progress(month: dt.date) -> None:
    say(f"{month:%Y-%m}")
