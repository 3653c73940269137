"""Taking back the last thing that a person did to a rule, for ten minutes."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from townline.casework.cases.api import UNDO_WITHIN, UndoOver
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import RuleEvent, RuleState, rule_subject
from townline.casework.classification.services.assignment import (
    RULE_CHANGE,
    circle_refuse,
    rule_check_may,
    rule_move,
    rule_record,
    rule_row,
    rule_transition,
    rules_lock,
)
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments.api import Act

RULE_UNDO = "rule:terms:undo"
_UNDO_REASON = "되돌림"


def undoable_line(lines: list[Transition], now: dt.datetime) -> Transition | None:
    """Give the line of a rule's history (oldest first) that can be taken back now, if one can."""
    last = lines[-1] if lines else None
    if last is None or not last.actor.startswith("staff:") or now - last.at > UNDO_WITHIN:
        return None
    return last if last.event in _WAYS and not last.data.get("undo") else None


@transaction.atomic
def rule_undo(act: Act, *, rule_id: int) -> None:
    """Take back what was done last to a rule. Raises NotFound, NotAllowed, UndoOver, RuleCircle."""
    rule_check_may(act.viewer)
    rules_lock()
    row = rule_row(rule_id)
    line = undoable_line(list(audit.history(rule_subject(row.pk))), act.now)
    if line is None:
        raise UndoOver("there is nothing to undo, or its ten minutes have passed")
    _WAYS[line.event](act, row, line)
    circle_refuse()


def _restore_terms(act: Act, row: AssignmentRule, line: Transition) -> None:
    before = line.data.get("before", {})
    for name, value in before.items():
        setattr(row, name, value)
    row.save()
    rule_record(row, RULE_UNDO, act.actor, act.now)


def _switch_back(act: Act, row: AssignmentRule, line: Transition) -> None:
    """Go back to the state before; what was held is held again, as it was."""
    before = RuleState(line.from_state or RuleState.OFF)
    row.insisted = False
    steps = {
        RuleState.ON: (RuleEvent.SWITCH_ON,),
        RuleState.OFF: (RuleEvent.SWITCH_OFF,),
        RuleState.HELD: (RuleEvent.SWITCH_ON, RuleEvent.HOLD)
        if row.state == RuleState.OFF
        else (RuleEvent.HOLD,),
    }[before]
    for event in steps:
        rule_transition(
            rule=row,
            event=event,
            actor=act.actor,
            now=act.now,
            reason=_UNDO_REASON,
            data={"undo": True},
        )


def _move_back(act: Act, row: AssignmentRule, line: Transition) -> None:
    rule_move(act, rule_id=row.pk, up=not line.data["up"], undo=True)


_WAYS: dict[str, Callable[[Act, AssignmentRule, Transition], None]] = {
    "rule:terms:add": _switch_back,
    RULE_CHANGE: _restore_terms,
    "rule:order:move": _move_back,
    RuleEvent.SWITCH_ON.tag: _switch_back,
    RuleEvent.SWITCH_OFF.tag: _switch_back,
}
