"""``townline map``: the tiles of a district's ground, made here and served by ourselves."""

from argparse import Namespace
from pathlib import Path

from townline.config.command_line import environment
from townline.platform.core.commands import Add, say


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    made = add("map", "map demo: draw the streets of the invented district", command)
    made.add_argument("action", choices=["demo"])


def command(options: Namespace) -> int:
    """Make the tiles; needs no database."""
    environment.use_home(options.home)
    import django  # noqa: PLC0415 -- the home must be named first

    django.setup()
    return _demo()


def _demo() -> int:
    from django.conf import settings  # noqa: PLC0415 -- needs Django to be ready

    from townline.demo.ground.making import make  # noqa: PLC0415 -- the same
    from townline.platform.core.paths import DEMO  # noqa: PLC0415 -- the same

    target = Path(settings.TOWNLINE_MAPS) / "handeul.pmtiles"
    made = make(DEMO, target)
    say(f"{'drawn' if made else 'there already'}: {target}")
    return 0
