"""Runs one process of the house by its name (``townline process NAME``)."""

import logging
import os
from importlib import import_module

from townline.platform.core import django_setup, logs
from townline.platform.core.commands import CannotStart
from townline.platform.processes.children import every, named
from townline.platform.processes.parent import die_with_supervisor


def run(name: str) -> None:
    """Run a process until SIGTERM. Raises CannotStart for a name nobody has."""
    child = named(name)
    if child is None:
        known = ", ".join(child.name for child in every())
        raise CannotStart(f"no process is called {name!r}; there are: {known}")
    die_with_supervisor()
    logs.configure(name)
    if child.django:
        django_setup.set_up()
    if child.database:
        from townline.platform.core.database import away  # noqa: PLC0415 -- needs Django

        away.wait()
        if "TOWNLINE_SUPERVISED" not in os.environ:
            from townline.platform.processes import oneself  # noqa: PLC0415 -- the same

            oneself.watch(name)
    module, _, function = child.entry.partition(":")
    try:
        getattr(import_module(module), function)()
    except Exception:
        logging.getLogger(__name__).exception("%s cannot go on", name)
        raise SystemExit(1) from None
