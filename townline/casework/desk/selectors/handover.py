"""What is handed over for a leave: what waits, and what happened meanwhile."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.api import CaseState, NotFound, visible
from townline.casework.desk.selectors.work_list import WorkItem, work_items_by
from townline.platform.departments import api as departments
from townline.platform.departments.api import Absence, Act, Permission, Viewer

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCase:
    """A case of who was away that moved on meanwhile, as it stands now."""

    code: str
    title: str
    state: CaseState
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A leave with what waits (``owed``) and what happened since it began (``meanwhile``)."""

    absence: Absence
    owed: list[WorkItem]
    meanwhile: list[MovedCase]
    changes: bool


def handover(act: Act, *, absence_id: int) -> Handover:
    """Give the list of a leave for who leaves, who stands in, and their heads; seven queries.

    Only cases that the reader sees. Raises NotFound, also for anybody else.
    """
    absence = departments.absence_get(absence_id)
    reader = departments.staff_by_id(act.viewer.staff_id)
    if absence is None or reader is None or not _reads(absence, act.viewer):
        raise NotFound(f"there is no leave {absence_id}")
    whose = {absence.staff_id: absence.ends_at}
    owed = work_items_by(act, whose=whose, department=None)
    return Handover(
        absence=absence,
        owed=owed,
        meanwhile=_moved_cases(absence, act.viewer) if absence.starts_at <= act.now else [],
        changes=departments.may_plan(absence.staff, reader),
    )


def _reads(absence: Absence, viewer: Viewer) -> bool:
    ours = viewer.staff_id in {absence.staff_id, absence.cover_id}
    leads = viewer.may(Permission.SEND_BACK) and viewer.sees(absence.staff.department_id)
    return ours or leads or viewer.may(Permission.MANAGE)


def _moved_cases(absence: Absence, viewer: Viewer) -> list[MovedCase]:
    rows = visible(viewer).filter(assignee=absence.staff_id, updated_at__gte=absence.starts_at)
    rows = rows.filter(updated_at__lt=absence.ends_at).order_by("-updated_at")
    columns = ("code", "title", "state", "updated_at")
    return [
        MovedCase(code=code or "", title=title, state=CaseState(state), updated_at=at)
        for code, title, state, at in rows.values_list(*columns)[:_MOST]
    ]
