"""Ends a process together with the one that started it, even if that was killed with -9."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_supervisor() -> None:
    """Ask for SIGTERM when the supervisor is gone; end at once if it is gone already."""
    expected = os.environ.get("TOWNLINE_SUPERVISED")
    if expected is None:
        return
    end_with_parent()
    # The supervisor may have gone before the kernel was told to watch it.
    if os.getppid() != int(expected):
        sys.exit(0)


def end_with_parent() -> None:
    """Ask the kernel for SIGTERM when our parent is gone (Linux only)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
