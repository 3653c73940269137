"""Fills a home that is ready: the district, the demo's history. Skips what is there already."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from townline.platform.core.commands import CannotStart
from townline.platform.core.error_context import working
from townline.platform.core.paths import ROOT
from townline.platform.core.redaction import describe_error

log = logging.getLogger(__name__)

DEMO_DISTRICT = ROOT / "townline" / "data" / "districts" / "demo"
_LOADING = (
    f"loading the district of {DEMO_DISTRICT}",
    "put the files of this folder back as they were published, and start again",
)
_EMPTY = (
    "Townline starts with the invented district and its staff, but without cases. To try again, "
    "start with another --home; please report this line"
)


def district() -> None:
    """Load the demo district's departments, services and texts as a sample when none is loaded."""
    from townline.config.loading import load  # noqa: PLC0415 -- needs Django to be ready
    from townline.platform.core.models import District  # noqa: PLC0415 -- the same

    if not District.objects.exists():
        with working(*_LOADING):
            load(DEMO_DISTRICT)
        log.info("sample district loaded")


@contextmanager
def demo_map() -> Iterator[None]:
    """Draw the invented district's map in a process of its own while its history is written."""
    from django.conf import settings  # noqa: PLC0415 -- needs Django to be ready

    from townline.demo.ground.making import file_in, is_made  # noqa: PLC0415 -- the same

    if is_made(DEMO_DISTRICT, file_in(Path(settings.TOWNLINE_MAPS), DEMO_DISTRICT)):
        yield
        return
    command = [sys.executable, "-m", "townline", "map", "demo"]
    drawing = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own program
    try:
        yield
        if drawing.wait():
            # Pages have a list beside each map: nothing waits for it.
            log.warning("the map could not be drawn: run townline map demo")
    finally:
        drawing.kill()
        drawing.wait()


def demo() -> None:
    """Make an empty database the demo: district, people, sixty days.

    Where the sixty days cannot be written, the demo starts with the district and its people only,
    and says so in the log and on the sign-in page.

    Raises CannotStart for a database that serves an office: the demo's sign-in page would let
    anybody in.
    """
    from django.db import transaction  # noqa: PLC0415 -- needs Django to be ready

    from townline import demo as history  # noqa: PLC0415 -- the same
    from townline.config.loading import load  # noqa: PLC0415 -- the same
    from townline.platform.core.models import District  # noqa: PLC0415 -- the same

    if history.is_built():
        return
    if District.objects.exists():
        raise CannotStart(
            "this home serves an office, and the demo would let anybody in: start with "
            "--no-demo, or name another --home for the demo"
        )
    log.info("writing sixty days of the demo district")
    with transaction.atomic():
        with working(*_LOADING):
            load(DEMO_DISTRICT, with_staff=True)
        _write_history()


def _write_history() -> None:
    """Write the sixty days; without them, note that there are none. No failure stops the start."""
    from django.db import InterfaceError, OperationalError, transaction  # noqa: PLC0415 -- as above

    from townline import demo as history  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- the same

    begun = time.monotonic()
    try:
        with transaction.atomic():
            count = history.build(clock.now(), progress=log.info)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 -- an empty demo is better than none
        words = describe_error(error, error.__traceback__)
        log.error("the demo's cases could not be written: %s. %s", words, _EMPTY)  # noqa: TRY400 -- one line
        history.mark_omitted(clock.now())
        return
    log.info("%d cases written in %.1f s", count, time.monotonic() - begun)
