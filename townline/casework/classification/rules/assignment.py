"""Rules of the district that say which department a case is for: the first that fits counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from townline.casework.classification.rules.assignment_labels import CaseWording, contains_word
from townline.platform.core.history.tags import Tagged


class RuleState(StrEnum):
    ON = "on"
    OFF = "off"
    # Past cases speak against it: off until a person says otherwise.
    HELD = "held"


class RuleEvent(Tagged):
    SWITCH_ON = "on", "rule:status:enable"
    SWITCH_OFF = "off", "rule:status:disable"
    HOLD = "hold", "rule:status:hold"


TRANSITIONS: dict[tuple[RuleState, RuleEvent], RuleState] = {
    (RuleState.ON, RuleEvent.SWITCH_OFF): RuleState.OFF,
    (RuleState.OFF, RuleEvent.SWITCH_ON): RuleState.ON,
    (RuleState.ON, RuleEvent.HOLD): RuleState.HELD,
    (RuleState.HELD, RuleEvent.SWITCH_ON): RuleState.ON,
    (RuleState.HELD, RuleEvent.SWITCH_OFF): RuleState.OFF,
}
WORDS_MOST = 20
NO_WORDING = CaseWording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must be so (an empty part: anything), and to whom it goes then.

    ``place`` is a dong or a named place; one of ``words`` must stand in the text. ``after``: only
    once this department has given the case back.
    """

    id: int
    department: str
    service: str = ""
    place: str = ""
    words: tuple[str, ...] = ()
    after: str = ""
    person: int | None = None
    auto: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a case. ``said``: its words, taken apart.

    ``places``: names of places and dongs in its words; ``returned_by``: departments that gave it
    back, in order.
    """

    service: str = ""
    places: frozenset[str] = frozenset()
    said: CaseWording = NO_WORDING
    returned_by: tuple[str, ...] = ()


def rule_subject(rule_id: int) -> str:
    """Name a rule in the history: ``rule:7``."""
    return f"rule:{rule_id}"


def fold_words(words: str) -> str:
    """Reduce words to what people type alike."""
    return "".join(filter(str.isalnum, words.lower()))


def words_of(given: str) -> tuple[str, ...]:
    """Read words separated by commas or lines; each once, in order."""
    parts = (part.strip() for part in given.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if fold_words(part)))


def fits(rule: Rule, facts: Facts) -> bool:
    """Say whether a rule is meant for such a case.

    Never for a department that gave it back before: it would only go round in a circle.
    """
    return (
        rule.department not in facts.returned_by
        and rule.service in {"", facts.service}
        and (not rule.place or rule.place in facts.places)
        and (not rule.words or any(contains_word(word, facts.said) for word in rule.words))
        and (not rule.after or rule.after in facts.returned_by[-1:])
    )


def first_fitting(rules: Iterable[Rule], facts: Facts, *, auto: bool = False) -> Rule | None:
    """Give the first rule that fits; ``auto``: of those that assign by themselves."""
    return next((one for one in rules if (one.auto or not auto) and fits(one, facts)), None)


def circle(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Find departments that rules would send one case round: ``("a", "b", "a")``; else ().

    From a department that gave a case back a rule leads to another one, from there the next, and
    so on, as long as one case could meet the conditions of all of them.
    """
    led = [one for one in rules if one.after]
    for first in led:
        found = _round(led, (first,))
        if found:
            return (first.after, *(one.department for one in found))
    return ()


def _round(led: Sequence[Rule], way: tuple[Rule, ...]) -> tuple[Rule, ...]:
    if way[-1].department == way[0].after:
        return way
    for one in led:
        if one.after == way[-1].department and one not in way and _together((*way, one)):
            found = _round(led, (*way, one))
            if found:
                return found
    return ()


def _together(way: tuple[Rule, ...]) -> bool:
    """Say whether one case can meet them all: of one service; at several places it may lie."""
    return len({one.service for one in way if one.service}) <= 1
