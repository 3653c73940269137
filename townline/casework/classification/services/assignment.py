"""Rules of assignment: added, ordered, switched off and on, each with its line of history."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from townline.casework.cases.api import InvalidInput, NotAllowed, NotFound, WrongState, all_places
from townline.casework.classification.errors import RuleCircle, RuleInvalid
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import (
    TRANSITIONS,
    WORDS_MOST,
    RuleEvent,
    RuleState,
    circle,
    rule_subject,
    words_of,
)
from townline.casework.classification.selectors.assignment import dongs, key_of, rule_of
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.models import District
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer

_WORDS_LONGEST = 400
RULE_CHANGE = "rule:terms:change"
# The columns in which it stands what a rule says.
TERMS = ("service_id", "place", "words", "after_id", "department_id", "person_id", "auto")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInput:
    """A rule as somebody wrote it; ``person`` is a sign-in name. Empty parts: anything."""

    department: str
    service: str = ""
    place: str = ""
    words: str = ""
    after: str = ""
    person: str = ""
    auto: bool = False
    key: str = ""


def may_rule(viewer: Viewer) -> bool:
    """Say whether a person decides about the rules: who manages, or sorts for all departments."""
    return viewer.may(Permission.MANAGE) or (
        viewer.role is Role.CLERK and viewer.may(Permission.ASSIGN)
    )


def rule_check_may(viewer: Viewer) -> None:
    """Refuse who does not decide about the rules. Raises NotAllowed."""
    if not may_rule(viewer):
        raise NotAllowed("only the front desk and administrators change the rules")


def rule_draft(rule_input: RuleInput, *, now: dt.datetime, position: int = 0) -> AssignmentRule:
    """Make a rule of a wish without storing it. Raises RuleInvalid naming the field."""
    services = {one.service_code for one in departments.services()}
    offices = {one.code for one in departments.departments() if one.kind == "department"}
    words = words_of(rule_input.words)
    for wrong, name, detail in (
        (rule_input.service and rule_input.service not in services, "service", "unknown service"),
        (
            rule_input.place and rule_input.place not in place_names(),
            "place",
            "unknown place or dong",
        ),
        (rule_input.after and rule_input.after not in offices, "after", "unknown department"),
        (rule_input.department not in offices, "department", "unknown department"),
        (
            rule_input.after == rule_input.department,
            "after",
            "it would go back to where it came from",
        ),
        (
            len(words) > WORDS_MOST or len(rule_input.words) > _WORDS_LONGEST,
            "words",
            "too many words",
        ),
        (
            not (rule_input.service or rule_input.place or words or rule_input.after),
            "service",
            "it says nothing",
        ),
    ):
        if wrong:
            raise RuleInvalid(f"{name}: {detail}", problem=name)
    return _new_rule(rule_input, person=_person(rule_input), position=position, now=now)


def _new_rule(
    rule_input: RuleInput, *, person: int | None, position: int, now: dt.datetime
) -> AssignmentRule:
    return AssignmentRule(
        key=rule_input.key,
        service_id=rule_input.service or None,
        place=rule_input.place,
        words=", ".join(words_of(rule_input.words)),
        after_id=rule_input.after or None,
        department_id=rule_input.department,
        person_id=person,
        auto=rule_input.auto,
        position=position,
        created_at=now,
    )


def _person(rule_input: RuleInput) -> int | None:
    if not rule_input.person:
        return None
    person = departments.staff_by_username(rule_input.person)
    scope = departments.department_scope(rule_input.department)
    if person is None or not person.is_active or person.department_id not in scope:
        raise RuleInvalid("person: does not work in this department", problem="person")
    return person.id


def place_names() -> set[str]:
    """Give all names that a rule's place may have: named places and dongs, in Korean."""
    return {place.name_ko for place in all_places()} | set(dongs())


