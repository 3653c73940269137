"""What a line of a case's history is about, by name: departments, categories and kinds."""

import re
from collections.abc import Callable
from dataclasses import replace

from townline.casework.cases.views import thread
from townline.casework.cases.views.lists import Directory
from townline.casework.deadlines.settings import Kinds
from townline.platform.core import district
from townline.platform.core.models import Transition
from townline.platform.departments.api import Staff
from townline.platform.web.moments import english
from townline.platform.web.templatetags.townline import named

# A person who returned a case named the department that it is for.
_SUGGESTED = re.compile(r"(?<= → )[\w-]+$")


def history(
    lines: list[Transition], people: dict[int, Staff], names: Directory
) -> list[thread.TimelineStep]:
    """Tell a history, newest first: each line with the names of what its codes stand for."""
    steps = thread.history(lines, people)
    return [
        _with_names(step, line, names) for step, line in zip(steps, reversed(lines), strict=True)
    ]


def _with_names(
    step: thread.TimelineStep, line: Transition, names: Directory
) -> thread.TimelineStep:
    about = ", ".join(filter(None, (describe(line, names) for describe in _ABOUT)))
    reason = _SUGGESTED.sub(
        lambda code: _department(code.group(), names) or code.group(), step.reason
    )
    return replace(step, what=f"{step.what}: {about}" if about else step.what, reason=reason)


def _department(code: object, names: Directory) -> str:
    found = names.departments.get(str(code))
    return named(found) if found else ""


def _of_department(line: Transition, names: Directory) -> str:
    return _department(line.data.get("department"), names)


def _of_service(line: Transition, names: Directory) -> str:
    found = names.services.get(str(line.data.get("service")))
    return named(found) if found else ""


def _of_kind(line: Transition, _names: Directory) -> str:
    before, after = (_kind(line.data.get(name)) for name in ("before", "after"))
    return f"{before} → {after}" if before and after else after


def _kind(code: object) -> str:
    found = district.part(Kinds).named(str(code))
    return found.name.in_language("en" if english() else "ko") if found else ""


_ABOUT: tuple[Callable[[Transition, Directory], str], ...] = (
    _of_department,
    _of_service,
    _of_kind,
)
