"""No automatic text to a number whose texts somebody else may read, until a person ends it.

What a person wrote and confirmed for a resident goes on; everything else asks here or in
``queueing``, which every automatic text passes.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.platform.conversations.models import OutgoingText, Resident
from townline.platform.conversations.rules import OutgoingState, TextKind
from townline.platform.conversations.services.outgoing.queueing import texts_cancel

_AUTOMATIC = (TextKind.AUTOMATIC, TextKind.UPDATE)


@transaction.atomic
def automatic_hold(
    *, resident_id: int, reference: str, now: dt.datetime, but: int | None = None
) -> None:
    # While a hold lasts nothing is queued: what still waits is what the first one let pass.
    """Let no automatic text of any cause leave for a number until ``automatic_release``.

    ``reference``: the matter for which; what waits is cancelled, the text ``but`` is not.
    """
    if not automatic_held([resident_id]):
        waiting = OutgoingText.objects.filter(
            resident=resident_id, state=OutgoingState.QUEUED, kind__in=_AUTOMATIC
        )
        ids = [pk for pk in waiting.values_list("pk", flat=True) if pk != but]
        texts_cancel(ids, now=now)
    Resident.objects.filter(pk=resident_id).update(automatic_held_for=reference)


@transaction.atomic
def automatic_release(*, resident_ids: Iterable[int]) -> int:
    """End that; give how many of them were held."""
    held = Resident.objects.filter(pk__in=list(resident_ids)).exclude(automatic_held_for="")
    return held.update(automatic_held_for="")


def automatic_held(resident_ids: Iterable[int]) -> set[int]:
    """Give those residents to whom no automatic text goes."""
    held = Resident.objects.filter(pk__in=list(resident_ids)).exclude(automatic_held_for="")
    return set(held.values_list("pk", flat=True))
