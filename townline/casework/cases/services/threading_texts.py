"""Texts that go from case to case; rooms above hear of it."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.db import transaction

from townline.casework.cases.errors import (
    AnswerOnItsWay,
    BundledCase,
    IntoItself,
    LastText,
    TextElsewhere,
)
from townline.casework.cases.events import TextsMoved
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState, case_id_of, subject
from townline.casework.cases.selectors.codes import survivor
from townline.casework.cases.services.transition import case_check
from townline.platform.conversations import api as conversations
from townline.platform.core import events
from townline.platform.departments.api import Permission, Viewer


def texts_carry(
    *,
    from_reference: str,
    to_reference: str,
    incoming: Sequence[int] = (),
    outgoing: Sequence[int] = (),
) -> None:
    """Put texts of one locked case into another."""
    conversations.texts_move(
        from_reference=from_reference,
        to_reference=to_reference,
        incoming=incoming,
        outgoing=outgoing,
    )
    source, target = case_id_of(from_reference), case_id_of(to_reference)
    if source is None or target is None:
        return
    events.emit(
        TextsMoved(
            from_case=source, to_case=target, incoming=tuple(incoming), outgoing=tuple(outgoing)
        )
    )


# What regrouping texts begins with: both cases locked, and nothing on its way.


class MergedInBetween(Exception):
    """A case was merged between reading and locking: begin again."""


def cases_lock(*ids: int) -> dict[int, Case]:
    """Lock cases in the order of their ids: two who want the same two cannot block each other."""
    return {c.id: c for c in Case.objects.select_for_update().filter(id__in=ids).order_by("id")}


def source_lock(*, code: str, viewer: Viewer, texts: Sequence[int] | None) -> tuple[Case, int]:
    """Find a case and lock its texts (all, or the given ones), which come before the case.

    Returns the case, not locked yet, and how many texts that were.
    """
    found = Case.objects.filter(code=code).first()
    case = case_check(found, code=code, viewer=viewer, permission=Permission.WRITE)
    locked = conversations.incoming_lock(reference=subject(case.id), ids=texts)
    if texts is not None and len(locked) != len(set(texts)):
        raise TextElsewhere("a text that was picked is no longer in this case; open it again")
    return case, len(locked)


def target_find(*, code: str, viewer: Viewer) -> Case:
    """Find the case that a code stands for today, also when its own was merged."""
    found = Case.objects.filter(code=code).first()
    case = survivor(found) if found else None
    return case_check(case, code=code, viewer=viewer, permission=Permission.WRITE)


def check_two(source: Case, target: Case, *, named: str) -> None:
    """Refuse one case as both; ``named`` is the code that the person gave."""
    if source.id == target.id:
        raise IntoItself(f"{named} is this very case; choose another one")


def check_still(*cases: Case) -> None:
    """Look again, now that they are locked. Raises Meanwhile, AnswerOnItsWay."""
    if any(case.state == CaseState.MERGED for case in cases):
        raise MergedInBetween
    bundle_refuse(*cases)
    for case in cases:
        if case.state == CaseState.CONFIRMED:
            raise AnswerOnItsWay(
                f"an answer of {case.code} is on its way; take it back or wait until it has left",
                state=case.state,
                code=case.code,
            )


def bundle_refuse(*cases: Case) -> None:
    """Refuse to regroup or end cases that are answered together. Raises BundledCase."""
    for case in cases:
        if case.state == CaseState.BUNDLED or Case.objects.filter(bundled_into=case).exists():
            raise BundledCase(
                f"{case.code} is answered together with others; take them apart first",
                state=case.state,
            )


def check_rest(case: Case, moved_count: int) -> None:
    """Keep at least one text of a resident in a case."""
    if len(conversations.thread_ids(subject(case.id)).incoming) <= moved_count:
        raise LastText("these are all texts of the case; leave one, or merge the whole case")


# Beginning again when a case was merged between reading and locking.

_TRIES = 5


def again_if_merged[**P, Done](action: Callable[P, Done]) -> Callable[P, Done]:
    """Run a deed in a transaction of its own; undone and begun anew if a case went elsewhere.

    Each merge takes a case away for good, so that few tries are ever needed.
    """

    @wraps(action)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> Done:
        for _ in range(_TRIES - 1):
            try:
                with transaction.atomic():
                    return action(*args, **kwargs)
            except MergedInBetween:
                continue
        with transaction.atomic():
            return action(*args, **kwargs)

    return wrapper
