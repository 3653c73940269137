"""Cases as people read them: lists, one case, counts."""

from townline.cases.ports.lists import (
    Countdown,
    ListPart,
    ListView,
    Mark,
    beside,
    beside_list,
)
from townline.cases.selectors.case_page import CasePage, PageStep, case_page, case_page_photo
from townline.cases.selectors.counts import Figures, counts, morning_figures, notices_unread
from townline.cases.selectors.detail import Detail, NoteView, case_get
from townline.cases.selectors.lists import Filters, Page, Row, cases_list, sees
from townline.cases.selectors.load import Load, load
from townline.cases.selectors.notices import NoticeView, notices
from townline.cases.selectors.owning import Holding, owners_of
from townline.cases.selectors.rounds import Round, Stage, rounds
from townline.cases.services.searching import cases_by_number

__all__ = [
    "CasePage",
    "Countdown",
    "Detail",
    "Figures",
    "Filters",
    "Holding",
    "ListPart",
    "ListView",
    "Load",
    "Mark",
    "NoteView",
    "NoticeView",
    "Page",
    "PageStep",
    "Round",
    "Row",
    "Stage",
    "beside",
    "beside_list",
    "case_get",
    "case_page",
    "case_page_photo",
    "cases_by_number",
    "cases_list",
    "counts",
    "load",
    "morning_figures",
    "notices",
    "notices_unread",
    "owners_of",
    "rounds",
    "sees",
]
