"""Residents, as far as staff may see them without saying why."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.conversations.models import IncomingText, Resident
from townline.conversations.rules import IncomingState
from townline.core import crypto, msisdn


@dataclass(frozen=True, slots=True)
class ResidentBrief:
    """A resident with a masked number; ``is_mobile``: a text can be sent to it."""

    id: int
    masked: str
    language: str
    is_mobile: bool


def residents_brief(ids: Iterable[int]) -> dict[int, ResidentBrief]:
    rows = Resident.objects.filter(id__in=set(ids)).values_list(
        "id", "number_masked", "language", "number_kind"
    )
    return {
        pk: ResidentBrief(pk, masked, language, kind == "mobile")
        for pk, masked, language, kind in rows
    }


def resident_find(number_text: str) -> int | None:
    try:
        number = msisdn.parse(number_text)
    except msisdn.InvalidNumber:
        return None
    lookup = crypto.ring().lookup_of(number.value)
    return Resident.objects.filter(number_lookup=lookup).values_list("id", flat=True).first()


def numbers_open() -> bool:
    # The first and the last: a ring that lacks an old key, or the newest, is not whole.
    numbers = Resident.objects.order_by("id").values_list("number", "number_lookup")
    try:
        for number, lookup in [*numbers[:1], *numbers.reverse()[:1]]:
            if crypto.ring().lookup_of(crypto.ring().decrypt(number)) != bytes(lookup):
                return False
    except crypto.KeysUnusable:
        return False
    return True


def resident_waiting(*, resident_id: int) -> bool:
    lookups = Resident.objects.filter(id=resident_id).values("number_lookup")
    return IncomingText.objects.filter(
        state=IncomingState.WAITING, sender_lookup__in=lookups
    ).exists()
