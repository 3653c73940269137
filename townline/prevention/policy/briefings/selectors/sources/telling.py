"""What all sources need: who counts for the whole office, and gathering by scope."""

from collections.abc import Iterable, Mapping
from typing import Final

from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Viewer
from townline.prevention.policy.briefings.ports import BriefingPeriod
from townline.prevention.policy.briefings.rules.facts import WHOLE, Names

# Counts for everybody: sees every department's, and nothing that only a few may know.
OFFICE: Final = Viewer(
    staff_id=0,
    role=Role.AUDITOR,
    powers=frozenset({Permission.READ_ALL}),
    departments=None,
    department=None,
    language="ko",
    actor=audit.SYSTEM,
)


def by_scope[T](period: BriefingPeriod, rows: Iterable[tuple[str | None, T]]) -> dict[str, list[T]]:
    """Gather rows, each with its department, by those to whom they are told."""
    found: dict[str, list[T]] = {}
    for department, row in rows:
        for scope in period.scopes([department]):
            found.setdefault(scope, []).append(row)
    return found


def narrow_link(period: BriefingPeriod, scope: str) -> str:
    """Give the part of an address that narrows a list to a scope, where that shows all of it."""
    return f"&department={scope}" if scope != WHOLE and period.alone(scope) else ""


def reads(viewer: Viewer) -> bool:
    """Say whether somebody sees cases at all."""
    return viewer.reads


def department_names() -> Mapping[str, Names]:
    """Give what departments are called; one query."""
    return {d.code: {"ko": d.name_ko, "en": d.name_en} for d in departments.departments()}


def service_names() -> Mapping[str, Names]:
    """Give what categories are called; one query."""
    return {s.service_code: {"ko": s.name_ko, "en": s.name_en} for s in departments.services()}
