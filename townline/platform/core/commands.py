"""What a room's command needs of the command line: a place to speak, and a home made ready."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from townline.platform.core.ports import Port

type Command = Callable[[Namespace], int]
# Adds a command to the command line: its name, what it is for, what it does.
type Add = Callable[[str, str, Command], ArgumentParser]
type Ready = Callable[[Namespace], AbstractContextManager[None]]

READY: Port[Ready] = Port("a home made ready for a command")


class CannotStart(RuntimeError):
    """What was asked for cannot be done; the words say why and what to do."""


def ready(options: Namespace) -> AbstractContextManager[None]:
    """Have the home, its database, its keys and Django for a while."""
    return READY.value(options)


def replaceable(file: Path) -> Path:
    """Give the file that is to be written whole; raise CannotStart for a device or a folder.

    A file is replaced by renaming, which would put an ordinary file in the place of ``/dev/null``.
    """
    if file.exists() and not file.is_file():
        raise CannotStart(f"{file} is not an ordinary file; name another one")
    return file


def write_line(words: str) -> None:
    """Answer on standard output."""
    print(words)  # noqa: T201 -- this is what a command is for
