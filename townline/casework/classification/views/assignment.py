"""The rules of assignment: seen, added, ordered, switched off and on, and tried on past cases."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import access, thread
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.following import go_on, row_below
from townline.casework.cases.views.lists import directory, the_act, the_viewer
from townline.casework.classification import api
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import RuleEvent
from townline.casework.classification.views.api.assignment import (
    RuleChange,
    RuleForm,
    RuleTake,
    RuleTried,
)
from townline.platform.core import clock
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role
from townline.platform.departments.guards import has_role, may
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

_HOME = "/settings/rules/"
type Refused = cases.CaseError | InvalidForm
_DAYS = (30, 90, 365)
_FITTING = {cases.CaseState.RECEIVED, cases.CaseState.MISROUTED}
rules_page = staff_page(has_role(Role.CLERK, Role.ADMINISTRATOR))


def panel(detail: cases.Detail, *, assigns: bool) -> dict[str, Any] | None:
    """Give what a rule suggests for a case that nobody has, to who may send it."""
    if not assigns or detail.row.state not in _FITTING:
        return None
    rules = {row.pk: row for row in api.rules_all() if row.state == api.RuleState.ON}
    on = [api.rule_of(row) for row in rules.values()]
    bodies = [text.body for text in detail.thread if text.direction == "in"]
    about = api.CaseWords(
        service=detail.row.service or "", texts=[detail.row.title, *bodies], history=detail.history
    )
    found = api.first_fitting(on, api.facts_many([about], rules=on)[0])
    return {"rule": rules[found.id], "why": _why(rules[found.id])} if found else None


def _why(row: AssignmentRule) -> str:
    parts = [_name_of(row.service), row.place, row.words]
    if row.after:
        parts.append(gettext("%(name)s에서 반송") % {"name": _name_of(row.after)})
    return " + ".join(part for part in parts if part)


def _name_of(thing: departments.Service | departments.Department | None) -> str:
    return str(named(thing))


@require_GET
@rules_page
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules in order, with a form for another one."""
    return _page(request)


def _page(request: HttpRequest, error: Refused | None = None) -> HttpResponse:
    rows = api.rules_all()
    lines = api.rules_histories(row.pk for row in rows)
    context = (
        _choices()
        | _problem(error)
        | {
            "rows": [_row(row, lines[row.pk]) for row in rows],
            "first": rows[0].pk if rows else None,
            "last": rows[-1].pk if rows else None,
            "posted": as_written(request),
        }
    )
    return render(
        request, "classification/rules.html", context, status=error.status if error else 200
    )


def _problem(error: Refused | None) -> dict[str, Any]:
    if isinstance(error, InvalidForm):
        return {"problem": error.sentences, "where": next(iter(error.wrong))}
    problem = str(error.extra.get("problem", "")) if error else ""
    return {"problem": access.words(error) if error else "", "where": problem or "service"}


def _row(row: AssignmentRule, lines: list[Transition]) -> dict[str, Any]:
    """Give a rule, why it is held or who insisted on it, and whether it can be undone."""
    wanted = {"held": RuleEvent.HOLD.tag}.get(
        row.state, RuleEvent.SWITCH_ON.tag if row.insisted else ""
    )
    last_change = next((line for line in reversed(lines) if line.event == wanted), None)
    return {
        "row": row,
        "why": _why(row),
        "said": last_change,
        "by": thread.who(last_change.actor, _people([last_change]), last_change.actor_label)
        if last_change
        else "",
        "undo": api.undoable_line(lines, clock.now()) is not None,
    }


def _people(lines: list[Transition]) -> dict[int, departments.Staff]:
    return departments.staff_names(thread.staff_of(lines))


