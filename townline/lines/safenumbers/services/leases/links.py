"""Links to an owner's own page."""

import datetime as dt
import secrets
from uuid import UUID

from townline.lines.safenumbers.models import OwnerLink
from townline.lines.safenumbers.rules.requests import token_hash
from townline.lines.safenumbers.selectors.settings import numbers_settings

_BYTES = 16


def owner_link(*, lease_id: UUID, now: dt.datetime) -> str:
    """Make a link to an owner's page and give its path, ``/o/<token>``.

    The token (128 bits) is told once and kept only as a hash.
    """
    # Letters and digits only: phones cut a link where a sign ends it.
    token = secrets.token_hex(_BYTES)
    OwnerLink.objects.create(
        lease_id=lease_id,
        token_hash=token_hash(token),
        made_at=now,
        expires_at=now + numbers_settings().owner_link,
    )
    return f"/o/{token}"


def owner_link_keep(*, token: str, now: dt.datetime) -> None:
    """Let a link that is used go on for the district's time from now."""
    until = now + numbers_settings().owner_link
    OwnerLink.objects.filter(token_hash=token_hash(token)).update(expires_at=until)
