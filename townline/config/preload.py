"""What every process and every web worker needs, loaded once before they are forked.

Ten that load it each for themselves keep two processors busy for many seconds at a start, and
keep it in memory ten times. Nothing here opens a connection or begins a thread, neither of
which a fork would survive; tests/test_preload.py holds it to that.
"""

import multiprocessing
from importlib import import_module

from townline.platform.core import django_setup


def preload() -> bool:
    """Load the pages, where workers are forks of this process; say whether it was done."""
    if multiprocessing.get_start_method() != "fork":
        # From Python 3.14 on they are not, and would gain nothing.
        return False
    load()
    return True


def load() -> None:
    """Load the rooms and their pages."""
    django_setup.set_up()
    import_module("townline.config.urls")
