"""Texts whose missing parts did not come in time go on without them, the gap visible."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from townline.platform.conversations import rules
from townline.platform.conversations.models import IncomingText, TextPart
from townline.platform.conversations.services import key_rotation, savepoints
from townline.platform.conversations.services.incoming import parts as reassembly
from townline.platform.conversations.services.incoming.intake import texts_insert
from townline.platform.conversations.settings import TextLine
from townline.platform.core import district, live
from townline.platform.core.database.rows import rows_update
from townline.platform.core.keys import crypto

_GROUPS_AT_ONCE = 200


@crypto.hold_ring()
@transaction.atomic
def parts_expire(*, now: dt.datetime, limit_after: dt.timedelta | None = None) -> int:
    """Give the router those long texts whose last part came ``limit_after`` ago or earlier.

    Without it, the district's ``part_wait``, else five minutes. A missing part shows as a gap
    and may still fill it later (event TextCompleted). Returns the number of texts made.
    """
    savepoints.lock("parts")
    if crypto.ring().changing:
        key_rotation.loose_align()
    wait = limit_after or _part_wait()
    until = now - wait
    ready = [
        _give_up(members, until - wait)
        for parts in _waiting(until).values()
        for members in rules.assemblies(parts)
        if max(part.received_at for part in members.values()) <= until
    ]
    texts_insert([text for text, _ in ready])
    for text, own in ready:
        for part in own:
            part.text_id = text.pk
    rows_update(TextPart, ["text"], [part for _, own in ready for part in own])
    if ready:
        live.wake(live.channel("inbox"))
    return len(ready)


def _part_wait() -> dt.timedelta:
    try:
        return district.part(TextLine).part_wait
    except district.DistrictMissing:
        return TextLine().part_wait


def _waiting(until: dt.datetime) -> dict[bytes, list[TextPart]]:
    late = TextPart.objects.filter(text=None, received_at__lte=until)
    keys = [bytes(key) for key in late.values_list("group_key", flat=True).distinct()]
    groups: dict[bytes, list[TextPart]] = defaultdict(list)
    loose = TextPart.objects.filter(text=None, group_key__in=keys[:_GROUPS_AT_ONCE])
    for part in loose.order_by("id"):
        groups[bytes(part.group_key)].append(part)
    return groups


def _give_up(
    members: dict[int, TextPart], since: dt.datetime
) -> tuple[IncomingText, Sequence[TextPart]]:
    own = list(members.values())
    return reassembly.text_of_parts(own, _repeated_parts(members, since)), own


def _repeated_parts(members: dict[int, TextPart], since: dt.datetime) -> list[TextPart]:
    """Find what was taken for a redelivery of an earlier text, but is missing here.

    A phone that uses one reference for every text, and begins two texts alike, would
    otherwise lose the second beginning.
    """
    some = next(iter(members.values()))
    repeated = TextPart.objects.filter(
        group_key=some.group_key, came_again_at__gte=since, text__isnull=False
    ).exclude(number__in=members)
    # One that holds a personal number has no bytes any more.
    repeated = repeated.exclude(payload=b"")
    return list({part.number: part for part in repeated.order_by("id")}.values())
