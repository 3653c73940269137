"""The grade of a rule set as XForms compute it on a phone, in whole numbers, so that both agree.

Each answer's points are multiplied by what hangs on its item, and all by one number that makes
them whole: doubles of XPath hold such sums exactly, as fractions do on the server.
"""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from townline.prevention.surveys.rules.grading import share_of
from townline.prevention.surveys.rules.ruleset import Condition, Item, RuleSet


def grade_of(rules: RuleSet) -> str:
    """Give the XPath of the grade, as an XLSForm's ``calculation`` writes it."""
    weights = {item.code: share_of(rules, item) for item in rules.items}
    whole = _whole(rules, weights)
    points = " + ".join(_points(item, weights[item.code] * whole) for item in rules.items)
    places = _by_points(rules, whole, f"({points})")
    outs = [
        f"if({_all(rules, out.when)}, {rules.order[out.to]}, 0)" for out in rules.knock_outs
    ]
    place = f"max({', '.join([places, *outs])})" if outs else places
    return _named(rules, place)


def _whole(rules: RuleSet, weights: Mapping[str, Fraction]) -> int:
    """Give the number that makes each answer's points and each threshold whole."""
    parts = [weights[item.code] * points for item in rules.items for points in _all_points(item)]
    bounds = [Fraction(str(each.points_from)) for each in rules.grades]
    return math.lcm(*(each.denominator for each in [*parts, *bounds]))


def _all_points(item: Item) -> Iterable[Fraction]:
    said = [each.points for each in (*item.choices.values(), *item.steps)]
    return [Fraction(str(points)) for points in said]


def _points(item: Item, times: Fraction) -> str:
    """Say the points of one answer; an answer that is missing has none."""
    asked, made = f"${{{item.question}}}", "0"
    cases = [(f"{asked} = '{code}'", each.points) for code, each in item.choices.items()]
    sign = ">=" if item.more_is_better else "<="
    cases += [(f"{asked} {sign} {step.bound:g}", step.points) for step in item.steps]
    for when, points in reversed(cases):
        made = f"if({when}, {int(times * Fraction(str(points)))}, {made})"
    # An empty answer is no number, and no measure reaches any step with it; XPath says so of
    # `>=` alone.
    return made if item.choices or item.more_is_better else f"if({asked} = '', 0, {made})"


def _by_points(rules: RuleSet, whole: int, points: str) -> str:
    made = str(len(rules.grades) - 1)
    for place, each in reversed(list(enumerate(rules.grades[:-1]))):
        bound = int(Fraction(str(each.points_from)) * whole)
        made = f"if({points} >= {bound}, {place}, {made})"
    return made


def _all(rules: RuleSet, conditions: Iterable[Condition]) -> str:
    return " and ".join(_holds(rules.item[each.item], each) for each in conditions)


def _holds(item: Item, condition: Condition) -> str:
    asked = f"${{{item.question}}}"
    if condition.answers:
        either = " or ".join(f"{asked} = '{code}'" for code in condition.answers)
        return f"({either})"
    if condition.below is not None:
        return f"({asked} != '' and {asked} < {condition.below:g})"
    return f"({asked} != '' and {asked} > {condition.above or 0:g})"


def _named(rules: RuleSet, place: str) -> str:
    made = f"'{rules.worst}'"
    for at, each in reversed(list(enumerate(rules.grades[:-1]))):
        made = f"if({place} = {at}, '{each.grade}', {made})"
    return made
