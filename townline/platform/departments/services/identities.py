"""Who a person is to the office's identity provider.

A person is known by the provider's ``sub``. The first time they are found by an e-mail address that
the provider has verified, or by a link that an administrator gave them. A name that people may
choose at the provider (``preferred_username``) says nothing about who they are.
"""

import datetime as dt

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from townline.platform.core.history import audit
from townline.platform.departments.models import Staff
from townline.platform.departments.rules import LINKED, UNLINKED

PATH = "/sign-in/link"


@transaction.atomic
def identity_match(*, provider: str, subject: str, email: str, now: dt.datetime) -> Staff | None:
    """Find the person an identity provider speaks of, or None: nobody is ever added.

    ``subject`` is the provider's own name for ever; once matched, only it counts. ``email``
    must have been verified by the provider, else give it empty.
    """
    known = SocialAccount.objects.filter(provider=provider, uid=subject).first()
    if known is not None:
        return Staff.objects.filter(id=known.user_id, is_active=True).first()
    # An account with an end is no person of the provider's.
    active = Staff.objects.select_for_update().filter(is_active=True, ends_at=None)
    staff = active.filter(email=email.lower()).first() if email else None
    return staff and _link(staff, provider, subject, "email", now)


@transaction.atomic
def identity_bind(
    *, who: str, token: str, provider: str, subject: str, now: dt.datetime
) -> Staff | None:
    """Bind the provider's name to the person of an administrator's link, once; None if it is over.

    The name must be nobody else's.
    """
    staff = identity_link_person(who, token, now=now)
    if staff is None or SocialAccount.objects.filter(provider=provider, uid=subject).exists():
        return None
    locked = Staff.objects.select_for_update().get(pk=staff.pk)
    # Counted again under the lock: two who press at once share no link.
    fresh = _tokens.check_token(locked, token)
    return _link(locked, provider, subject, "link", now) if fresh else None


def identity_link_path(staff: Staff) -> str:
    """Give a path by which a person binds their account at the provider: once, within 48 hours."""
    who = urlsafe_base64_encode(force_bytes(staff.pk))
    return f"{PATH}/{who}/{_tokens.make_token(staff)}/"


def identity_link_person(who: str, token: str, *, now: dt.datetime) -> Staff | None:
    """Find the active person a link was given to; None when it is used up or too old."""
    try:
        number = int(force_str(urlsafe_base64_decode(who)))
    except ValueError:
        return None
    staff = Staff.objects.filter(pk=number, ends_at=None).first()
    return staff if staff and staff.works(now) and _tokens.check_token(staff, token) else None


def identity_remove(*, staff_id: int) -> bool:
    """Forget the provider's name of a person; give whether there was one."""
    count: int = SocialAccount.objects.filter(user=staff_id).delete()[0]
    return count > 0


def identity_confirm(*, staff_id: int) -> bool:
    """Note that an administrator knows this link to be right; give whether there is one."""
    found = SocialAccount.objects.filter(user=staff_id)
    count: int = found.update(extra_data={"by": "confirmed"})
    return count > 0


class _LinkTokens(PasswordResetTokenGenerator):
    """Signed tokens that end with the next change of a person's link."""

    key_salt = "townline.identity-link"

    def _make_hash_value(self, user: Staff, timestamp: int) -> str:
        changes = audit.history(f"staff:{user.pk}").filter(event__in=[LINKED, UNLINKED]).count()
        linked = SocialAccount.objects.filter(user=user).count()
        return f"{user.pk} {timestamp} {changes} {linked}"


_tokens = _LinkTokens()


def _link(staff: Staff, provider: str, subject: str, by: str, now: dt.datetime) -> Staff | None:
    # An address that went to somebody else at the provider must not open its former owner's desk.
    if SocialAccount.objects.filter(provider=provider, user=staff).exists():
        return None
    SocialAccount.objects.create(provider=provider, uid=subject, user=staff, extra_data={"by": by})
    subject_of = f"staff:{staff.id}"
    audit.record(
        audit.AuditEntry(
            subject=subject_of, event=LINKED, actor=audit.SYSTEM, at=now, data={"by": by}
        )
    )
    return staff
