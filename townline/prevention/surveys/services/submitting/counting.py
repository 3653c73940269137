"""What a whole submission comes to: it replaces another, says something of its home, counts."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import NotFound, WrongState
from townline.platform.core.history import audit
from townline.prevention.surveys.models import Home, Submission
from townline.prevention.surveys.rules.filled import Filled
from townline.prevention.surveys.rules.states import home_subject
from townline.prevention.surveys.services.submitting.entities import entities_settle, entity_note
from townline.prevention.surveys.services.submitting.files import carry
from townline.prevention.surveys.services.submitting.results import OTHERS_EXCLUSION, result_apply
from townline.prevention.surveys.services.submitting.telephones import update_household_phone
from townline.prevention.surveys.services.transition import home_lock

MISSING, NO_HOME, ELSEWHERE = "missing_files", "no_home", "elsewhere"
LEFT = "left"
# Answers with these count all the same.
_COUNTS = frozenset({"grade_differs", "not_theirs", "foreign_file", MISSING})
_EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def submission_count(row: Submission, filled: Filled, *, now: dt.datetime) -> None:
    """Let a locked submission count, whichever of its edits came before it."""
    actor = surveyor_actor(row)
    home = Home.objects.select_for_update().filter(id=row.home_id or 0).first()
    _replace(row, now)
    row.save(update_fields=["problem", "replaced_by"])
    if home is not None:
        entity_note(row, filled, home, now=now)
        entities_settle(home, actor=actor, now=now)
    if row.replaced_by_id is None:
        _settle(row, home, actor, now)
    if home is not None:
        _line(row, home, actor, now)


@transaction.atomic
def submission_place(
    *, submission_id: int, home_id: int | None, actor: audit.Actor, now: dt.datetime
) -> str:
    """Say to which home answers belong that name none; give the problem that is left, "" for none.

    ``home_id`` None: to none of the list; they are kept. Raises NotFound, WrongState.
    """
    row = Submission.objects.select_for_update(of=("self",)).filter(id=submission_id).first()
    if row is None:
        raise NotFound(f"there are no answers {submission_id}")
    if row.problem != NO_HOME:
        raise WrongState("these answers have their home already", state=row.problem)
    home = home_lock(home_id) if home_id is not None else None
    if home is None:
        row.problem = ELSEWHERE
        row.save(update_fields=["problem"])
        return row.problem
    row.home = home
    row.save(update_fields=["home"])
    _settle(row, home, actor, now)
    _line(row, home, actor, now)
    return row.problem


def _settle(row: Submission, home: Home | None, actor: audit.Actor, now: dt.datetime) -> None:
    row.problem = result_apply(row, home, actor=actor, now=now) or _gaps(row)
    row.save(update_fields=["problem"])
    if home is not None and home.kind == row.form.kind:
        update_household_phone(row, home, actor=actor, now=now)


@transaction.atomic
def submission_confirm(*, submission_id: int, actor: audit.Actor, now: dt.datetime) -> str:
    """Take a home off the list by answers of a surveyor it is not assigned to.

    Gives the problem that is left, "" for none. Raises NotFound, WrongState.
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("form")
    row = rows.filter(id=submission_id, replaced_by=None, home__isnull=False).first()
    if row is None or row.home_id is None:
        raise NotFound(f"there are no answers {submission_id} of a home")
    if row.problem != OTHERS_EXCLUSION:
        raise WrongState("these answers wait for no decision", state=row.problem)
    home = home_lock(row.home_id)
    row.problem = result_apply(row, home, actor=actor, now=now, confirmed=True) or _gaps(row)
    row.save(update_fields=["problem"])
    data = {"submission": row.id, "problem": OTHERS_EXCLUSION}
    event, subject = "home:answers:check", home_subject(home.id)
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=actor, at=now, data=data))
    return row.problem


@transaction.atomic
def submission_check(*, submission_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Say that somebody looked at what was wrong with answers: what counts, counts; the rest stays.

    Raises NotFound, WrongState.
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related("home")
    row = rows.filter(id=submission_id, home__isnull=False).first()
    if row is None or row.home is None:
        raise NotFound(f"there are no answers {submission_id} of a home")
    if row.problem in {"", LEFT}:
        raise WrongState("somebody looked at these answers already", state=row.problem)
    data = {"submission": row.id, "problem": row.problem}
    row.problem = "" if row.problem in _COUNTS else LEFT
    row.save(update_fields=["problem"])
    event, subject = "home:answers:check", home_subject(row.home.id)
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=actor, at=now, data=data))


def surveyor_actor(row: Submission) -> audit.Actor:
    """Name who filled a form, for the history."""
    surveyor = row.surveyor
    return audit.Actor("surveyor", row.surveyor_id, surveyor.name if surveyor else "")


def _line(row: Submission, home: Home, actor: audit.Actor, now: dt.datetime) -> None:
    event = "home:answers:replace" if row.deprecated_id else "home:answers:receive"
    data = {"submission": row.id, "problem": row.problem, "counts": row.replaced_by_id is None}
    audit.record(
        audit.AuditEntry(subject=home_subject(home.id), event=event, actor=actor, at=now, data=data)
    )


def _gaps(row: Submission) -> str:
    there = set(row.files.values_list("name", flat=True))
    if set(row.expected) - there:
        return MISSING
    return "foreign_file" if there - set(row.expected) else ""


def _replace(row: Submission, now: dt.datetime) -> None:
    """Put a submission into its place among edits: what it replaces, and what replaces it."""
    if row.deprecated_id:
        own = Submission.objects.filter(surveyor=row.surveyor_id)
        original = own.filter(instance_id=row.deprecated_id).first()
        if original is not None:
            carry(original, row, now=now)
            _newest(original, [*_edits(original.instance_id, row), row], row)
    edits = _edits(row.instance_id, row)  # of the same surveyor: nobody edits another's answers
    for edit in edits:
        carry(row, edit, now=now)
        if edit.problem == MISSING:
            edit.problem = _gaps(edit)
            edit.save(update_fields=["problem"])
    if edits:
        _newest(row, edits, row)


def _edits(instance_id: str, but: Submission) -> list[Submission]:
    own = Submission.objects.filter(surveyor=but.surveyor_id)
    found = own.filter(deprecated_id=instance_id, incomplete=False)
    return list(found.exclude(id=but.id).exclude(instance_id=instance_id))


def _newest(original: Submission, edits: list[Submission], row: Submission) -> None:
    """Let the edit that was filled last stand for what it replaces, and for other edits of it."""
    last = max(edits, key=lambda each: (each.filled_at or _EARLIEST, each.instance_id))
    for each in [original, *(edit for edit in edits if edit != last)]:
        each.replaced_by = last
        each.problem = "" if each == original else "edited_twice"
        if each != row:
            each.save(update_fields=["replaced_by", "problem"])
