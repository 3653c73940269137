"""A process of ours that stops where a test says, and is killed there with -9."""

import os
import signal
import subprocess
import sys

from django.db import connection

from tests.database import address
from townline.platform.core.paths import ROOT

_BEGINNING = """
import sys, time
import django
django.setup()

def stop(*_given, **_more):
    print("here", flush=True)
    time.sleep(60)
"""


def kill_where_it_stops(program: str, *given: str) -> None:
    """Run a program in the test's database and kill it at the first ``stop()`` that it comes to.

    ``program``: Python that puts ``stop`` in the place of a function and reads ``sys.argv``.
    """
    database = {"TOWNLINE_DATABASE_URL": address(str(connection.settings_dict["NAME"]))}
    child = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-c", _BEGINNING + program, *given],
        cwd=ROOT,
        env=os.environ | database | {"DJANGO_SETTINGS_MODULE": "townline.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
