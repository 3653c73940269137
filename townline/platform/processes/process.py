"""Runs one process of the house by its name (``townline process NAME``)."""

import logging
import os
import time
from importlib import import_module

from townline.platform.core import django_setup, logs
from townline.platform.core.commands import CannotStart
from townline.platform.processes.children import CHILDREN, Child, child_by_name
from townline.platform.processes.parent import die_with_supervisor

_LOOK_SECONDS = 2.0


def run(name: str) -> None:
    """Run a process until SIGTERM. Raises CannotStart for a name nobody has."""
    child = _startable(name)
    die_with_supervisor()
    logs.configure(name)
    if child.django:
        django_setup.set_up()
    if child.database:
        _wait_for_database(name)
    if child.district:
        _wait_for_district()
    module, _, function = child.entry.partition(":")
    try:
        getattr(import_module(module), function)()
    except CannotStart:
        raise
    except Exception:
        logging.getLogger(__name__).exception("%s cannot go on", name)
        raise SystemExit(1) from None


def _startable(name: str) -> Child:
    """Find a process that can be started here. Raises CannotStart."""
    child = child_by_name(name)
    if child is None:
        known = ", ".join(child.name for child in CHILDREN.value)
        raise CannotStart(f"no process is called {name!r}; there are: {known}")
    if not child.unit and "TOWNLINE_SUPERVISED" not in os.environ:
        raise CannotStart(f"the process {name} runs only under townline run")
    return child


def _wait_for_database(name: str) -> None:
    from townline.platform.core.database import availability  # noqa: PLC0415 -- needs Django

    availability.wait()
    if "TOWNLINE_SUPERVISED" not in os.environ:
        from townline.platform.processes import oneself  # noqa: PLC0415 -- the same

        oneself.watch(name)


def _wait_for_district() -> None:
    """Wait until a district is loaded: a process that falls for want of one only fills the log."""
    from townline.platform.core import district  # noqa: PLC0415 -- needs Django
    from townline.platform.core.database import availability  # noqa: PLC0415 -- the same

    if not district.is_loaded():
        logging.getLogger(__name__).warning(
            "no district is loaded: run townline district load FOLDER; waiting for one"
        )
    while not district.is_loaded():
        availability.close_connection()
        time.sleep(_LOOK_SECONDS)
