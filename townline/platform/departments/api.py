"""The front door of the directory: who is who, who may what."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments.duty import (
    AbsenceEvent as AbsenceEvent,
    AbsenceState as AbsenceState,
    DutyProblem as DutyProblem,
    ShiftKind as ShiftKind,
    shift_ends as shift_ends,
    shift_hours as shift_hours,
)
from townline.platform.departments.labels import role as _role_name
from townline.platform.departments.marks import factor_due as factor_due
from townline.platform.departments.models import (
    Absence as Absence,
    ApiToken as ApiToken,
    Delegation as Delegation,
    Department as Department,
    Digest as Digest,
    DutyShift as DutyShift,
    Service as Service,
    Staff as Staff,
)
from townline.platform.departments.rules import (
    DIGEST_HOURS as DIGEST_HOURS,
    DIGEST_ROLES as DIGEST_ROLES,
    HELPER_AT_MOST as HELPER_AT_MOST,
    LASTING as LASTING,
    NEEDS_DEPARTMENT as NEEDS_DEPARTMENT,
    POWERS as POWERS,
    SCOPES as SCOPES,
    TOKENS_SCOPE as TOKENS_SCOPE,
    Permission as Permission,
    Role as Role,
    powers_of,
)
from townline.platform.departments.sealing import sealed_tables as sealed_tables
from townline.platform.departments.selectors import (
    count_tokens_live as count_tokens_live,
    count_without_head as count_without_head,
    count_without_second_factor as count_without_second_factor,
    delegations as delegations,
    department_scope as department_scope,
    departments as departments,
    deputies as deputies,
    factors_of as factors_of,
    has_second_factor as has_second_factor,
    is_delegated as is_delegated,
    people as people,
    people_called as people_called,
    second_factor_roles as second_factor_roles,
    service_department as service_department,
    services as services,
    sessions_of as sessions_of,
    staff_by_id as staff_by_id,
    staff_by_username as staff_by_username,
    staff_ids as staff_ids,
    staff_in_departments as staff_in_departments,
    staff_names as staff_names,
    token_owner as token_owner,
    tokens_confirming as tokens_confirming,
    tokens_live as tokens_live,
    tokens_of as tokens_of,
    with_second_factor as with_second_factor,
)
from townline.platform.departments.selectors.duty import (
    absence_get as absence_get,
    absences_about as absences_about,
    absences_between as absences_between,
    covered_by as covered_by,
    covers_now as covers_now,
    covers_of as covers_of,
    on_duty as on_duty,
    shifts_between as shifts_between,
)
from townline.platform.departments.selectors.helpers import Helper as Helper, helpers as helpers
from townline.platform.departments.selectors.identities import (
    IdentityExpected as IdentityExpected,
    identities_unsafe as identities_unsafe,
    identity_expected as identity_expected,
    identity_of as identity_of,
)
from townline.platform.departments.services.absences import (
    DutyRefused as DutyRefused,
    absence_add as absence_add,
    absence_cancel as absence_cancel,
    absence_change as absence_change,
    absence_return as absence_return,
    absence_take as absence_take,
    may_cover as may_cover,
    may_plan as may_plan,
)
from townline.platform.departments.services.digest import (
    DigestRefused as DigestRefused,
    digest_choose as digest_choose,
    digest_number as digest_number,
    digest_numbers as digest_numbers,
    digest_of as digest_of,
    digest_take as digest_take,
)
from townline.platform.departments.services.directory import (
    DepartmentEntry as DepartmentEntry,
    Directory as Directory,
    DirectoryInUse as DirectoryInUse,
    ServiceEntry as ServiceEntry,
    StaffEntry as StaffEntry,
    directory_load as directory_load,
    people_import as people_import,
)
from townline.platform.departments.services.duty_rota import (
    shift_add as shift_add,
    shift_remove as shift_remove,
)
from townline.platform.departments.services.factors import (
    app_add as app_add,
    code_check as code_check,
    factor_remove as factor_remove,
    factor_used as factor_used,
    passkey_add as passkey_add,
    passkey_rename as passkey_rename,
    recovery_codes_make as recovery_codes_make,
)
from townline.platform.departments.services.helpers import (
    helper_add as helper_add,
    helper_end as helper_end,
    helper_link as helper_link,
    helper_prolong as helper_prolong,
    helpers_settle as helpers_settle,
)
from townline.platform.departments.services.identities import (
    identity_bind as identity_bind,
    identity_link_person as identity_link_person,
    identity_match as identity_match,
)
from townline.platform.departments.services.passwords import (
    password_set as password_set,
    way_in_person as way_in_person,
)
from townline.platform.departments.services.people import (
    InvalidStaff as InvalidStaff,
    delegation_give as delegation_give,
    delegation_revoke as delegation_revoke,
    staff_add as staff_add,
    token_create as token_create,
    token_find as token_find,
    token_revoke as token_revoke,
)
from townline.platform.departments.services.retention import retention_rules as retention_rules
from townline.platform.departments.services.roles import (
    PersonEntry as PersonEntry,
    RolesRefused as RolesRefused,
    is_username as is_username,
    person_active as person_active,
    person_add as person_add,
    person_change as person_change,
    person_factors_reset as person_factors_reset,
    person_identity_confirm as person_identity_confirm,
    person_identity_link as person_identity_link,
    person_identity_unlink as person_identity_unlink,
    person_imported as person_imported,
    person_way_in as person_way_in,
)
from townline.platform.departments.services.sessions import (
    SessionEndReason as SessionEndReason,
    code_bounds as code_bounds,
    passkey_bounds as passkey_bounds,
    password_bounds as password_bounds,
    session_begin as session_begin,
    session_end as session_end,
    session_gone as session_gone,
    session_over as session_over,
    session_renamed as session_renamed,
    session_seen as session_seen,
    sessions_end as sessions_end,
    sessions_end_all as sessions_end_all,
    sessions_settle as sessions_settle,
    sign_in_blocked_until as sign_in_blocked_until,
    sign_in_failed as sign_in_failed,
    sign_in_succeeded as sign_in_succeeded,
)

role_name = _role_name


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
