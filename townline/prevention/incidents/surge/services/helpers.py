"""Helpers of a surge: who makes their accounts, and when."""

import datetime as dt

from townline.casework.cases.api import NotAllowed
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Staff, Viewer
from townline.prevention.incidents.surge.errors import NoHelpersNow
from townline.prevention.incidents.surge.models import SurgeMode
from townline.prevention.incidents.surge.rules.states import SurgeState
from townline.prevention.incidents.surge.services.deciding import leads


def may_help(viewer: Viewer) -> bool:
    """Say whether somebody ever makes helpers' accounts: who starts surge mode, or manages."""
    return leads(viewer) or viewer.may(Permission.MANAGE)


def helper_add(
    act: Act, *, name: str, office: str, ends_at: dt.datetime, language: str
) -> tuple[Staff, str]:
    """Make a helper's account; give it with the path by which its person signs in.

    While surge mode is on; an administrator at any time. Raises NotAllowed, NoHelpersNow,
    RolesRefused.
    """
    _check(act.viewer)
    return departments.helper_add(
        name=name, office=office, ends_at=ends_at, language=language, actor=act.actor, now=act.now
    )


def helper_prolong(act: Act, *, helper_id: int, ends_at: dt.datetime) -> None:
    """Let an account end at another moment. Raises NotAllowed, NoHelpersNow, RolesRefused."""
    _check(act.viewer)
    departments.helper_prolong(staff_id=helper_id, ends_at=ends_at, actor=act.actor, now=act.now)


def helper_link(act: Act, *, helper_id: int) -> str:
    """Give a new path for signing in. Raises NotAllowed, NoHelpersNow, RolesRefused."""
    _check(act.viewer)
    return departments.helper_link(staff_id=helper_id, actor=act.actor, now=act.now)


def helper_end(act: Act, *, helper_id: int) -> None:
    """End an account now, also when surge mode is over. Raises NotAllowed, RolesRefused."""
    if not may_help(act.viewer):
        raise NotAllowed(f"the role {act.viewer.role} ends no helper's account")
    departments.helper_end(staff_id=helper_id, actor=act.actor, now=act.now)


def _check(viewer: Viewer) -> None:
    if not may_help(viewer):
        raise NotAllowed(f"the role {viewer.role} makes no helper's account")
    if viewer.may(Permission.MANAGE):
        return
    if not SurgeMode.objects.filter(state=SurgeState.ON).exists():
        raise NoHelpersNow("surge mode is not on")
