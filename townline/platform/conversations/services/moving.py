"""Texts that go from one thread to another, because a person says where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass

from townline.platform.conversations.models import IncomingText, OutgoingText


@dataclass(frozen=True, slots=True)
class ThreadIds:
    """The texts of one thread, by id."""

    incoming: list[int]
    outgoing: list[int]


def incoming_lock(*, reference: str, ids: Sequence[int] | None = None) -> list[int]:
    """Lock incoming texts of a thread (all, or those of ``ids``) and give those that are there.

    To be called before a room locks its own rows, in the order in which a late part does it.
    """
    texts = IncomingText.objects.filter(reference=reference)
    if ids is not None:
        texts = texts.filter(id__in=ids)
    locked = texts.select_for_update(no_key=True).order_by("id")
    return list(locked.values_list("id", flat=True))


def thread_ids(reference: str) -> ThreadIds:
    """Give the ids of a thread's texts, with two queries."""
    return ThreadIds(
        *(
            list(model.objects.filter(reference=reference).values_list("id", flat=True))
            for model in (IncomingText, OutgoingText)
        )
    )


def texts_move(
    *,
    from_reference: str,
    to_reference: str,
    incoming: Sequence[int] = (),
    outgoing: Sequence[int] = (),
) -> None:
    """Put texts into another thread. Raises LookupError when one is not where it should be."""
    wanted = ((IncomingText, incoming), (OutgoingText, outgoing))
    for model, ids in wanted:
        there = model.objects.filter(id__in=ids, reference=from_reference)
        if ids and there.update(reference=to_reference) != len(set(ids)):
            raise LookupError("a text is no longer where it was")
