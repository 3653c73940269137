"""Which people are linked to an account at the identity provider, and how that came about."""

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
