"""Which people are linked to an account at the identity provider, and how that came about."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount

from townline.platform.core.history import audit
from townline.platform.departments.models import Staff
from townline.platform.departments.rules import LINKED


def identity_of(staff_id: int) -> str:
    """Say how a person is linked: email, link, confirmed, username (unsafe), or "" for not."""
    return _ways([staff_id]).get(staff_id, "")


def identities_unsafe() -> list[Staff]:
    """Give the people who were linked by a name anybody can choose at the provider.

    Earlier versions did so. They stay until an administrator confirms or unlinks each.
    """
    ids = [user for user, way in _ways(None).items() if way == "username"]
    return list(Staff.objects.filter(id__in=ids).order_by("name_ko", "id"))


@dataclass(frozen=True, slots=True)
class IdentityExpected:
    """What a sign-in by a provider's name would give; ``staff``: who it means, if anybody.

    ``outcome``: linked, first (found by ``email``, and linked then), inactive, other_account
    (linked to another name there), no_email (none that is verified) or unknown.
    """

    outcome: str
    staff: Staff | None
    email: str


def identity_expected(*, provider: str, subject: str, email: str) -> IdentityExpected:
    """Tell what ``identity_match`` would find, and change nothing."""
    account = SocialAccount.objects.filter(provider=provider, uid=subject).first()
    if account is not None:
        staff = Staff.objects.filter(id=account.user_id).first()
        outcome = "linked" if staff and staff.is_active else "inactive"
        return IdentityExpected(outcome, staff, email)
    if not email:
        return IdentityExpected("no_email", None, "")
    staff = Staff.objects.filter(email=email.lower(), ends_at=None).first()
    return IdentityExpected(_first_outcome(staff, provider), staff, email)


def _first_outcome(staff: Staff | None, provider: str) -> str:
    if staff is None:
        return "unknown"
    if not staff.is_active:
        return "inactive"
    linked = SocialAccount.objects.filter(provider=provider, user=staff).exists()
    return "other_account" if linked else "first"


def _ways(staff_ids: list[int] | None) -> dict[int, str]:
    accounts = SocialAccount.objects.order_by("id")
    rows = accounts if staff_ids is None else accounts.filter(user__in=staff_ids)
    noted = {row.user_id: str(row.extra_data.get("by", "")) for row in rows}
    missing = [user for user, way in noted.items() if not way]
    return noted | _from_history(missing)


def _from_history(staff_ids: list[int]) -> dict[int, str]:
    """Read it where the account itself does not say so; without a line it is unsafe."""
    subjects = {f"staff:{number}": number for number in staff_ids}
    found = dict.fromkeys(staff_ids, "username")
    for line in audit.history_of(subjects).filter(event=LINKED):
        found[subjects[line.subject]] = str((line.data or {}).get("by", "username"))
    return found
