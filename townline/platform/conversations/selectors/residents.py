"""Residents, as far as staff may see them without saying why."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from townline.platform.conversations.models import PAGE, IncomingText, Resident
from townline.platform.conversations.rules import IncomingState
from townline.platform.core.keys import crypto
from townline.platform.core.personal_data import persons
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import Msisdn


@dataclass(frozen=True, slots=True)
class ResidentBrief:
    """A resident with a masked number; ``is_mobile``: a text can be sent to it.

    ``stopped_at``: no automatic text goes there since; ``blocked_until``: when a block ends.
    """

    id: int
    masked: str
    language: str
    is_mobile: bool
    stopped_at: dt.datetime | None = None
    blocked_until: dt.datetime | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the number was erased: nobody can be answered there."""
        return self.masked == persons.NUMBER


_BRIEF = ("number_masked", "language", "number_kind", "stopped_at", "blocked_until")


def residents_brief(ids: Iterable[int]) -> dict[int, ResidentBrief]:
    """Give residents by id, numbers masked, with one query; unknown ids are left out."""
    rows = Resident.objects.filter(id__in=set(ids)).values_list("id", *_BRIEF)
    return {pk: _brief(pk, columns) for pk, *columns in rows}


def brief_columns(column: str) -> dict[str, F]:
    """Give what a query of rows that name a resident in ``column`` reads along (``brief_in``)."""
    return {f"brief_{name}": F(f"{column}__{name}") for name in _BRIEF}


def masked_column(column: str) -> F:
    """Give the masked number of the resident that rows name in ``column``."""
    return F(f"{column}__number_masked")


def brief_in(row: object, resident_id: int) -> ResidentBrief:
    """Give the resident of a row that was read with ``brief_columns``, with no query."""
    return _brief(resident_id, [getattr(row, f"brief_{name}") for name in _BRIEF])


def _brief(pk: int, columns: Sequence[Any]) -> ResidentBrief:
    masked, language, kind, stopped, blocked = columns
    return ResidentBrief(pk, masked, language, kind == "mobile", stopped, blocked)


def resident_find(number_text: str) -> int | None:
    """Find the resident of a number as a person writes it; None if nobody wrote from it."""
    try:
        number = msisdn.parse(number_text)
    except msisdn.InvalidNumber:
        return None
    lookups = crypto.ring().lookups_of(number.value)
    return Resident.objects.filter(number_lookup__in=lookups).values_list("id", flat=True).first()


def resident_phone(resident_id: int) -> Msisdn | None:
    """Give a resident's real number; None once it was erased.

    For the house's own work, such as finding whose request a text answers: never for a page, a
    log, or the other side. Who shows a number to a person asks ``number_reveal``.
    """
    number = Resident.objects.filter(id=resident_id).values_list("number", flat=True).first()
    return msisdn.parse(crypto.ring().decrypt(number)) if number else None


def numbers_open() -> bool:
    # The first and the last: a ring that lacks an old key, or the newest, is not whole.
    """Say whether this process's keys are those that this database's numbers were kept with."""
    ring = crypto.ring()
    try:
        return all(ring.knows_lookup(ring.decrypt(n), bytes(known)) for n, known in _ends())
    except crypto.KeysUnusable:
        return False


def numbers_behind() -> bool:
    """Say whether this database lies under older keys of this process's ring."""
    ring = crypto.ring()
    return any(ring.lookup_of(ring.decrypt(n)) != bytes(known) for n, known in _ends())


def _ends() -> list[tuple[bytes, bytes]]:
    rows = Resident.objects.exclude(number=b"").order_by("id")
    ends = rows.values_list("number", "number_lookup")
    return [(bytes(n), bytes(known)) for n, known in (*ends[:1], *ends.reverse()[:1])]


def resident_waiting(*, resident_id: int) -> bool:
    """Say whether a text of this resident has come in that no room has seen yet."""
    return _waiting(resident_id).exists()


def page_words_waiting(*, resident_id: int) -> list[str]:
    """Give what this resident wrote on a page and no room has seen yet (``page_text_store``)."""
    return list(_waiting(resident_id).filter(transport=PAGE).values_list("body", flat=True))


def _waiting(resident_id: int) -> QuerySet[IncomingText]:
    stored = Resident.objects.filter(id=resident_id).values_list("number", "number_lookup").first()
    if stored is None:
        return IncomingText.objects.none()
    ring = crypto.ring()
    lookups = [bytes(stored[1])]
    if ring.changing and stored[0]:
        lookups = ring.lookups_of(ring.decrypt(stored[0]))
    return IncomingText.objects.filter(state=IncomingState.WAITING, sender_lookup__in=lookups)