@transaction.atomic
def rule_add(act: Act, *, rule_input: RuleInput) -> AssignmentRule:
    """Add a rule at the end. Raises NotAllowed, RuleInvalid, RuleCircle.

    Whoever adds one lets ``rules_hold`` look at it afterwards.
    """
    rule_check_may(act.viewer)
    rules_lock()
    last = AssignmentRule.objects.aggregate(last=Max("position"))["last"] or 0
    row = rule_draft(rule_input, now=act.now, position=last + 1)
    row.touched = True
    row.save()
    circle_refuse()
    rule_record(row, "rule:terms:add", act.actor, act.now, to_state=row.state)
    return row


@transaction.atomic
def rule_edit(act: Act, *, rule_id: int, rule_input: RuleInput, reason: str = "") -> AssignmentRule:
    """Make a rule say something else. Raises NotFound, NotAllowed, RuleInvalid, RuleCircle.

    What it said stays in the history. Nobody has insisted on what it says now.
    """
    rule_check_may(act.viewer)
    rules_lock()
    row = rule_row(rule_id)
    fresh = rule_draft(rule_input, now=act.now)
    differs = {
        name: getattr(row, name) for name in TERMS if getattr(row, name) != getattr(fresh, name)
    }
    if not differs:
        return row
    for name in differs:
        setattr(row, name, getattr(fresh, name))
    row.touched, row.insisted = True, False
    row.save()
    if row.state == RuleState.HELD:
        # It says something else now: past cases are asked again.
        on = RuleEvent.SWITCH_ON
        rule_transition(rule=row, event=on, actor=act.actor, now=act.now, reason=reason)
    circle_refuse()
    rule_record(row, RULE_CHANGE, act.actor, act.now, reason=reason, data={"before": differs})
    return row


@transaction.atomic
def rule_switch(act: Act, *, rule_id: int, on: bool, reason: str) -> None:
    """Switch a rule off or on again. Raises NotFound, NotAllowed, RuleCircle, InvalidInput.

    Who switches on what past cases spoke against insists on it: it is not held again.
    """
    rule_check_may(act.viewer)
    rules_lock()
    row = rule_row(rule_id)
    if not reason.strip():
        raise InvalidInput("write why; it stays in the history")
    event = RuleEvent.SWITCH_ON if on else RuleEvent.SWITCH_OFF
    if on and row.state == RuleState.HELD:
        row.insisted = True
    rule_transition(rule=row, event=event, actor=act.actor, now=act.now, reason=reason.strip())
    circle_refuse()


@transaction.atomic
def rule_move(act: Act, *, rule_id: int, up: bool, undo: bool = False) -> None:
    """Let a rule change places with the one before or after it. Raises NotFound, NotAllowed."""
    rule_check_may(act.viewer)
    rules_lock()
    rows = list(AssignmentRule.objects.order_by("position", "id"))
    at = next((n for n, row in enumerate(rows) if row.pk == rule_id), None)
    if at is None:
        raise NotFound(f"there is no rule {rule_id}")
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, 1):
        row.position = position
    moved = rows[to]
    moved.touched = True
    AssignmentRule.objects.bulk_update(rows, ["position", "touched"])
    rule_record(
        moved,
        "rule:order:move",
        act.actor,
        act.now,
        data={"position": moved.position, "up": up, "undo": undo},
    )


def rule_transition(
    *,
    rule: AssignmentRule,
    event: RuleEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    touched: bool = True,
    data: dict[str, object] | None = None,
) -> None:
    """Move a locked rule along the table; what is so already stays without a line."""
    if RULES.after(rule.state, event) is not None:
        changes = {"touched": touched}
        RULES.move(rule, event, actor=actor, now=now, reason=reason, changes=changes, data=data)


def circle_refuse() -> None:
    """Refuse rules that send a case round. Raises RuleCircle; the transaction is then undone."""
    rows = AssignmentRule.objects.filter(state=RuleState.ON).order_by("position", "id")
    found = circle([rule_of(row) for row in rows])
    if found:
        names = " → ".join(found)
        raise RuleCircle(f"a case would go round: {names}", names=names)


