"""Photos that answers keep: those of what is being written, and those behind links."""

from collections.abc import Iterable, Iterator

from townline.casework.answers.models import Draft, PhotoLink
from townline.casework.cases.ports.photos import Holder


def answer_photo_holders() -> list[Holder]:
    """Name what keeps photos of answers."""
    return [
        Holder(every=_of_drafts, of_case=_of_draft),
        Holder(every=_of_links, of_case=_of_links_of),
    ]


def _of_drafts() -> Iterator[str]:
    for names in Draft.objects.values_list("photos", flat=True):
        yield from names


def _of_draft(case_id: int) -> Iterable[str]:
    found = Draft.objects.filter(case=case_id).values_list("photos", flat=True)
    return found.first() or ()


def _of_links() -> Iterator[str]:
    for before, after in PhotoLink.objects.values_list("before", "after"):
        yield from (*before, *after)


def _of_links_of(case_id: int) -> Iterator[str]:
    for before, after in PhotoLink.objects.filter(case=case_id).values_list("before", "after"):
        yield from (*before, *after)
