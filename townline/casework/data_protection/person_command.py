"""What ``townline person`` does: everything about one person to a file, or erased."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.casework.data_protection import api
from townline.platform.core import clock
from townline.platform.core.commands import CannotStart
from townline.platform.core.history.audit import SERVER
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Permission, Role, Viewer

_PRIVATE = 0o600
_SHOWN = 4  # digits that a mask leaves


def server_viewer() -> Viewer:
    """Give whoever may use the server's command line, for the history."""
    return Viewer(
        staff_id=0,
        role=Role.ADMINISTRATOR,
        powers=frozenset({Permission.EXPORT, Permission.ERASE}),
        departments=None,
        department=None,
        language="ko",
        actor=SERVER,
    )


def number_of(given: str) -> str:
    """Take a number from the command line, or with ``-`` from standard input."""
    number = sys.stdin.readline().strip() if given == "-" else given
    if not msisdn.is_whole(number):
        raise CannotStart("write the whole number, for example 010-0000-0042")
    return number


def export(*, number: str, reason: str, out: Path) -> dict[str, Any]:
    """Write everything about a person to a new file: a ZIP, or JSON by its ending.

    Raises CannotStart for a file that is there already, or a wish that is refused.
    """
    if out.exists():
        raise CannotStart(f"{out} is there already; name another file")
    exported = _call_service(
        lambda: api.person_export(Act(server_viewer(), clock.now()), number=number, reason=reason)
    )
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except OSError as error:
        raise CannotStart(f"{out} cannot be written: {error.strerror}") from error
    with os.fdopen(handle, "wb") as file:
        if out.suffix == ".json":
            file.write(api.person_words(exported))
        else:
            api.person_pack(exported, file)
    return exported


def erase(*, number: str, reason: str, force: bool, sure: Callable[[str], bool]) -> api.Erased:
    """Erase a person, once ``sure`` has said so to what it is told."""
    act = Act(server_viewer(), clock.now())
    who = _call_service(lambda: api.person_lookup(act, number=number))
    question = (
        f"{who.masked}: {who.texts} texts, {who.cases} cases, {who.open} of them open. "
        "Words and number are erased for good."
    )
    if not sure(question):
        raise CannotStart("nothing was erased")
    return _call_service(lambda: api.person_erase(act, number=number, reason=reason, force=force))


def ask(number: str) -> Callable[[str], bool]:
    """Give a question that only the last four digits of the number answer."""

    def sure(question: str) -> bool:
        sys.stderr.write(f"{question}\nType the last four digits of the number to go on: ")
        sys.stderr.flush()
        return sys.stdin.readline().strip() == number.strip()[-_SHOWN:]

    return sure


def _call_service[T](action: Callable[[], T]) -> T:
    try:
        return action()
    except cases.CaseError as error:
        raise CannotStart(error.detail) from error