def rules_lock() -> None:
    """Let one person after the other change the rules; within a transaction."""
    # Two who add at once must see each other's rule, or both halves of a circle would stand.
    list(District.objects.select_for_update().values_list("pk", flat=True))


def rule_row(rule_id: int) -> AssignmentRule:
    """Find a rule. Raises NotFound."""
    row = AssignmentRule.objects.filter(pk=rule_id).first()
    if row is None:
        raise NotFound(f"there is no rule {rule_id}")
    return row


def _rule_terms(row: AssignmentRule) -> dict[str, object]:
    return {
        "service": row.service_id,
        "place": row.place,
        "words": row.words,
        "after": row.after_id,
        "department": row.department_id,
        "person": row.person_id,
        "auto": row.auto,
    }


RULES: Machine[AssignmentRule, RuleState, RuleEvent] = Machine(
    model=AssignmentRule,
    table=TRANSITIONS,
    subject=lambda row: rule_subject(row.pk),
    refusal=WrongState.of_move("the rule"),
    data=lambda step: _rule_terms(step.row),
    writes=("insisted",),
)


def rule_record(
    row: AssignmentRule,
    event: str,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    to_state: str = "",
    reason: str = "",
    data: dict[str, object] | None = None,
) -> None:
    """Write a line of a rule's history, with all that it says now."""
    audit.record(
        audit.AuditEntry(
            subject=rule_subject(row.pk),
            event=event,
            actor=actor,
            at=now,
            to_state=to_state,
            reason=reason,
            data=_rule_terms(row) | (data or {}),
        )
    )


@transaction.atomic
def rules_load(rule_inputs: Iterable[RuleInput], *, now: dt.datetime) -> int:
    """Make the rules of the file what the file says; say how many rows that changed.

    What was changed on the page stays as it is there; a rule that left the file is switched off.
    The wishes were checked with the files; whoever is not there yet is left out of them.
    """
    rules_lock()
    known = {key_of(row): row for row in AssignmentRule.objects.all()}
    changed, last = 0, AssignmentRule.objects.aggregate(last=Max("position"))["last"] or 0
    for place, rule_input in enumerate(rule_inputs, 1):
        row = known.pop(rule_input.key, None)
        if row is None:
            fresh = _new_rule(
                rule_input, person=_known_person(rule_input), position=last + place, now=now
            )
            fresh.save()
            rule_record(fresh, "rule:terms:add", audit.SYSTEM, now, to_state=fresh.state)
            changed += 1
        elif not row.touched:
            fresh = _new_rule(
                rule_input, person=_known_person(rule_input), position=row.position, now=now
            )
            changed += _renew_rule(row, fresh, now)
    for row in known.values():
        if row.state != RuleState.OFF and not row.touched:
            off = RuleEvent.SWITCH_OFF
            rule_transition(rule=row, event=off, actor=audit.SYSTEM, now=now, touched=False)
            changed += 1
    return changed


def _known_person(rule_input: RuleInput) -> int | None:
    person = departments.staff_by_username(rule_input.person) if rule_input.person else None
    return person.id if person else None


def _renew_rule(row: AssignmentRule, fresh: AssignmentRule, now: dt.datetime) -> bool:
    differs = [name for name in TERMS if getattr(row, name) != getattr(fresh, name)]
    if row.state == RuleState.OFF or (row.state == RuleState.HELD and differs):
        on = RuleEvent.SWITCH_ON
        rule_transition(rule=row, event=on, actor=audit.SYSTEM, now=now, touched=False)
    elif not differs:
        return False
    before = {name: getattr(row, name) for name in differs}
    for name in differs:
        setattr(row, name, getattr(fresh, name))
    if differs:
        row.insisted = False
        row.save(update_fields=["insisted", *(name.removesuffix("_id") for name in differs)])
        rule_record(row, RULE_CHANGE, audit.SYSTEM, now, data={"before": before})
    return True
