"""Likely the same matter, from several households: counted for the person who decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.cases import api as cases
from townline.casework.cases.api import CaseRow, CaseState, hints, places_in, row_of, visible
from townline.casework.cases.models import Case, Group
from townline.casework.classification.selectors.repeats import matter, matter_of
from townline.casework.classification.settings import Sorting
from townline.casework.search.api import cases_of_matches, parse_terms
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.departments.api import Viewer

_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Cases of others that are likely the same, and those that a person put together.

    ``residents``: how many different ones wrote, this case's own included; ``place``: the name
    that they share; ``group``: as marked, or None; ``needed``: households of a group.
    """

    alike: tuple[CaseRow, ...]
    members: tuple[CaseRow, ...]
    residents: int
    place: str
    group: Group | None
    needed: int

    @property
    def is_many(self) -> bool:
        return self.residents >= self.needed


def households_needed() -> int:
    """Give from how many households on it is a group complaint, as the district says."""
    return district.part(Sorting).groups.households


def households_of(*, case: Case, thread: Sequence[ThreadText], viewer: Viewer) -> Households:
    """Count other residents with likely the same matter at the same place; four queries.

    They are found by the place's name through the texts' index; of each case only what lists
    show is compared.
    """
    members = _members(case, viewer)
    words = " ".join(text.body for text in thread if text.direction == "in")
    named = places_in(f"{words} {case.title}")
    alike = _alike(case, thread, named[0].name_ko, viewer) if named else []
    known = {member.id for member in members}
    alike = [one for one in alike if one.id not in known]
    every = [*members, *alike]
    briefs = conversations.residents_brief({one.resident_id for one in every}) if every else {}
    return Households(
        alike=tuple(row_of(one, briefs[one.resident_id].masked) for one in alike),
        members=tuple(row_of(one, briefs[one.resident_id].masked) for one in members),
        residents=len({case.resident_id} | {one.resident_id for one in every}),
        place=named[0].name_ko if named else "",
        group=next((one.group for one in members), None) or case.group,
        needed=households_needed(),
    )


def _members(case: Case, viewer: Viewer) -> list[Case]:
    if case.group_id is None:
        return []
    others = visible(viewer).filter(group=case.group_id).exclude(id=case.id)
    return list(others.select_related("group__lead").order_by("id")[:_SHOWN])


def _alike(case: Case, thread: Sequence[ThreadText], place: str, viewer: Viewer) -> list[Case]:
    span = district.part(Sorting).groups.within
    # A name of the district's own has no other forms: nobody is asked for its morphemes.
    named = cases_of_matches(parse_terms(place, [], full=False, wide=False))
    near = visible(viewer).filter(
        id__in=named,
        first_text_at__gte=case.first_text_at - span,
        first_text_at__lte=case.first_text_at + span,
    )
    near = (
        near.exclude(id=case.id).exclude(state=CaseState.MERGED).exclude(resident=case.resident_id)
    )
    mine = matter_of(case, thread)
    return [one for one in near.order_by("id")[:_SHOWN] if _is_same(mine, one)]


def _is_same(mine: cases.ComplaintTopic, other: Case) -> bool:
    theirs = matter(f"{other.title} {other.preview}", other.service_id)
    return cases.is_same(mine, theirs, hints())
