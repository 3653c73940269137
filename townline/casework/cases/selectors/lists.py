"""Lists of cases: danger first, then the nearest promise. Constant numbers of queries."""

import base64
import datetime as dt
import json
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from townline.casework.cases.models import Case, CaseResident
from townline.casework.cases.ports import aside_condition, columns, list_views, narrowed_to
from townline.casework.cases.rules import FINISHED, OPEN, UNSORTED, CaseState, codes_in
from townline.casework.cases.rules.assignment_history import OFFICE_DECIDES
from townline.casework.cases.selectors.codes import survivors
from townline.casework.cases.selectors.limited import is_recipient, is_welfare, recipient_condition
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.database.prepared import prepare_query
from townline.platform.core.text import msisdn
from townline.platform.core.text.languages import json_read
from townline.platform.departments.api import Act, Viewer

TODO = frozenset(
    {
        CaseState.RECEIVED,
        CaseState.WITH_DEPARTMENT,
        CaseState.DRAFTED,
        CaseState.RETURNED,
        CaseState.MISROUTED,
        CaseState.REOPENED,
    }
)


# What is set aside (advertisements) is in no list of what there is to do; the overdue always are.
_HERE = frozenset({"todo", "open", "received", "languages"})
OPEN_ORDER = ("-danger", "-look_first", "answer_due_at", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """What to list. ``view``: todo, open, overdue, finished, all, languages, or one state.

    ``incident``: the number of a suggestion whose cases are listed. ``dong``: where a text of
    the case speaks of lies there, or in a dong that overlaps it.

    ``languages``: those in a language that was not learnt. Rooms above add views of their own
    (``ports.lists``): ``sure``, ``unsure``, ``aside``, ``legal_overdue``, ``promised_missed``.

    ``q`` is for words and codes; a whole number in it finds nothing. ``resident`` is set by
    ``cases_by_number``, which records the look.
    """

    view: str = "open"
    q: str = ""
    department: str = ""
    service: str = ""
    assignee: int | None = None
    resident: int | None = None
    incident: str = ""
    dong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of a list. ``group``: the complaint of several households that it belongs to."""

    id: int
    code: str
    state: CaseState
    title: str
    preview: str
    language: str
    department: str | None
    service: str | None
    assignee_id: int | None
    danger: bool
    unread: bool
    sender_masked: str
    first_text_at: dt.datetime
    last_text_at: dt.datetime
    promise_from: dt.datetime
    answer_due_at: dt.datetime
    answered_at: dt.datetime | None
    # Read along by lists only; a case page asks for the whole clock.
    legal_due_at: dt.datetime | None = None
    group: int | None = None
    taking_part: tuple[str, ...] = ()
    returns: int = 0
    bound: bool = False
    # Brought along from a phone: no promise was given.
    imported: bool = False
    # For duty and welfare only.
    private: bool = False
    # In a language that the machine did not learn, and nobody has sorted it.
    look_first: bool = False
    # Whether the resident was promised an answer by ``answer_due_at``.
    is_promised: bool = True

    @property
    def decided_above(self) -> bool:
        """Whether only the mayor's office says whose it is: returned twice, or decided there."""
        waits = self.state == CaseState.MISROUTED and self.returns >= OFFICE_DECIDES
        return self.bound or waits

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows and, when there are more, the cursor of the next page."""

    rows: list[CaseRow] = field(default_factory=list)
    next_cursor: str | None = None


def visible(viewer: Viewer) -> QuerySet[Case]:
    """Give the cases a viewer may see."""
    return Case.objects.filter(visible_condition(viewer))


def visible_condition(viewer: Viewer, to: str = "") -> Q:
    """Give the condition of what a viewer may see; ``to`` leads to the case (``case__``)."""
    known = Q(**{f"{to}code__isnull": False})
    welfare = is_welfare(viewer)
    # Said of each half of a condition by itself, so that each finds its own index.
    open_ = Q() if welfare else Q(**{f"{to}private": False})
    few = recipient_condition(viewer, to)
    if welfare:
        few |= Q(**{f"{to}private": True})
    if viewer.departments is None:
        return known & (open_ | few) if open_ else known
    own = sorted(viewer.departments)
    # The second half of the condition lets the small index of joint cases be used.
    joint = Q(**{f"{to}taking_part__overlap": own}) & ~Q(**{f"{to}taking_part": []})
    return known & ((open_ & Q(**{f"{to}department__in": own})) | (open_ & joint) | few)


def sees(viewer: Viewer, case: Case) -> bool:
    """Say of one case what ``visible`` says of all: its department's, or one that takes part.

    Also one whose danger the viewer was told of; what few may know is seen by these only.
    """
    if case.private:
        return is_welfare(viewer) or is_recipient(viewer, case)
    own = viewer.departments
    return (
        viewer.sees(case.department_id)
        or (own is not None and not own.isdisjoint(case.taking_part))
        or is_recipient(viewer, case)
    )


def cases_list(act: Act, *, filters: CaseFilters, cursor: str = "", limit: int = 100) -> Page:
    """List one page. A broken cursor starts from the beginning."""
    finished = _is_finished(filters.view)
    build = partial(_page_of, act.viewer, filters, cursor, limit)
    usual = not cursor and not filters.q
    found = list(
        prepare_query(("list", act.viewer, filters, limit), build, at=act.now)
        if usual
        else build(at=act.now)
    )
    more = len(found) > limit
    found = found[:limit]
    next_cursor = _encode_cursor(found[-1], finished=finished) if more else None
    return Page([_row(read) for read in found], next_cursor)


def _page_of(
    viewer: Viewer, filters: CaseFilters, cursor: str, limit: int, *, at: dt.datetime
) -> QuerySet[Case, dict[str, Any]]:
    """Give one row more than a page, with what stands beside each.

    As dictionaries of what a row shows: a hundred models of all columns take twice as long.
    """
    extra_columns = columns() | {"sender_masked": conversations.masked_column("resident")}
    after = _after(
        filtered_cases(Act(viewer, at), filters), cursor, finished=_is_finished(filters.view)
    )
    found: QuerySet[Case, dict[str, Any]]
    found = after.annotate(**extra_columns).values(*_SHOWN.values(), *_CURSOR, *extra_columns)
    return found[: limit + 1]


def case_below(act: Act, case: Case, *, filters: CaseFilters) -> str:
    """Give the code of the next one in a list after the place that a case has or had in it.

    Whether it is still there does not matter; "" when nothing follows. One query.
    """
    finished = _is_finished(filters.view)
    rest = filtered_cases(act, filters).exclude(pk=case.pk)
    after = _after(rest, _cursor(case, finished=finished), finished=finished)
    return after.values_list("code", flat=True).first() or ""


def filtered_cases(act: Act, filters: CaseFilters) -> QuerySet[Case]:
    """Give all that a list shows, in no order."""
    return _apply_filters(in_view(visible(act.viewer), filters.view, act.now), filters)


def _apply_filters(cases: QuerySet[Case], filters: CaseFilters) -> QuerySet[Case]:
    wanted = {
        "department": filters.department,
        "service": filters.service,
        "assignee": filters.assignee,
    }
    cases = cases.filter(**{name: value for name, value in wanted.items() if value})
    if filters.resident:
        others = CaseResident.objects.filter(resident=filters.resident).values("case")
        cases = cases.filter(Q(resident=filters.resident) | Q(id__in=others))
    for name in ("incident", "dong"):
        if choice := getattr(filters, name):
            cases = cases.filter(narrowed_to(name, choice))
    return _search(cases, filters.q.strip())


def _is_finished(view: str) -> bool:
    return view == "finished" or view in {str(s) for s in FINISHED}


def in_view(cases: QuerySet[Case], view: str, now: dt.datetime) -> QuerySet[Case]:
    """Keep those cases that a view lists."""
    added = list_views().get(view)
    if added is not None:
        cases = cases.exclude(aside_condition(now)) if added.here else cases
        return cases.filter(added.where(now))
    if view in _HERE:
        cases = cases.exclude(aside_condition(now))
    return _in_usual_view(cases, view, now)


def _in_usual_view(cases: QuerySet[Case], view: str, now: dt.datetime) -> QuerySet[Case]:
    groups = {"todo": TODO, "open": OPEN, "finished": FINISHED}
    if view in groups:
        return cases.filter(state__in=sorted(groups[view]))
    if view == "languages":
        return cases.filter(look_first=True, state__in=sorted(UNSORTED))
    if view == "overdue":
        return cases.filter(state__in=sorted(OPEN), answer_due_at__lt=now)
    if view == "all" or view not in set(CaseState):
        # A merged case is found by its code, in the case that went on.
        return cases.exclude(state=CaseState.MERGED)
    return cases.filter(state=view)


def _search(cases: QuerySet[Case], q: str) -> QuerySet[Case]:
    if not q:
        return cases
    if msisdn.is_whole(q):
        # Addresses stay in histories and logs: there, a number must be of no use.
        return cases.none()
    codes = codes_in(q, district.part(Cases).case_code_prefix)
    named = Q(id__in=survivors(codes) if codes else [])
    return cases.filter(named | narrowed_to("words", q))


def _after(cases: QuerySet[Case], cursor: str, *, finished: bool) -> QuerySet[Case]:
    # What is finished reads newest first; open work reads danger first, then what only a person
    # can read, then the nearest promise.
    order = ("-finished_at", "-id") if finished else OPEN_ORDER
    cases = cases.order_by(*order)
    place = _read_cursor(cursor)
    if place is None:
        return cases
    danger, first, at, number = place
    if finished:
        return cases.filter(Q(finished_at__lt=at) | Q(finished_at=at, id__lt=number))
    after = Q(danger=danger, look_first=first)
    after &= Q(answer_due_at__gt=at) | Q(answer_due_at=at, id__gt=number)
    if first:
        after |= Q(danger=danger, look_first=False)
    return cases.filter(after | Q(danger=False) if danger else after)


_CURSOR = ("finished_at", "updated_at")


def _cursor(case: Case, *, finished: bool) -> str:
    names = ("danger", "look_first", "answer_due_at", "id", *_CURSOR)
    return _encode_cursor({name: getattr(case, name) for name in names}, finished=finished)


def _encode_cursor(read: dict[str, Any], *, finished: bool) -> str:
    at = (read["finished_at"] or read["updated_at"]) if finished else read["answer_due_at"]
    raw = json.dumps([read["danger"], read["look_first"], at.isoformat(), read["id"]])
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[bool, bool, dt.datetime, int] | None:
    if not cursor:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        danger, first, at, number = json_read(raw)
        moment = dt.datetime.fromisoformat(at)
        return (bool(danger), bool(first), moment, int(number)) if moment.tzinfo else None
    except (ValueError, TypeError, OverflowError):
        return None


# What a row shows, by the column that it is read from.
_SHOWN = {
    name: name
    for name in (
        "id", "code", "state", "title", "preview", "language", "danger", "unread", "first_text_at",
        "last_text_at", "promise_from", "answer_due_at", "answered_at", "taking_part", "returns",
        "bound", "imported", "private", "look_first", "assignee_id", "is_promised",
    )
} | {"department": "department_id", "service": "service_id", "group": "group_id"}  # fmt: skip


def _row(read: dict[str, Any]) -> CaseRow:
    shown = {name: read[column] for name, column in _SHOWN.items()}
    shown["state"], shown["taking_part"] = CaseState(read["state"]), tuple(read["taking_part"])
    due = read.get("legal_due_at")
    return CaseRow(**shown, sender_masked=read["sender_masked"], legal_due_at=due)


def row_of(case: Case, sender_masked: str) -> CaseRow:
    """Turn a stored case into what other rooms and pages see."""
    return CaseRow(
        id=case.id,
        code=case.code or "",
        state=CaseState(case.state),
        title=case.title,
        preview=case.preview,
        language=case.language,
        department=case.department_id,
        service=case.service_id,
        assignee_id=case.assignee_id,
        danger=case.danger,
        unread=case.unread,
        sender_masked=sender_masked,
        first_text_at=case.first_text_at,
        last_text_at=case.last_text_at,
        promise_from=case.promise_from,
        answer_due_at=case.answer_due_at,
        answered_at=case.answered_at,
        legal_due_at=getattr(case, "legal_due_at", None),
        group=case.group_id,
        taking_part=tuple(case.taking_part),
        returns=case.returns,
        bound=case.bound,
        imported=case.imported,
        private=case.private,
        look_first=case.look_first,
        is_promised=case.is_promised,
    )
