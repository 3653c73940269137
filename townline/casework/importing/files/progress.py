"""A bar for work that takes more than two seconds."""

import sys
from typing import TextIO

from townline.platform.core import clock

_QUIET, _AGAIN, _WIDTH = 2.0, 0.2, 30


class ProgressBar:
    """Draws on standard error where somebody watches, or where it was asked for."""

    def __init__(self, *, wanted: bool | None = None, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._on = self._out.isatty() if wanted is None else wanted
        self._next = clock.ticks() + _QUIET
        self._drawn = 0

    def move(self, words: str, share: float) -> None:
        """Say how far it is, from 0 to 1."""
        if not self._on or clock.ticks() < self._next:
            return
        self._next = clock.ticks() + _AGAIN
        full = round(min(share, 1.0) * _WIDTH)
        line = f"[{'#' * full}{'.' * (_WIDTH - full)}] {min(share, 1.0):4.0%} {words}"
        self._write(f"\r{line:<{self._drawn}}")
        self._drawn = len(line)

    def clear(self) -> None:
        """Take the bar away, so that words can be written in its place."""
        if self._drawn:
            self._write(f"\r{'':<{self._drawn}}\r")
            self._drawn = 0

    def _write(self, words: str) -> None:
        self._out.write(words)
        self._out.flush()
