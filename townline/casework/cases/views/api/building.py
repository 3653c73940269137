"""From what the room knows to what the API shows."""

from collections.abc import Callable, Sequence

from townline.casework.cases import api
from townline.casework.cases.views.api import shapes
from townline.platform.core.ports import Port
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff

# The code of a case, who asks, and when -> everything of the case as one person sees it.
type Whole = Callable[[Act, str], shapes.Case]

# Shows everything of a case, from what all rooms know of it. Raises NotFound.
WHOLE: Port[Whole] = Port("everything of a case by the API")


def rows(found: Sequence[api.CaseRow]) -> list[shapes.Row]:
    """Show a list; who works on its cases is looked up once for all."""
    wanted = {each.assignee_id for each in found if each.assignee_id}
    people = departments.staff_names(wanted) if wanted else {}
    return [_row(each, people) for each in found]


def _row(found: api.CaseRow, people: dict[int, Staff]) -> shapes.Row:
    person = people.get(found.assignee_id or 0)
    columns = {name: getattr(found, name) for name in _OWN}
    # Our own values, of the types that they have: a page of 100 is not checked once more.
    return shapes.Row.model_construct(**columns, assignee=person.username if person else None)


_OWN = [name for name in shapes.Row.model_fields if name != "assignee"]
