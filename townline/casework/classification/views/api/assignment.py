"""The rules of assignment through the API: read, added, ordered, switched, tried, taken."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from django.db import transaction
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StrictBool

from townline.casework.cases import api as cases_api
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, shapes
from townline.casework.cases.views.api.actions import seen_as
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.classification import api, models
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.inputs import Input, Line, Reason, RowId, TextId

router = Router(tags=["rules"])
of_case = Router(tags=["rules"])


class AssignmentRule(Schema):
    """An assignment rule; empty parts match anything. ``person``: a username or null."""

    id: int
    key: str
    service: str
    place: str
    words: list[str]
    after: str
    department: str
    person: str | None
    auto: bool
    state: Literal["on", "off", "held"]


class AssignmentRules(Schema):
    items: list[AssignmentRule]


_OF_RULES = {
    "place": gettext_noop("동이나 장소"),
    "words": gettext_noop("문자에 든 단어"),
    "after": gettext_noop("반송한 부서"),
    "person": gettext_noop("담당자"),
    "auto": gettext_noop("자동 배정"),
    "days": gettext_noop("기간"),
    "number": gettext_noop("규칙"),
    "deed": gettext_noop("처리"),
    "rule": gettext_noop("규칙"),
}


class NewRule(Input):
    """An assignment rule to add at the end."""

    department: Line
    service: Line = ""
    place: Line = ""
    words: Annotated[list[Line], Field(max_length=20)] = []
    after: Line = ""
    person: Line = ""
    auto: StrictBool = False


class RuleForm(Input):
    """A rule as its form has it: words with commas between; the room says what is missing."""

    CALLED: ClassVar[Mapping[str, str]] = _OF_RULES
    service: Line = ""
    place: Line = ""
    words: Annotated[str, Field(max_length=400)] = ""
    after: Line = ""
    department: Line = ""
    person: Line = ""
    auto: bool = False

    @property
    def wish(self) -> api.RuleInput:
        return api.RuleInput(**{name: getattr(self, name) for name in RuleForm.model_fields})


class RuleTried(RuleForm):
    """One to try on past cases before it is added; ``number``: in the place of which."""

    days: Line = ""
    number: Line = ""


class RuleChange(Input):
    """``reason`` is needed for ``on`` and ``off``; ``undo`` undoes the last change."""

    CALLED: ClassVar[Mapping[str, str]] = _OF_RULES

    deed: Literal["up", "down", "on", "off", "undo"]
    reason: Reason = ""


class RuleCounts(Schema):
    """Results of the rules on past cases; see docs/api.md."""

    fitted: int
    right: int
    elsewhere: int
    better: int
    worse: int


class RulesTried(Schema):
    cases: int
    first_right: int
    all: RuleCounts
    by_rule: dict[int, RuleCounts]


class RuleDays(Schema):
    days: Annotated[int, Field(ge=1, le=3650)] = 90


class RuleTake(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_RULES
    rule: TextId


def _ruler(request: StaffRequest) -> Viewer:
    if not api.may_rule(request.viewer):
        raise cases_api.NotAllowed("only the front desk and administrators see the rules")
    return request.viewer


def _rules() -> AssignmentRules:
    return AssignmentRules(items=[_rule(row) for row in api.rules_all()])


def _rule(row: models.AssignmentRule) -> AssignmentRule:
    rule = api.rule_of(row)
    return AssignmentRule(
        id=row.pk,
        key=row.key,
        service=rule.service,
        place=rule.place,
        words=list(rule.words),
        after=rule.after,
        department=rule.department,
        person=row.person.username if row.person else None,
        auto=rule.auto,
        state=api.RuleState(row.state).value,
    )


@router.get("/rules", response=AssignmentRules, operation_id="rules_list")
def rules(request: StaffRequest) -> AssignmentRules:
    """List the assignment rules in order; the first that matches applies."""
    _ruler(request)
    return _rules()


@router.post("/rules", response=AssignmentRules, operation_id="rule_add")
def add(request: StaffRequest, payload: NewRule) -> AssignmentRules:
    """Add an assignment rule at the end; one that sends a case in a circle is refused."""
    act = Act(_ruler(request), clock.now())
    api.rule_add(act, rule_input=_rule_input(payload))
    api.rules_hold(now=act.now)
    return _rules()


def _rule_input(body: NewRule) -> api.RuleInput:
    return api.RuleInput(**(dict(body) | {"words": ", ".join(body.words)}))


@router.get("/rules/try", response=RulesTried, operation_id="rules_try")
def rules_try(request: StaffRequest, query: Query[RuleDays]) -> RulesTried:
    """Try the assignment rules on past cases; changes nothing."""
    _ruler(request)
    since = clock.now() - dt.timedelta(days=query.days)
    trial = api.rules_try(viewer=reader(request), rules=api.rules_on(), since=since)
    return RulesTried.from_orm(trial)


@router.post("/rules/{int:id}", response=AssignmentRules, operation_id="rule_change")
def change(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: RuleChange,
) -> AssignmentRules:
    """Move a rule, turn it on or off, or undo; it is held if past cases contradict it."""
    act = Act(_ruler(request), clock.now())
    if payload.deed in {"up", "down"}:
        api.rule_move(act, rule_id=id, up=payload.deed == "up")
    elif payload.deed == "undo":
        api.rule_undo(act, rule_id=id)
    else:
        on = payload.deed == "on"
        api.rule_switch(act, rule_id=id, on=on, reason=payload.reason)
    api.rules_hold(now=act.now)
    return _rules()


@router.put("/rules/{int:id}", response=AssignmentRules, operation_id="rule_edit")
def edit(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: NewRule,
) -> AssignmentRules:
    """Edit an assignment rule; the old version stays in the history."""
    act = Act(_ruler(request), clock.now())
    api.rule_edit(act, rule_id=id, rule_input=_rule_input(payload))
    api.rules_hold(now=act.now)
    return _rules()


@of_case.post("/{slug:code}/rule", response=shapes.Case, operation_id="rule_take")
def take(request: StaffRequest, code: Code, payload: RuleTake) -> shapes.Case:
    """Assign a case as a rule suggests."""
    act = Act(reader(request), clock.now())
    api.rule_take(act, code=code, rule_id=payload.rule)
    with transaction.atomic():
        return building.WHOLE.value(Act(seen_as(act.viewer), act.now), code)
