"""The grade of a rule set as XForms compute it on a phone, in whole numbers, so that both agree.

The points of each answer are multiplied by what hangs on its item, and all by one number that
makes them whole: doubles of XPath hold such sums exactly, as fractions do on the server. What was
not answered is no number and no choice: it has no points and knocks nothing out, as there.
"""

import math
from collections.abc import Iterable
from fractions import Fraction

from townline.prevention.surveys.rules.ruleset import Condition, RuleItem, RuleSet, exact


def points_xpath(rules: RuleSet) -> str:
    """Give the XPath of all points, times ``times``; questions as ``${name}``."""
    whole = times(rules)
    return " + ".join(_points(item, rules.shares[item.code] * whole) for item in rules.items)


def answered_xpath(rules: RuleSet) -> str:
    """Give the XPath that holds once any question of the rules is answered."""
    return " or ".join(f"${{{item.question}}} != ''" for item in rules.items)


def grade_xpath(rules: RuleSet, points: str) -> str:
    """Give the XPath of the grade; ``points``: the question that holds those of ``points_xpath``.

    From the worst on: a grade is given where points are below the next better one, or something
    knocks the home out to it.
    """
    whole, made = times(rules), f"'{rules.grades[0].grade}'"
    for place, each in enumerate(rules.grades[1:], 1):
        bound = int(exact(rules.grades[place - 1].points_from) * whole)
        outs = [_all(rules, out.when) for out in rules.knock_outs if out.to == each.grade]
        when = " or ".join([f"${{{points}}} < {bound}", *outs])
        made = f"if({when}, '{each.grade}', {made})"
    return made


def times(rules: RuleSet) -> int:
    """Give the number that makes the points of each answer, and each threshold, whole."""
    parts = [
        rules.shares[item.code] * exact(points)
        for item in rules.items
        for points in (*(c.points for c in item.choices.values()), *(s.points for s in item.steps))
    ]
    bounds = [exact(each.points_from) for each in rules.grades]
    return math.lcm(*(each.denominator for each in (*parts, *bounds)))


def _points(item: RuleItem, share: Fraction) -> str:
    reference, made = f"${{{item.question}}}", "0"
    sign = ">=" if item.more_is_better else "<="
    cases = [(f"{reference} = '{code}'", each.points) for code, each in item.choices.items()]
    cases += [(f"{reference} {sign} {step.bound:g}", step.points) for step in item.steps]
    for when, points in reversed(cases):
        made = f"if({when}, {int(share * exact(points))}, {made})"
    return made


def _all(rules: RuleSet, conditions: Iterable[Condition]) -> str:
    return f"({' and '.join(_holds(rules.item[each.item], each) for each in conditions)})"


def _holds(item: RuleItem, condition: Condition) -> str:
    reference = f"${{{item.question}}}"
    if condition.answers:
        return f"({' or '.join(f"{reference} = '{code}'" for code in condition.answers)})"
    below = condition.below is not None
    return (
        f"{reference} {'<' if below else '>'} {(condition.below if below else condition.above):g}"
    )
