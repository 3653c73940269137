"""Who can be called in a note, and who was."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases.models import Mention
from townline.casework.cases.rules.mentions import Callee, called_in
from townline.casework.cases.selectors.lists import CaseRow
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role, Staff
from townline.platform.departments.settings import House


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a note; ``staff`` is who it calls, if anybody."""

    words: str
    staff: Staff | None = None


def callees(people: Iterable[Staff]) -> list[Callee]:
    """Give by which names these people are called."""
    return [Callee(one.id, (one.username, one.name_ko, one.name_en)) for one in people]


def everybody() -> list[Staff]:
    """List all who can be called: whoever works in a department; one query."""
    return departments.staff_in_departments(roles=list(Role))


def _everybody(_: district.Settings) -> list[Staff]:
    return everybody()


def callable_for(row: CaseRow) -> list[Staff]:
    """List whom the page of a case offers: who works on it, the front desk, the mayor's office.

    Others who see the case can be called by their sign-in name; who began in the last half
    minute may be missing.
    """
    house = district.part(House)
    places = {row.department, *row.taking_part, house.front_department, house.mayors_office}
    return [one for one in district.derive(_everybody) if one.department_id in places]


def mentions_of(note_ids: Iterable[int]) -> dict[int, list[Staff]]:
    """Give who was called, by note; one query, or none for no notes."""
    ids, found = list(note_ids), dict[int, list[Staff]]()
    rows = Mention.objects.filter(note__in=ids).select_related("staff")
    for one in rows if ids else ():
        found.setdefault(one.note_id, []).append(one.staff)
    return found


def split_mentions(body: str, people: Iterable[Staff]) -> list[Marked]:
    """Cut a note into pieces, so that those who were called can be shown as links."""
    by_id, pieces, at = {one.id: one for one in people}, [], 0
    for one in called_in(body, callees(by_id.values())):
        pieces += [Marked(body[at : one.start]), Marked(body[one.start : one.end], by_id[one.id])]
        at = one.end
    return [piece for piece in (*pieces, Marked(body[at:])) if piece.words]
