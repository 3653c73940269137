"""Many told cases written at once."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence

from django.db import transaction

from townline.casework.answers.models import Confirmation, Draft, DraftVersion
from townline.casework.cases.models import Case, Note, Notice
from townline.casework.importing.services.course import HistoryCase, ReceivedStep, refusal_of
from townline.casework.importing.services.deadlines import clocks_store
from townline.casework.importing.services.replay import HistoryRows, Replay
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import HistorySender
from townline.platform.core.database.rows import ids_take
from townline.platform.core.history import audit

_BATCH = 500
log = logging.getLogger(__name__)


@transaction.atomic
def history_import(
    *, stories: Sequence[HistoryCase], transport: str, destination_addr: str, now: dt.datetime
) -> int:
    """Write cases of the past with texts, drafts, confirmations, reminders and history.

    Every step goes through the transition table. A case with a step that the table forbids is
    left out whole, and a warning in the log names it. No events are emitted and no page is told.
    Returns how many cases were written.
    """
    stories = sorted(filter(_is_possible, stories), key=lambda story: story.steps[0].at)
    ids = conversations.history_reserve(
        senders=[
            HistorySender(number=s.number, language=s.language, first_at=s.steps[0].at)
            for s in stories
        ],
        incoming=sum(isinstance(step, ReceivedStep) for story in stories for step in story.steps),
        outgoing=sum(len(story.steps) for story in stories),
    )
    incoming = _in_order(stories, ids.incoming)
    outgoing = iter(ids.outgoing)
    written = HistoryRows()
    for at, (story, case_id) in enumerate(zip(stories, ids_take(Case, len(stories)), strict=True)):
        replay = Replay(
            story,
            case_id=case_id,
            resident_id=ids.residents[story.number],
            incoming_ids=incoming[at],
            outgoing_ids=outgoing,
            written=written,
        )
        replay.run(now)
    conversations.history_import(
        transport=transport,
        destination_addr=destination_addr,
        residents=ids.residents,
        incoming=sorted(written.incoming, key=lambda text: text.id),
        outgoing=written.outgoing,
    )
    _store(written, now)
    return len(stories)


def _is_possible(story: HistoryCase) -> bool:
    refusal = refusal_of(story)
    if refusal is not None:
        log.warning("left out the past case %s: %s", story.name or "without a name", refusal.detail)
    return refusal is None


def _in_order(stories: Sequence[HistoryCase], ids: list[int]) -> list[Iterator[int]]:
    """Deal out the ids of incoming texts so that a later text has a higher id."""
    received = [
        (step.at, at)
        for at, story in enumerate(stories)
        for step in story.steps
        if isinstance(step, ReceivedStep)
    ]
    dealt: list[list[int]] = [[] for _ in stories]
    for (_, at), text_id in zip(sorted(received), ids, strict=True):
        dealt[at].append(text_id)
    return [iter(own) for own in dealt]


def _store(written: HistoryRows, now: dt.datetime) -> None:
    Case.objects.bulk_create(written.cases, batch_size=_BATCH)
    Draft.objects.bulk_create(written.drafts, batch_size=_BATCH)
    DraftVersion.objects.bulk_create(written.versions, batch_size=_BATCH)
    Confirmation.objects.bulk_create(written.confirmations, batch_size=_BATCH)
    Note.objects.bulk_create([note for note, _ in written.notes])
    for note, data in written.notes:
        data["note"] = note.id
    Notice.objects.bulk_create(written.reminders.notices, batch_size=_BATCH)
    clocks_store(written.entries, now)
    audit.record_many(sorted(written.entries, key=lambda entry: entry.at))