@require_http_methods(["GET", "POST"])
@rules_page
def rule_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a rule says and its history, and let it say something else."""
    act = the_act(request)
    error: Refused | None = None
    row = next((one for one in api.rules_all() if one.pk == number), None)
    if row is None:
        raise cases.NotFound(f"there is no rule {number}")
    if request.method == "POST":
        try:
            rule_input, reason = (
                read(request, RuleForm).wish,
                read(request, inputs.MayReason).reason,
            )
            api.rule_edit(act, rule_id=number, rule_input=rule_input, reason=reason)
        except InvalidForm as refused:
            error = refused
        except cases.InvalidInput as refused:
            error = refused
        else:
            return _show_change(request, number, gettext("규칙을 수정했습니다."))
    lines = api.rules_histories([number])[number]
    context = (
        _choices()
        | _problem(error)
        | {
            "row": row,
            "why": _why(row),
            "posted": as_written(request) if error else _form_values(row),
            "steps": thread.history(lines, _people(lines)),
        }
    )
    return render(
        request, "classification/rule_edit.html", context, status=error.status if error else 200
    )


def _form_values(row: AssignmentRule) -> dict[str, Any]:
    """Write a rule as its form posts it."""
    return {
        "service": row.service_id or "",
        "place": row.place,
        "words": row.words,
        "after": row.after_id or "",
        "department": row.department_id,
        "person": row.person.username if row.person else "",
        "auto": row.auto,
    }


def _show_change(request: HttpRequest, number: int, message: str) -> HttpResponse:
    """Try the rules on past cases, and say what was done, or that the rule is held."""
    if number in api.rules_hold(now=clock.now()):
        message += " " + gettext("지난 민원에 시험하니 직원의 배정이 더 정확하여 꺼 두었습니다.")
        messages.warning(request, message)
    else:
        messages.success(request, message)
    return HttpResponseRedirect(f"{_HOME}#rule-{number}")


def _choices() -> dict[str, Any]:
    names = directory()
    people = departments.staff_in_departments(roles=[Role.OFFICER, Role.HEAD, Role.CLERK])
    return {
        "services": list(names.services.values()),
        "offices": names.offices,
        "people": people,
        "places": sorted(api.place_names()),
    }


@require_POST
@rules_page
def rule_add(request: HttpRequest) -> HttpResponse:
    """Add a rule at the end."""
    try:
        rule_input = read(request, RuleForm).wish
        row = api.rule_add(the_act(request), rule_input=rule_input)
    except (InvalidForm, cases.InvalidInput) as error:
        return _page(request, error)
    return _show_change(request, row.pk, gettext("규칙을 추가했습니다. 다음 민원부터 적용합니다."))


@require_POST
@rules_page
def rule_change(request: HttpRequest, number: int) -> HttpResponse:
    """Move a rule up or down, switch it off or on with a reason, or undo what was done last."""
    act = the_act(request)
    form = read(request, RuleChange)
    action = form.deed
    try:
        if action in {"up", "down"}:
            api.rule_move(act, rule_id=number, up=action == "up")
            message = gettext("순서를 바꿨습니다.")
        elif action == "undo":
            api.rule_undo(act, rule_id=number)
            message = gettext("실행을 취소했습니다.")
        else:
            on = action == "on"
            api.rule_switch(act, rule_id=number, on=on, reason=form.reason)
            message = gettext("규칙을 켰습니다.") if on else gettext("규칙을 껐습니다.")
    except cases.InvalidInput as error:
        return _page(request, error)
    return _show_change(request, number, message)


@require_http_methods(["GET", "POST"])
@rules_page
def rules_try(request: HttpRequest) -> HttpResponse:
    """Show how the rules, and one that is not added or changed yet, would have done.

    A form that was filled in is posted: neither its words nor its token stand in an address.
    """
    days = request.GET.get("days", "")
    form = read(request, RuleTried) if request.method == "POST" else RuleTried(days=days)
    chosen_days = int(form.days) if form.days in {str(each) for each in _DAYS} else _DAYS[1]
    rows = [row for row in api.rules_all() if row.state == api.RuleState.ON]
    draft, problem = None, ""
    if form.department:
        rows = [row for row in rows if str(row.pk) != form.number]
        try:
            draft = api.rule_draft(form.wish, now=clock.now())
        except cases.InvalidInput as error:
            problem = access.words(error)
    # The one that is tried comes first: what it would take from the others is seen.
    tried = ([api.rule_of(draft)] if draft else []) + [api.rule_of(row) for row in rows]
    viewer = the_viewer(request)
    trial = api.rules_try(
        viewer=None if viewer.role is Role.ADMINISTRATOR else viewer,
        rules=tried,
        since=clock.now() - dt.timedelta(days=chosen_days),
    )
    names = directory().departments
    shown = ([(draft, 0)] if draft else []) + [(row, row.pk) for row in rows]
    context = {
        "trial": trial,
        "days": chosen_days,
        "choices": _DAYS,
        "lines": [_line(row, names, trial.by_rule.get(key), draft=not key) for row, key in shown],
        "examples": [_example(each, names) for each in trial.examples],
        "reads": viewer.role is not Role.ADMINISTRATOR,
        "draft": draft,
        "problem": problem,
        "asked": dict(form) | {"auto": "on" if form.auto else ""},
        "most": api.TRIED_AT_MOST,
    }
    return render(request, "classification/rules_try.html", context, status=422 if problem else 200)


def _line(
    row: AssignmentRule,
    names: dict[str, departments.Department],
    tried: api.Tried | None,
    *,
    draft: bool,
) -> dict[str, Any]:
    found = {"why": _why(row), "to": names.get(row.department_id), "draft": draft}
    return found | {"tried": tried or api.Tried()}


def _example(each: api.Example, names: dict[str, departments.Department]) -> dict[str, Any]:
    found = {"first": each.first, "last": each.last, "rule": each.rule}
    return {"code": each.code, "title": each.title} | {
        key: names.get(code) for key, code in found.items()
    }


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def rule_take(request: HttpRequest, code: str) -> HttpResponse:
    """Take what a rule suggests for a case, and open the row below."""
    rule, act = read(request, RuleTake).rule, the_act(request)
    below = row_below(request, code, act.now)
    api.rule_take(act, code=code, rule_id=rule)
    messages.success(request, gettext("규칙대로 배정했습니다."))
    return go_on(request, code, below)
