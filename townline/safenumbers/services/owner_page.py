"""What an owner changes on their page about their telephones and their number."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from townline.core import crypto
from townline.safenumbers.errors import PhonesInvalid
from townline.safenumbers.models import OwnerLink, OwnerPhone
from townline.safenumbers.rules.tokens import token_hash
from townline.safenumbers.selectors.settings import numbers_settings
from townline.safenumbers.services.leases.links import owner_link
from townline.safenumbers.services.leases.phones import phones_set
from townline.safenumbers.services.leases.rights import OWNER


@transaction.atomic
def owner_phone_first(*, lease_id: UUID, phone_id: int, now: dt.datetime) -> None:
    """Call one of the owner's telephones first. Raises PhonesInvalid."""
    rows = _rows(lease_id)
    chosen = _chosen(rows, phone_id)
    _set(lease_id, [chosen, *(row for row in rows if row is not chosen)], now)


@transaction.atomic
def owner_phone_out(*, lease_id: UUID, phone_id: int, now: dt.datetime) -> str:
    """Take a telephone out; give the token of a new link, as the earlier ones stop working.

    Raises PhonesInvalid, also for the last one.
    """
    rows = _rows(lease_id)
    chosen = _chosen(rows, phone_id)
    _set(lease_id, [row for row in rows if row is not chosen], now)
    return owner_link(lease_id=lease_id, now=now).removeprefix("/o/")


@transaction.atomic
def owner_phone_in(*, lease_id: UUID, number: str, now: dt.datetime) -> None:
    """Add a telephone that was shown to be the owner's, as the last one. Raises PhonesInvalid."""
    _set(lease_id, _rows(lease_id), now, number)


def _rows(lease_id: UUID) -> list[OwnerPhone]:
    rows = OwnerPhone.objects.select_for_update().filter(lease=lease_id)
    return list(rows.order_by("fallback", "position"))


def _chosen(rows: list[OwnerPhone], phone_id: int) -> OwnerPhone:
    found = next((row for row in rows if row.pk == phone_id and not row.fallback), None)
    if found is None:
        raise PhonesInvalid("that telephone is not there any more")
    return found


def _set(lease_id: UUID, rows: list[OwnerPhone], now: dt.datetime, *more: str) -> None:
    ring = crypto.ring()
    own = [ring.decrypt(row.number) for row in rows if not row.fallback]
    last = next((ring.decrypt(row.number) for row in rows if row.fallback), "")
    phones_set(by=OWNER, lease_id=lease_id, phones=[*own, *more], fallback=last, now=now)


def owner_link_keep(*, token: str, now: dt.datetime) -> None:
    """Let a link that is used go on for the district's time from now."""
    until = now + numbers_settings().owner_link
    OwnerLink.objects.filter(token_hash=token_hash(token)).update(expires_at=until)
