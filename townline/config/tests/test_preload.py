"""What is loaded before the web's workers are forked leaves nothing that a fork would break."""

import os
import subprocess
import sys

LOADS = """
import gc, sys, threading
from townline.config.preload import preload
done = preload()
from django.db import connections
open_ = [one for one in connections.all(initialized_only=True) if one.connection is not None]
there = "townline.casework.desk.views.case" in sys.modules
print(done, threading.active_count(), len(open_), there, gc.get_freeze_count() > 100_000)
"""


def preload_output(start: str) -> str:
    code = f"import multiprocessing; multiprocessing.set_start_method({start!r})\n{LOADS}"
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "townline.config.settings"}
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_no_connection_and_no_thread_is_left_to_a_fork_and_nothing_is_looked_through_again():
    assert preload_output("fork") == "True 1 0 True True"


def test_nothing_is_loaded_where_workers_begin_anew():
    code = LOADS.replace("from django.db import connections", "raise SystemExit(print(done))")
    start = "import multiprocessing; multiprocessing.set_start_method('spawn')\n"
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", start + code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
