"""Who a person is to the office's identity provider."""

import datetime as dt

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.departments.models import Staff


@transaction.atomic
def identity_match(
    *, provider: str, subject: str, email: str, username: str, now: dt.datetime
) -> Staff | None:
    """Find the person an identity provider speaks of, or None: nobody is ever added.

    ``subject`` is the provider's own name for ever; once matched, only it counts. ``email``
    must have been verified by the provider, else give it empty.
    """
    known = SocialAccount.objects.filter(provider=provider, uid=subject).first()
    if known is not None:
        return Staff.objects.filter(id=known.user_id, is_active=True).first()
    # An account with an end is no person of the provider's.
    staff = _by_word(email, username)
    # A name that went to somebody else at the provider must not open its former owner's desk.
    if staff is None or SocialAccount.objects.filter(provider=provider, user=staff).exists():
        return None
    SocialAccount.objects.create(provider=provider, uid=subject, user=staff, extra_data={})
    audit.record(
        audit.Entry(
            subject=f"staff:{staff.id}",
            event="staff:identity:link",
            actor=audit.SYSTEM,
            at=now,
            data={"by": "email" if email and staff.email == email.lower() else "username"},
        )
    )
    return staff


def _by_word(email: str, username: str) -> Staff | None:
    active = Staff.objects.select_for_update().filter(is_active=True, ends_at=None)
    if email and (found := active.filter(email=email.lower()).first()):
        return found
    return active.filter(username=username).first() if username else None
