"""What positions and hand-offs put into a draft by one press: words that a person then reads."""

from django.http import HttpRequest

from townline.casework.cases import api as cases
from townline.casework.coordination import api
from townline.casework.coordination.rules.joint import PositionState, append_parts
from townline.platform.core import clock, district
from townline.platform.core.text.languages import page_language
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Department, Viewer
from townline.platform.web.reading import pressed_button


def insert_words(request: HttpRequest, code: str, viewer: Viewer, body: str) -> str:
    """Give the words with what the pressed button (``do``) puts below them; else as they are."""
    button, _, number = pressed_button(request).partition("-")
    if button not in {"joint", "office"}:
        return body
    detail = cases.case_get(Act(viewer, clock.now()), code=code)
    lang = page_language(detail.row.language)
    if button == "joint":
        return append_parts(body, positions_words(detail.row, lang))
    return append_parts(body, [office_words(detail.row, number, lang)])


def positions_words(row: cases.CaseRow, lang: str) -> list[str]:
    """Write each position after its department, and last who stands behind the answer."""
    known = {d.code: d for d in departments.departments()}
    given = [p for p in api.positions_of(row.id) if p.state == PositionState.GIVEN]
    parts = [f"{_name(known.get(p.department), lang)}: {p.position}" for p in given if p.position]
    if not given or row.department is None:
        return parts
    behind = [row.department, *(p.department for p in given)]
    ending = district.text("opening.answer_end_joint", lang).format(
        department=_name(known.get(row.department), lang),
        departments=", ".join(_name(known.get(each), lang) for each in behind),
    )
    return [*parts, ending]


def office_words(row: cases.CaseRow, referral: str, lang: str) -> str:
    """Write who outside the house has the matter now; nothing when that is not known."""
    for each in api.referrals_of(row.id):
        if str(each.id) == referral and each.agency is not None:
            agency = each.agency
            return district.text("opening.other_office", lang).format(
                office=agency.name_en if lang == "en" else agency.name_ko, phone=agency.phone
            )
    return ""


def _name(department: Department | None, lang: str) -> str:
    if department is None:
        return ""
    return department.name_en if lang == "en" else department.name_ko
