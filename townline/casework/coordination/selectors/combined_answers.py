"""What goes out together: cases bundled into one answer, and who stands behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases.api import Bundled, CaseState
from townline.casework.cases.models import Case
from townline.casework.coordination.models import Participation
from townline.casework.coordination.rules.joint import PARTICIPATING


@dataclass(frozen=True, slots=True)
class CombinedAnswer:
    """``bundled``: cases that the words answer too; ``positions``: department, state, version."""

    bundled: tuple[Bundled, ...] = ()
    positions: tuple[tuple[str, str, int], ...] = ()


ALONE = CombinedAnswer()


def combined_answers(case_ids: Iterable[int]) -> dict[int, CombinedAnswer]:
    """Give what else the answers of these cases bind, by case; two queries."""
    ids = list(case_ids)
    bundled: dict[int, list[Bundled]] = defaultdict(list)
    members = Case.objects.filter(bundled_into__in=ids, state=CaseState.BUNDLED).order_by("id")
    for case in members.only("id", "bundled_into", "last_incoming_id", "regrouped"):
        one = Bundled(case.id, case.last_incoming_id, case.regrouped)
        bundled[case.bundled_into_id or 0].append(one)
    positions: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    rows = Participation.objects.filter(case__in=ids, state__in=sorted(PARTICIPATING)).order_by(
        "id"
    )
    for row in rows.only("case", "department", "state", "version"):
        positions[row.case_id].append((row.department_id, row.state, row.version))
    return {
        case: CombinedAnswer(tuple(bundled.get(case, ())), tuple(positions.get(case, ())))
        for case in bundled.keys() | positions.keys()
    }
