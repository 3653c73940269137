"""Those whose texts began a matter hear what became of it: once, in words the mayor approved."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from townline.casework.cases import api as cases
from townline.casework.cases.api import WrongState
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.policy.errors import (
    MatterNotFound,
    NobodyToTell,
    TellingChanged,
    WordsWithoutDay,
)
from townline.prevention.policy.models import Matter, Telling, Told
from townline.prevention.policy.rules.states import policy_subject
from townline.prevention.policy.rules.telling import (
    DAY,
    TELLINGS,
    TellingEvent,
    TellingState,
    telling_hash,
)
from townline.prevention.policy.selectors.recipients import Recipient, recipients
from townline.prevention.policy.services.marks import matter_lock, may

# As many as a link carries in a few seconds; the others go with the next minute.
BATCH = 300
REFUSED = "refused"

MACHINE: Machine[Telling, TellingState, TellingEvent] = Machine(
    model=Telling,
    table=TELLINGS,
    subject=lambda telling: policy_subject(telling.matter_id),
    refusal=WrongState.of_move("the message"),
    data=lambda step: {"telling": step.row.pk},
    states=False,
)


def hash_of(matter: Matter, words: tuple[str, str], people: list[Recipient]) -> str:
    """Give what an approval of these words to these people binds."""
    to = [(one.resident_id, one.day.isoformat()) for one in people]
    return telling_hash(matter.pk, words, to)


@transaction.atomic
def telling_submit(
    *, number: int, viewer: Viewer, now: dt.datetime, words_ko: str, words_en: str
) -> Telling:
    """Put words before the mayor; earlier ones that wait are withdrawn.

    Raises WordsWithoutDay, NobodyToTell.
    """
    matter = matter_lock(number, viewer)
    words = words_ko.strip(), words_en.strip()
    if any(each.count(DAY) != 1 for each in words):
        raise WordsWithoutDay("each language names the day of one's own text once, as {day}")
    if not recipients(matter.pk):
        raise NobodyToTell("no text began the matter, or all have heard of it")
    for before in Telling.objects.select_for_update().filter(
        matter=matter, state=TellingState.WAITING
    ):
        MACHINE.move(before, TellingEvent.WITHDRAW, actor=viewer.actor, now=now)
    telling = Telling.objects.create(
        matter=matter, state=TellingState.WAITING, words_ko=words[0], words_en=words[1],
        written_by_id=viewer.staff_id, written_at=now,
    )  # fmt: skip
    audit.record(
        audit.Entry(
            subject=policy_subject(matter.pk), event=TellingEvent.SUBMIT.tag, actor=viewer.actor,
            at=now, data={"telling": telling.pk},
        )
    )  # fmt: skip
    return telling


@transaction.atomic
def telling_withdraw(*, telling_id: int, viewer: Viewer, now: dt.datetime) -> Telling:
    """Take words back that wait for the mayor."""
    telling = _locked(telling_id)
    may(viewer, Permission.WRITE)
    MACHINE.move(telling, TellingEvent.WITHDRAW, actor=viewer.actor, now=now)
    return telling


@transaction.atomic
def telling_approve(*, telling_id: int, viewer: Viewer, now: dt.datetime, hash_: str) -> Telling:
    """Approve exactly the words and recipients that hash to ``hash_``; a job queues the texts.

    Raises TellingChanged, NotAllowed, WrongState.
    """
    may(viewer, Permission.CONFIRM)
    telling = _locked(telling_id)
    people = recipients(telling.matter_id)
    if hash_ != hash_of(telling.matter, (telling.words_ko, telling.words_en), people):
        raise TellingChanged("the words or the recipients have changed; look again")
    MACHINE.move(
        telling, TellingEvent.APPROVE, actor=viewer.actor, now=now,
        changes={"hash": hash_, "approved_by_id": viewer.staff_id, "approved_at": now},
        data={"hash": hash_, "people": len(people)},
    )  # fmt: skip
    Told.objects.bulk_create(
        Told(
            matter_id=telling.matter_id, telling=telling, case_id=one.case_id,
            resident_id=one.resident_id, language=one.language, day=one.day,
        )
        for one in people
    )  # fmt: skip
    return telling


def _locked(telling_id: int) -> Telling:
    """Lock the matter, then its telling, as everybody does."""
    number = Telling.objects.filter(pk=telling_id).values_list("matter", flat=True).first()
    if number is None or not Matter.objects.select_for_update().filter(pk=number).exists():
        raise MatterNotFound(f"there is no message {telling_id}")
    telling = MACHINE.lock(telling_id)
    assert telling is not None  # noqa: S101 -- its matter is locked, and none is ever deleted
    return telling


@transaction.atomic
def telling_undo(*, telling_id: int, viewer: Viewer, now: dt.datetime) -> Telling:
    """Take an approval back while no text was queued. Raises TellingChanged."""
    may(viewer, Permission.CONFIRM)
    telling = _locked(telling_id)
    # Locked, so that a job which queues one of them now has done so, or finds none.
    people = list(Told.objects.select_for_update().filter(telling=telling))
    if any(one.at for one in people):
        raise TellingChanged("texts of it have been queued already")
    MACHINE.move(
        telling, TellingEvent.UNDO, actor=viewer.actor, now=now,
        changes={"hash": "", "approved_by_id": None, "approved_at": None},
    )  # fmt: skip
    Told.objects.filter(telling=telling).delete()
    return telling


def tellings_run(*, now: dt.datetime, limit: int = BATCH) -> int:
    """Queue texts of approved tellings, one transaction each; give how many. Safe to kill.

    A row is marked in the transaction that queues its text, so that none is queued twice. Within
    the hold nothing is queued: the approval can be taken back.
    """
    held = now - settings.TOWNLINE_CONFIRM_HOLD
    ready = Telling.objects.filter(state=TellingState.APPROVED, approved_at__lte=held)
    waiting = Told.objects.filter(text_id=None, skipped="", telling__in=ready).order_by("id")
    done = sum(_queue(each, now) for each in list(waiting.values_list("id", flat=True)[:limit]))
    for telling_id in ready.values_list("id", flat=True):
        _finish(telling_id, now)
    return done


@transaction.atomic
def _queue(told_id: int, now: dt.datetime) -> bool:
    rows = Told.objects.select_for_update(skip_locked=True, of=("self",))
    told = rows.filter(id=told_id, text_id=None, skipped="").select_related("telling").first()
    if told is None:
        return False
    told.text_id = conversations.automatic_queue(
        resident_id=told.resident_id, body=body_for(told), reference=cases.subject(told.case_id),
        now=now, cause=Cause.FOLLOWS, not_before=cases.ends(now),
    )  # fmt: skip
    told.skipped, told.at = "" if told.text_id else REFUSED, now
    told.save(update_fields=["text_id", "skipped", "at"])
    return told.text_id is not None


def body_for(told: Told) -> str:
    """Give one person's words: in their language, with the day of their own text."""
    english = told.language != "ko"
    words = told.telling.words_en if english else told.telling.words_ko
    day = cases.day_words(told.day, "en" if english else "ko")
    return settle(words.replace(DAY, day))


@transaction.atomic
def _finish(telling_id: int, now: dt.datetime) -> None:
    telling = MACHINE.lock(telling_id)
    if telling is None or telling.state != TellingState.APPROVED:
        return
    if Told.objects.filter(telling=telling, text_id=None, skipped="").exists():
        return
    MACHINE.move(
        telling, TellingEvent.FINISH, actor=audit.SYSTEM, now=now, changes={"done_at": now}
    )
