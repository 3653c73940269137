"""Parts of long texts: kept loose until the text is whole, or until waiting ends."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, OuterRef, Subquery

from townline.platform.conversations import rules
from townline.platform.conversations.events import TextCompleted
from townline.platform.conversations.models import IncomingText, TextPart
from townline.platform.conversations.rules import IncomingState
from townline.platform.conversations.services import key_rotation, savepoints
from townline.platform.conversations.services.outgoing import preparing, redelivery
from townline.platform.conversations.settings import Gap
from townline.platform.core import district, events
from townline.platform.core.database.rows import ids_give, rows_copy, rows_update
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn

# Making one text of its parts.

_GAP = "[…]"


def text_of_parts(parts: Sequence[TextPart], lent: Sequence[TextPart] = ()) -> IncomingText:
    """Make a text of parts of one group; what the parts share is the first one's.

    ``lent`` parts belong to another text and only lend their content.

    Its time is that of the part that came first: the resident has waited since then. Its own
    sequence is 0, because only its parts can come again.
    """
    first = min(parts, key=lambda part: part.number)
    number = _number(first)
    text = IncomingText(
        transport=first.transport,
        provider_reference=first.provider_reference,
        session=first.session,
        sequence=0,
        sender=first.sender,
        sender_lookup=first.sender_lookup,
        sender_masked=msisdn.mask(number.value)[:24],
        sender_kind=number.kind,
        destination_addr=first.destination_addr,
        data_coding=first.data_coding,
        charset=first.charset,
        received_at=min(part.received_at for part in parts),
        came_again=max(part.came_again for part in parts),
        parts_total=first.total,
    )
    body_rebuild(text, [*parts, *lent])
    if first.charset == "binary":
        text.state, text.problem = IncomingState.FAILED, preparing.NO_TEXT
    return text


def body_rebuild(text: IncomingText, parts: Sequence[TextPart]) -> None:
    """Read the parts again as one text, gaps visible."""
    ordered = sorted(parts, key=lambda part: part.number)
    text.parts_missing = text.parts_total - len(ordered)
    payload = _payload(text.charset, ordered)
    text.payload = preparing.stored_payload(text.charset, payload)
    text.payload_hash = preparing.payload_hash(text.charset, payload)
    bare = rules.join_parts(ordered, text.parts_total, lambda _: "")
    language = rules.language_guess(bare)
    text.body = (
        rules.join_parts(ordered, text.parts_total, lambda number: _gap(number, language))
        if text.parts_missing
        else bare
    )
    preparing.personal_numbers_seal(text)


def _payload(charset: str, parts: Sequence[TextPart]) -> bytes:
    """Join the bytes. A readable text leaves out parts that are none: those stay encrypted."""
    wanted = [part for part in parts if charset == "binary" or part.charset != "binary"]
    return b"".join(preparing.payload_opened(part) for part in wanted)


def _gap(number: int, language: str) -> str:
    try:
        own = district.part(Gap).gap_marker
    except district.DistrictMissing:
        own = None
    return own.in_language(language).replace("{missing}", str(number)) if own else _GAP


def _number(part: TextPart) -> msisdn.Msisdn:
    value = crypto.ring().decrypt(part.sender)
    return preparing.sender_of(value)


@dataclass
class PartGroup:
    """What is stored of one group within a day, and what this batch adds to it."""

    stored: dict[tuple[int, bytes], TextPart] = field(default_factory=dict)
    loose: list[TextPart] = field(default_factory=list)
    gaps: dict[int, dict[int, TextPart]] = field(default_factory=dict)


@dataclass
class PartPlan:
    """What a batch of parts leads to; ``texts`` by the place of the part that completed each."""

    texts: list[tuple[int, IncomingText, list[TextPart]]] = field(default_factory=list)
    fresh: list[TextPart] = field(default_factory=list)
    again: dict[int, TextPart] = field(default_factory=dict)
    filled: dict[int, dict[int, TextPart]] = field(default_factory=dict)
    moved: dict[int, TextPart] = field(default_factory=dict)
    repeats: int = 0


def parts_plan(parts: Sequence[tuple[int, TextPart]], *, now: datetime) -> PartPlan:
    """Sift a batch's parts (with their places in it) and join what became whole.

    Holds the lock under which one batch at a time joins: two links may bring the parts of one
    text at the same moment, and neither transaction would see the other's.
    """
    savepoints.lock("parts")
    rows = [row for _, row in parts]
    plan = PartPlan()
    groups = _groups(rows, now, plan)
    placed = redelivery.places_stored(TextPart, rows)
    known = redelivery.references_stored(TextPart, rows)
    for at, row in parts:
        group = groups[bytes(row.group_key)]
        same = group.stored.get((row.number, bytes(row.payload_hash)))
        if redelivery.network_named(row):
            same = None  # the network tells its texts apart itself
        earlier = same or known.get((row.transport, row.provider_reference))
        if (row.session, row.sequence) in placed:
            plan.repeats += 1
        elif earlier is not None:
            _again(plan, earlier, row)
        else:
            known[row.transport, row.provider_reference] = row
            _add(plan, group, at, row)
    return plan


def _again(plan: PartPlan, earlier: TextPart, row: TextPart) -> None:
    redelivery.mark_again(earlier, row)
    plan.repeats += 1
    if earlier.pk:
        plan.again[earlier.pk] = earlier


def _groups(rows: Sequence[TextPart], now: datetime, plan: PartPlan) -> dict[bytes, PartGroup]:
    groups: dict[bytes, PartGroup] = defaultdict(PartGroup)
    names = key_rotation.groups(rows)
    found = TextPart.objects.filter(
        group_key__in=list(names), received_at__gt=now - redelivery.PART_WINDOW
    ).order_by("id")
    changing = crypto.ring().changing
    stored = list(found.select_for_update(no_key=True) if changing else found)
    for part in stored:
        if changing:
            _move(part, names[bytes(part.group_key)], plan)
        group = groups[bytes(part.group_key)]
        group.stored[part.number, bytes(part.payload_hash)] = part
        if part.text_id is None:
            group.loose.append(part)
    _gaps_find(groups, [part for part in stored if part.text_id])
    return groups


def _move(part: TextPart, group: bytes, plan: PartPlan) -> None:
    """Bring a stored part under the current keys, and into the present name of its group."""
    renewed, moved = key_rotation.received_renew(part), bytes(part.group_key) != group
    if renewed or moved:
        part.group_key = group
        plan.moved[part.pk] = part


def _gaps_find(groups: dict[bytes, PartGroup], joined: Sequence[TextPart]) -> None:
    if not joined:
        return
    open_ = set(
        IncomingText.objects.filter(
            id__in={part.text_id for part in joined}, parts_missing__gt=0
        ).values_list("id", flat=True)
    )
    for part in joined:
        if part.text_id in open_:
            gap = groups[bytes(part.group_key)].gaps.setdefault(part.text_id, {})
            gap[part.number] = part


def _add(plan: PartPlan, group: PartGroup, at: int, row: TextPart) -> None:
    plan.fresh.append(row)
    group.stored[row.number, bytes(row.payload_hash)] = row
    texts = rules.assemblies(group.loose)
    if not texts or row.number in texts[-1]:
        for text_id, gap in group.gaps.items():
            if row.number not in gap:
                gap[row.number] = row
                row.text_id = text_id
                plan.filled[text_id] = gap
                return
    group.loose.append(row)
    newest = rules.assemblies(group.loose)[-1]
    if len(newest) == row.total:
        members = list(newest.values())
        plan.texts.append((at, text_of_parts(members), members))
        group.loose = [
            part
            for part in group.loose
            if part.number not in newest or newest[part.number] is not part
        ]


def parts_save(plan: PartPlan, *, now: datetime) -> None:
    """Write a plan whose texts have been written."""
    was_loose, sealed = [], []
    for _, text, members in plan.texts:
        for member in members:
            member.text_id = text.pk
        if text.sealed_body:
            # Their bytes would tell the number that is masked in the text.
            sealed += [member for member in members if member.pk]
            _bytes_drop(members)
        was_loose += [member for member in members if member.pk]
    if plan.fresh:
        ids_give(TextPart, plan.fresh)
        rows_copy(TextPart, plan.fresh)
    rows_update(TextPart, ["text"], was_loose)
    rows_update(TextPart, ["payload"], sealed)
    key_rotation.moved_save(list(plan.moved.values()))
    redelivery.again_save(TextPart, plan.again.values())
    _count_redeliveries({part.text_id for part in plan.again.values() if part.text_id}, now)
    if plan.filled:
        _gaps_fill(plan.filled, now)


def _bytes_drop(parts: Iterable[TextPart]) -> None:
    """Forget the bytes of parts; by their hash each is known when it comes again."""
    for part in parts:
        part.payload = b""


def _count_redeliveries(ids: Iterable[int], now: datetime) -> None:
    """Show on a joined text how often it came again: as often as its most repeated part."""
    if not ids:
        return
    most = TextPart.objects.filter(text=OuterRef("pk")).order_by().values("text")
    IncomingText.objects.filter(id__in=ids).update(
        came_again=Subquery(most.annotate(most=Max("came_again")).values("most")),
        came_again_at=now,
    )


def _gaps_fill(filled: dict[int, dict[int, TextPart]], now: datetime) -> None:
    texts = IncomingText.objects.filter(id__in=filled).order_by("id").select_for_update(no_key=True)
    for text in texts:
        members = list(filled[text.pk].values())
        body_rebuild(text, members)
        text.save(update_fields=["body", "sealed_body", "payload", "payload_hash", "parts_missing"])
        if text.sealed_body and not text.parts_missing:
            TextPart.objects.filter(id__in=[part.pk for part in members]).update(payload=b"")
        events.emit(TextCompleted(text_id=text.pk, reference=text.reference, at=now))
