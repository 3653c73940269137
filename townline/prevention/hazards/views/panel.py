"""The hazard of a case, beside it; or one press that makes it one."""

from townline.casework.cases import api as cases
from townline.casework.cases.ports import PanelContent
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard, HazardCase
from townline.prevention.hazards.selectors.findings import found_words
from townline.prevention.hazards.selectors.hazards import sees
from townline.prevention.hazards.selectors.labels import STATES


def panel(act: Act, detail: cases.Detail) -> PanelContent | None:
    """Give the hazard that a case tells of, else the press; no query where it has none."""
    there = not detail.holds.isdisjoint({"hazards", "merged"})
    hazard = _hazard(detail.row.id) if there else None
    may = act.viewer.may(Permission.WRITE)
    if hazard is None and not may:
        return None
    context = {"code": detail.row.code, "may": may, "hazard": hazard}
    context["may_assign"] = may_assign(act.viewer, detail)
    if hazard is None:
        return PanelContent(template="hazards/side_hazard.html", context=context)
    words = found_words(hazard, detail.row.language)
    context |= {
        "kind": api.kind_name(hazard.kind),
        "severity": api.severity_name(hazard.severity),
        "mark": STATES[hazard.state],
        "found": words,
        "opens": sees(act.viewer, hazard),
        "late": bool(hazard.due_at and hazard.due_at < act.now),
    }
    return PanelContent(
        template="hazards/side_hazard.html", context=context, found=(words,) if words else ()
    )


def may_assign(viewer: Viewer, detail: cases.Detail) -> bool:
    """Say whether the press that opens a hazard may assign its case too."""
    return detail.row.department is None and viewer.may(Permission.ASSIGN)


def _hazard(case_id: int) -> Hazard | None:
    ids = [case_id, *cases.merged_ids(case_id)]
    row = HazardCase.objects.filter(case__in=ids).select_related("hazard").order_by("id").first()
    return row.hazard if row else None
