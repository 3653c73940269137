"""The front door of the directory: who is who, who may what."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments.duty import (
    AbsenceEvent,
    AbsenceState,
    DutyProblem,
    ShiftKind,
    shift_ends,
    shift_hours,
)
from townline.platform.departments.labels import role as role_name
from townline.platform.departments.marks import factor_due
from townline.platform.departments.models import (
    Absence,
    ApiToken,
    Delegation,
    Department,
    Digest,
    DutyShift,
    Service,
    Staff,
)
from townline.platform.departments.rules import (
    DIGEST_HOURS,
    DIGEST_ROLES,
    HELPER_AT_MOST,
    LASTING,
    NEEDS_DEPARTMENT,
    POWERS,
    SCOPES,
    TOKENS_SCOPE,
    Permission,
    Role,
    powers_of,
)
from townline.platform.departments.sealing import sealed_tables
from townline.platform.departments.selectors import (
    delegations,
    department_scope,
    departments,
    deputies,
    factors_of,
    has_second_factor,
    is_delegated,
    people,
    people_called,
    second_factor_roles,
    service_department,
    services,
    sessions_of,
    staff_by_id,
    staff_by_username,
    staff_ids,
    staff_in_departments,
    staff_names,
    tokens_confirming,
    tokens_of,
    with_second_factor,
)
from townline.platform.departments.selectors.duty import (
    absence_get,
    absences_about,
    absences_between,
    covered_by,
    covers_now,
    covers_of,
    on_duty,
    shifts_between,
)
from townline.platform.departments.selectors.helpers import Helper, helpers
from townline.platform.departments.selectors.identities import identities_unsafe, identity_of
from townline.platform.departments.services.absences import (
    DutyRefused,
    absence_add,
    absence_cancel,
    absence_change,
    absence_return,
    absence_take,
    may_cover,
    may_plan,
)
from townline.platform.departments.services.digest import (
    DigestRefused,
    digest_choose,
    digest_number,
    digest_numbers,
    digest_of,
    digest_take,
)
from townline.platform.departments.services.directory import (
    DepartmentEntry,
    Directory,
    DirectoryInUse,
    ServiceEntry,
    StaffEntry,
    directory_load,
)
from townline.platform.departments.services.duty_rota import shift_add, shift_remove
from townline.platform.departments.services.factors import (
    app_add,
    code_check,
    factor_remove,
    factor_used,
    passkey_add,
    passkey_rename,
    recovery_codes_make,
)
from townline.platform.departments.services.helpers import (
    helper_add,
    helper_end,
    helper_link,
    helper_prolong,
    helpers_settle,
)
from townline.platform.departments.services.identities import (
    identity_bind,
    identity_link_person,
    identity_match,
)
from townline.platform.departments.services.passwords import password_set, way_in_person
from townline.platform.departments.services.people import (
    InvalidStaff,
    delegation_give,
    delegation_revoke,
    staff_add,
    token_create,
    token_find,
    token_revoke,
)
from townline.platform.departments.services.retention import retention_rules
from townline.platform.departments.services.roles import (
    PersonEntry,
    RolesRefused,
    is_username,
    person_active,
    person_add,
    person_change,
    person_factors_reset,
    person_identity_confirm,
    person_identity_link,
    person_identity_unlink,
    person_imported,
    person_way_in,
)
from townline.platform.departments.services.sessions import (
    SessionEndReason,
    session_begin,
    session_end,
    session_gone,
    session_over,
    session_renamed,
    session_seen,
    sessions_end,
    sessions_end_all,
    sessions_settle,
)
from townline.platform.departments.services.signing_in import (
    code_bounds,
    passkey_bounds,
    password_bounds,
    sign_in_blocked_until,
    sign_in_failed,
    sign_in_succeeded,
)

__all__ = [
    "DIGEST_HOURS",
    "DIGEST_ROLES",
    "HELPER_AT_MOST",
    "LASTING",
    "NEEDS_DEPARTMENT",
    "POWERS",
    "SCOPES",
    "TOKENS_SCOPE",
    "Absence",
    "AbsenceEvent",
    "AbsenceState",
    "Act",
    "ApiToken",
    "Delegation",
    "Department",
    "DepartmentEntry",
    "Digest",
    "DigestRefused",
    "Directory",
    "DirectoryInUse",
    "DutyProblem",
    "DutyRefused",
    "DutyShift",
    "Helper",
    "InvalidStaff",
    "LiveScope",
    "Permission",
    "PersonEntry",
    "Role",
    "RolesRefused",
    "Service",
    "ServiceEntry",
    "SessionEndReason",
    "ShiftKind",
    "Staff",
    "StaffEntry",
    "Viewer",
    "absence_add",
    "absence_cancel",
    "absence_change",
    "absence_get",
    "absence_return",
    "absence_take",
    "absences_about",
    "absences_between",
    "app_add",
    "code_bounds",
    "code_check",
    "covered_by",
    "covers_now",
    "covers_of",
    "delegation_give",
    "delegation_revoke",
    "delegations",
    "department_scope",
    "departments",
    "deputies",
    "digest_choose",
    "digest_number",
    "digest_numbers",
    "digest_of",
    "digest_take",
    "directory_load",
    "factor_due",
    "factor_remove",
    "factor_used",
    "factors_of",
    "has_second_factor",
    "helper_add",
    "helper_end",
    "helper_link",
    "helper_prolong",
    "helpers",
    "helpers_settle",
    "identities_unsafe",
    "identity_bind",
    "identity_link_person",
    "identity_match",
    "identity_of",
    "is_delegated",
    "is_username",
    "live_scope",
    "may_cover",
    "may_ever_confirm",
    "may_plan",
    "on_duty",
    "passkey_add",
    "passkey_bounds",
    "passkey_rename",
    "password_bounds",
    "password_set",
    "people",
    "people_called",
    "person_active",
    "person_add",
    "person_change",
    "person_factors_reset",
    "person_identity_confirm",
    "person_identity_link",
    "person_identity_unlink",
    "person_imported",
    "person_way_in",
    "recovery_codes_make",
    "retention_rules",
    "role_name",
    "sealed_tables",
    "second_factor_roles",
    "service_department",
    "services",
    "session_begin",
    "session_end",
    "session_gone",
    "session_over",
    "session_renamed",
    "session_seen",
    "sessions_end",
    "sessions_end_all",
    "sessions_of",
    "sessions_settle",
    "shift_add",
    "shift_ends",
    "shift_hours",
    "shift_remove",
    "shifts_between",
    "sign_in_blocked_until",
    "sign_in_failed",
    "sign_in_succeeded",
    "staff_add",
    "staff_by_id",
    "staff_by_username",
    "staff_ids",
    "staff_in_departments",
    "staff_names",
    "token_create",
    "token_find",
    "token_revoke",
    "tokens_confirming",
    "tokens_of",
    "viewer_of",
    "way_in_person",
    "with_second_factor",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A person at work: what they may do and see. ``departments`` None means all."""

    staff_id: int
    role: Role
    powers: frozenset[Permission]
    departments: frozenset[str] | None
    department: str | None
    language: str
    actor: audit.Actor

    def may(self, permission: Permission) -> bool:
        return permission in self.powers

    @property
    def reads(self) -> bool:
        """Whether the role sees texts of residents at all; an administrator's does not."""
        return bool(self.powers & {Permission.READ_ALL, Permission.READ_OWN})

    def sees(self, department: str | None) -> bool:
        """Say whether cases of this department (None: not yet sorted) are visible."""
        return self.departments is None or department in self.departments


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, and when: the first argument of all that need both."""

    viewer: Viewer
    now: dt.datetime

    @property
    def actor(self) -> audit.Actor:
        """Who stands in the history."""
        return self.viewer.actor


def viewer_of(
    staff: Staff, *, token: ApiToken | None = None, now: dt.datetime | None = None
) -> Viewer:
    """Work out what a person may do now, signed in by hand or acting through a token."""
    role = Role(staff.role)
    delegated = role is Role.DEPUTY and is_delegated(staff.id, now or clock.now())
    scopes = frozenset(token.scopes) if token else None
    powers = powers_of(role, scopes=scopes, delegated=delegated)
    return Viewer(
        staff_id=staff.id,
        role=role,
        powers=powers,
        departments=_visible(staff, powers),
        department=staff.department_id,
        language=staff.language,
        actor=audit.Actor("staff", staff.id, staff.name_ko, f"token:{token.name}" if token else ""),
    )


def _visible(staff: Staff, powers: frozenset[Permission]) -> frozenset[str] | None:
    if Permission.READ_ALL in powers:
        return None
    if Permission.READ_OWN in powers and staff.department_id:
        return department_scope(staff.department_id)
    return frozenset()


def may_ever_confirm(staff: Staff) -> bool:
    """Say whether the person's role confirms, be it only when the mayor has said so."""
    return Permission.CONFIRM in POWERS[Role(staff.role)]


@dataclass(frozen=True, slots=True)
class LiveScope:
    """Whose events a page may hear; ``departments`` None means all."""

    staff_id: int
    departments: frozenset[str] | None


def live_scope(session_key: str) -> LiveScope | None:
    """Find who is behind a session cookie, or None when signed out.

    As on the pages, a session ends when its person is sent away or has another password, and
    hears nothing while a second factor is due.
    """
    session = SessionStore(session_key=session_key)
    staff_id = session.get(SESSION_KEY)
    staff = staff_by_id(int(staff_id)) if staff_id else None
    # A helper's pages hear of nothing: what is told there names cases of all departments.
    if staff is None or not staff.is_active or staff.role == Role.HELPER:
        return None
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), staff.get_session_auth_hash()):
        return None
    if factor_due(staff, session):
        return None
    return LiveScope(staff.id, viewer_of(staff).departments)
